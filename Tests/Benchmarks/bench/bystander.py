"""How long one client waits for its answers while another asks the same server for much."""

import contextlib
import json
import multiprocessing
import socket
import time

from . import http
from .contestants import start_mock
from .load import client, request_files
from .rounds import Row, Spread
from .workloads import GIVEN, JSON, ME, SESSION, WORKLOADS, scenario

BY_NAME = {workload.name: workload for workload in WORKLOADS}
GOAL_MILLISECONDS = 50
WAITS = 1000
RENTALS = 20_000
ACCOUNTS = 9_000
FAULTS = 100_000


def rows(workshop, options, say):
    """The slowest answer of a bystander during each of these, and how long the other's own answer took."""
    table = []
    with start_mock(workshop, "mock-bystander", scenario()) as mock:
        table += _during(mock, "nothing", lambda: time.sleep(2))
        _fill(workshop, mock)
        for title, act in (
            (f"{WAITS:,} waits that time out together", lambda: _time_out(mock.port, "createRental&status=200&times=999999")),
            (f"{WAITS:,} waits over paths that lead nowhere", lambda: _unmatched(mock.port)),
            ("PUT clock with 200,000 unknown keys", lambda: _put(mock.port, "clock", _unknown_keys(200_000))),
            ("request-code with 8,715 unknown keys", lambda: _request_code(mock.port)),
            ("GET report", lambda: _get(mock.port, "report")),
            ("GET requests, a thousand", lambda: _get(mock.port, "requests?limit=1000")),
            ("GET requests/stream, from the journal's first on", lambda: _stream(mock.port)),
            ("GET outbox", lambda: _get(mock.port, "outbox")),
            (f"GET state, {RENTALS:,} rentals", lambda: _get(mock.port, "state")),
            (f"PUT state, {RENTALS:,} rentals", lambda: _put(mock.port, "state", _get(mock.port, "state"))),
            (f"PUT scenario, {FAULTS:,} faults", lambda: _put(mock.port, "scenario", _many_faults())),
            ("POST reset of that", lambda: _ask(mock.port, "POST", "/__admin/reset")),
            ("PUT state, 60 MiB of nothing", lambda: _put(mock.port, "state", _padding(60 << 20))),
        ):
            table += _during(mock, title, act)
            say(f"bystander: {title}: {table[-2].ours.median:,.1f} ms; {table[-1].ours.median:,.0f} ms for it")
    return table


class Bystander:
    """A process that asks one small thing after the other, on a connection and in a world of its own."""

    def __init__(self, port):
        self.pipe, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=_ask_on, args=(port, theirs), daemon=True)

    def __enter__(self):
        self.process.start()
        self.pipe.recv()
        return self

    def __exit__(self, *_):
        self.pipe.send("stop")
        self.slowest = self.pipe.recv()
        self.process.join()


def _ask_on(port, pipe):
    slowest = 0.0
    with http.Line(port) as line:
        request = ME.at(f"/@bystander{ME.path}")
        line.exchange(request)
        pipe.send("ready")
        while not pipe.poll():
            start = time.perf_counter()
            line.exchange(request)
            slowest = max(slowest, time.perf_counter() - start)
    pipe.send(slowest)


def _during(mock, title, act):
    with Bystander(mock.port) as bystander:
        time.sleep(0.2)
        start = time.perf_counter()
        act()
        spent = (time.perf_counter() - start) * 1000
        time.sleep(0.2)
    slowest = bystander.slowest * 1000
    met = slowest <= GOAL_MILLISECONDS
    ours = Row("bystander", title, "", "ms, its slowest answer", Spread.of([slowest]), None, None, f"≤ {GOAL_MILLISECONDS}", met)
    return [ours, Row("bystander", title, "", "ms, the other's own", Spread.of([spent]))]


def _fill(workshop, mock):
    """A full journal, many rentals, many accounts and their emails."""
    files = request_files(workshop, BY_NAME["c"])
    client(workshop, "run", mock.port, files, connections=64, requests=2 * RENTALS)
    with http.Line(mock.port) as line:
        for number in range(ACCOUNTS):
            body = json.dumps({"email": f"user{number}@example.com"})
            line.exchange(http.Request("POST", "/v1/auth/request-code", (JSON,), body))


def _time_out(port, calls):
    request = http.Request("GET", f"/__admin/wait?calls={calls}&timeout=1s").bytes()
    with contextlib.ExitStack() as stack:
        lines = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(WAITS)]
        for line in lines:
            line.sendall(request)
        for line in lines:
            assert b" 408 " in line.recv(65536)


def _unmatched(port):
    with http.Line(port) as line:
        for number in range(1000):
            line.exchange(http.Request("GET", f"/v1/rental/{'x' * 100}{number}"))
    _time_out(port, "getRental")


def _unknown_keys(count):
    return json.dumps({f"unknown{number}": 1 for number in range(count)}).encode()


def _request_code(port):
    body = _unknown_keys(8715)[:-1].decode().replace(" ", "").replace("unknown", "")[:65_000]
    answer = _ask(port, "POST", "/v1/auth/request-code", (body[: body.rindex(",")] + "}").encode(), wanted=400)
    assert len(answer) < 8192, len(answer)


def _many_faults():
    faults = [{"id": f"f{n}", "on": "me", "when": {"header.x-chaos": f"case-{n}"}, "delay": "1s"} for n in range(FAULTS)]
    return json.dumps({"why": "A benchmark", "given": GIVEN, "faults": faults}).encode()


def _padding(size):
    return b'{"version": "' + b"x" * size + b'"}'


def _get(port, path):
    return _ask(port, "GET", f"/__admin/{path}")


def _stream(port):
    """Reads a stream up to the exchange that was the newest when it was asked for."""
    with http.Line(port) as line:
        newest = dict(line.exchange(ME).headers)["X-Mock-Request"]
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(b"GET /__admin/requests/stream?since=0 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        tail, mark = b"", f"\nid: {newest}\n".encode()
        while mark not in tail:
            piece = line.recv(1 << 20)
            assert piece, "the stream ended"
            tail = tail[-100:] + piece


def _put(port, path, body):
    return _ask(port, "PUT", f"/__admin/{path}", body, wanted=None)


def _ask(port, method, path, body=b"", wanted=200):
    """The body of an answer that may be large: read without looking at each piece."""
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{': '.join(SESSION)}\r\nContent-Type: application/json\r\n"
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(f"{head}Connection: close\r\nContent-Length: {len(body)}\r\n\r\n".encode())
        line.sendall(body)
        pieces = []
        while piece := line.recv(1 << 20):
            pieces.append(piece)
    head, _, body = b"".join(pieces).partition(b"\r\n\r\n")
    if wanted and f" {wanted} ".encode() not in head[:20]:
        raise RuntimeError(f"{path} is answered {head[:80]}")
    return body
