"""`conform` from outside: our own server conforms, a server that drifted is found out, and the exit code says which."""

import json
import subprocess

import pytest

# Each spoils one thing; the operation that `conform` has to name stands beside it.
DRIFTS = {
    "a wrong status": ("facets", {"respond": {"status": 201, "body": {}}}),
    "a renamed field": ("getCard", {"respond": {"status": 200, "body": {"cardBrand": None}}}),
    "a code that it cannot send": ("listKeys", {"error": "key_not_found", "force": True}),
    "text instead of JSON": ("ledger", {"respond": {"status": 200, "text": "ok"}}),
    "a reset connection": ("balance", {"connection": "reset"}),
}


def conform(mock, *arguments):
    return subprocess.run([mock.binary, "conform", *arguments], capture_output=True, text=True, timeout=120)


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


def test_what_cannot_be_reached_is_no_drift(mock):
    assert conform(mock, "http://127.0.0.1:1").returncode == 4
    assert conform(mock, "not a url").returncode == 2
