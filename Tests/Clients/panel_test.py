"""The control panel in a real browser: what it shows, and that its buttons do what they say."""

import json
import os
import shlex
import subprocess

import pytest
import requests
from selenium.webdriver.common.keys import Keys

from frontend_test import chromium, picture
from panel import H100, Panel


@pytest.fixture(scope="module")
def chrome():
    driver = chromium()
    yield driver
    driver.quit()


@pytest.fixture
def panel(world, chrome):
    panel = Panel(world(), chrome)
    panel.theme("light")
    panel.world.admin("PUT", "clock", json={"mode": "virtual"})
    yield panel
    refused = [entry["message"] for entry in chrome.get_log("browser") if "Content Security Policy" in entry["message"]]
    assert refused == [], "its policy refuses nothing of its own"


def test_what_a_client_does_appears_by_itself(panel):
    panel.open()
    assert "No request has come yet" in panel.text("#silence")
    panel.client.post(f"{panel.world.api}/rentals", json={**H100, "gpuCount": 3}, timeout=10)
    panel.wait(lambda: "invalid_count" in panel.text("#journal"))
    panel.launch()
    panel.wait(lambda: "provisioning" in panel.text("#rentals"))
    panel.wait(lambda: "$97.20" in panel.text("#wallets"))
    panel.client.post(f"{panel.world.api}/auth/request-code", json={"email": "ada@example.com"}, timeout=10)
    code = panel.world.admin("GET", "outbox/latest?to=ada@example.com")["code"]
    panel.wait(lambda: panel.text("#code .big") == code)
    panel.wait(lambda: any("invalid_count" in cell.text for cell in panel.all("#coverage .met")))
    picture(panel.browser, "panel")


def test_one_exchange_costs_one_message_and_no_call(panel):
    panel.open()
    panel.launch()
    panel.wait(lambda: "provisioning" in panel.text("#rentals"))
    panel.script("performance.clearResourceTimings()")
    panel.client.post(f"{panel.world.api}/rentals", json={**H100, "gpuCount": 3}, timeout=10)
    panel.wait(lambda: "invalid_count" in panel.text("#journal") and "2 so far" in panel.text("#total"))
    panel.wait(lambda: "invalid_count 1" in panel.text("#coverage"))
    assert panel.script("return performance.getEntriesByType('resource').map((entry) => entry.name)") == []


def test_what_others_do_arrives_over_the_stream(panel):
    panel.world.admin("PUT", "scenario", json={"name": "chaos-drill"})
    panel.open()
    panel.world.admin("PUT", "phase", json={"phase": "outage"})
    panel.wait(lambda: panel.text("#phases [aria-pressed=true]") == "● outage" or "outage" in panel.text("#phase"))
    panel.world.admin("PATCH", "given", json={"stock": {"b200": 3}})
    panel.wait(lambda: panel.find("[data-dial='stock b200']").get_attribute("value") == "3")
    panel.world.admin("POST", "reset")
    panel.wait(lambda: panel.text("#phase") == "start")


def test_a_world_that_is_not_there_is_shown_as_unknown_and_made(world, chrome):
    panel = Panel(world(), chrome).open()
    assert panel.find("#missing").is_displayed() and panel.text("#scenario") == "unknown"
    assert panel.world.name not in [known["name"] for known in panel.world.admin("GET", "worlds")["worlds"]]
    panel.click("#make")
    panel.wait(lambda: panel.text("#scenario-name") == "healthy" and not panel.find("#missing").is_displayed())
    assert panel.world.name in panel.browser.title


def test_worlds_are_made_reset_and_dropped(panel):
    panel.open()
    panel.launch()
    panel.wait(lambda: panel.rows())
    panel.click("#reset")
    panel.answer(yes=False)
    assert panel.world.admin("GET", "requests")["total"] == 1, "no is no"
    panel.click("#reset")
    panel.answer()
    panel.wait(lambda: panel.rows() == [])
    panel.choose("#new-world select", "pool-empty-twice")
    panel.fill("#new-world input", "x-" + panel.world.name.replace("~", "-")[-20:])
    panel.click("#new-world button")
    panel.wait(lambda: panel.text("#scenario-name") == "pool-empty-twice")
    made = panel.text("#world")
    panel.click("#drop")
    panel.answer()
    panel.wait(lambda: panel.text("#scenario-name") == "unknown")
    panel.wait(lambda: "The world is gone" in panel.text("#done"))
    assert panel.text("#scenario-name") == "unknown", "nothing that was asked before brings it back"
    assert made not in [known["name"] for known in panel.world.admin("GET", "worlds")["worlds"]]


def test_the_address_of_a_world_is_copied_in_three_forms(panel):
    panel.open()
    copied = panel.tell_clipboard()
    for form, address in [
            ("prefix", panel.world.api), ("host", f"//{panel.world.name}.localhost:"),
            ("header", f"X-Mock-World: {panel.world.name}")]:
        panel.click(f"[data-copy={form}]")
        panel.wait(lambda: copied() and address in copied())  # noqa: B023


def test_the_clock_moves_by_its_buttons(panel):
    panel.launch()
    panel.open()
    panel.wait(lambda: "provisioning" in panel.text("#rentals"))
    before = panel.text("#now")
    panel.click("[data-by='10m']")
    panel.wait(lambda: "running" in panel.text("#rentals"))
    assert panel.text("#now") > before
    between = panel.text("#now")
    panel.fill("#advance input", "1d")
    panel.find("#advance input").send_keys(Keys.ENTER)
    panel.wait(lambda: panel.text("#now")[8:10] != between[8:10] and panel.text("#now")[11:16] == between[11:16])


def test_dials_turn_and_others_act(panel):
    panel.open()
    panel.choose("[data-dial='stock h100-80gb']", "0")
    panel.choose("[data-dial='billing']", "disabled")
    panel.choose("[data-dial='balance dev@example.com']", "12.5")
    panel.click("#dials button.main")
    panel.wait(lambda: "$12.50" in panel.text("#wallets"))
    assert panel.launch() == 503
    given = panel.world.admin("GET", "overview")["given"]
    assert (given["stock"]["h100-80gb"], given["billing"]) == (0, "disabled")
    panel.click("#events button", "sessions end")
    panel.wait(lambda: panel.client.get(f"{panel.world.api}/auth/me", timeout=10).status_code == 401)


def test_a_fault_is_added_switched_off_and_removed(panel):
    panel.open()
    panel.choose("#add select[name=error]", "provider_pool_empty")
    panel.click("#add button")
    panel.wait(lambda: len(panel.all("#faults > li")) == 1)
    assert panel.text("#faults b") == "*:provider_pool_empty", "the server's id says more than a random one"
    assert "Answers 503 provider_pool_empty" in panel.text("#faults .says")
    assert panel.launch() == 503
    panel.wait(lambda: "fired 1" in panel.text("#faults .counts"))
    panel.click("#faults input")
    panel.wait(lambda: "switched off" in panel.text("#faults .badge"))
    assert panel.launch() == 200
    panel.click("#faults button", "Remove")
    panel.wait(lambda: panel.all("#faults > li") == [])


def test_a_fault_is_built_by_keyboard_from_the_schema(panel):
    panel.open()
    offered = {option.get_attribute("value") for option in panel.all("#add option")}
    panel.find("#build").send_keys(Keys.ENTER)
    panel.wait(lambda: "maintenance" in panel.text("#fault-says"))
    keys = panel.script("return [...document.querySelector('#fields select[aria-label=\"Add a key to fault\"]').options].map((o) => o.value)")
    schema = panel.world.admin("GET", "scenario.schema.json")
    assert set(keys) | {"on", "error"} == set(schema["$defs"]["fault"]["properties"]) | {""}, "no key is left out"
    assert "rate_limited" in offered
    panel.choose("#fields select[aria-label='Add a key to fault']", "times")
    panel.wait(lambda: panel.script("return document.activeElement.getAttribute('aria-label')") == "times")
    panel.script("document.activeElement.select()")
    panel.browser.switch_to.active_element.send_keys("1")
    panel.wait(lambda: "the first time" in panel.text("#fault-says"))
    panel.choose("#fields select[aria-label='error']", "provider_pool_empty")
    panel.wait(lambda: "provider_pool_empty" in panel.text("#fault-says"))
    panel.find("#fault-use").send_keys(Keys.ENTER)
    panel.wait(lambda: not panel.find("#builder").is_displayed() and panel.all("#faults > li"))
    assert [panel.launch(), panel.launch()] == [503, 200]
    panel.wait(lambda: "as often as it may" in panel.text("#faults .badge"))
    panel.click("#faults button", "Edit")
    panel.wait(lambda: panel.find("#builder").is_displayed())
    panel.fill("#fault-text", '{"on": "createRental", "error": "provider_pool_empty", "times": 0}')
    panel.wait(lambda: panel.text("#fault-says").startswith("✗") and not panel.find("#fault-use").is_enabled())
    panel.fill("#fault-text", '{"on": "createRental", "error": "provider_error"}')
    panel.wait(lambda: panel.find("#fault-use").is_enabled() and "provider_error" in panel.text("#fault-says"))
    panel.click("#fault-use")
    panel.wait(lambda: "createRental:provider_error" in panel.text("#faults"))
    assert panel.launch() == 500 and len(panel.all("#faults > li")) == 1


def test_each_key_of_a_fault_has_controls_that_say_what_the_server_takes(panel):
    panel.open()
    properties = panel.world.admin("GET", "scenario.schema.json")["$defs"]["fault"]["properties"]
    for key in set(properties) - {"on", "error"}:
        made = panel.script("""
            document.querySelector('#builder').close();
            document.querySelector('#build').click();
            const add = document.querySelector('#fields select[aria-label="Add a key to fault"]');
            add.value = arguments[0];
            add.dispatchEvent(new Event('change'));
            // Each control says its own value again.
            for (const control of document.querySelectorAll('#fields input[aria-label], #fields select[aria-label]')) {
              if (!/^(Add|Form|New)/.test(control.ariaLabel)) {
                control.dispatchEvent(new Event(control.tagName === 'SELECT' ? 'change' : 'input'));
              }
            }
            return JSON.parse(document.querySelector('#fault-text').value)""", key)
        assert made == {"on": "*", "error": "maintenance", key: properties[key]["examples"][0]}


def test_a_scenario_is_edited_with_its_problems_at_their_lines(panel):
    panel.open()
    panel.click("#edit summary")
    panel.wait(lambda: "✓" in panel.text("#text-state"))
    panel.choose("#text", '{\n  "scenario": "mine", "why": "To try it",\n  "faults": [{ "on": "createRentl", "error": "maintenance" }]\n}')
    panel.wait(lambda: "✗ 1 problem" in panel.text("#text-state"))
    assert "3:" in panel.text("#text-problems") and "createRental" in panel.text("#text-problems")
    assert "● 3" in panel.text("#gutter") and not panel.find("#text-use").is_enabled()
    assert panel.text("#scenario-name") == "healthy", "nothing is in force before one says so"
    panel.click("#text-problems button")
    assert panel.script("const t = document.querySelector('#text'); return t.value.slice(t.selectionStart - 2, t.selectionStart + 12)").startswith(': "createRentl'[:2])
    panel.choose("#text", '{\n  // comments are allowed\n  scenario: "mine", why: "To try it",\n  faults: [{ on: "createRental", error: "maintenance" }]\n}')
    panel.wait(lambda: panel.find("#text-use").is_enabled())
    panel.click("#text-use")
    panel.answer()
    panel.wait(lambda: panel.text("#scenario-name") == "mine")
    assert panel.launch() == 503


def test_an_exchange_explains_itself_and_is_copied(panel):
    panel.world.admin("POST", "faults", json={"id": "down", "on": "me", "error": "internal_error"})
    panel.client.get(f"{panel.world.api}/catalog/facets?x=it's", timeout=10)
    panel.client.get(f"{panel.world.api}/auth/me", timeout=10)
    panel.open()
    copied = panel.tell_clipboard()
    panel.wait(lambda: len(panel.rows()) == 2)
    assert "?x=" in panel.text("#journal"), "query strings show"
    panel.find("#journal [data-number='2']").send_keys(Keys.ENTER)
    panel.wait(lambda: panel.find("#detail").is_displayed())
    assert "down" in panel.text("#trace") and "fired" in panel.text("#trace")
    assert "'down' gave 500 internal_error" in panel.text("#reason") and "internal_error" in panel.text("#said-body")
    assert "dev" not in panel.text("#asked-head").partition("cookie")[2], "secrets stay masked"
    assert len(panel.all("#talk tbody tr")) == 2, "what the same client did around it"
    picture(panel.browser, "panel-exchange")
    panel.click("[data-take=fault]")
    panel.wait(lambda: copied())
    assert json.loads(copied()) == {"on": "me", "error": "internal_error"}
    panel.click("[data-take=step]")
    panel.wait(lambda: "send" in copied())
    assert json.loads(copied()) == {
        "send": "GET /v1/auth/me", "as": "dev@example.com", "answers": {"status": 500, "error": "internal_error"}}
    panel.click("#older")
    panel.wait(lambda: panel.text("#detail-title").startswith("#1"))
    panel.click("[data-take=curl]")
    panel.wait(lambda: copied().startswith("curl"))
    again = subprocess.run([*shlex.split(copied()), "-s"], capture_output=True, text=True, timeout=20, check=True).stdout
    assert again.startswith("HTTP/1.1 200") or "400" in again.splitlines()[0]
    last = panel.world.admin("GET", "requests/3?secrets=true")
    assert last["query"] == panel.world.admin("GET", "requests/1")["query"] and last["user"] == "dev@example.com"


def test_the_whole_journal_is_searched_by_any_word(panel):
    for name in ("first", "second", "third"):
        panel.client.post(f"{panel.world.api}/auth/request-code", json={"email": f"{name}@example.com"}, timeout=10)
    for _ in range(300):
        panel.client.get(f"{panel.world.api}/catalog/facets", timeout=10)
    panel.open()
    panel.fill("#filter", "second@example")
    panel.wait(lambda: "1 found" in panel.text("#total") and len(panel.rows()) == 1)
    panel.fill("#filter", "status:200 -facets")
    panel.wait(lambda: "3 found" in panel.text("#total"))
    panel.client.post(f"{panel.world.api}/auth/request-code", json={"email": "fourth@example.com"}, timeout=10)
    panel.wait(lambda: "4 found" in panel.text("#total"))
    panel.fill("#filter", "no-such-word")
    panel.wait(lambda: "0 found" in panel.text("#total") and panel.rows() == [])


def test_a_long_journal_is_drawn_in_windows_and_read_by_keyboard(panel):
    for _ in range(1500):
        panel.client.get(f"{panel.world.api}/catalog/facets", timeout=10)
    panel.open()
    panel.wait(lambda: panel.rows() and "1500 so far" in panel.text("#total"))
    assert len(panel.rows()) < 80, "what is out of sight is not drawn"
    assert panel.find("#journal").get_attribute("aria-rowcount") == "1501"
    panel.find("#journal [data-number='1500']").send_keys(Keys.END)
    panel.wait(lambda: panel.script("return document.activeElement.dataset.number") == "1")
    panel.wait(lambda: "facets" in panel.find("#journal [data-number='1']").find_element("xpath", "../..").text)
    assert len(panel.rows()) < 80
    # Who reads keeps the place while others come.
    panel.client.get(f"{panel.world.api}/auth/me", timeout=10)
    panel.wait(lambda: "1501 so far" in panel.text("#total"))
    assert panel.script("return document.activeElement.dataset.number") == "1"
    panel.browser.switch_to.active_element.send_keys(Keys.HOME)
    panel.wait(lambda: panel.script("return document.activeElement.dataset.number") == "1501")
    panel.click("#pause")
    panel.client.get(f"{panel.world.api}/auth/me", timeout=10)
    panel.wait(lambda: "1 new" in panel.text("#total"))
    panel.click("#pause")
    panel.wait(lambda: "1502 so far" in panel.text("#total"))


def test_payments_pods_and_invoices_are_settled_by_hand(panel):
    panel.open()
    panel.client.post(f"{panel.world.api}/billing/checkout", json={"amountCents": 2500}, timeout=10)
    panel.click("#checkouts button", "Pay")
    panel.wait(lambda: "$125.00" in panel.text("#wallets") and "paid" in panel.text("#checkouts"))
    panel.launch()
    panel.click("#rentals button", "Fail")
    panel.wait(lambda: "failed" in panel.text("#rentals"))
    panel.click("#events button", "invoice opens")
    panel.click("#invoices button", "Void")
    panel.wait(lambda: "void" in panel.text("#invoices"))


def test_verdicts_lead_to_their_evidence_and_empty_cells_to_a_scenario(panel):
    panel.world.admin("POST", "faults", json={"on": "createRental", "error": "provider_pool_empty", "retryAfter": 30})
    panel.launch()
    panel.launch()
    panel.open()
    panel.wait(lambda: "✗ fail" in panel.text("#verdicts"))
    panel.click("#verdicts [data-key=honours-retry-after] button", "#2")
    panel.wait(lambda: panel.text("#detail-title").startswith("#2"))
    panel.click("#close")
    panel.click("#coverage [data-key=createRental] [data-scenario=insufficient-balance]")
    panel.answer()
    panel.wait(lambda: panel.text("#scenario-name") == "insufficient-balance")
    assert panel.launch() == 403
    panel.wait(lambda: "✓ insufficient_balance" in panel.text("#coverage"))


def test_each_cell_of_the_coverage_has_a_scenario_that_is_there(mock):
    cells = requests.get(f"{mock.url}/__admin/report/scenarios", timeout=30).json()["cells"]
    known = {scenario["name"] for scenario in requests.get(f"{mock.url}/__admin/scenarios", timeout=10).json()["scenarios"]}
    assert len(cells) > 50 and sum(cell["scenario"] in known for cell in cells) >= len(cells) * 0.95


@pytest.mark.skipif("GPUOUTLET_MOCK_URL" in os.environ, reason="starts the file that it exports")
def test_a_drill_that_is_led_by_clicks_alone_is_exported_and_happens_again(mock, panel, tmp_path):
    panel.open()
    panel.choose("#choose select", "chaos-drill")
    panel.click("#choose button")
    panel.answer()
    panel.wait(lambda: panel.text("#scenario-name") == "chaos-drill")
    panel.choose("#run select", "virtual")
    said = []

    def calls():
        for path in ("auth/me", "catalog/facets", "rentals"):
            said.append((path, panel.client.get(f"{panel.world.api}/{path}", timeout=10).status_code))
        panel.wait(lambda: f"{len(said)} so far" in panel.text("#total"))

    calls()
    panel.click("[data-by='30s']")
    panel.click("#phases button", "outage")
    panel.wait(lambda: panel.text("#phase") == "outage")
    calls()
    panel.click("[data-by='10m']")
    panel.click("#phases button", "start")
    panel.wait(lambda: panel.text("#phase") == "start")
    panel.choose("#add select[name=error]", "internal_error")
    panel.choose("#add select[name=on]", "me")
    panel.click("#add button")
    panel.wait(lambda: "me:internal_error" in panel.text("#faults"))
    calls()
    panel.click("#judge")
    panel.wait(lambda: panel.text("#judged"))
    assert "fail" in panel.text("#judged") and "maintenance" in panel.text("#coverage")

    panel.script("""
        window.saved = null;
        URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text; }); return '#saved'; };""")
    panel.click("#export")
    panel.wait(lambda: panel.script("return window.saved"))
    file = tmp_path / "led.json"
    file.write_text(panel.script("return window.saved"))
    checked = subprocess.run([mock.binary, "check", str(file)], capture_output=True, text=True, timeout=30)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    # The same calls at the same times of the world's clock meet the same answers.
    led = json.loads(file.read_text())
    again = World(mock, panel, led)
    assert again.replayed(said) == [status for _, status in said]


class World:
    """The exported file in a world of its own, called at the times of its timeline."""

    def __init__(self, mock, panel, led):
        self.world = mock.world(f"healthy~again-{panel.world.name.rsplit('-', 1)[-1]}")
        led["clock"] = {"mode": "virtual"}
        self.world.admin("PUT", "scenario", json=led)
        self.moments = [step["at"] for step in led["timeline"] if "phase" in step]

    def replayed(self, said):
        start = self.world.admin("GET", "overview")["startedAt"]
        client, statuses = self.world.client("dev"), []
        for part in range(3):
            if part:
                self.world.admin("PUT", "clock", json={"now": later(start, self.moments[part - 1])})
            for path, _ in said[part * 3:part * 3 + 3]:
                statuses.append(client.get(f"{self.world.api}/{path}", timeout=10).status_code)
        return statuses


def later(start, duration):
    """The instant so long after another, and a little more: faults begin with the click that made them."""
    import datetime
    import re
    units = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
    number, unit = re.fullmatch(r"(\d+)([a-z]+)", duration).groups()
    moment = datetime.datetime.fromisoformat(start.replace("Z", "+00:00"))
    moment += datetime.timedelta(milliseconds=int(number) * units[unit], seconds=30)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


HOSTILE = "<img src=x onerror=document.title='broken'>"


def test_hostile_texts_stay_texts(panel):
    panel.world.admin("PUT", "scenario", json={
        "scenario": "hostile", "why": HOSTILE, "given": {"users": [{"email": "dev@example.com", "sid": "dev"}]},
        "timeline": [{"at": "1h", "note": HOSTILE}],
        "faults": [{"id": "<b>x", "on": "me", "respond": {"status": 502, "text": HOSTILE}}]})
    requests.get(f"{panel.world.api}/{HOSTILE}?{HOSTILE}", headers={"User-Agent": HOSTILE}, timeout=10)
    panel.client.get(f"{panel.world.api}/auth/me", timeout=10)
    panel.client.post(f"{panel.world.api}/ssh-keys", json={"name": HOSTILE, "publicKey": HOSTILE}, timeout=10)
    panel.open()
    panel.wait(lambda: len(panel.rows()) == 3)
    for number in (1, 2, 3):
        panel.click(f"#journal [data-number='{number}']")
        panel.wait(lambda: panel.text("#detail-title").startswith(f"#{number}"))  # noqa: B023
        panel.click("#close")
    assert HOSTILE in panel.text("#why") and HOSTILE in panel.text("#timeline")
    assert panel.all("main img, dialog img, #faults b b") == [] and panel.browser.title.endswith("gpuoutlet-mock")


def test_a_lost_connection_says_so_and_comes_back(panel):
    panel.open()
    panel.script("window.fetched = window.fetch; window.fetch = () => Promise.reject(new Error('the server is away'))")
    panel.world.admin("DELETE", f"worlds/{panel.world.name}")
    panel.wait(lambda: "connect" in panel.text("#live") and "✗" in panel.text("#live"))
    panel.launch()
    panel.script("window.fetch = window.fetched")
    panel.wait(lambda: "live" in panel.text("#live") and panel.rows())


@pytest.mark.parametrize("topic", ["scenario", "faults", "control", "verdicts"])
def test_the_reference_is_found_from_the_panel_and_fits_a_phone(panel, topic):
    panel.open()
    panel.click("header nav a", "Reference")
    panel.wait(lambda: panel.text("h1") == "Reference")
    panel.find(f"a[href='docs/{topic}']").click()
    panel.wait(lambda: panel.all("h2"))
    for link in panel.all("nav[aria-label='On this page'] a"):
        anchor = link.get_attribute("href").partition("#")[2]
        assert panel.all(f"[id='{anchor}']"), f"{anchor} leads nowhere"
    for width in (1100, 360):
        panel.size(width)
        picture(panel.browser, f"reference-{topic}-{width}")
        assert panel.script("return document.body.scrollWidth <= innerWidth"), "nothing is cut off"
