"""A folder as somebody has it who follows the documentation, and what is run in it."""

import contextlib
import os
import subprocess
import sys
import types
from pathlib import Path

import pytest

from mock import DEFAULT_BINARY, READY
from readme import ROOT

BINARY = os.environ.get("GPUOUTLET_MOCK_BINARY", str(DEFAULT_BINARY))


@pytest.fixture
def checkout(tmp_path):
    """A folder as a reader of the documentation has it: the scenarios, the tests, and the program and Python on PATH."""
    for name in ("scenarios", "Tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "gpuoutlet-mock").symlink_to(Path(BINARY).resolve())
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GPUOUTLET_MOCK_") and k != "MOCK_URL"}
    path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), environment["PATH"]])
    environment |= {"PATH": path, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return types.SimpleNamespace(folder=tmp_path, environment=environment)


def run(checkout, *command, timeout=120, **variables):
    done = subprocess.run(
        command, cwd=checkout.folder, env={**checkout.environment, **variables}, capture_output=True, text=True,
        timeout=timeout)
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@contextlib.contextmanager
def served(checkout, *command, ready=READY, **variables):
    """A process that says on its first line where it serves."""
    with subprocess.Popen(
            command, cwd=checkout.folder, env={**checkout.environment, **variables}, stdout=subprocess.PIPE,
            text=True) as process:
        try:
            found = ready.fullmatch(process.stdout.readline())
            assert found, f"{command} is not ready"
            yield found[1]
        finally:
            process.terminate()
