"""`explore` by its users: clients that are right, clients with one planted mistake each, and tools as they are.

The clients stand in `explore/`; `expected.json` says what each mistake has to be called.
"""

import concurrent.futures
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

import readme
from checkout import checkout
from mock import CLIENTS, DEFAULT_BINARY

__all__ = ["checkout"]  # a fixture
BINARY = os.environ.get("GPUOUTLET_MOCK_BINARY", str(DEFAULT_BINARY))
HERE = CLIENTS / "explore"
EXPECTED = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
LANGUAGES = {".py": sys.executable, ".mjs": "node", ".sh": "sh"}
# Long enough for a client that is told to wait for a second four times; the budget is for a machine that is busy.
USUAL = ("--depth", "1", "--timeout", "12s", "--budget", "60s", "--jobs", "4")
OPTIONS = {
    "right.py": ("--depth", "2", "--timeout", "30s", "--budget", "25s"),
    "right.mjs": ("--depth", "2", "--timeout", "30s", "--budget", "25s"),
    "gives_up_at_once.py": ("--strict",),
    "second_look.py": ("--depth", "2"),
    "endless_retry.py": ("--timeout", "6s"),
    "no_time_limit.py": ("--timeout", "6s"),
    "socket_timeout.py": ("--timeout", "6s"),
    "curl_retry.sh": ("--timeout", "6s"),  # its own pauses add up to half a minute
}
# Who looks only once does not try the look again either.
ALSO = {"second_look.py": {"misbehaves"}}


def command(client):
    return [LANGUAGES[Path(client).suffix], str(HERE / client)]


def start(*arguments, folder):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GPUOUTLET_")}
    return subprocess.Popen(
        [BINARY, "explore", *arguments], cwd=folder, env=environment, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE)


def run(*arguments, folder, timeout=120):
    with start(*arguments, folder=folder) as process:
        out, errors = process.communicate(timeout=timeout)
    return subprocess.CompletedProcess(process.args, process.returncode, out, errors)


def explore(client, folder, *options):
    """Explores a client of this folder, in the world that stands beside it, if any."""
    scenario = HERE / Path(client).with_suffix(".json")
    scenarios = [str(scenario)] if scenario.exists() else []
    usual = [*USUAL, *OPTIONS.get(client, ()), *options, "--format", "json", "--out", "out"]
    return run(*usual, *scenarios, "--", *command(client), folder=folder)


@pytest.fixture(scope="module")
def searches(request, tmp_path_factory):
    """The searches that this test run asks for, in the background and some at a time, since clients mostly wait."""
    clients = [
        item.callspec.params["client"] for item in request.session.items
        if item.path == request.path and "searches" in item.fixturenames]
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        folders = {client: tmp_path_factory.mktemp("search") for client in clients}
        yield {client: (folder, pool.submit(explore, client, folder)) for client, folder in folders.items()}


def report(searches, client, code):
    """The report of a client's search, and the folder in which it ran."""
    folder, search = searches[client]
    done = search.result()
    assert done.returncode == code, f"{client}: exit {done.returncode}\n{done.stdout[:3000]}\n{done.stderr}"
    found = json.loads(done.stdout)
    assert found == json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))
    return found, folder


def told(found):
    """The problems in a line each, for a message that can be read."""
    return [f"{problem['kind']} at {problem['operation']}: {problem['message']}" for problem in found["problems"]]


def kinds(found):
    return {problem["kind"] for problem in found["problems"]}


@pytest.mark.parametrize("client", ["right.py", "right.mjs"])
def test_a_client_that_is_right_has_no_problem(client, searches):
    found, _ = report(searches, client, code=0)
    assert told(found) == []
    assert {cell["outcome"] for cell in found["cells"]} <= {"survives", "fails-cleanly"}
    assert len(found["cells"]) >= 20, "the search got going, however busy the machine"


@pytest.mark.parametrize("client", EXPECTED)
def test_a_planted_mistake_is_found_by_its_name(client, searches):
    found, folder = report(searches, client, code=1)
    first = found["problems"][0]
    assert (first["kind"], first["stable"]) == (EXPECTED[client], True), told(found)
    assert kinds(found) - {EXPECTED[client]} <= ALSO.get(client, set()), told(found)
    files = [str(folder / "out" / problem["file"]) for problem in found["problems"]]
    checked = subprocess.run([BINARY, "check", *files], capture_output=True, text=True, timeout=30)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    again = run(
        *OPTIONS.get(client, ()), "--format", "json", "--replay", files[0], "--", *command(client), folder=folder)
    assert again.returncode == 1, again.stdout + again.stderr
    assert json.loads(again.stdout)["outcome"] == EXPECTED[client]


@pytest.mark.parametrize("client, expected", [
    ("curl_retry.sh", {"claims-success", "does-it-twice", "hangs"}),
    ("requests_retry.py", {"does-it-twice", "leaves-behind", "misbehaves"}),
    ("requests_default.py", {"hangs", "leaves-behind"}),
])
def test_what_it_says_of_tools_as_they_are(client, expected, searches):
    found, _ = report(searches, client, code=1)
    assert kinds(found) == expected, told(found)


# What is the same, and what is left

def test_the_same_client_and_seed_make_the_same_report(tmp_path):
    reports = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        found = json.loads(explore("pays_twice.py", tmp_path / name, "--seed", "7").stdout)
        del found["summary"]["seconds"]
        reports.append(found)
    assert reports[0]["seed"] == 7 and reports[0] == reports[1]


def processes(mark):
    """The processes that have an argument in their command lines."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            line = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if mark.encode() in line and b"explore\0" not in line:
            found.append(int(entry.name))
    return found


def test_a_search_leaves_no_process_and_only_the_files_that_it_names(tmp_path):
    mark = uuid.uuid4().hex
    # A client that leaves a child behind, which does not mind that its group is told to end.
    child = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(300)"
    client = f"({sys.executable} -c '{child}' {mark} &); exec {sys.executable} {HERE / 'pays_twice.py'} {mark}"
    done = run(
        *USUAL, "--format", "json", "--out", "out", str(HERE / "pays_twice.json"), "--", "sh", "-c", client,
        folder=tmp_path)
    assert done.returncode == 1, done.stderr
    assert processes(mark) == []
    problems = json.loads(done.stdout)["problems"]
    files = {problem["file"] for problem in problems}
    assert {path.name for path in (tmp_path / "out").iterdir()} == (
        {"report.html", "report.json"} | files | {Path(file).with_suffix(".log").name for file in files})
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_interrupt_ends_it_soon_and_tells_what_is_known(tmp_path):
    mark = uuid.uuid4().hex
    arguments = ["--format", "json", "--out", "out", "--", *command("right.py"), mark]
    with start(*arguments, folder=tmp_path) as search:
        deadline = time.monotonic() + 30
        while len(processes(mark)) < 3 and time.monotonic() < deadline:  # the baseline runs one at a time
            time.sleep(0.05)
        search.send_signal(signal.SIGINT)
        began = time.monotonic()
        out, errors = search.communicate(timeout=10)
    assert time.monotonic() - began < 3
    assert processes(mark) == []
    found = json.loads(out)
    assert found["summary"]["untried"] > 0
    assert found["baseline"] and "interrupt" in errors.lower()


def test_a_folder_of_somebody_else_is_not_written_over(tmp_path):
    mine = tmp_path / "out" / "thesis.txt"
    mine.parent.mkdir()
    mine.write_text("years of work")
    done = run(*USUAL, "--out", "out", "--", *command("pays_twice.py"), folder=tmp_path)
    assert done.returncode not in (0, 1, 4), done.stdout
    assert "out" in done.stderr
    assert [path.name for path in mine.parent.iterdir()] == ["thesis.txt"]


# When nothing can be learned

UNSTEADY = """
    curl -sS -b "sid=$GPUOUTLET_SESSION" "$GPUOUTLET_API_URL/billing/$(cat next || echo balance)"
    echo ledger > next
"""


@pytest.mark.parametrize("client, reason", [("exit 3", "exit 0"), ("true", "made no call"), (UNSTEADY, "alike")])
def test_a_client_whose_baseline_does_not_hold_is_not_explored(client, reason, tmp_path):
    done = run("--timeout", "5s", "--out", "out", "--", "sh", "-c", client, folder=tmp_path)
    assert done.returncode == 4, done.stdout + done.stderr
    assert reason in done.stdout + done.stderr


# The page

def printed(text, *parts):
    """Whether each line of these parts stands in the text, but for lines that are left out."""
    lines = text.splitlines()
    return [line for part in parts for line in part.splitlines() if line != "…" and line not in lines]


def test_the_page_shows_what_a_search_and_its_replay_print(checkout):
    def page(*words):
        done = subprocess.run(
            ["bash", "-ec", *words], cwd=checkout.folder, env=checkout.environment, capture_output=True, text=True,
            timeout=120)
        assert done.returncode == 1, done.stdout + done.stderr
        return done.stdout

    search, replay = [text for _, _, language, text in readme.blocks("Exploring.md") if language == "console"]
    assert printed(page(readme.recipe("explore")), search) == []
    line, shown = replay.removeprefix("$ ").split("\n", 1)
    assert printed(page(line), shown) == []


def test_the_page_shows_the_client_as_it_is():
    shown = [text for kind, _, _, text in readme.blocks("Exploring.md") if kind == "excerpt"]
    whole = (HERE / "right.py").read_text(encoding="utf-8")
    assert shown and all(text in whole for text in shown)
