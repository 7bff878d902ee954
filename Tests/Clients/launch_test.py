"""A person's whole visit, by `requests`: sign in, top up, launch, wait, stop, and look at the bill."""

import pytest

EMAIL = "grace@example.com"


def sign_in(world, email=EMAIL):
    client = world.client()
    asked = client.post(f"{world.api}/auth/request-code", json={"email": email, "intent": "signup"}, timeout=10)
    assert asked.status_code == 200, asked.text
    assert asked.json() == {"ok": True, "created": True}
    code = world.admin("GET", f"outbox/latest?to={email}")["code"]
    assert len(code) == 6 and code.isdigit()
    verified = client.post(f"{world.api}/auth/verify-code", json={"email": email, "code": code}, timeout=10)
    assert verified.status_code == 200, verified.text
    assert verified.json()["user"]["email"] == email
    assert client.cookies.get("sid"), "the session's cookie is set and kept"
    return client


def top_up(world, client, amount_cents):
    answer = client.post(f"{world.api}/billing/checkout", json={"amountCents": amount_cents}, timeout=10)
    assert answer.status_code == 200, answer.text
    session_id = answer.json()["sessionId"]
    assert session_id.startswith("cs_test_")
    assert balance(world, client)["totalCents"] == 0, "nothing is credited before the checkout is paid"
    world.admin("POST", f"checkout/{session_id}", json={"outcome": "paid"})
    assert balance(world, client)["totalCents"] == amount_cents


def balance(world, client):
    answer = client.get(f"{world.api}/billing/balance", timeout=10)
    assert answer.status_code == 200, answer.text
    return answer.json()


def launch(world, client, **options):
    """Asks for a pod as the API's advice has it: when the pool is empty, waits as told and asks again."""
    body = {"familyId": "h100-80gb", "gpuCount": 1, "templateId": "pytorch", **options}
    refusals = []
    for _ in range(5):
        answer = client.post(f"{world.api}/rentals", json=body, timeout=10)
        if answer.status_code != 503:
            assert answer.status_code == 200, answer.text
            return answer.json(), refusals
        refusals.append(answer)
        world.advance(f"{int(answer.headers['Retry-After'])}s")
    raise AssertionError(f"refused {len(refusals)} times")


def rental(world, client, rental_id):
    answer = client.get(f"{world.api}/rentals/{rental_id}", timeout=10)
    assert answer.status_code == 200, answer.text
    return answer.json()


def until_running(world, client, rental_id):
    """Polls, a step of the world's clock apart, and never longer than a pod takes."""
    for _ in range(3):
        pod = rental(world, client, rental_id)
        if pod["status"] == "running":
            return pod
        assert (pod["status"], pod["host"], pod["port"]) == ("provisioning", None, None)
        world.advance("45s")
    raise AssertionError(f"still {pod['status']}")


def ledger(world, client):
    answer = client.get(f"{world.api}/billing/ledger", timeout=10)
    assert answer.status_code == 200, answer.text
    page = answer.json()
    entries = page["entries"]
    for entry, earlier in zip(entries, entries[1:] + [{"balanceAfterCents": 0}]):
        assert entry["balanceAfterCents"] == entry["amountCents"] + earlier["balanceAfterCents"]
    assert page["nextCursor"] is None
    assert page["balanceCents"] == sum(entry["amountCents"] for entry in entries)
    return entries


@pytest.mark.parametrize("scenario, refused", [("steady", 0), ("pool-empty-twice", 2)])
def test_a_whole_visit(world, scenario, refused):
    world = world(scenario)
    client = sign_in(world)
    top_up(world, client, 5000)

    pod, refusals = launch(world, client, name="training")
    assert [r.json()["error"] for r in refusals] == ["provider_pool_empty"] * refused
    assert [r.headers["Retry-After"] for r in refusals] == ["30"] * refused
    assert pod["status"] == "provisioning" and pod["pricePerHourCents"] == 280
    held = balance(world, client)
    assert (held["availableCents"], held["reservedCents"], held["totalCents"]) == (4720, 280, 5000)

    running = until_running(world, client, pod["id"])
    assert running["host"] and 0 < running["port"] < 65536
    assert running["name"] == "training"

    world.advance("10m")
    meter = client.get(f"{world.api}/rentals/{pod['id']}/meter", timeout=10)
    assert '"ratePerHour":2.80' in meter.text.replace(" ", ""), "dollars with two digits"
    assert (meter.json()["secondsBilled"], meter.json()["currentChargeCents"]) == (600, 47)

    stopped = client.post(f"{world.api}/rentals/{pod['id']}/stop", timeout=10)
    assert stopped.json() == {"id": pod["id"], "status": "stopping", "finalChargedCents": 47, "refundedCents": 0}
    again = client.post(f"{world.api}/rentals/{pod['id']}/stop", timeout=10)
    assert (again.status_code, again.json()["error"]) == (409, "already_stopped")
    world.advance("5s")
    assert rental(world, client, pod["id"])["status"] == "stopped"

    entries = ledger(world, client)
    assert {entry["type"] for entry in entries} == {"stripe_topup", "rental_charge"}
    assert -sum(e["amountCents"] for e in entries if e["type"] == "rental_charge") == 47
    assert balance(world, client)["availableCents"] == 4953


def test_the_scenario_that_empties_the_pool_judges_the_client(world):
    world = world("pool-empty-twice")
    client = sign_in(world)
    top_up(world, client, 5000)
    launch(world, client)
    assert world.admin("POST", "verify") == {"ok": True, "result": "pass"}
    verdicts = world.verdicts()
    assert verdicts["honours-retry-after"]["result"] == "pass", verdicts["honours-retry-after"]
    assert verdicts["retries-transient"]["result"] == "pass", verdicts["retries-transient"]


def test_a_client_that_does_not_wait_is_caught(world):
    world = world("pool-empty-twice")
    client = sign_in(world)
    top_up(world, client, 5000)
    for _ in range(2):
        client.post(f"{world.api}/rentals", json={"familyId": "h100-80gb", "gpuCount": 1}, timeout=10)
    verdict = world.verdicts()["honours-retry-after"]
    assert verdict["result"] == "fail", verdict
    assert verdict["evidence"], "and the report says by which requests"


def test_under_a_minute_is_refunded(world):
    world = world("steady")
    client = sign_in(world)
    top_up(world, client, 5000)
    pod, _ = launch(world, client)
    until_running(world, client, pod["id"])
    world.advance("30s")
    stopped = client.post(f"{world.api}/rentals/{pod['id']}/stop", timeout=10).json()
    assert (stopped["finalChargedCents"], stopped["refundedCents"]) == (0, 2)
    assert [e["type"] for e in ledger(world, client)] == ["refund", "rental_charge", "stripe_topup"]
    assert balance(world, client)["totalCents"] == 5000


def test_the_balance_must_cover_an_hour(world):
    world = world("steady")
    client = sign_in(world)
    answer = client.post(f"{world.api}/rentals", json={"familyId": "b200", "gpuCount": 8}, timeout=10)
    assert (answer.status_code, answer.json()["error"]) == (403, "insufficient_balance")
    assert answer.json()["details"]["requiredCents"], answer.text


def test_without_a_session_nothing_is_served(world):
    world = world("steady")
    answer = world.client().get(f"{world.api}/billing/balance", timeout=10)
    assert (answer.status_code, answer.json()) == (401, {"error": "unauthorized", "message": "Not signed in"})
    assert "x-request-id" in answer.headers and "X-RateLimit-Limit" not in answer.headers


def test_sign_out_ends_the_session(world):
    world = world("steady")
    client = sign_in(world)
    assert client.post(f"{world.api}/auth/logout", timeout=10).json() == {"ok": True}
    assert client.get(f"{world.api}/auth/me", timeout=10).status_code == 401


def test_a_code_serves_once_and_ten_minutes(world):
    world = world("steady")
    client = sign_in(world)
    code = world.admin("GET", f"outbox/latest?to={EMAIL}")["code"]
    used = client.post(f"{world.api}/auth/verify-code", json={"email": EMAIL, "code": code}, timeout=10)
    assert (used.status_code, used.json()["error"]) == (401, "code_invalid")
    world.advance("31s")
    client.post(f"{world.api}/auth/request-code", json={"email": EMAIL}, timeout=10)
    code = world.admin("GET", f"outbox/latest?to={EMAIL}")["code"]
    world.advance("11m")
    late = client.post(f"{world.api}/auth/verify-code", json={"email": EMAIL, "code": code}, timeout=10)
    assert (late.status_code, late.json()["error"]) == (401, "code_expired")
