"""`conform` from outside: our own server conforms, a server that drifted is found out, and the exit code says which."""

import json
import os
import subprocess

import pytest

from fleet import Replica

# Each spoils one thing; the operation that `conform` has to name stands beside it.
DRIFTS = {
    "a wrong status": ("facets", {"respond": {"status": 201, "body": {}}}),
    "a renamed field": ("getCard", {"respond": {"status": 200, "body": {"cardBrand": None}}}),
    "a code that it cannot send": ("listKeys", {"error": "key_not_found", "force": True}),
    "text instead of JSON": ("ledger", {"respond": {"status": 200, "text": "ok"}}),
    "a reset connection": ("balance", {"connection": "reset"}),
}


def conform(mock, *arguments, **variables):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GPUOUTLET_MOCK_")}
    return subprocess.run(
        [mock.binary, "conform", *arguments], capture_output=True, text=True, timeout=120,
        env={**environment, **variables})


def test_our_own_server_conforms(mock, world):
    run = conform(mock, world("steady").root)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "30 of 30 operations answered" in run.stdout
    assert "nothing departs from the contract" in run.stdout


def test_the_report_is_there_for_programs(mock, world):
    report = json.loads(conform(mock, "--format", "json", world().root).stdout)
    assert report["conforms"] is True
    assert len(report["operations"]) == 30
    assert report["checks"] > 1000


@pytest.mark.parametrize("drift", DRIFTS)
def test_a_server_that_drifted_is_found_out(mock, world, drift):
    world = world("steady")
    operation, effect = DRIFTS[drift]
    world.admin("POST", "faults", json={"id": "drift", "on": operation, **effect})
    run = conform(mock, world.root)
    assert run.returncode == 3, run.stdout
    assert f"drift  {operation}" in run.stdout
    assert operation in run.stderr
    assert "expected" in run.stdout and "actual" in run.stdout


@pytest.mark.parametrize("arguments, variables", [
    (["--session", "dev", "--read-only"], {}),
    ([], {"GPUOUTLET_MOCK_SESSION": "dev", "GPUOUTLET_MOCK_READ_ONLY": "1"}),
], ids=["flags", "variables"])
def test_a_target_that_people_use_is_only_read(mock, world, arguments, variables):
    here = world()
    # A budget that the contract knows too, and that a run does not use up: it would wait for the next one.
    here.admin("PUT", "scenario", json={
        "why": "A session with room for a whole run", "given": {"limits": {"requestsPerMinute": 1000}}})
    before = lasting(here)
    run = conform(mock, here.root, *arguments, **variables)
    assert run.returncode == 0, run.stdout + run.stderr
    asked = here.admin("GET", "requests?limit=1000")["requests"]
    assert {entry["method"] for entry in asked} == {"GET", "HEAD"}
    assert "ok     ledger" in run.stdout and "-      createRental" in run.stdout
    assert "Left out:" in run.stdout
    assert lasting(here) == before


def lasting(world):
    """What a visitor would find changed; not that sessions slide and requests are counted."""
    client = world.client("dev")
    paths = ["rentals", "ssh-keys", "billing/ledger", "billing/balance", "billing/card", "billing/invoices"]
    bodies = [client.get(f"{world.api}/{path}", timeout=10).json() for path in paths]
    for body in bodies:
        body.pop("updatedAt", None)
    return bodies


def test_a_closed_control_plane_opens_to_its_token():
    closed = Replica("--admin-token", "s3cret")
    try:
        root = f"{closed.url}/@steady~closed"
        without = conform(closed, root)
        assert without.returncode == 0, without.stdout + without.stderr
        assert "the control plane wants --admin-token" in without.stdout
        assert "30 of 30 operations answered" not in without.stdout
        for run in (
                conform(closed, root, "--admin-token", "s3cret"),
                conform(closed, root, GPUOUTLET_MOCK_ADMIN_TOKEN="s3cret")):
            assert run.returncode == 0, run.stdout + run.stderr
            assert "30 of 30 operations answered" in run.stdout
    finally:
        assert closed.stop() == 0


def test_what_cannot_be_reached_is_no_drift(mock):
    assert conform(mock, "http://127.0.0.1:1").returncode == 4
    assert conform(mock, "not a url").returncode == 2
