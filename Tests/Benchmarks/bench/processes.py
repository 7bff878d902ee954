"""Programs under measurement: starting them, and reading what the kernel counts of them."""

import os
import pathlib
import signal
import socket
import subprocess
import time

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def machine_seconds():
    """What all processors together have spent so far, and what of it they were not idle."""
    fields = [int(word) for word in pathlib.Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    idle = fields[3] + fields[4]
    return sum(fields) / TICKS_PER_SECOND, (sum(fields) - idle) / TICKS_PER_SECOND


def _cpu_clock(pid):
    """The clock of another process's CPU time, as clock_getcpuclockid(3) names it on Linux."""
    return (~pid << 3) | 2


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    """A program that listens on a port of loopback, with its children."""

    def __init__(self, name, command, port, environment=None, core=None):
        self.name, self.port = name, port
        if core is not None:
            command = ["taskset", "-c", str(core), *command]
        self.process = subprocess.Popen(
            [str(word) for word in command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, **(environment or {})},
        )
        self._wait_until_it_listens()

    def _wait_until_it_listens(self):
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended: {self.process.stderr.read().decode()}")
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
                return
            except OSError:
                time.sleep(0.01)
        raise RuntimeError(f"{self.name} does not listen")

    def pids(self):
        """The process and its children (nginx answers from a child)."""
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [self.process.pid, *map(int, children)]

    def cpu_seconds(self):
        """User and system time of all threads so far, those that have ended included.

        It is the sum that /proc/PID/stat shows, but to the nanosecond instead of to a tick of ten milliseconds.
        """
        return sum(time.clock_gettime(_cpu_clock(pid)) for pid in self.pids())

    def system_seconds(self):
        """The part of it that the kernel spent for the process, in ticks of ten milliseconds."""
        ticks = 0
        for pid in self.pids():
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[12])
        return ticks / TICKS_PER_SECOND

    def resident_kilobytes(self):
        """What is resident, and the part of it that no file backs."""
        figures = {"VmRSS": 0, "RssAnon": 0}
        for pid in self.pids():
            for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
                name, _, value = line.partition(":")
                if name in figures:
                    figures[name] += int(value.split()[0])
        return figures["VmRSS"], figures["RssAnon"]

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stderr.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
