"""axe-core over the control panel and the stand-in pages, narrow and wide, light and dark."""

from pathlib import Path

import axe_core_python
import pytest

from frontend_test import chromium, picture
from panel import Panel

AXE = Path(axe_core_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
THEMES = [(width, theme) for width in (360, 1600) for theme in ("light", "dark")]


@pytest.fixture(scope="module")
def chrome():
    driver = chromium()
    yield driver
    driver.quit()


def found(chrome):
    # Through the driver: the page's own policy lets nothing in.
    chrome.execute_script(AXE)
    violations = chrome.execute_async_script(
        "const done = arguments[0]; axe.run({ resultTypes: ['violations'] }).then((all) => done(all.violations))")
    return [(one["id"], [node["html"][:160] + " " + node["failureSummary"][:300] for node in one["nodes"][:4]]) for one in violations]


@pytest.fixture(scope="module")
def busy(mock):
    """A world with something of everything."""
    world = mock.world("chaos-drill~axe")
    client = world.client("dev")
    world.admin("PUT", "phase", json={"phase": "brownout"})
    world.admin("POST", "faults", json={"on": "me", "error": "internal_error", "times": 1})
    for path in ("auth/me", "catalog/facets", "nothing"):
        client.get(f"{world.api}/{path}", timeout=10)
    for body in ({"familyId": "h100-80gb", "gpuCount": 1}, {"familyId": "h100-80gb", "gpuCount": 3}):
        for _ in range(2):
            client.post(f"{world.api}/rentals", json=body, timeout=10)
    client.post(f"{world.api}/billing/checkout", json={"amountCents": 2500}, timeout=10)
    client.post(f"{world.api}/auth/request-code", json={"email": "ada@example.com"}, timeout=10)
    world.admin("POST", "events", data='"invoice-opens"')
    return world


@pytest.mark.parametrize("width, theme", THEMES)
def test_axe_finds_nothing_on_the_panel(busy, chrome, width, theme):
    panel = Panel(busy, chrome)
    panel.theme(theme)
    panel.open(width)
    panel.wait(lambda: panel.rows() and panel.all("#coverage tr"))
    panel.script("for (const part of document.querySelectorAll('details')) part.open = true")
    panel.wait(lambda: "✓" in panel.text("#text-state"))
    assert found(chrome) == []
    assert panel.script("return document.documentElement.scrollWidth <= innerWidth"), "nothing is cut off"
    picture(chrome, f"panel-{width}-{theme}")
    header = panel.find("header").size["height"]
    assert header <= 100, "a header leaves a small phone its page"
    panel.click("#build")
    panel.wait(lambda: panel.text("#fault-says"))
    assert found(chrome) == []
    picture(chrome, f"panel-builder-{width}-{theme}")
    panel.click("#builder-close")
    panel.click("#journal tbody button")
    panel.wait(lambda: panel.find("#detail").is_displayed())
    assert found(chrome) == []
    picture(chrome, f"panel-exchange-{width}-{theme}")


@pytest.mark.parametrize("width, theme", THEMES)
def test_axe_finds_nothing_on_the_stand_in_pages(busy, chrome, width, theme):
    panel = Panel(busy, chrome)
    panel.theme(theme)
    panel.size(width)
    overview = busy.admin("GET", "overview")
    pages = [overview["checkouts"][0]["page"], overview["invoices"][0]["page"], "/__oauth/google", "/app/billing", "/__stripe/checkout/none", "/__admin/docs", "/__admin/docs/faults"]
    for page in pages:
        chrome.get(busy.root + page)
        assert found(chrome) == [], page
        picture(chrome, f"page-{page.strip('/').replace('/', '-')[:24]}-{width}-{theme}")


def test_every_control_has_a_name_and_shows_that_the_keyboard_is_on_it(busy, chrome):
    panel = Panel(busy, chrome).open()
    unnamed = panel.script("""
        return [...document.querySelectorAll('button, input, select, textarea')]
          .filter((e) => !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length))
          .map((e) => e.outerHTML)""")
    assert unnamed == []
    unseen = panel.script("""
        return [...document.querySelectorAll('main button, main input, main select, main a, [tabindex="0"]')].filter((e) => e.checkVisibility() && !e.disabled)
          .filter((e) => { e.focus({ focusVisible: true }); return document.activeElement === e && getComputedStyle(e).outlineStyle === 'none'; })
          .map((e) => e.outerHTML)""")
    assert unseen == []
