"""Every recipe of the documentation, run as it stands; only the address of a server that is said to run is another.

node:test, pytest, bash, curl and the browser are real. Vite, Vitest and Playwright are not, since the npm registry is
out of reach where this runs: `recipes/vite.mjs` hands the proxy rule of the page's configuration to http-proxy, as
Vite does, node:test stands behind the name of Vitest, and Chromium gets from Selenium the header that the page's
fixture would have Playwright send.
"""

import contextlib
import json
import re
import subprocess

import pytest
import requests
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

import readme
from checkout import checkout, run, served
from frontend_test import browser
from mock import CLIENTS
from readme import USUAL

__all__ = ["browser", "checkout"]  # fixtures


@pytest.fixture
def server(checkout):
    with served(checkout, "gpuoutlet-mock", "serve", "--port", "0", "--log", "off", "scenarios") as url:
        yield url


# Breaking something

def test_the_first_broken_call_is_answered_as_shown(checkout, server):
    [shown] = [text for _, _, language, text in readme.blocks("README.md") if language == "console"]
    command, expected = re.fullmatch(r"\$ (.*?[^\\]\n)(.*)", shown, re.S).groups()
    output = run(checkout, "bash", "-ec", command.replace(USUAL, server)).replace("\r", "")
    assert output.startswith(expected.split("\n")[0])
    for line in expected.splitlines():
        assert line == "…" or line in output.splitlines()


def test_the_first_minute_goes_on_as_the_readme_says(checkout, server):
    output = run(checkout, "bash", "-ec", readme.recipe("minute").replace(USUAL, server))
    assert '"error":"rate_limited"' in output and '"times":2' in output
    faults = requests.get(f"{server}/@mine/__admin/faults", timeout=10).json()["faults"]
    assert [fault["id"] for fault in faults] == ["createRental:provider_error"]


def test_the_scenario_of_the_page_loads_and_is_told_in_words(checkout):
    (checkout.folder / "page.json5").write_text(readme.recipe("scenario"), encoding="utf-8")
    assert "1 passed, 0 failed" in run(checkout, "gpuoutlet-mock", "check", "page.json5")
    assert "ada@example.com has $50.00" in run(checkout, "gpuoutlet-mock", "explain", "page.json5")


def test_the_drill_of_the_page_loads_and_is_told_moment_by_moment(checkout):
    (checkout.folder / "drill.json5").write_text(readme.recipe("timeline"), encoding="utf-8")
    assert "1 passed, 0 failed" in run(checkout, "gpuoutlet-mock", "check", "drill.json5")
    told = run(checkout, "gpuoutlet-mock", "explain", "drill.json5")
    assert [moment for moment in ("2m", "6m", "7m", "8m", "15m") if moment not in told] == []


# Tests in other languages

def test_the_first_tests_pass_against_a_server_that_runs(checkout, server):
    [name] = readme.write("first-node", checkout.folder)
    output = run(checkout, "node", "--test", "--test-reporter=tap", name, MOCK_URL=server)
    assert re.search(r"^# pass 1\n# fail 0$", output, re.M)
    [name] = readme.write("first-pytest", checkout.folder)
    assert "1 passed" in run(checkout, "pytest", "-q", "-p", "no:cacheprovider", name, MOCK_URL=server)


def test_node_test(checkout):
    [name] = readme.write("node", checkout.folder)
    assert re.search(r"^# pass 1\n# fail 0$", run(checkout, "node", "--test", "--test-reporter=tap", name), re.M)


def test_the_same_for_vitest_by_the_change_that_the_page_names(checkout):
    [name] = readme.write("node", checkout.folder)
    [line] = re.findall(r"`(import [^`]*'vitest';)`", readme.PAGES["GettingStarted.md"])
    lines = (checkout.folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
    assert "node:test" in lines[2], "the page says that it is the third line"
    lines[2] = f"{line}\n"
    (checkout.folder / name).write_text("".join(lines), encoding="utf-8")
    install(checkout, "vitest", "export { after as afterAll, test } from 'node:test';\n")
    assert re.search(r"^# pass 1\n# fail 0$", run(checkout, "node", "--test", "--test-reporter=tap", name), re.M)


def install(checkout, package, text):
    """A package of one file, where node looks for it."""
    folder = checkout.folder / "node_modules" / package
    folder.mkdir(parents=True)
    (folder / "package.json").write_text(json.dumps({"name": package, "type": "module", "exports": "./index.js"}))
    (folder / "index.js").write_text(text)


def test_pytest(checkout, server):
    assert readme.write("pytest", checkout.folder) == ["conftest.py", "test_launch.py"]
    command = ["pytest", "-q", "-p", "no:cacheprovider", "test_launch.py"]
    assert "1 passed" in run(checkout, *command)
    assert "1 passed" in run(checkout, *command, MOCK_URL=server)
    called = [world["name"] for world in requests.get(f"{server}/__admin/worlds", timeout=10).json()["worlds"]]
    assert len(called) == 1 and called[0].startswith("slow-provisioning~"), "the second run used the server that ran"


def test_curl(checkout):
    [name] = readme.write("curl", checkout.folder)
    output = run(checkout, "bash", "-eu", name)
    assert '"status":"provisioning"' in output and '"availableCents":0' in output


def test_time(checkout, server):
    before = requests.get(f"{server}/@my-test/__admin/clock", timeout=10).json()
    run(checkout, "bash", "-ec", readme.recipe("time").replace(USUAL, server))
    after = requests.get(f"{server}/@my-test/__admin/clock", timeout=10).json()
    assert (before["speed"], after["speed"]) == (1, 60)
    assert after["now"] > before["now"]


# Front ends

def test_vite_keeps_the_documented_base(checkout, server):
    with front_end(checkout, server) as app:
        client = requests.Session()
        me = client.get(f"{app}/v1/auth/me", headers={"Cookie": "sid=dev"}, timeout=10)
        assert me.json()["user"]["email"] == "dev@example.com"
        assert [cookie.path for cookie in client.cookies] == ["/"], "the cookie holds for the front end's address"
        paid = client.post(
            f"{app}/v1/billing/checkout", json={"amountCents": 2500}, timeout=10,
            headers={"Cookie": "sid=dev", "Origin": app})
        page = client.get(paid.json()["checkoutUrl"], timeout=10)
        assert page.url.startswith(f"{app}/__stripe/") and "Pay $25.00" in page.text, "Stripe's page is behind Vite too"
        assert "<title>A small front end</title>" in client.get(app, timeout=10).text


def test_vite_serves_a_phone(checkout, server):
    """What a phone's browser sends that has opened `vite --host` by this machine's address in the network."""
    with front_end(checkout, server) as app:
        here = {"Host": "192.168.1.20:5173", "Origin": "http://192.168.1.20:5173", "Cookie": "sid=dev"}
        paid = requests.post(f"{app}/v1/billing/checkout", json={"amountCents": 2500}, headers=here, timeout=10)
        assert paid.status_code == 200, paid.text
        assert paid.json()["checkoutUrl"].startswith("http://192.168.1.20:5173/__stripe/"), "the phone can open it"
        evil = {**here, "Host": "evil.test:5173", "Origin": "http://evil.test:5173"}
        refused = requests.post(f"{app}/v1/billing/checkout", json={"amountCents": 2500}, headers=evil, timeout=10)
        assert (refused.status_code, refused.json()["error"]) == (403, "forbidden")


@contextlib.contextmanager
def front_end(checkout, server):
    """The small front end of these tests behind the page's proxy rule."""
    [name] = readme.write("vite", checkout.folder)
    (checkout.folder / "package.json").write_text('{ "type": "module" }')
    command = ["node", str(CLIENTS / "recipes" / "vite.mjs"), name, str(CLIENTS / "frontend")]
    with served(checkout, *command, ready=re.compile(r"(http://\S+)\n"), MOCK_URL=server,
                NODE_PATH="/usr/share/nodejs") as app:
        yield app


def playwright(checkout, script, **variables):
    """What a line of JavaScript prints that looks at the page's Playwright files."""
    readme.write("playwright", checkout.folder)
    (checkout.folder / "package.json").write_text('{ "type": "module" }')
    if not (checkout.folder / "node_modules").exists():
        install(checkout, "@playwright/test", (CLIENTS / "recipes" / "playwright.mjs").read_text(encoding="utf-8"))
    return json.loads(run(checkout, "node", "--input-type=module", "-e", script, **variables))


CONFIG = "import config from './playwright.config.js'; console.log(JSON.stringify(config));"
HEADERS = """
    import { test } from './world.js';
    const scenario = process.env.SCENARIO ?? test.scenario[0];
    const print = (headers) => console.log(JSON.stringify(headers));
    await test.extraHTTPHeaders({ scenario }, print, { testId: process.env.ID });
"""


def test_playwright_starts_the_double_and_knows_when_it_is_ready(checkout):
    usual = playwright(checkout, CONFIG)
    assert usual["use"]["baseURL"] == "http://localhost:5173"
    mock, app = usual["webServer"]
    assert (mock["url"], app["url"]) == (f"{USUAL}/__admin/ready", "http://localhost:5173")
    quiet = {"GPUOUTLET_MOCK_PORT": "0", "GPUOUTLET_MOCK_LOG": "off"}
    with served(checkout, "sh", "-c", f"exec {mock['command']}", **quiet) as url:
        there = playwright(checkout, CONFIG, MOCK_URL=url)
        assert requests.get(there["webServer"][0]["url"], timeout=10).status_code == 200


def test_playwright_gives_each_test_a_world(checkout, server, browser):
    """Playwright sends `extraHTTPHeaders` with every request of a page; Chromium does the same when DevTools asks."""
    def find(selector):
        return browser.find_element(By.CSS_SELECTOR, selector)

    def visit(app, headers):
        browser.execute_cdp_cmd("Network.enable", {})
        browser.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": headers})
        browser.get(f"{app}/?api=/v1")
        browser.add_cookie({"name": "sid", "value": "dev"})
        browser.get(f"{app}/?api=/v1")
        WebDriverWait(browser, 20).until(lambda _: find("#available").text == "$100.00", "the page is not signed in")
        find("#launch").click()

    with front_end(checkout, server) as app:
        healthy = playwright(checkout, HEADERS, ID="a30a6eba6312f6b87ea5-1c8b59bf0ff5a6f1b2d3")
        visit(app, healthy)
        WebDriverWait(browser, 20).until(lambda _: find("#status").text == "provisioning")
        empty = playwright(checkout, HEADERS, ID="a30a6eba6312f6b87ea5-2", SCENARIO="provider-pool-empty")
        visit(app, empty)
        WebDriverWait(browser, 20).until(lambda _: find("#problem").text.startswith("provider_pool_empty, wait 30 s"))
    worlds = {world["name"] for world in requests.get(f"{server}/__admin/worlds", timeout=10).json()["worlds"]}
    assert worlds == {headers["X-Mock-World"] for headers in (healthy, empty)}


# Drills

def test_the_chaos_drill_is_survived_by_its_sample_client(checkout):
    [name] = readme.write("drill", checkout.folder)
    output = run(checkout, "bash", "-eu", name)
    assert '"result":"pass"' in output.splitlines()[-1], output
    assert re.search(r"pass +honours-retry-after", output) and "fail " not in output
    met = json.loads(re.search(r"^met (\{.*\})$", output, re.M)[1])
    assert {"rate_limited", "provider_error", "provider_pool_empty", "maintenance", "internal_error"} <= set(met)
    assert "lost" in met, "a launch whose answer was lost"
    assert output.count(": a pod ran") >= 3

def test_the_chaos_drill_finds_out_a_client_that_comes_back_too_early(checkout):
    [name] = readme.write("drill", checkout.folder)
    drill = (checkout.folder / name).read_text(encoding="utf-8")
    assert '"$world" 60 & client' in drill
    hasty = drill.replace('"$world" 60 & client', '"$world" 240 & client')  # its minute is a quarter of the server's
    done = subprocess.run(
        ["bash", "-euc", hasty], cwd=checkout.folder, env=checkout.environment, capture_output=True, text=True,
        timeout=120)
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(r"FAIL +honours-retry-after", done.stdout)
    assert "failed: honours-retry-after" in done.stderr


# The pages as a whole

# What is tried elsewhere or cannot be run here, by page: building and installing, and pieces of a whole.
UNTRIED = {
    "README.md": 5,  # building twice, serving, how to contribute: `.ci/run` does all of it; exploring one's own client
    "GettingStarted.md": 4,  # three ways to build, and the manifest, which is that of Tests/SamplePackage
    "WorldsAndParallelTests.md": 1,  # pytest-xdist
    "JudgingTheClient.md": 4,  # calls of `report`, and pieces of a scenario and of a Swift test
}


# FaultsByExampleTests gives each of its faults to a world.
TRIED_IN_SWIFT = {"FaultsByExample.md"}


@pytest.mark.parametrize("page", [page for page in readme.PAGES if page not in TRIED_IN_SWIFT])
def test_no_block_of_a_page_is_left_untried(page):
    """What is generated has no language; a `sample` is a test of the package that embeds the library."""
    bare = [text for kind, _, language, text in readme.blocks(page) if kind is None and language not in ("", "console")]
    assert len(bare) == UNTRIED.get(page, 0), bare
