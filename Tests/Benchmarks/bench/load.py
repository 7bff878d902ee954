"""Load on a server, and what came of it."""

import dataclasses
import json
import os
import resource
import subprocess

from .processes import machine_seconds
from .workshop import LOAD


@dataclasses.dataclass(frozen=True)
class Figures:
    """A round as the client and the server's own process saw it."""

    requests: int
    rate: float
    cpu: float  # microseconds of the server's time for each request
    system: float  # of them in the kernel
    p50: float  # microseconds
    p99: float
    others: float  # share of the machine that neither the server nor wrk took

    NAMES = {
        "requests/s": "rate", "CPU µs/request": "cpu", "of it kernel": "system", "p50 µs": "p50", "p99 µs": "p99"
    }

    def value(self, name):
        return getattr(self, self.NAMES[name])


def wrk_round(workshop, server, workload, seconds):
    """wrk, in one thread, for so many seconds; the answers' statuses have to be what the workload expects."""
    request = workload.request
    environment = {**os.environ, "BENCH_METHOD": request.method, "BENCH_BODY": request.body, "BENCH_LUA": str(LOAD)}
    command = ["wrk", "-t1", f"-c{workload.connections}", f"-d{seconds}s", "--timeout", "30s", "--latency"]
    command += ["-s", LOAD / ("cycle.lua" if workload.second else "fixed.lua")]
    command += [word for name, value in _wrk_headers(workload) for word in ("-H", f"{name}: {value}")]
    command.append(f"http://127.0.0.1:{server.port}{request.path}")
    before = _clocks(server)
    done = subprocess.run(workshop.load(command), env=environment, capture_output=True, text=True, check=True)
    spent, system, wrk, machine, busy = (now - then for now, then in zip(_clocks(server), before))
    said = json.loads(done.stderr.strip().splitlines()[-1])
    _check(server, workload, said)
    return Figures(
        said["requests"],
        said["requests"] / said["microseconds"] * 1e6,
        spent / said["requests"] * 1e6,
        system / said["requests"] * 1e6,
        said["p50"],
        said["p99"],
        max(0, busy - spent - wrk) / machine,
    )


def _clocks(server):
    """Seconds so far: the server's, its kernel part, those of load that has ended, the machine's, the busy ones."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (server.cpu_seconds(), server.system_seconds(), ended.ru_utime + ended.ru_stime, *machine_seconds())


def _wrk_headers(workload):
    headers = list(workload.request.headers)
    if workload.second:  # the script sets the type, as the second request has no body
        headers = [header for header in headers if header[0] != "Content-Type"]
    return headers + ([("Connection", "close")] if workload.close else [])


def _check(server, workload, said):
    expected = said["requests"] if workload.status >= 400 else 0
    if said["requests"] == 0 or said["refused"] != expected or said["broken"]:
        raise RuntimeError(f"{server.name}, workload {workload.name}: not the answers that were expected: {said}")


def warm_up(workshop, server, workload):
    """More requests than a journal holds, so that what is measured is the lasting state."""
    client(workshop, "run", server.port, request_files(workshop, workload), connections=64, requests=12_000)


def client(workshop, mode, port, files, *, program=(), **options):
    """Runs the small client to its end and returns its figures."""
    command = [workshop.client, mode, "--port", port]
    for flag, path in zip(("--request", "--then"), files):
        command += [flag, path]
    for name, value in options.items():
        command += [f"--{name}", value]
    if program:
        command += ["--", *program]
    done = subprocess.run(workshop.load(command), capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"the client failed: {done.stderr.strip()}")
    return json.loads(done.stdout)


def request_files(workshop, workload):
    files = [workshop.file(f"requests/{workload.name}-1", workload.request.bytes())]
    if workload.second:
        files.append(workshop.file(f"requests/{workload.name}-2", workload.second.bytes()))
    return files


class Idle:
    """So many connections that have had one answer each and stay open while this is entered."""

    def __init__(self, workshop, server, workload, count):
        command = [workshop.client, "hold", "--port", server.port, "--connections", count]
        command += ["--request", request_files(workshop, workload)[0]]
        self.process = subprocess.Popen(
            workshop.load(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def __enter__(self):
        if "held" not in self.process.stdout.readline():
            raise RuntimeError(f"the client failed: {self.process.stderr.read().strip()}")
        return self

    def __exit__(self, *_):
        self.process.communicate()
