"""The report by the command line, the metrics by Prometheus' own parser, and answers that wait for exchanges."""

import json
import os
import re
import socket
import subprocess
import threading
import urllib.request
import xml.etree.ElementTree as ElementTree
from urllib.parse import urlsplit

import requests
from prometheus_client.parser import text_string_to_metric_families

from mock import DEFAULT_BINARY

BINARY = os.environ.get("GPUOUTLET_MOCK_BINARY", str(DEFAULT_BINARY))


def report(*arguments):
    return subprocess.run([BINARY, "report", *arguments], capture_output=True, text=True, timeout=30)


def launch(world, gpus=1):
    client = world.client("dev")
    return client.post(f"{world.api}/rentals", json={"familyId": "h100-80gb", "gpuCount": gpus}, timeout=10)


def polite(world):
    """Waits as told, and stops what it started."""
    while (answer := launch(world)).status_code == 503:
        world.advance(f"{answer.headers['Retry-After']}s")
    world.client("dev").post(f"{world.api}/rentals/{answer.json()['id']}/stop", timeout=10)
    return world


def rude(world):
    """Asks at once again, and leaves the pod running."""
    while launch(world).status_code == 503:
        pass
    return world


def test_the_report_of_a_polite_client_passes(world):
    run = report(polite(world("pool-empty-twice")).root)
    assert run.returncode == 0, run.stderr
    assert "pass           honours-retry-after" in run.stdout
    assert "coverage 1 %" in run.stdout
    assert "Left behind\n  nothing\n" in run.stdout


def test_the_report_of_a_rude_client_fails(world):
    run = report(rude(world("pool-empty-twice")).root)
    assert run.returncode == 1
    assert "FAIL           honours-retry-after" in run.stdout
    assert "together $2.80 an hour" in run.stdout
    assert run.stderr == "gpuoutlet-mock: failed: honours-retry-after\n"


def test_too_little_coverage_fails(world):
    root = polite(world("pool-empty-twice")).root
    assert report(root, "--min-coverage", "1").returncode == 0
    run = report(root, "--min-coverage", "80")
    assert run.returncode == 1
    assert run.stderr == "gpuoutlet-mock: coverage 1 % is below 80 %\n"


def test_two_worlds_are_joined(mock):
    good, bad = mock.world("pool-empty-twice~joined-good"), mock.world("pool-empty-twice~joined-bad")
    run = report(polite(good).root, rude(bad).root, "--format", "json")
    joined = json.loads(run.stdout)
    assert run.returncode == 1
    assert joined["verdicts"][0]["verdict"] == "honours-retry-after"
    assert {entry["world"] for entry in joined["verdicts"][0]["evidence"]} == {bad.name}
    cells = [cell for cell in joined["coverage"]["cells"] if cell["injected"]]
    assert cells == [{"operation": "createRental", "error": "provider_pool_empty", "natural": 0, "injected": 4}]


def test_junit_is_xml_that_counts_right(world):
    run = report(rude(world("pool-empty-twice")).root, "--format", "junit", "--min-coverage", "80")
    suite = ElementTree.fromstring(run.stdout).find("testsuite")
    cases = {case.get("name"): case for case in suite.findall("testcase")}
    assert int(suite.get("tests")) == len(cases) == 8
    failed = {name for name, case in cases.items() if case.find("failure") is not None}
    assert failed == {"honours-retry-after", "coverage"}
    assert int(suite.get("failures")) == 2
    assert "Retry-After: 30" in cases["honours-retry-after"].find("failure").get("message")


def test_a_server_that_is_not_there_is_said_to_be_out_of_reach():
    run = report("http://127.0.0.1:1")
    assert run.returncode == 4
    assert "cannot reach" in run.stderr


def test_prometheus_reads_the_metrics(world):
    here = rude(world("pool-empty-twice"))
    here.client("dev").get(f"{here.api}/a-path-of-the-clients-own", timeout=10)
    answer = requests.get(f"{here.root}/__admin/metrics", timeout=10)
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert "a-path-of" not in answer.text
    families = {family.name: family for family in text_string_to_metric_families(answer.text)}
    assert all(name.startswith("gpuoutlet_mock_") for name in families)
    samples = {
        tuple(sample.labels[name] for name in ("operation", "status", "error")): sample.value
        for sample in families["gpuoutlet_mock_requests"].samples}
    assert samples["createRental", "503", "provider_pool_empty"] >= 2
    assert samples["none", "404", "not_found"] >= 1
    fired = {sample.labels["fault"]: sample.value for sample in families["gpuoutlet_mock_faults_fired"].samples}
    assert fired["empty-twice"] >= 2
    histogram = families["gpuoutlet_mock_request_duration_seconds"]
    assert histogram.type == "histogram"
    counts = [sample.value for sample in histogram.samples if sample.name.endswith("_bucket")]
    arrived = sum(count for (_, status, _), count in samples.items() if status != "none")
    assert counts == sorted(counts) and counts[-1] >= arrived > 0
    assert families["gpuoutlet_mock_build_info"].samples[0].value == 1
    assert families["gpuoutlet_mock_worlds"].samples[0].value >= 1


def test_a_wait_ends_with_the_call_that_it_was_for(world):
    here = world("steady")
    answers = []
    waiting = threading.Thread(
        target=lambda: answers.append(here.admin("GET", "wait?calls=createRental&times=2&timeout=9s")))
    waiting.start()
    launch(here)
    launch(here)
    waiting.join(timeout=9)
    assert answers == [{"ok": True, "calls": 2}]


def test_a_wait_in_vain_names_what_nearly_was(world):
    here = world("steady")
    launch(here, gpus=3)
    answer = requests.get(f"{here.root}/__admin/wait?calls=createRental&status=200&timeout=100ms", timeout=10)
    assert answer.status_code == 408
    assert answer.json()["error"] == "wait_timed_out"
    assert "request 1: POST /v1/rentals → 400 invalid_count" in answer.json()["message"]


def open_stream(world):
    """The journal as server-sent events; lines are read as they come."""
    return urllib.request.urlopen(f"{world.root}/__admin/requests/stream", timeout=10)


def events(stream):
    """The events of a stream, as (name, data)."""
    name = None
    for line in stream:
        field, _, value = line.decode().rstrip("\n").partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            yield name, json.loads(value)


def test_a_stream_tells_of_each_exchange(world):
    here = world("steady")
    with open_stream(here) as stream:
        launch(here)
        name, entry = next(events(stream))
    assert name == "exchange"
    assert entry == here.admin("GET", "requests/1")


def test_a_reader_that_is_too_slow_is_told_what_it_missed(world):
    here = world("steady")
    client = here.client("dev")
    address = urlsplit(here.root)
    with socket.socket() as reader:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.connect(("127.0.0.1", address.port))
        reader.sendall(f"GET {address.path}/__admin/requests/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert reader.recv(1000), "the stream is open"
        sent = 0
        while sent < 300:
            client.get(f"{here.api}/auth/oauth/nobody", headers={"X-Padding": "x" * 15_000}, timeout=10)
            sent += 1
        # What it missed is told before the next event that fits: once all is read, one more exchange brings it out.
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        reader.settimeout(0.5)
        data = b""
        while True:
            try:
                data += reader.recv(1 << 20)
            except TimeoutError:
                if sum(told_and_missed(data)) == sent:
                    break
                assert sent < 310, "what was missed is never told"
                client.get(f"{here.api}/auth/me", timeout=10)
                sent += 1
    told, missed = told_and_missed(data)
    assert told > 0 and missed > 0
    assert told + missed == sent


def told_and_missed(stream):
    """How many exchanges a stream's bytes tell of, and how many they say were dropped."""
    dropped = re.findall(rb'^data: \{"dropped":(\d+)\}\n', stream, re.MULTILINE)
    return len(re.findall(rb"^event: exchange\n", stream, re.MULTILINE)), sum(int(count) for count in dropped)
