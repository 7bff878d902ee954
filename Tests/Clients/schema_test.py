"""The JSON Schema of scenario files against the reader that it is made beside: good files pass both, bad ones neither."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from mock import CLIENTS, DEFAULT_BINARY

BINARY = os.environ.get("GPUOUTLET_MOCK_BINARY", str(DEFAULT_BINARY))
ROOT = CLIENTS.parents[1]
SHIPPED = [path for folder in (ROOT / "scenarios", CLIENTS / "scenarios")
           for path in sorted(folder.glob("*.json")) if not path.name.endswith(".schema.json")]


@pytest.fixture(scope="module")
def schema():
    return json.loads(subprocess.run([BINARY, "schema"], check=True, capture_output=True, text=True).stdout)


@pytest.fixture(scope="module")
def validator(schema):
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def reader_problems(path):
    """What `check` says of a file, as data; none where it takes the file."""
    done = subprocess.run([BINARY, "check", "--format", "json", str(path)], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return [] if done.returncode == 0 else json.loads(done.stdout)


def fault(**keys):
    return {"why": "x", "faults": [{"on": "createRental", **keys}]}


def given(**keys):
    return {"why": "x", "given": keys}


# A name, a document, and whether a schema can see what is wrong with it.
BAD = [
    ("not an object", [], True),
    ("unknown key at the top", {"why": "x", "fault": []}, True),
    ("unknown key in given", given(stok={}), True),
    ("unknown key in a fault", fault(error="provider_error", retries=3), True),
    ("wrong type of why", {"why": 3}, True),
    ("wrong type of faults", {"why": "x", "faults": {}}, True),
    ("seed with a fraction", {"why": "x", "seed": 1.5}, True),
    ("unknown clock mode", {"why": "x", "clock": {"mode": "slow"}}, True),
    ("a duration without unit", fault(delay="250"), True),
    ("a duration with its larger unit last", fault(delay="30s1m"), True),
    ("an unknown error code", fault(error="provider_pool_emty"), True),
    ("an unknown operation", {"why": "x", "faults": [{"on": "createRentl", "error": "internal_error"}]}, True),
    ("an unknown family", given(stock={"h100": 1}), True),
    ("a negative stock", given(stock={"b200": -1}), True),
    ("an unknown connection", fault(connection="drop"), True),
    ("a chance above one", fault(id="a", error="internal_error", chance=1.5), True),
    ("a status out of range", fault(respond={"status": 99}), True),
    ("a fixed code of five digits", given(code="12345"), True),
    ("billing neither on nor off", given(billing="maybe"), True),
    ("a user without email", given(users=[{"sid": "a"}]), True),
    ("an unknown verdict", {"why": "x", "expect": [{"verdict": "is-polite"}]}, True),
    ("a fault that does nothing", fault(), False),
    ("a fault that can never fire", fault(error="internal_error", times=0), False),
    ("an operation that cannot send the error", fault(error="invalid_email"), False),
    ("a shadowed fault", {"why": "x", "faults": [
        {"id": "a", "on": "*", "error": "internal_error"}, {"id": "b", "on": "me", "error": "maintenance"}]}, False),
    ("two faults of one id", {"why": "x", "faults": [
        {"id": "a", "on": "me", "error": "internal_error", "times": 1},
        {"id": "a", "on": "balance", "error": "internal_error", "times": 1}]}, False),
    ("a goto that nobody listens to", {"why": "x", "faults": [{"id": "a", "on": "me", "goto": "later"}]}, False),
    ("an empty window", {"why": "x", "faults": [
        {"id": "a", "on": "me", "error": "internal_error", "from": "3m", "until": "2m"}]}, False),
    ("a chance without an id", fault(error="internal_error", chance=0.5), False),
    ("an unknown user in the example", {"why": "x", "example": [{"send": "GET /v1/auth/me", "as": "no@body.example"}]}, False),
    ("two users of one address", given(users=[{"email": "a@b.co"}, {"email": "A@b.co"}]), False),
]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_scenarios_pass(path, validator):
    errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(json.loads(path.read_text()))]
    assert errors == []


@pytest.mark.parametrize("name, document, seen", BAD, ids=[name for name, _, _ in BAD])
def test_bad_documents_are_refused(name, document, seen, validator, tmp_path):
    path = Path(tmp_path) / "bad.json"
    path.write_text(json.dumps(document))
    assert reader_problems(path), "the reader refuses it"
    assert bool(list(validator.iter_errors(document))) == seen, "what the schema sees is listed honestly"


def test_every_key_has_a_description(schema):
    bare = []

    def walk(node, path):
        if isinstance(node, list):
            for index, entry in enumerate(node):
                walk(entry, f"{path}[{index}]")
        if not isinstance(node, dict):
            return
        for key, entry in (node.get("properties") or {}).items():
            target = entry
            while isinstance(target, dict) and "$ref" in target and "description" not in target:
                target = schema["$defs"][target["$ref"].rsplit("/", 1)[1]]
            if not target.get("description"):
                bare.append(f"{path}.{key}")
        for key, entry in node.items():
            walk(entry, f"{path}.{key}")

    walk(schema, "$")
    assert bare == []
