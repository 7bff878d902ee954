"""The control panel's main path in Firefox: a drill is led by mouse and keyboard, from its start to the report."""

from pathlib import Path

import pytest

from firefox import Firefox
from panel import H100


@pytest.fixture
def firefox():
    firefox = Firefox()
    yield firefox
    firefox.close()


def test_a_drill_is_led_in_firefox(world, firefox):
    shop = world()
    client = shop.client("dev")

    def launch():
        return client.post(f"{shop.api}/rentals", json=H100, timeout=10).status_code

    client.get(f"{shop.api}/catalog/facets", timeout=10)
    firefox.open(f"{shop.root}/__admin/")
    firefox.wait("document.querySelector('#live').textContent.includes('live')")

    firefox.type("#choose select", "chaos-drill")
    firefox.wait("document.querySelector('#choose select').value === 'chaos-drill'")
    firefox.click("#choose button")
    firefox.click("#ask button", "Yes")
    firefox.wait("document.querySelector('#scenario-name').textContent === 'chaos-drill'")

    firefox.click("#build")
    firefox.type("#fields select[aria-label=error]", "provider_pool_empty")
    firefox.wait("document.querySelector('#fault-says').textContent.includes('provider_pool_empty')")
    firefox.click("#fault-use")
    firefox.wait("document.querySelector('#faults b')?.textContent === '*:provider_pool_empty'")
    assert launch() == 503
    firefox.wait("document.querySelector('#journal').innerText.includes('provider_pool_empty')")
    firefox.wait("document.querySelector('#plot .err').getAttribute('d') !== ''")

    firefox.click("#phases button", "outage")
    firefox.wait("document.querySelector('#phase').textContent === 'outage'")
    assert client.get(f"{shop.api}/catalog/facets", timeout=10).status_code == 503
    firefox.wait("document.querySelector('#total').textContent.startsWith('2 so far')")

    firefox.click("#report-html")
    ended = firefox.event("browsingContext.downloadEnd")
    text = Path(ended["filepath"]).read_text(encoding="utf-8")
    assert "chaos-drill" in text and "outage" in text and "provider_pool_empty" in text
    errors = [event["params"]["text"] for event in firefox.events if event["method"] == "log.entryAdded" and event["params"]["level"] == "error"]
    assert [error for error in errors if "Content-Security-Policy" in error or "Error:" in error] == []
