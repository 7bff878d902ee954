"""A real browser and a front end on a port of its own: cookies, CORS, the checkout page, and a pod's whole life."""

import functools
import http.server
import os
import threading

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from mock import CLIENTS

EMAIL = "grace@example.com"


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def front_end():
    handler = functools.partial(QuietHandler, directory=CLIENTS / "frontend")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def chromium(*more):
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=390,800", *more):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))


@pytest.fixture
def browser():
    driver = chromium()
    yield driver
    driver.quit()


def picture(browser, name):
    """Keeps a screenshot where FRONT_END_PICTURES says, for a person to look at."""
    folder = os.environ.get("FRONT_END_PICTURES")
    if folder:
        browser.save_screenshot(os.path.join(folder, f"{name}.png"))


def test_sign_in_top_up_launch_watch_and_stop(world, front_end, browser):
    shop = world()
    shop.admin("PUT", "scenario", json={
        "scenario": "front-end", "why": "a front end on a port of its own",
        "clock": {"mode": "virtual"}, "given": {"appUrl": front_end, "users": []}})

    def find(selector):
        return browser.find_element(By.CSS_SELECTOR, selector)

    def wait_for(text, selector):
        WebDriverWait(browser, 20).until(lambda _: text in find(selector).text, f"{selector} never said {text!r}")

    def refresh():
        browser.execute_async_script("refresh().then(arguments[0])")

    browser.get(f"{front_end}/?api={shop.api}")
    find("#ask input").send_keys(EMAIL)
    find("#ask button").click()
    WebDriverWait(browser, 20).until(lambda _: find("#enter").is_displayed())
    find("#enter input").send_keys("000000")
    find("#enter button").click()
    wait_for("code_invalid", "#problem")
    assert "(req_" in find("#problem").text, "a page of another origin can read X-Request-Id"

    code = shop.admin("GET", f"outbox/latest?to={EMAIL}")["code"]
    find("#enter input").clear()
    find("#enter input").send_keys(code)
    find("#enter button").click()
    wait_for("$0.00", "#available")
    assert browser.get_cookie("sid") is None, "the cookie belongs to the API's path and to no script"
    picture(browser, "signed-in")

    find("#launch").click()
    wait_for("insufficient_balance", "#problem")
    find("#topup").click()
    WebDriverWait(browser, 20).until(lambda _: "/__stripe/checkout/" in browser.current_url)
    assert "$25.00" in find("body").text
    picture(browser, "checkout")
    next(b for b in browser.find_elements(By.TAG_NAME, "button") if b.text.startswith("Pay $")).click()
    WebDriverWait(browser, 20).until(lambda _: browser.current_url.startswith(f"{front_end}/app/billing"))
    assert browser.current_url.endswith("?session=success")

    browser.get(f"{front_end}/?api={shop.api}")
    wait_for("$25.00", "#available")
    find("#launch").click()
    wait_for("provisioning", "#status")
    shop.advance("45s")
    refresh()
    assert find("#status").text == "running"
    assert ":" in find("#place").text
    picture(browser, "running")
    shop.advance("1h")
    refresh()
    find("#stop").click()
    wait_for("stopping", "#status")
    shop.advance("5s")
    refresh()
    assert find("#status").text == "stopped"
    assert find("#available").text == "$22.20"
    picture(browser, "stopped")

    complaints = [entry["message"] for entry in browser.get_log("browser") if "CORS" in entry["message"]]
    assert complaints == []
    unmatched = [r["path"] for r in shop.admin("GET", "requests?limit=1000")["requests"] if r["operation"] is None]
    assert unmatched == []


def test_a_page_of_a_foreign_origin_reads_nothing(world, browser):
    shop = world()
    # A data: page has the origin `null`, which nobody allows.
    browser.get("data:text/html,<p>elsewhere</p>")
    result = browser.execute_async_script(
        "fetch(arguments[0], {credentials: 'include'}).then(() => arguments[1]('read'), e => arguments[1](e.name))",
        f"{shop.api}/auth/me")
    assert result == "TypeError"
