"""schemathesis reads our OpenAPI document and asks whatever it can think of: nothing may come that is not in there."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HOOKS = Path(__file__).with_name("schemathesis_hooks.py")
CARD = {"brand": "visa", "last4": "4242", "expMonth": 12, "expYear": 2030}
FAMILIES = ["rtx-3090", "rtx-4090", "l40s", "a100-40gb", "a100-80gb", "h100-80gb", "h200-141gb", "b200"]
REGIONS = ["US-East", "DE-Frankfurt", "NL-Amsterdam", "JP-Tokyo", "SG-Singapore"]

# A world in which whatever is well formed succeeds: everything is offered everywhere, and nothing runs out.
AMPLE = {
    "why": "Whatever is well formed succeeds",
    "given": {
        "users": [
            {
                "email": "dev@example.com", "sid": "dev", "balanceCents": 100_000_000,
                "rentals": [{"familyId": "b200", "gpuCount": 1, "status": "running"}],
                "invoices": [{"reason": "manual", "amountCents": 500, "status": "open"} for _ in range(20)],
            },
            {"email": "leaver@example.com", "sid": "leaver", "card": CARD},
            {"email": "saver@example.com", "sid": "saver", "card": CARD},
            *({"email": f"spare-{n}@example.com", "sid": f"spare-{n}"} for n in range(400)),
        ],
        "stock": {family: 100_000 for family in FAMILIES},
        "listings": [
            {"family": family, "gpuCount": count, "region": region, "providerCode": "vast", "pricePerHourCents": 10 * count}
            for family in FAMILIES for region in REGIONS for count in (1, 2, 4, 8)
        ],
        "limits": {
            "requestsPerMinute": 1_000_000, "requestsPerHour": 1_000_000, "checkoutsPerHour": 1_000_000,
            "codeEvery": "1ms",
        },
        "code": "123456",
    },
}

# The same world with whatever a bad day brings, short of connections that break: those are no answers to judge.
CHAOS = {
    **AMPLE,
    "why": "Whatever is well formed may be refused in every documented way",
    "faults": [
        {"id": "slow", "on": "*", "delay": "0ms..4ms"},
        {"id": "crash", "on": "*", "chance": 0.1, "error": "internal_error"},
        {"id": "down", "on": "*", "chance": 0.1, "error": "maintenance", "retryAfter": 1},
        {"id": "throttle", "on": "*", "chance": 0.1, "error": "rate_limited"},
        {"id": "provider", "on": "rentals", "chance": 0.2, "error": "provider_error"},
        {"id": "pool", "on": "rentals", "chance": 0.2, "error": "provider_pool_empty"},
        {"id": "signed-out", "on": "*", "chance": 0.05, "error": "unauthorized"},
    ],
}

# What the errors of a bad day contradict by design: that there are none, that what was made is there, and that whoever
# is not signed in is told so first.
BROKEN_BY_CHAOS = ["not_a_server_error", "ensure_resource_availability", "use_after_free", "ignored_auth"]


# What a malformed request may be answered with where nothing else goes wrong; and on a bad day.
REFUSED = ["400", "401", "403", "404", "405"]
REFUSED_OR_BROKEN = [*REFUSED, "429", "5xx"]


def test_control_plane_is_what_its_document_says(mock, world, tmp_path):
    # That a well-formed body makes no sense is beyond its schema, and what waits or streams answers late. Two calls are
    # there to say what is wrong with a document, and take any.
    document = f"{mock.url}/__admin/control.openapi.json"
    schemathesis(
        tmp_path, document, world(), 8, ["positive_data_acceptance"], REFUSED,
        "--exclude-operation-id", "streamRequests", "--exclude-operation-id", "wait",
        "--exclude-operation-id", "checkScenario", "--exclude-operation-id", "explainFault")


@pytest.mark.parametrize("story, examples, excluded, refusals", [
    (AMPLE, 20, [], REFUSED), (CHAOS, 8, BROKEN_BY_CHAOS, REFUSED_OR_BROKEN)], ids=["ample", "chaos"])
def test_server_is_what_the_document_says(mock, world, tmp_path, story, examples, excluded, refusals):
    world = world()
    world.admin("PUT", "scenario", json=story)
    schemathesis(tmp_path, f"{mock.url}/__admin/openapi.json", world, examples, excluded, refusals)


def schemathesis(tmp_path, document, world, examples, excluded, refusals, *more):
    (tmp_path / "schemathesis.toml").write_text(CONFIGURATION.format(refusals=json.dumps(refusals)))
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "run", document, "--url", world.root, "--seed", "1",
        "--workers", "1", "--max-examples", str(examples), "--continue-on-failure", "--no-color",
        "--generation-database", "none", "--suppress-health-check", "all", *more]
    if excluded:
        command += ["--exclude-checks", ",".join(excluded)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    print(run.stdout)
    assert run.returncode == 0, run.stdout + run.stderr


CONFIGURATION = f"""
hooks = "{HOOKS}"
max-redirects = 0

[auth.openapi.sid]
api_key = "dev"

[checks]
negative_data_rejection.expected-statuses = {{refusals}}

# That an invoice is void already, no schema says.
[[operations]]
include-operation-id = "voidInvoice"
checks.positive_data_acceptance.expected-statuses = ["2xx", "400", "401", "404", "429", "5xx"]
"""
