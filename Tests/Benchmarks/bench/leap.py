"""How long a leap of the clock takes, what it weighs, and how long it holds another client up."""

import json
import pathlib
import re
import threading
import time

from . import http
from .contestants import start_mock
from .footprint import MEGABYTE, row
from .workloads import GIVEN, JSON, LAUNCH, ME

TOPUP = {"enabled": True, "thresholdCents": 5000, "topupAmountCents": 10_000}
POOR = {"email": "dev@example.com", "sid": "dev", "balanceCents": 20_000, "card": {}, "autoTopup": TOPUP}

# A name, how many pods, how many days; the goals of the first are the product's promise.
LEAPS = (
    ("a year, 8 pods", 8, 365, {}),
    ("a year, 24 pods", 24, 365, {}),
    ("ten years, 8 pods", 8, 3650, {}),
    ("a year, 8 pods, a card that fills the wallet", 8, 365, {"users": [POOR]}),
)


def leap(workshop, options, say):
    rows = []
    for name, pods, days, given in LEAPS:
        scenario = {"why": "A benchmark", "clock": {"mode": "virtual"}, "given": {**GIVEN, **given}}
        with start_mock(workshop, "mock-leap", scenario) as mock:
            spent, slowest, megabytes, page = _leap(mock, pods, days)
        is_promised = not rows
        rows += [
            row("leap", name, "ms", [spent], 500 if is_promised else None),
            row("leap", name, "ms, a bystander's slowest answer", [slowest], 100 if is_promised else None),
            row("leap", name, "MB at most", [megabytes], 150 if is_promised else None),
            row("leap", name, "ms, a page of the ledger", [page]),
        ]
        say(f"leap: {name}")
    return rows


def _leap(mock, pods, days):
    with http.Line(mock.port, timeout=300) as line:
        for _ in range(pods):
            _answer(line, LAUNCH)
        slowest, is_over = [0.0], threading.Event()
        watcher = threading.Thread(target=_watch, args=(mock.port, slowest, is_over))
        watcher.start()
        try:
            spent, _ = _answer(line, _post("/__admin/clock/advance", by=f"{days}d"))
        finally:
            is_over.set()
            watcher.join()
    with http.Line(mock.port) as line:
        page, _ = _answer(line, http.Request("GET", "/v1/billing/ledger?pageSize=200", (_signed_in(line),)))
    status = pathlib.Path(f"/proc/{mock.process.pid}/status").read_text()
    return spent, slowest[0], int(re.search(r"VmHWM:\s+(\d+)", status)[1]) * 1024 / MEGABYTE, page


def _signed_in(line):
    """A session of its own: those of before the leap are over."""
    _answer(line, _post("/v1/auth/request-code", email="dev@example.com"))
    _, message = _answer(line, http.Request("GET", "/__admin/outbox/latest"))
    code = json.loads(message.body)["code"]
    _, answer = _answer(line, _post("/v1/auth/verify-code", email="dev@example.com", code=code))
    return "Cookie", dict(answer.headers)["Set-Cookie"].partition(";")[0]


def _post(path, **body):
    return http.Request("POST", path, (JSON,), json.dumps(body))


def _watch(port, slowest, is_over):
    """Another client, of another world, that asks without a pause."""
    request = ME.at("/@bystander" + ME.path)
    with http.Line(port, timeout=300) as line:
        while not is_over.is_set():
            slowest[0] = max(slowest[0], _answer(line, request)[0])


def _answer(line, request):
    """The milliseconds until the answer, and the answer, which has to be a good one."""
    start = time.perf_counter()
    answer = line.exchange(request)
    spent = (time.perf_counter() - start) * 1000
    if answer.status != 200:
        raise RuntimeError(f"{request.path} is answered {answer.status}: {answer.body}")
    return spent, answer
