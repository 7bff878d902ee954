"""The control panel in a real browser: what it shows, and that its buttons do what they say."""

import os

import pytest
import requests
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from frontend_test import browser, picture  # noqa: F401  the same browser

H100 = {"familyId": "h100-80gb", "gpuCount": 1}


@pytest.fixture
def panel(world, browser):  # noqa: F811
    return Panel(world(), browser)


class Panel:
    def __init__(self, world, browser):  # noqa: F811
        self.world, self.browser = world, browser
        self.client = world.client("dev")
        world.admin("PUT", "clock", json={"mode": "virtual"})

    def open(self):
        self.browser.set_window_size(1300, 1000)
        self.browser.get(f"{self.world.root}/__admin/")
        self.wait(lambda: self.find("#scenario").text != "…")
        return self

    def find(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return self.find(selector).text

    def wait(self, condition):
        # A row may be drawn anew between finding and asking it.
        patience = WebDriverWait(
            self.browser, 20, poll_frequency=0.05, ignored_exceptions=[StaleElementReferenceException, IndexError])
        patience.until(lambda _: condition())

    def press(self, selector):
        self.browser.execute_script("document.querySelector(arguments[0]).click()", selector)


def test_what_a_client_does_appears_by_itself(panel):
    panel.open()
    assert "No request has come yet" in panel.text("#silence")
    panel.client.post(f"{panel.world.api}/rentals", json={"familyId": "h100-80gb", "gpuCount": 3}, timeout=10)
    panel.wait(lambda: "invalid_count" in panel.text("#journal"))
    panel.client.post(f"{panel.world.api}/rentals", json=H100, timeout=10)
    panel.wait(lambda: "provisioning" in panel.text("#rentals"))
    panel.wait(lambda: "$97.20" in panel.text("#wallets"))
    panel.client.post(f"{panel.world.api}/auth/request-code", json={"email": "ada@example.com"}, timeout=10)
    code = panel.world.admin("GET", "outbox/latest?to=ada@example.com")["code"]
    panel.wait(lambda: panel.text("#code .big") == code)
    panel.wait(lambda: panel.all("#coverage td.natural"))
    picture(panel.browser, "panel")
    panel.browser.set_window_size(420, 1000)
    picture(panel.browser, "panel-narrow")
    assert panel.browser.execute_script("return document.body.scrollWidth <= innerWidth"), "nothing is cut off"


def test_the_clock_moves_by_its_buttons(panel):
    panel.client.post(f"{panel.world.api}/rentals", json=H100, timeout=10)
    panel.open()
    panel.wait(lambda: "provisioning" in panel.text("#rentals"))
    before = panel.text("#now")
    panel.find("[data-by='10m']").click()
    panel.wait(lambda: "running" in panel.text("#rentals"))
    assert panel.text("#now") > before
    panel.find("#reset").click()
    panel.wait(lambda: panel.all("#journal tbody tr") == [])


def test_a_fault_is_added_switched_off_and_removed(panel):
    panel.open()
    panel.find("#add select[name=error] option[value=provider_pool_empty]").click()
    panel.find("#add button").click()
    panel.wait(lambda: len(panel.all("#faults tbody tr")) == 1)

    def launch():
        return panel.client.post(f"{panel.world.api}/rentals", json=H100, timeout=10).status_code

    assert launch() == 503
    panel.wait(lambda: panel.all("#faults td.number")[1].text == "1")
    panel.press("#faults input")
    panel.wait(lambda: panel.world.admin("GET", "faults")["faults"][0]["enabled"] is False)
    assert launch() == 200
    panel.press("#faults button")
    panel.wait(lambda: panel.all("#faults tbody tr") == [])


def test_an_exchange_explains_itself_on_click_and_by_key(panel):
    panel.world.admin("POST", "faults", json={"id": "down", "on": "me", "error": "internal_error"})
    panel.client.get(f"{panel.world.api}/auth/me", timeout=10)
    panel.open()
    panel.wait(lambda: panel.all("#journal tbody tr"))
    panel.find("#journal tbody tr").send_keys("\ue007")
    panel.wait(lambda: panel.find("#detail").is_displayed())
    assert "down" in panel.text("#trace") and "fired" in panel.text("#trace")
    assert '"request"' in panel.text("#entry")
    assert "sid=dev" not in panel.text("#entry"), "secrets stay masked"
    picture(panel.browser, "panel-explain")


def test_markup_from_a_client_stays_text(panel):
    requests.get(f"{panel.world.api}/<img src=x onerror=document.title='broken'>", timeout=10)
    panel.open()
    panel.wait(lambda: panel.all("#journal tbody tr"))
    assert "img" in panel.text("#journal")
    assert panel.browser.title == "gpuoutlet-mock"


def test_a_full_journal_opens_as_fast_as_an_empty_one(panel):
    for _ in range(3000):
        panel.client.get(f"{panel.world.api}/catalog/facets", timeout=10)
    panel.open()
    panel.wait(lambda: panel.all("#journal tbody tr"))
    assert len(panel.all("#journal tbody tr")) <= 250, "the page draws the newest and no more"
    assert "3000 so far" in panel.text("#total")


@pytest.mark.skipif("GPUOUTLET_MOCK_URL" in os.environ, reason="needs a server of its own")
def test_every_control_has_a_name(panel):
    panel.open()
    unnamed = panel.browser.execute_script("""
        return [...document.querySelectorAll('button, input, select')]
          .filter((e) => !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length))
          .map((e) => e.outerHTML)""")
    assert unnamed == []


@pytest.mark.parametrize("topic", ["scenario", "faults", "control", "verdicts"])
def test_the_reference_is_found_from_the_panel_and_fits_a_phone(panel, topic):
    panel.open()
    panel.find("header a").click()
    panel.wait(lambda: panel.text("h1") == "Reference")
    panel.find(f"a[href='docs/{topic}']").click()
    panel.wait(lambda: panel.all("h2"))
    for link in panel.all("nav[aria-label='On this page'] a"):
        anchor = link.get_attribute("href").partition("#")[2]
        assert panel.all(f"[id='{anchor}']"), f"{anchor} leads nowhere"
    for width in (1100, 420):
        panel.browser.set_window_size(width, 1000)
        picture(panel.browser, f"reference-{topic}-{width}")
        assert panel.browser.execute_script("return document.body.scrollWidth <= innerWidth"), "nothing is cut off"
    assert panel.browser.get_log("browser") == [], "its policy refuses nothing of its own"
