"""Clients whose patience ends before the answer comes: what the server knows of it, whoever they are.

The answer takes a minute and the clients wait for a second, so that none of this depends on a clock. Each client warms
up, launches, times out, and launches again.
"""

import glob
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
import requests

CLIENTS = Path(__file__).resolve().parent
LAUNCH = {"familyId": "h100-80gb", "gpuCount": 1}
BODY = '{"familyId":"h100-80gb","gpuCount":1}'


def with_requests(url):
    client = requests.Session()
    client.headers["Cookie"] = "sid=dev"
    client.get(url, timeout=30)
    for timeout in (1, 30):
        try:
            client.post(url, json=LAUNCH, timeout=timeout)
        except requests.exceptions.Timeout:
            pass


def with_curl(url):
    for timeout in ("1", "30"):
        subprocess.run(
            ["curl", "-sS", "-m", timeout, "-b", "sid=dev", "-H", "Content-Type: application/json", "-d", BODY, url],
            capture_output=True, timeout=60)


def with_node(url):
    program = """
      const [url, body] = process.argv.slice(1);
      const headers = { 'Content-Type': 'application/json', Cookie: 'sid=dev' };
      await (await fetch(url, { headers })).text();
      for (const patience of [1000, 30_000]) {
        await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(patience) }).catch(() => {});
      }
    """
    subprocess.run(["node", "--input-type=module", "-e", program, url, BODY], check=True, timeout=60)


def with_java(url):
    subprocess.run([java(), str(CLIENTS / "Impatient.java"), url, BODY], check=True, timeout=120)


def java():
    """One that runs a source file: a whole JDK, not only what runs programs."""
    found = [path for path in glob.glob("/usr/lib/jvm/*/bin/java") if Path(path).with_name("javac").exists()]
    return found[0] if found else shutil.which("javac") and shutil.which("java")


clients = pytest.mark.parametrize("client", [
    with_requests, with_curl, with_node,
    pytest.param(with_java, marks=pytest.mark.skipif(not java(), reason="no JDK is installed"))])


def requests_of(world, query=""):
    return world.admin("GET", f"requests?operation=createRental&{query}")["requests"]


@clients
def test_a_launch_that_was_left_and_launched_again_is_a_double_commit(world, client):
    here = world()
    here.admin("POST", "faults", json={"on": "createRental", "times": 1, "delay": "60s"})
    client(f"{here.api}/rentals")
    lost, second = requests_of(here)
    assert lost["delivery"] == "lost" and lost["committed"] and lost["status"] is None
    assert 0 < lost["leftAfterMilliseconds"] < 60_000
    assert second["delivery"] == "delivered" and second["leftAfterMilliseconds"] is None
    assert requests_of(here, "delivery=lost") == [lost]
    verdict = here.verdicts()["no-double-commit"]
    assert verdict["result"] == "fail" and verdict["violations"] == 1, verdict
    assert [entry["request"] for entry in verdict["evidence"]] == [lost["number"], second["number"]]


@clients
@pytest.mark.parametrize("slow", [{"drip": {"bytesPerSecond": 1}}, {"connection": "hang", "commit": True}])
def test_so_it_is_with_an_answer_that_drips_or_hangs(world, client, slow):
    here = world()
    here.admin("POST", "faults", json={"on": "createRental", "times": 1, **slow})
    client(f"{here.api}/rentals")
    assert [entry["delivery"] for entry in requests_of(here)] == ["lost", "delivered"]
    assert here.verdicts()["no-double-commit"]["result"] == "fail"


@clients
def test_a_refusal_that_never_arrived_has_told_nothing(world, client):
    here = world()
    here.admin("POST", "faults", json={
        "on": "createRental", "times": 1, "delay": "60s", "error": "insufficient_balance", "retryAfter": 30,
        "headers": {"Retry-After": "30"}})
    client(f"{here.api}/rentals")
    told = here.verdicts()
    assert {told[name]["result"] for name in ("honours-retry-after", "gives-up-on-final")} == {"not-exercised"}
    assert here.admin("GET", "report")["coverage"]["met"] == 0


@pytest.mark.parametrize("end", ["reset", "drop"])
def test_the_end_of_a_world_closes_what_hangs_in_it(mock, world, end):
    here = world()
    here.admin("POST", "faults", json={"on": "me", "connection": "hang"})
    outcomes = []

    def ask():
        try:
            outcomes.append(here.client("dev").get(f"{here.api}/auth/me", timeout=30))
        except requests.exceptions.ConnectionError as error:
            outcomes.append(error)

    hung = threading.Thread(target=ask)
    hung.start()
    here.admin("GET", "wait?calls=me&timeout=20s")
    if end == "reset":
        here.admin("POST", "reset")
    else:
        assert requests.delete(f"{mock.url}/__admin/worlds/{here.name}", timeout=10).status_code == 200
    hung.join(timeout=20)
    assert isinstance(outcomes[0], requests.exceptions.ConnectionError), outcomes


def test_clients_of_one_world_are_judged_apart(world):
    here = world("steady")
    here.admin("POST", "faults", json={"on": "*", "times": 1, "error": "maintenance", "retryAfter": 120})
    rude, bystander = here.client("dev"), here.client()
    bystander.headers["User-Agent"] = "bystander"
    assert rude.get(f"{here.api}/auth/me", timeout=10).status_code == 503
    assert bystander.get(f"{here.api}/auth/me", timeout=10).status_code == 401
    assert here.verdicts()["honours-retry-after"]["result"] == "not-exercised"
    for _ in range(2):
        rude.get(f"{here.api}/auth/me", timeout=10)
    verdict = here.verdicts()["honours-retry-after"]
    assert verdict["violations"] == 2
    assert [(client["client"], client["violations"]) for client in verdict["clients"]] == [
        ("dev@example.com, session dev…", 2)]
