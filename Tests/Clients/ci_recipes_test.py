"""The pipelines of the page on CI: valid by the published schemas, and every line of theirs run in bash as the runners run it.

What a runner does around the lines is done here: it sets variables, keeps what a step wrote into `GITHUB_ENV`, and
stores reports. The suite that is gated is the documentation's own, beside one that meets every error (`recipes/errors.py`).
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import yaml

import readme
from checkout import BINARY, checkout
from mock import CLIENTS

__all__ = ["checkout"]  # a fixture


@pytest.fixture
def project(checkout):
    """A checkout with a suite in it, and no program on PATH: the pipeline has to fetch it."""
    readme.write("pytest", checkout.folder)
    shutil.copy(CLIENTS / "recipes" / "errors.py", checkout.folder / "test_errors.py")
    (checkout.folder / "bin" / "gpuoutlet-mock").unlink()
    (checkout.folder / "Tests").unlink()  # somebody else's tests, which theirs would collect
    checkout.binary = f"file://{Path(BINARY).resolve()}"
    return checkout


@pytest.fixture
def shell(project):
    """Runs a script as a runner does; what it leaves running is ended with the test, by its process group."""
    groups = []

    def run(script, options="-e", **variables):
        process = subprocess.Popen(
            ["bash", *options.split(), "-c", script], cwd=project.folder, env={**project.environment, **variables},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
        groups.append(process.pid)
        output, _ = process.communicate(timeout=120)
        return process.returncode, output

    yield run
    for group in groups:
        try:
            os.killpg(group, signal.SIGTERM)
        except ProcessLookupError:
            pass  # it left nothing running


def check_schema(project, path, schema, *options):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *options, path]
    return subprocess.run(command, cwd=project.folder, capture_output=True, text=True, timeout=60)


SCHEMAS = {
    "github": ("github-workflows",),
    "gitlab": ("gitlab-ci", "--data-transform", "gitlab-ci"),
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_pipeline_is_valid_by_the_published_schema(project, name):
    [path] = readme.write(name, project.folder)
    done = check_schema(project, path, *SCHEMAS[name])
    assert done.returncode == 0, done.stdout
    text = (project.folder / path).read_text(encoding="utf-8")
    (project.folder / path).write_text(re.sub(r"(runs-on|script):", r"\1x:", text, count=1), encoding="utf-8")
    assert check_schema(project, path, *SCHEMAS[name]).returncode == 1, "a misspelt key is seen"


def reports(project):
    """The JUnit files that the pipeline stores: the suite's, and the client's."""
    suite, client = (ElementTree.parse(project.folder / name).getroot() for name in ("suite.xml", "client.xml"))
    return suite.find("testsuite"), client.find("testsuite")


def check_reports(project):
    suite, client = reports(project)
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("2", "0", "0")
    assert int(client.get("tests")) >= 8 and client.get("failures") == "0"
    assert {case.get("name") for case in client} >= {"honours-retry-after", "retries-transient", "coverage"}


def github_steps(project):
    [path] = readme.write("github", project.folder)
    return yaml.safe_load((project.folder / path).read_text(encoding="utf-8"))["jobs"]["test"]["steps"]


def run_github(project, shell):
    """Runs the steps in turn; each `run` with the exit code that it ended with."""
    kept, codes, output = project.folder / "github.env", [], ""
    kept.touch()
    summary = project.folder / "summary.txt"
    for step in github_steps(project):
        if "run" not in step:
            continue
        lines = [line.partition("=") for line in kept.read_text(encoding="utf-8").splitlines()]
        variables = {name: value for name, _, value in lines}
        script = step["run"].replace("${{ vars.MOCK_BINARY }}", project.binary)
        assert "${{" not in script, "an expression that this runner does not know"
        code, said = shell(script, GITHUB_ENV=str(kept), GITHUB_STEP_SUMMARY=str(summary), **variables)
        codes.append(code)
        output += said
    return codes, output


def test_github_actions(project, shell):
    codes, output = run_github(project, shell)
    assert codes == [0, 0, 0], output
    check_reports(project)
    judge, upload = github_steps(project)[-2:]
    assert judge["if"] == upload["if"] == "${{ !cancelled() }}", "reports are wanted most of all where something failed"
    stored = {path.name for path in project.folder.glob(upload["with"]["path"])}
    assert {"suite.xml", "client.xml", "client.html"} <= stored
    assert (project.folder / "summary.txt").read_text(encoding="utf-8").startswith("## ✅ gpuoutlet-mock: PASS")
    assert "<!DOCTYPE html>" in (project.folder / "client.html").read_text(encoding="utf-8")


def test_github_actions_fails_where_the_client_met_too_little(project, shell):
    (project.folder / "test_errors.py").unlink()
    codes, output = run_github(project, shell)
    assert codes == [0, 0, 1], output
    assert re.search(r"coverage \d+ % is below 80 %", output)
    assert reports(project)[1].get("failures") == "1"


def test_gitlab(project, shell):
    [path] = readme.write("gitlab", project.folder)
    job = yaml.safe_load((project.folder / path).read_text(encoding="utf-8"))["test"]
    code, output = shell("\n".join(job["script"]), "-eo pipefail", MOCK_BINARY=project.binary)
    assert code == 0, output
    check_reports(project)
    assert job["artifacts"]["reports"]["junit"] == ["suite.xml", "client.xml"]
    assert job["artifacts"]["when"] == "always"
