"""A page whose name an attacker's DNS has moved to 127.0.0.1, in a real browser: it reads and changes nothing."""

from urllib.parse import urlsplit

import pytest

from frontend_test import chromium

FETCH = """
    const [path, method, done] = arguments;
    fetch(path, {method}).then(async (answer) => done([answer.status, await answer.text()]), (e) => done([0, `${e}`]));
"""


@pytest.fixture
def rebound(world):
    """The browser on a page of evil.test that this server has served, and the world."""
    driver = chromium("--host-resolver-rules=MAP evil.test 127.0.0.1")
    shop = world()
    shop.client().post(f"{shop.api}/auth/request-code", json={"email": "ada@example.com"}, timeout=10)
    root = urlsplit(shop.root)
    driver.get(f"http://evil.test:{root.port}{root.path}/v1/nowhere")
    assert "not_found" in driver.page_source
    yield driver, shop, root.path
    driver.quit()


@pytest.mark.parametrize("method, path", [
    ("GET", "outbox"), ("GET", "requests"), ("GET", "state"), ("GET", ""), ("POST", "reset"), ("DELETE", "requests")])
def test_a_rebound_page_reads_and_changes_nothing_of_the_control_plane(rebound, method, path):
    browser, shop, root = rebound
    status, text = browser.execute_async_script(FETCH, f"{root}/__admin/{path}", method)
    assert (status, "foreign_origin" in text) == (403, True), text
    assert shop.admin("GET", "outbox")["messages"][0]["to"] == "ada@example.com"


def test_a_rebound_page_may_not_call_what_changes_something(rebound):
    browser, shop, root = rebound
    status, text = browser.execute_async_script(FETCH, f"{root}/v1/auth/logout", "POST")
    assert (status, "forbidden" in text) == (403, True), text


def test_the_same_browser_reads_what_anybody_may(rebound):
    browser, shop, root = rebound
    status, text = browser.execute_async_script(FETCH, "/__admin/health", "GET")
    assert status == 200, text
