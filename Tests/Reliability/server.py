"""Starts the program on a free port, and looks at it from outside: memory, descriptors, processor time."""

import os
import re
import signal
import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
READY = re.compile(r"gpuoutlet-mock listening on http://\S+:(\d+)\n")


def binary():
    return os.environ.get("GPUOUTLET_MOCK_BINARY", str(REPOSITORY / ".build" / "debug" / "gpuoutlet-mock"))


class Server:
    """A process of our own, ended by its id; `with Server() as server:` ends it for certain."""

    def __init__(self, *arguments, port=0, preexec=None, log="off", stderr=subprocess.DEVNULL, **environment):
        # Variables of this prefix are the server's own, and would change what a test asks for.
        clean = {k: v for k, v in os.environ.items() if not k.startswith("GPUOUTLET_MOCK_")}
        self.process = subprocess.Popen(
            [binary(), "serve", "--port", str(port), "--log", log, *map(str, arguments)],
            stdout=subprocess.PIPE, stderr=stderr, text=True, env={**clean, **environment}, preexec_fn=preexec)
        line = self.process.stdout.readline()
        ready = READY.fullmatch(line)
        if not ready:
            self.process.wait(timeout=10)
            raise AssertionError(f"expected the ready line, got {line!r}, exit code {self.process.returncode}")
        self.port = int(ready[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()

    @property
    def pid(self):
        return self.process.pid

    def stop(self, patience=10):
        """Ends it as a supervisor would; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=patience)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=10)
        self.process.stdout.close()

    # From /proc.

    def resident_kilobytes(self):
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1])

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def cpu_seconds(self):
        """Of all its threads, to the nanosecond."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9
