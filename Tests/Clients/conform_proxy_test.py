"""`conform` through a proxy that spoils one thing at a time: each has to be found out, and nothing else has to be."""

import json
import os
import re
import subprocess

import pytest

from drifting_proxy import Drift, drifting


def at(value, path, change):
    """Changes what stands at a dotted path of a JSON value; `*` is each element."""
    step, _, rest = path.partition(".")
    keys = range(len(value)) if step == "*" else [int(step)] if isinstance(value, list) else [step]
    for key in keys:
        if isinstance(value, list) and key >= len(value) or isinstance(value, dict) and key not in value:
            continue
        if rest:
            at(value[key], rest, change)
        else:
            value[key] = change(value[key])


def field(operation, path, change, status=200):
    """A field of an answer's body is another."""
    def answer(answer):
        if answer.status == status and answer.body:
            body = answer.json
            at(body, path, change)
            if body != answer.json:
                answer.json = body
    return Drift(operation, answer=answer)


def body(operation, change, status=200):
    """An answer's body is another."""
    def answer(answer):
        if answer.status == status and answer.body:
            answer.json = change(answer.json)
    return Drift(operation, answer=answer)


def header(operation, name, change):
    def answer(answer):
        if answer.get(name) is not None:
            answer.set(name, change(answer.get(name)))
    return Drift(operation, answer=answer)


def status(operation, old, new):
    def answer(answer):
        if answer.status == old:
            answer.status = new
    return Drift(operation, answer=answer)


def leaves(operation, how, when=200):
    def answer(answer):
        if answer.status == when:
            answer.leaves = how
    return Drift(operation, answer=answer)


def hears(operation, text, other):
    """The server keeps another rule: it hears one thing where the client said another."""
    return Drift(operation, question=lambda question: question.replace(text, other))


def renamed(old, new):
    return lambda body: {new if key == old else key: value for key, value in body.items()}


def without_origin(question):
    question.without("Origin")


def remembers(drift, question, ask):
    """Answers for ever what it answered first."""
    answer = ask(question)
    if answer.status == 200 and answer.body:
        answer.body = drift.memory.setdefault("body", answer.body)
    return answer


def twice(drift, question, ask):
    ask(question)
    return ask(question)


def forgets(drift, question, ask):
    """Says that it is done once it was asked for the first time, and does nothing."""
    if "answer" not in drift.memory:
        answer = ask(question)
        if answer.status != 200:
            return answer
        drift.memory["answer"] = answer
    return drift.memory["answer"]


def plus(number):
    return lambda value: value + number


# What is spoilt, by name; an operation that stands second is one that the report has to name.
DRIFTS = {
    "a good answer's status": ("facets", lambda: status("facets", 200, 201)),
    "a success without a body": ("logout", lambda: Drift("logout", answer=lambda a: a.__dict__.update(
        status=204 if a.status == 200 else a.status, body=b"" if a.status == 200 else a.body))),
    "a refusal's status": ("stopRental", lambda: status("stopRental", 409, 400)),
    "a wrong method's status": ("me", lambda: status(None, 405, 404)),
    "a refusal's code": ("createKey", lambda: field(
        "createKey", "error", lambda code: "validation_failed" if code == "duplicate_key" else code, status=400)),
    "a refusal without a message": ("getRental", lambda: body("getRental", lambda b: {"error": b["error"]}, 404)),
    "details that name another field": ("checkout", lambda: body(
        "checkout", lambda b: {**b, "details": {"body": "is wrong"}} if "details" in b else b, 400)),
    "Retry-After is missing": ("requestCode", lambda: header("requestCode", "Retry-After", lambda _: None)),
    "X-Request-Id is not echoed": ("balance", lambda: header("balance", "X-Request-Id", lambda _: "req_1")),
    "the budget is counted one off": ("ledger", lambda: header(
        "ledger", "X-RateLimit-Remaining", lambda left: str(int(left) + 1))),
    "the session does not slide": ("listKeys", lambda: header("listKeys", "Set-Cookie", lambda _: None)),
    "the cookie is open to scripts": ("verifyCode", lambda: header(
        "verifyCode", "Set-Cookie", lambda cookie: cookie.replace("HttpOnly; ", ""))),
    "HTML for JSON": ("getCard", lambda: header("getCard", "Content-Type", lambda _: "text/html")),
    "any origin may read": ("balance", lambda: header("balance", "Access-Control-Allow-Origin", lambda _: "*")),
    "a renamed field": ("balance", lambda: body("balance", renamed("availableCents", "available"))),
    "a mistyped field": ("meterRental", lambda: field("meterRental", "ratePerHour", str)),
    "a field more": ("listKeys", lambda: body("listKeys", lambda b: {**b, "total": len(b["keys"])})),
    "milliseconds in a time": ("getRental", lambda: field(
        "getRental", "startedAt", lambda time: time.replace("Z", ".000Z"))),
    "an id of another form": ("createRental", lambda: field("createRental", "id", lambda _: "rental-1")),
    "pages of 201": ("listListings", lambda: hears("listListings", "pageSize=201", "pageSize=200")),
    "names of 65 characters": ("createKey", lambda: hears("createKey", "x" * 65, "x" * 64)),
    "top-ups of 99 cents": ("checkout", lambda: hears("checkout", '"amountCents":99}', '"amountCents":100}')),
    "a list without its last": ("listListings", lambda: body(
        "listListings", lambda b: {**b, "listings": b["listings"][:-1]})),
    "a list turned around": ("listRentals", lambda: body(
        "listRentals", lambda b: {**b, "rentals": b["rentals"][::-1]})),
    "a cursor that never comes": ("ledger", lambda: field("ledger", "nextCursor", lambda _: None)),
    "a ledger line a cent off": ("ledger", lambda: field("ledger", "entries.1.amountCents", plus(1))),
    "a ledger line that is missing": ("ledger", lambda: body(
        "ledger", lambda b: {**b, "entries": b["entries"][:1] + b["entries"][2:]})),
    "a balance a cent off": ("balance", lambda: field("balance", "totalCents", plus(1))),
    "a refund a cent off": ("stopRental", lambda: field("stopRental", "refundedCents", plus(1))),
    "a pod ready at once": ("createRental", lambda: field("createRental", "status", lambda _: "running")),
    "pages of any origin may write": ("createKey", lambda: Drift("createKey", question=without_origin)),
    "webhooks need no signature": ("stripeWebhook", lambda: Drift("stripeWebhook", answer=lambda a: a.__dict__.update(
        status=200, body=b'{"received":true}') if b"invalid_signature" in a.body else None)),
    "an answer cut short": ("listInvoices", lambda: leaves("listInvoices", "short")),
    "a connection reset": ("getAutoTopup", lambda: leaves("getAutoTopup", "reset")),
    "an answer that is no HTTP": ("facets", lambda: leaves("facets", "garbage")),
    "a stale balance": ("balance", lambda: Drift("balance", passing=remembers)),
    "a launch that happens twice": ("createRental", lambda: Drift("createRental", passing=twice)),
    "a key that stays": ("deleteKey", lambda: Drift("deleteKey", passing=forgets)),
}


@pytest.fixture(scope="module")
def operations(mock):
    table = json.loads(subprocess.check_output([mock.binary, "operations", "--format", "json"]))["operations"]
    return [
        (row["operation"], row["method"], re.compile(re.sub(r"\{[^}]+\}", "[^/]+", row["path"]))) for row in table]


def conform(mock, url, *arguments, **variables):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GPUOUTLET_MOCK_")}
    return subprocess.run(
        [mock.binary, "conform", url, *arguments], capture_output=True, text=True, timeout=120,
        env={**environment, **variables})


@pytest.mark.parametrize("name", DRIFTS)
def test_a_drift_is_found_out(mock, world, operations, name):
    operation, make = DRIFTS[name]
    drift, here = make(), world("steady")
    with drifting(mock.url, operations, drift) as proxy:
        run = conform(mock, f"{proxy}/@{here.name}", "--format", "json")
    assert drift.touched, "it touched nothing"
    assert run.returncode == 3, run.stdout[-2000:]
    report = json.loads(run.stdout)
    assert report["conforms"] is False
    findings = {row["operation"]: row["findings"] for row in report["operations"] if row["findings"]}
    blamed = json.dumps(findings, indent=1)[:2000]
    assert operation in findings or any(operation in finding["request"] for finding in report["http"]), blamed
    assert operation in run.stderr
    for finding in sum(findings.values(), report["http"]):
        assert finding["rule"] and finding["expected"] and finding["actual"] and finding["request"]
        assert finding["expected"] != finding["actual"], finding


@pytest.mark.parametrize("drift", [Drift(), leaves(None, "chunked")], ids=["as it is", "chunked"])
def test_a_proxy_that_spoils_nothing_is_not_found_fault_with(mock, world, operations, drift):
    with drifting(mock.url, operations, drift) as proxy:
        run = conform(mock, f"{proxy}/@{world('steady').name}")
    assert run.returncode == 0, run.stdout + run.stderr
