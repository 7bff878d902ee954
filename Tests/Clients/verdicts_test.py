"""What the report says of real retry libraries, their defaults first, and of clients that look before they repeat.

Every pause of a library is replaced by a step of the world's clock, so that an hour of politeness takes no time.
"""

import math
import random
import types

import backoff
import pytest
import requests
import tenacity
import urllib3

LAUNCH = {"familyId": "h100-80gb", "gpuCount": 1}


class Refused(Exception):
    """An answer that is no success."""


@pytest.fixture
def steady(world):
    """A healthy world on a clock that moves only when told."""
    return world("steady")


def break_with(world, **fault):
    world.admin("POST", "faults", json=fault)


def pause(world):
    """`time.sleep`, on the world's clock."""
    return lambda seconds: world.advance(f"{math.ceil(seconds * 1000)}ms") if seconds > 0 else None


def results(world):
    return {name: verdict["result"] for name, verdict in world.verdicts().items()}


def call(world, method="GET", path="auth/me", **options):
    """One call that raises for every refusal, as a retry library wants it."""
    answer = world.client("dev").request(method, f"{world.api}/{path}", timeout=10, **options)
    if answer.status_code >= 400:
        raise Refused(answer)
    return answer.json()


# urllib3

@pytest.fixture
def pool(steady, monkeypatch):
    """Pools whose retries pause on the world's clock."""
    clock = types.SimpleNamespace(sleep=pause(steady), time=urllib3.util.retry.time.time)
    monkeypatch.setattr(urllib3.util.retry, "time", clock)
    return lambda retries: urllib3.PoolManager(retries=retries, headers={"Cookie": "sid=dev"})


def test_urllib3_by_default_honours_retry_after(steady, pool):
    break_with(steady, on="listRentals", times=2, error="rate_limited", retryAfter=23)
    answer = pool(urllib3.Retry()).request("GET", f"{steady.api}/rentals")
    assert answer.status == 200
    assert results(steady)["honours-retry-after"] == "pass"
    assert results(steady)["bounded-retries"] == "pass"


def test_urllib3_told_to_ignore_retry_after_is_caught(steady, pool):
    break_with(steady, on="listRentals", times=1, error="rate_limited", retryAfter=23)
    retries = urllib3.Retry(status_forcelist=[429], respect_retry_after_header=False)
    assert pool(retries).request("GET", f"{steady.api}/rentals").status == 200
    verdict = steady.verdicts()["honours-retry-after"]
    assert verdict["result"] == "fail"
    assert [entry["request"] for entry in verdict["evidence"]] == [1, 2]
    assert "Retry-After: 23" in verdict["message"]


def test_urllib3_by_default_gives_up_on_a_passing_failure(steady, pool):
    break_with(steady, on="me", times=1, error="internal_error")
    assert pool(urllib3.Retry()).request("GET", f"{steady.api}/auth/me").status == 500
    assert results(steady)["retries-transient"] == "fail"


def test_urllib3_with_a_list_of_statuses_does_not_pause_by_default(steady, pool):
    break_with(steady, on="me", error="internal_error")
    with pytest.raises(urllib3.exceptions.MaxRetryError):
        pool(urllib3.Retry(status_forcelist=[500])).request("GET", f"{steady.api}/auth/me")
    told = results(steady)
    assert told["retries-transient"] == "pass"
    assert told["backs-off"] == "fail"
    assert told["bounded-retries"] == "fail", "ten repeats are its default"


def test_urllib3_with_a_factor_and_a_limit_behaves(steady, pool):
    break_with(steady, on="me", times=4, error="internal_error")
    retries = urllib3.Retry(total=5, status_forcelist=[500], backoff_factor=0.5)
    assert pool(retries).request("GET", f"{steady.api}/auth/me").status == 200
    told = results(steady)
    assert told["retries-transient"] == told["backs-off"] == told["bounded-retries"] == "pass"


def test_urllib3_does_not_repeat_a_lost_launch_by_default(steady, pool):
    break_with(steady, on="createRental", nth=1, commit=True, connection="reset")
    with pytest.raises(urllib3.exceptions.HTTPError):
        pool(urllib3.Retry()).request("POST", f"{steady.api}/rentals", json=LAUNCH)
    assert results(steady)["no-double-commit"] == "pass"


def test_urllib3_told_to_repeat_every_method_launches_twice(steady, pool):
    break_with(steady, on="createRental", nth=1, commit=True, connection="reset")
    retries = urllib3.Retry(other=3, read=3, allowed_methods=None)
    assert pool(retries).request("POST", f"{steady.api}/rentals", json=LAUNCH).status == 200
    verdict = steady.verdicts()["no-double-commit"]
    assert verdict["result"] == "fail"
    assert verdict["message"].endswith("a second pod costs $2.80 an hour")
    assert [leak["centsPerHour"] for leak in steady.admin("GET", "report")["leaks"]] == [280, 280]


# tenacity

def test_tenacity_by_default_neither_pauses_nor_ends(steady):
    break_with(steady, on="me", times=7, error="internal_error")
    tenacity.retry(sleep=pause(steady))(call)(steady)
    told = results(steady)
    assert told["retries-transient"] == "pass"
    assert told["backs-off"] == "fail"
    assert told["bounded-retries"] == "fail"


def test_tenacity_by_default_repeats_what_is_refused_for_good(steady):
    with pytest.raises(tenacity.RetryError):
        tenacity.retry(sleep=pause(steady), stop=tenacity.stop_after_attempt(2))(call)(
            steady, "POST", "rentals", json={**LAUNCH, "gpuCount": 3})
    verdict = steady.verdicts()["gives-up-on-final"]
    assert verdict["result"] == "fail"
    assert "request 2 repeats POST /v1/rentals unchanged" in verdict["message"]
    assert "'invalid_count'" in verdict["message"]


def test_tenacity_with_a_fixed_pause_comes_back_too_early(steady):
    break_with(steady, on="me", times=1, error="rate_limited", retryAfter=23)
    tenacity.retry(sleep=pause(steady), wait=tenacity.wait_fixed(2))(call)(steady)
    assert results(steady)["honours-retry-after"] == "fail"


def told_to_wait(state):
    """A wait for tenacity: what the server said, else twice as long each time."""
    answer = state.outcome.exception().args[0]
    return float(answer.headers.get("Retry-After", 2 ** state.attempt_number))


def is_worth_another_try(error):
    return isinstance(error, Refused) and error.args[0].status_code in (429, 500, 503)


def test_tenacity_set_up_with_care_behaves(steady):
    careful = tenacity.retry(
        sleep=pause(steady), wait=told_to_wait, stop=tenacity.stop_after_attempt(5),
        retry=tenacity.retry_if_exception(is_worth_another_try), reraise=True)
    break_with(steady, id="fails", on="me", times=3, error="internal_error")
    break_with(steady, id="throttles", on="balance", times=2, error="rate_limited", retryAfter=23)
    careful(call)(steady)
    careful(call)(steady, path="billing/balance")
    with pytest.raises(Refused):
        careful(call)(steady, "POST", "rentals", json={**LAUNCH, "gpuCount": 3})
    told = results(steady)
    assert told.pop("no-double-commit") == "not-exercised"
    assert set(told.values()) == {"pass"}


# backoff

@pytest.fixture
def patient(steady, monkeypatch):
    """The decorator, pausing on the world's clock."""
    monkeypatch.setattr(backoff._sync, "time", types.SimpleNamespace(sleep=pause(steady)))
    return lambda **options: backoff.on_exception(backoff.expo, Refused, **options)(call)


def test_backoff_by_default_jitters_and_knows_no_end(steady, patient):
    random.seed(1)
    break_with(steady, on="me", times=6, error="internal_error")
    patient()(steady)
    told = results(steady)
    assert told["backs-off"] == "pass", "full jitter draws each pause anew, and some are short"
    assert told["bounded-retries"] == "fail", "it knows no end of its own"


def test_backoff_without_jitter_and_with_an_end_behaves(steady, patient):
    break_with(steady, on="me", times=3, error="internal_error")
    patient(jitter=None, max_tries=5)(steady)
    told = results(steady)
    assert told["retries-transient"] == told["backs-off"] == told["bounded-retries"] == "pass"


# A client of our own that lost an answer

def test_a_client_that_looks_before_it_repeats(steady):
    break_with(steady, on="createRental", nth=1, commit=True, connection="reset")
    with pytest.raises(requests.ConnectionError):
        call(steady, "POST", "rentals", json=LAUNCH)
    assert [pod["familyId"] for pod in call(steady, path="rentals")["rentals"]] == ["h100-80gb"]
    assert results(steady)["no-double-commit"] == "pass"


def test_a_client_that_does_nothing_is_not_judged(steady):
    call(steady)
    assert set(results(steady).values()) == {"not-exercised"}
