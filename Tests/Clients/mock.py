"""The server under test, for the Python suites: started once, asked for a fresh world by every test.

GPUOUTLET_MOCK_BINARY names the program to start. GPUOUTLET_MOCK_URL names one that runs already, with the scenarios
of this folder loaded; it is left running.
"""

import os
import re
import signal
import subprocess
from pathlib import Path

import requests

CLIENTS = Path(__file__).resolve().parent
DEFAULT_BINARY = CLIENTS.parents[1] / ".build" / "debug" / "gpuoutlet-mock"
READY = re.compile(r"gpuoutlet-mock listening on (http://\S+)\n")


class Mock:
    """A running server, ours or somebody's."""

    def __init__(self):
        self.process = None
        self.binary = os.environ.get("GPUOUTLET_MOCK_BINARY", str(DEFAULT_BINARY))
        self.url = os.environ.get("GPUOUTLET_MOCK_URL", "").rstrip("/")
        if not self.url:
            self._start()

    def _start(self, *more):
        # The variables are ours, not the server's, which reads others of the same prefix.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GPUOUTLET_MOCK_")}
        self.process = subprocess.Popen(
            [self.binary, "serve", "--port", "0", *more, str(CLIENTS / "scenarios")],
            stdout=subprocess.PIPE, text=True, env=environment)
        line = self.process.stdout.readline()
        ready = READY.fullmatch(line)
        assert ready, f"expected the ready line, got {line!r} (exit code {self.process.poll()})"
        self.url = ready[1]

    def stop(self):
        """Ends the server as a supervisor would, and hands back its exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        rest, _ = self.process.communicate(timeout=10)
        assert rest == "", f"standard output carries one line, ever; then came {rest!r}"
        return self.process.returncode

    def world(self, name):
        return World(self.url, name)


class World:
    """One isolated double: `scenario~label`."""

    def __init__(self, url, name):
        self.name = name
        self.root = f"{url}/@{name}"
        self.api = f"{self.root}/v1"

    def client(self, sid=None):
        """A client that keeps cookies, signed in where a sid is given."""
        client = requests.Session()
        if sid:
            client.headers["Cookie"] = f"sid={sid}"
        return client

    def admin(self, method, path, **options):
        answer = requests.request(method, f"{self.root}/__admin/{path}", timeout=10, **options)
        assert answer.status_code == 200, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json()

    def advance(self, by):
        return self.admin("POST", "clock/advance", json={"by": by})

    def verdicts(self):
        """The report's judgements, by name."""
        return {entry["verdict"]: entry for entry in self.admin("GET", "report")["verdicts"]}
