"""The control panel in a real browser, as its tests drive it."""

import requests
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

H100 = {"familyId": "h100-80gb", "gpuCount": 1}


class Panel:
    """One page that shows one world."""

    def __init__(self, world, browser):
        self.world, self.browser = world, browser
        self.client = world.client("dev")

    def open(self, width=1600, height=1000):
        self.size(width, height)
        self.browser.get(f"{self.world.root}/__admin/")
        self.wait(lambda: "live" in self.text("#live"))
        return self

    def size(self, width, height=1000):
        # A window of Chromium is never narrower than 500 px; what it emulates is.
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})

    def theme(self, name):
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": name}]})

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

    def click(self, selector, text=None):
        """Presses, by the mouse, what carries that text."""
        def press():
            for element in self.all(selector):
                if text is None or element.text == text:
                    self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
                    element.click()
                    return True
            return False

        self.wait(press)

    def answer(self, yes=True):
        """Answers what the page asks before something is lost."""
        self.wait(lambda: self.find("#ask").is_displayed())
        self.click("#ask button", "Yes" if yes else "No")

    def fill(self, selector, text):
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", self.find(selector))
        self.find(selector).clear()
        self.find(selector).send_keys(text)

    def choose(self, selector, value):
        self.browser.execute_script(
            "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}));"
            "arguments[0].dispatchEvent(new Event('change', {bubbles: true}))", self.find(selector), value)

    def script(self, text, *arguments):
        return self.browser.execute_script(text, *arguments)

    def launch(self):
        """What a rental's launch is answered; nothing where the answer is lost."""
        try:
            return self.client.post(f"{self.world.api}/rentals", json=H100, timeout=10).status_code
        except requests.ConnectionError:
            return None

    def rows(self):
        """The lines of the journal that are drawn."""
        return self.all("#journal tbody tr:not(.gap)")

    def tell_clipboard(self):
        """Lets the page's clipboard be read here: what was copied last."""
        self.script("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
        return lambda: self.script("return window.copied")
