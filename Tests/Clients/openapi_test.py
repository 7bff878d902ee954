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


def test_every_error_of_every_operation_has_an_example_under_its_status(mock):
    """What the tables say, the document shows: each code of each operation, as a client would get to see it."""
    document = json.loads(subprocess.check_output([mock.binary, "openapi"]))
    told = table(mock, "operations")
    status_of = {row["code"]: str(row["status"]) for row in table(mock, "errors")}
    shown = {operation["operationId"]: responses for operation, responses in answers(document)}
    assert sorted(shown) == sorted(row["operation"] for row in told)
    for row in told:
        responses = shown[row["operation"]]
        for code in row["errors"]:
            example = responses[status_of[code]]["content"]["application/json"]["examples"][code]["value"]
            assert example["error"] == code and example["message"], row["operation"]
        examples = [code for status, response in responses.items() if status >= "400"
                    for code in response["content"]["application/json"].get("examples", {})]
        assert sorted(examples) == sorted(row["errors"]), f"{row['operation']} shows no code but its own"


def test_every_response_of_the_api_says_what_comes(mock):
    """A body with an example, or a redirect with a place; and an example of each header field."""
    document = json.loads(subprocess.check_output([mock.binary, "openapi"]))
    for operation, responses in answers(document):
        for status, response in responses.items():
            place = f"{operation['operationId']} {status}"
            headers = {name: resolved(document, field) for name, field in response["headers"].items()}
            assert "X-Request-Id" in headers, place
            assert [name for name, field in headers.items() if "example" not in field] == [], place
            if status == "302":
                assert "Location" in headers, place
            else:
                assert {"example", "examples"} & response["content"]["application/json"].keys(), place


def table(mock, command):
    return json.loads(subprocess.check_output([mock.binary, command, "--format", "json"]))[command]


def answers(document):
    """Each operation with its responses by status, references followed."""
    for item in document["paths"].values():
        for operation in item.values():
            yield operation, {
                status: resolved(document, response) for status, response in operation["responses"].items()}


def resolved(document, node):
    while "$ref" in node:
        path = node["$ref"].removeprefix("#/").split("/")
        node = document
        for step in path:
            node = node[step]
    return node


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
