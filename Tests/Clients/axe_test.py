"""axe-core over the control panel and the stand-in pages, narrow and wide, light and dark."""

import json
import subprocess
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


def cut_off(panel, width):
    """What reaches over the edge of the window, and does not lie in a box that scrolls."""
    return panel.script("""
        return [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > arguments[0] + 1)
          .filter((e) => { for (let box = e.parentElement; box; box = box.parentElement) if (getComputedStyle(box).overflowX !== 'visible') return false; return true; })
          .map((e) => e.outerHTML.slice(0, 160))""", width)


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
    assert cut_off(panel, width) == []
    picture(chrome, f"panel-{width}-{theme}")
    header = panel.find("header").size["height"]
    assert header <= 100, "a header leaves a small phone its page"
    panel.click("#build")
    panel.wait(lambda: panel.text("#fault-says"))
    keys = busy.admin("GET", "scenario.schema.json")["$defs"]["fault"]["properties"]
    panel.choose("#fault-text", json.dumps({key: shape["examples"][0] for key, shape in keys.items() if "examples" in shape}))
    panel.wait(lambda: panel.text("#fault-says").startswith("✗") and len(panel.all("#fields fieldset")) > 5)
    assert found(chrome) == [], "with a control for every key of the language"
    picture(chrome, f"panel-builder-{width}-{theme}")
    panel.click("#builder-close")
    panel.click("#journal tbody button")
    panel.wait(lambda: panel.find("#detail").is_displayed())
    assert found(chrome) == []
    picture(chrome, f"panel-exchange-{width}-{theme}")


@pytest.fixture(scope="module")
def reports(mock, busy, tmp_path_factory):
    """The report as the server gives it, and as the program writes it."""
    file = tmp_path_factory.mktemp("report") / "report.html"
    told = subprocess.run([mock.binary, "report", "--format", "html", busy.root], capture_output=True, text=True, timeout=30)
    assert told.returncode == 1, "some verdicts failed\n" + told.stderr
    file.write_text(told.stdout, encoding="utf-8")
    return {"served": f"{busy.root}/__admin/report?format=html", "written": file.as_uri()}


@pytest.mark.parametrize("width, theme", THEMES)
def test_axe_finds_nothing_on_the_report(reports, busy, chrome, width, theme):
    panel = Panel(busy, chrome)
    panel.theme(theme)
    panel.size(width)
    for name, page in reports.items():
        chrome.get(page)
        assert "gpuoutlet-mock report" in chrome.title and panel.all("svg path") and panel.all(".cells .met")
        assert found(chrome) == [], name
        assert cut_off(panel, width) == []
    picture(chrome, f"report-{width}-{theme}")
    grounds = panel.script("return [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('section')).backgroundColor]")
    chrome.get(f"{busy.root}/__admin/")
    assert grounds == panel.script("return [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('section:not([hidden])')).backgroundColor]"), "one look"


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
