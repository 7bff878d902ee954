"""The OpenAPI documents: valid, and true to their own schemas in every example."""

import json
import subprocess

import pytest
import requests
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator


@pytest.fixture(scope="module", params=["openapi", "control.openapi"])
def document(mock, request):
    return requests.get(f"{mock.url}/__admin/{request.param}.json", timeout=10).json()


def test_command_prints_what_the_server_serves(mock):
    served = requests.get(f"{mock.url}/__admin/openapi.json", timeout=10).json()
    assert json.loads(subprocess.check_output([mock.binary, "openapi"])) == served


def test_document_is_valid(document):
    assert [str(error) for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_examples_are_true_to_their_schemas(document):
    problems = [
        f"{place}: {error.message}"
        for place, schema, example in examples(document)
        for error in validator(document, schema).iter_errors(example)]
    assert problems == []


def test_every_parameter_header_and_body_of_the_api_has_an_example(mock):
    document = requests.get(f"{mock.url}/__admin/openapi.json", timeout=10).json()
    without = [
        place for place, node in nodes(document)
        if "schema" in node and not {"example", "examples"} & node.keys() and "properties" not in place]
    assert without == []


def validator(document, schema):
    # References start at the root, so the components come along.
    whole = {"components": document["components"], **schema}
    return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)


def examples(document):
    """Every example with its schema: of bodies, parameters and headers, and of the fields themselves."""
    for place, node in nodes(document):
        if "schema" in node and "example" in node:
            yield place, node["schema"], node["example"]
        if "schema" in node and isinstance(node.get("examples"), dict):
            for name, example in node["examples"].items():
                yield f"{place}/{name}", node["schema"], example["value"]
        if isinstance(node.get("examples"), list):
            for example in node["examples"]:
                yield place, node, example


def nodes(node, place=""):
    if isinstance(node, dict):
        yield place, node
        for key, child in node.items():
            if key not in ("example", "value"):
                yield from nodes(child, f"{place}/{key}")
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from nodes(child, f"{place}/{index}")
