"""The control panel by the keyboard alone. Which controls there are, the page itself says."""

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from axe_test import busy, chrome  # noqa: F401  (fixtures)
from panel import Panel

# What can be used, in the order of the document. A list of which one entry takes the Tab counts as one.
CONTROLS = """
    const controls = (root) => [...root.querySelectorAll('button, input, select, textarea, summary, a[href], [tabindex]')]
      .filter((e) => e.tabIndex === 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }) && (root !== document || !e.closest('dialog')));
    const kind = (e) => (e.localName === 'input' ? e.type : e.localName);
    const ring = (e) => { const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(e); return outlineStyle === 'none' || parseFloat(outlineWidth) === 0 ? boxShadow : [outlineWidth, outlineColor, boxShadow].join(); };
"""

# Notes where the keyboard goes and what it presses there, and lets nothing of it happen.
WATCH = CONTROLS + """
    window.all = controls(document);
    window.visits = [];
    const unlit = all.map(ring);
    addEventListener('focusin', ({ target }) => { const at = all.indexOf(target); visits.push({ at, isLit: ring(target) !== unlit[at], presses: 0 }); }, true);
    addEventListener('click', (event) => { event.preventDefault(); event.stopImmediatePropagation(); visits.at(-1).presses += 1; }, true);
    addEventListener('change', (event) => { event.stopImmediatePropagation(); if (event.target.matches('select')) visits.at(-1).presses += 1; }, true);
    return all.map((e) => [kind(e), e.outerHTML]);"""

# What Enter, Space or an arrow has to do as often as a click would.
KEYS = {
    "button": [Keys.ENTER, Keys.SPACE], "summary": [Keys.ENTER, Keys.SPACE], "a": [Keys.ENTER], "checkbox": [Keys.SPACE],
    "select": [Keys.ARROW_DOWN, Keys.ARROW_UP]}


@pytest.fixture
def panel(busy, chrome):  # noqa: F811
    panel = Panel(busy, chrome)
    panel.theme("light")
    panel.world.admin("PUT", "clock", json={"mode": "virtual"})
    panel.open()
    panel.wait(lambda: panel.rows() and panel.all("#coverage tr") and panel.all("#events button"))
    return panel


def press(panel, *keys):
    ActionChains(panel.browser, duration=0).send_keys(*keys).perform()


def test_every_control_is_reached_seen_and_pressed_by_keyboard(panel):
    panel.script("for (const part of document.querySelectorAll('details')) part.open = true")
    panel.wait(lambda: "✓" in panel.text("#text-state"))
    controls = panel.script(WATCH)
    assert len(controls) > 150, "coverage alone has that many"
    for start in range(0, len(controls), 50):
        press(panel, *(key for kind, _ in controls[start:start + 50] for key in [Keys.TAB, *KEYS.get(kind, [])]))
    visits = [visit for visit in panel.script("return visits") if visit["at"] >= 0]
    assert [visit["at"] for visit in visits] == list(range(len(controls))), "in the document's order, each once"
    assert [text for visit, (_, text) in zip(visits, controls) if not visit["isLit"]] == [], "the keyboard is seen on each"
    deaf = [text for visit, (kind, text) in zip(visits, controls) if visit["presses"] < least(kind, text)]
    assert deaf == [], "a key does what a click does"
    left_out = panel.script("""
        return [...document.querySelectorAll('button, input, select, textarea, summary, a[href]')]
          .filter((e) => e.tabIndex !== 0 && !e.closest('#journal')).map((e) => e.outerHTML)""")
    assert left_out == [], "only the journal's rows are walked by arrows"


def least(kind, text):
    """How many presses count: a choice at its end moves one way only, and one of a single word nowhere."""
    if kind == "select":
        return min(1, text.count("<option") - 1)
    return len(KEYS.get(kind, []))


def test_nothing_is_for_the_mouse_alone_and_everything_has_a_name(panel):
    panel.click("#build")
    panel.wait(lambda: panel.text("#fault-says"))
    panel.browser.execute_cdp_cmd("Accessibility.enable", {})
    nodes = panel.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    press(panel, Keys.ESCAPE)
    nodes += panel.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    usable = [node for node in nodes if node["role"]["value"] not in ("RootWebArea", "dialog") and any(
        fact["name"] == "focusable" and fact["value"]["value"] for fact in node.get("properties", []))]
    assert len(usable) > 150
    assert [node for node in usable if not node.get("name", {}).get("value", "").strip()] == []
    only_mouse = panel.script("""
        return [...document.querySelectorAll('body *')].filter((e) => getComputedStyle(e).cursor === 'pointer' || e.onclick)
          .filter((e) => !e.closest('button, a[href], summary, label, select') && !(e.closest('tr') ?? e).querySelector('button'))
          .map((e) => e.outerHTML.slice(0, 120))""")
    assert only_mouse == []


def test_the_plot_is_read_by_its_arrow_keys(panel):
    panel.script("document.querySelector('#plot').focus()")
    read = []
    for key in (Keys.END, Keys.ARROW_LEFT, Keys.HOME):
        press(panel, key)
        read.append(panel.text("#reading"))
    assert len(set(read)) == 3 and all("refused" in reading for reading in read)


OPENERS = {
    "#journal tbody button[tabindex='0']": "detail", "#build": "builder", "#faults button[aria-label^=Edit]": "builder",
    "#reset": "ask", "#drop": "ask", "#clear": "ask", "#choose button": "ask"}


def test_each_dialog_has_an_opener_here(panel):
    assert {dialog.get_attribute("id") for dialog in panel.all("dialog")} == set(OPENERS.values())


@pytest.mark.parametrize("opener", OPENERS)
def test_a_dialog_keeps_the_keyboard_until_escape_gives_it_back(panel, opener):
    dialog = f"#{OPENERS[opener]}"
    before = panel.world.admin("GET", "overview")
    panel.script("window.opener_ = document.querySelector(arguments[0]); opener_.focus()", opener)
    press(panel, Keys.ENTER)
    panel.wait(lambda: panel.script("return document.querySelector(arguments[0]).matches(':modal')", dialog))
    if dialog == "#builder":
        panel.wait(lambda: panel.text("#fault-says"))
    count = panel.script(CONTROLS + """
        window.all = controls(document.querySelector(arguments[0]));
        window.visits = [all.indexOf(document.activeElement)];
        addEventListener('focusin', ({ target }) => visits.push(all.indexOf(target)), true);
        return all.length;""", dialog)
    assert count > 1
    press(panel, *[Keys.TAB] * (count + 2))
    visits = panel.script("return visits")
    assert set(visits) - {-1} == set(range(count)), "each of its controls, and it goes round"
    assert panel.script("return document.querySelector(arguments[0]).contains(document.activeElement) || document.activeElement === document.body", dialog)
    press(panel, Keys.ESCAPE)
    panel.wait(lambda: not panel.find(dialog).is_displayed())
    assert panel.script("return document.activeElement === opener_"), "the keyboard is where it was"
    after = panel.world.admin("GET", "overview")
    assert (after["scenario"], after["requests"], after["startedAt"]) == (before["scenario"], before["requests"], before["startedAt"]), "nothing was done"
