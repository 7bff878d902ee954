"""Where the time of a request goes, kernel included: samples of perf's cpu-clock while wrk asks.

Hardware counters are often missing from virtual machines, and then cpu-clock samples only when it watches the whole
machine; so that is what is recorded, and the server's own samples are picked out.
"""

import contextlib
import re
import subprocess
import threading

from .contestants import canned_from, peer, start_mock
from .load import warm_up, wrk_round
from .names import readable

FREQUENCY = 4999
LINE = re.compile(r"^\s*([\d.]+)%\s+(\S+)\s+\[(.)\]\s+(.*?)\s*$")


def print_profile(workshop, workload, options):
    with contextlib.ExitStack() as stack:
        name = f"clock-{workload.name}"
        mock = stack.enter_context(start_mock(workshop, name, workload.scenario))
        _print_of(workshop, workload, mock, options)
        if not workload.other_scenario:
            canned = canned_from(mock, workload)
            _print_of(workshop, workload, stack.enter_context(peer(workshop, "nginx", canned)), options)


def _print_of(workshop, workload, server, options):
    warm_up(workshop, server, workload)
    samples = workshop.folder / f"{server.name}.perf"
    command = ["perf", "record", "-a", "-q", "-F", FREQUENCY, "-e", "cpu-clock", "-o", samples, "--", "sleep"]
    recorder = threading.Thread(
        target=subprocess.run, args=([str(word) for word in (*command, options.seconds)],), kwargs={"check": True}
    )
    recorder.start()
    figures = wrk_round(workshop, server, workload, options.seconds)
    recorder.join()
    found = _symbols(samples, server)
    whole = sum(share for share, _, _ in found) or 1
    kernel = sum(share for share, space, _ in found if space == "k") / whole
    print(f"\n({workload.name}) {workload.title}: {server.name} takes {figures.cpu:.1f} µs of CPU for a request")
    print(f"    {kernel:.0%} of it in the kernel; other programs took {figures.others:.0%} of the machine")
    for share, space, symbol in found[: options.top]:
        where = "kernel" if space == "k" else ""
        print(f"  {figures.cpu * share / whole:7.2f} µs  {100 * share / whole:5.1f} %  {where:6}  {symbol}")


def _symbols(samples, server):
    """Share, `k` or `.` for kernel or user space, and name, the greatest first."""
    command = ["perf", "report", "-i", samples, "--pid", ",".join(map(str, server.pids())), "--stdio", "-g", "none"]
    command += ["--no-children", "--sort", "dso,sym"]
    said = subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout
    matches = [match for match in map(LINE.match, said.splitlines()) if match]
    names = readable([match[4] for match in matches])
    return [(float(match[1]), match[3], name) for match, name in zip(matches, names)]
