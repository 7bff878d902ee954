"""The control panel when much happens: what it draws and asks is counted, not timed."""

import pytest

from frontend_test import chromium
from panel import Panel

# Holds the frames back, so that what comes meanwhile is known to be drawn by the next one.
HOLD = """
    const parse = JSON.parse;
    Object.assign(window, { told: 0, frames: [], changes: 0, frame: requestAnimationFrame });
    JSON.parse = (text) => { window.told += 1; return parse(text); };
    window.requestAnimationFrame = (draw) => window.frames.push(draw);
    new MutationObserver(() => { window.changes += 1; }).observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true, attributes: true });
    performance.clearResourceTimings();"""
RELEASE = "window.requestAnimationFrame = window.frame; for (const draw of window.frames) draw(performance.now());"
DRAWN = "return document.querySelectorAll('#journal tbody tr:not(.gap)').length"


@pytest.fixture(scope="module")
def chrome():
    driver = chromium()
    yield driver
    driver.quit()


@pytest.fixture
def panel(world, chrome):
    panel = Panel(world("steady"), chrome)
    panel.world.admin("PUT", "clock", json={"mode": "virtual"})
    return panel


def test_what_comes_between_two_frames_is_drawn_at_once_and_nothing_is_asked(panel):
    panel.open()
    panel.launch()
    panel.wait(lambda: "1 so far" in panel.text("#total"))
    panel.script(HOLD)
    for number in range(200):
        panel.client.get(f"{panel.world.api}/{'nothing' if number % 2 else 'auth/me'}", timeout=10)
    panel.wait(lambda: panel.script("return window.told >= 200"))
    assert panel.script("return [frames.length, changes]") == [1, 0], "one frame is asked for, and waited for"
    panel.script(RELEASE)
    panel.wait(lambda: "201 so far" in panel.text("#total") and "not_found" in panel.text("#journal"))
    asked = panel.script("return performance.getEntriesByType('resource').map((entry) => entry.name.split('/__admin/')[1])")
    assert set(asked) <= {"overview"} and len(asked) < 10, "no exchange is asked for; the world is looked at when a rush is over"
    assert panel.script(DRAWN) < 80


def test_a_full_journal_is_shown_by_the_rows_in_sight(panel):
    for _ in range(2500):
        panel.client.get(f"{panel.world.api}/auth/me", timeout=10)
    panel.open()
    panel.wait(lambda: panel.script(DRAWN) > 0 and "2500 so far" in panel.text("#total"))
    assert panel.script(DRAWN) < 80
    asked = "return performance.getEntriesByType('resource').map(({ name }) => name.split('/__admin/')[1].split('?')[0])"
    names = panel.script(asked)
    assert len(names) == len(set(names)), "each is asked for once, however much there is"


def test_the_frame_stands_before_anything_is_asked(panel):
    # The page's own script is all that runs here before it: a frame that never comes leaves nothing asked.
    added = panel.browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {
        "source": "window.frames_ = []; window.requestAnimationFrame = (draw) => window.frames_.push(draw);"})
    panel.browser.get(f"{panel.world.root}/__admin/")
    panel.wait(lambda: panel.script("return window.frames_.length > 0"))
    assert panel.script("return performance.getEntriesByType('resource').length") == 0
    assert panel.find("#journal-title").is_displayed() and panel.find("#worlds-title").is_displayed()
    panel.browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)
