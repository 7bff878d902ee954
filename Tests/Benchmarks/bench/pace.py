"""p99 at equal load: every server gets the same requests at the same moments, far from its limit."""

import contextlib

from .contestants import canned_from, peer, start_mock
from .load import client, request_files, warm_up
from .rounds import Row, Spread
from .workloads import WORKLOADS

MEASURED = ("a", "b")


def rows(workshop, options, say):
    found = []
    for workload in WORKLOADS:
        if workload.name in MEASURED:
            found += _compare(workshop, workload, options, say)
    return found


def _compare(workshop, workload, options, say):
    files = request_files(workshop, workload)
    with contextlib.ExitStack() as stack:
        mock = stack.enter_context(start_mock(workshop, "mock-p99", workload.scenario))
        canned = canned_from(mock, workload)
        servers = [mock] + [stack.enter_context(peer(workshop, name, canned)) for name in options.peers]
        for server in servers:
            warm_up(workshop, server, workload)
        figures = [[] for _ in servers]
        for turn in range(options.rounds):
            for index in [(turn + n) % len(servers) for n in range(len(servers))]:
                load = dict(connections=64, rate=options.rate, seconds=options.seconds)
                said = client(workshop, "run", servers[index].port, files, **load)
                if set(said["statuses"]) != {str(workload.status)}:
                    raise RuntimeError(f"{servers[index].name}: not the answers that were expected: {said}")
                figures[index].append(said)
            say(f"p99: round {turn + 1} of {options.rounds}")
    title = f"as {workload.name}, {options.rate:,} requests/s on 64 connections, open loop"
    return [row for n, name in enumerate(options.peers, 1) for row in _rows(title, name, figures[0], figures[n])]


def _rows(title, name, ours, theirs):
    for figure in ("p50", "p99"):
        mine, his = [said[figure] for said in ours], [said[figure] for said in theirs]
        ratio = Spread.of([left / right for left, right in zip(mine, his)])
        has_goal = figure == "p99" and name == "nginx"
        yield Row(
            "p99",
            title,
            name,
            f"{figure} µs",
            Spread.of(mine),
            Spread.of(his),
            ratio,
            "≤ 1" if has_goal else "",
            ratio.median <= 1 if has_goal else None,
        )
