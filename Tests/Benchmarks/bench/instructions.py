"""Instructions per request, and where they go, under valgrind's callgrind.

The server gets all its requests over one keep-alive connection: a warm-up that fills the journal, then N1 and N2 of
them, with a dump after each. A dump holds only what came since the last one, so start-up cancels out; the figure is
(cost of N2 − cost of N1) ÷ (N2 − N1), by which what a dump itself costs cancels out too.
"""

import pathlib
import re
import subprocess
import sys

from .contestants import start_mock
from .load import client, request_files
from .names import readable

LINE = re.compile(r"^\s*([\d,]+)\s*(?:\([^)]*\))?\s+(.*)$")
VALGRIND = """#!/bin/sh
exec valgrind --quiet --tool=callgrind --callgrind-out-file={out} {binary} "$@"
"""


def print_profile(workshop, workload, options):
    out = workshop.scratch / f"callgrind-{workload.name}.out"
    for old in out.parent.glob(out.name + "*"):
        old.unlink()
    valgrind = workshop.file("valgrind", VALGRIND.format(out=out, binary=workshop.binary))
    valgrind.chmod(0o755)
    counts = (options.warm_up, options.requests // 4, options.requests)
    with start_mock(workshop, f"callgrind-{workload.name}", workload.scenario, binary=valgrind) as mock:
        for count in counts:
            send(workshop, mock, workload, count)
            subprocess.run(["callgrind_control", "-d", str(mock.process.pid)], check=True, capture_output=True)
    _, small, large = [pathlib.Path(f"{out}.{number}") for number in (1, 2, 3)]
    costs = [total(path) for path in (small, large)]
    each = (costs[1] - costs[0]) / (counts[2] - counts[1])
    print(f"\n({workload.name}) {workload.title}: {each:,.0f} instructions per request")
    print(f"    {counts[1]:,} requests took {costs[0]:,}, {counts[2]:,} took {costs[1]:,}")
    if not options.only_total:
        for title, flag in (("exclusive", "no"), ("inclusive", "yes")):
            print(f"  {title}, instructions per request:")
            for cost, name in functions(large, flag, options.top):
                print(f"  {cost / counts[2]:9,.0f}  {100 * cost / costs[1]:5.1f} %  {name}")
    sys.stdout.flush()


def send(workshop, mock, workload, count):
    said = client(workshop, "run", mock.port, request_files(workshop, workload), requests=count)
    if set(said["statuses"]) != {str(workload.status)} or said["requests"] != count:
        raise RuntimeError(f"not the answers that were expected: {said}")


def total(path):
    lines = path.read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(("totals:", "summary:")))


def is_stack(cost, inclusive, whole):
    """Frames that stand on the stack at both dumps carry everything below them as their own: no news."""
    return inclusive == "no" and int(cost.replace(",", "")) > 0.9 * whole


def functions(path, inclusive, top):
    """The costliest functions of a dump, with their names made readable."""
    command = ["callgrind_annotate", f"--inclusive={inclusive}", "--threshold=100", "--auto=no", str(path)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    found, begun, whole = [], False, total(path)
    for line in lines:
        begun = begun or "file:function" in line
        match = LINE.match(line) if begun else None
        if match and not is_stack(match[1], inclusive, whole):
            found.append((int(match[1].replace(",", "")), re.sub(r"\s*\[[^]]*\]$", "", match[2])))
        if len(found) == top:
            break
    names = readable([name.partition(":")[2] or name for _, name in found])
    return [(cost, name) for (cost, _), name in zip(found, names)]
