"""Compares an answer with what the model expects, and says in words where they differ."""

from datetime import datetime, timezone


def differs(wanted, got, path="body"):
    """The first place where `got` is not what was wanted; None if it is. A function is asked; a dict may have more."""
    if callable(wanted):
        try:
            return None if wanted(got) else f"{path} is {got!r}"
        except (TypeError, KeyError, AttributeError, IndexError) as error:
            return f"{path} is {got!r} ({error!r})"
    if isinstance(wanted, dict):
        if not isinstance(got, dict):
            return f"{path} is {got!r}, not an object"
        for key, value in wanted.items():
            if key not in got:
                return f"{path}.{key} is missing"
            found = differs(value, got[key], f"{path}.{key}")
            if found:
                return found
        return None
    if isinstance(wanted, list):
        if not isinstance(got, list) or len(got) != len(wanted):
            return f"{path} has {len(got) if isinstance(got, list) else got!r}, not {len(wanted)} elements"
        for index, (one, other) in enumerate(zip(wanted, got)):
            found = differs(one, other, f"{path}[{index}]")
            if found:
                return found
        return None
    return None if wanted == got and isinstance(got, bool) == isinstance(wanted, bool) \
        else f"{path} is {got!r}, not {wanted!r}"


def judge_control(step, answer):
    if answer.ending != "whole" or answer.status != step.status:
        return [f"{answer}, not {step.status}"]
    found = None if step.part is None else differs(step.part, answer.json())
    return [found] if found else []


def judge_call(step, answer, world_name):
    """Every way in which the answer is not what the contract promises."""
    expected = step.expected
    if answer.ending != expected.ending:
        return [f"ended as {answer.ending}, not {expected.ending}: {answer}"]
    if expected.ending in ("reset", "close"):
        return [f"{answer.received!r} came before the end"] if answer.received else []
    if expected.ending == "garbage":
        return [] if answer.received and b"HTTP" not in answer.received else [f"no garbage: {answer.received!r}"]
    complaints = list(head(expected, answer, world_name, step.request_id))
    if expected.ending == "badChunk":
        if not answer.body or answer.headers.get("transfer-encoding") != "chunked":
            complaints.append(f"no chunk came before the bad one: {answer}")
        return complaints
    if expected.ending in ("truncate", "stall"):
        announced = int(answer.headers["content-length"])
        if len(answer.body) != announced // 2:
            complaints.append(f"{len(answer.body)} bytes of {announced} came, not half")
        return complaints
    if answer.body or expected.body is not None:
        complaints += body(expected, answer)
    return complaints


def head(expected, answer, world_name, request_id):
    wanted = {"x-mock-world": world_name, "x-mock-request": str(expected.number), "x-mock-fault-id": expected.fault,
              "date": datetime.fromtimestamp(expected.at, timezone.utc).strftime("%a, %d %b %Y %H:%M:%S GMT"),
              "retry-after": None if expected.retry_after is None else str(expected.retry_after)}
    if request_id:
        wanted["x-request-id"] = request_id
    if answer.status != expected.status:
        yield f"status {answer.status}, not {expected.status}: {answer.body[:300]!r}"
    for name, value in wanted.items():
        if answer.headers.get(name) != value:
            yield f"{name} is {answer.headers.get(name)!r}, not {value!r}"
    if expected.location and expected.location not in answer.headers.get("location", ""):
        yield f"location is {answer.headers.get('location')!r}, without {expected.location!r}"
    if expected.rate != "any":
        yield from rate(expected.rate, answer)
    if expected.slides != (answer.headers.get("set-cookie", "").startswith("sid=")) and not expected.learn:
        yield f"the session {'did not slide' if expected.slides else 'slid'}"


def rate(wanted, answer):
    got = [answer.headers.get(f"x-ratelimit-{name}") for name in ("limit", "remaining", "reset")]
    if wanted is None:
        if any(got):
            yield f"a call without a session carries a budget: {got}"
        return
    for value, text in zip(wanted, got):
        if text is None or value is not None and text != str(value):
            yield f"the budget reads {got}, not {wanted}"
            return


def body(expected, answer):
    got = answer.json()
    if expected.code is None:
        found = differs(expected.body, got)
        return [found] if found else []
    complaints = []
    if got.get("error") != expected.code:
        complaints.append(f"error {got.get('error')!r}, not {expected.code!r}: {got}")
    if not isinstance(got.get("message"), str) or set(got) - {"error", "message", "details"}:
        complaints.append(f"not the shape of an error: {got}")
    if expected.field and expected.field not in got.get("details", {}):
        complaints.append(f"details do not name {expected.field}: {got}")
    return complaints
