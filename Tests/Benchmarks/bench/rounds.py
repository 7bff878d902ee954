"""Interleaved rounds: A B C, B C A, …, so that whatever else the machine does falls on all alike."""

import contextlib
import dataclasses
import statistics

from . import http
from .contestants import canned_from, peer, start_mock
from .load import Figures, Idle, warm_up, wrk_round

RESET = http.Request("POST", "/__admin/reset")


@dataclasses.dataclass(frozen=True)
class Spread:
    """The middle of several values, and how far they reach."""

    median: float
    least: float
    most: float

    @staticmethod
    def of(values):
        return Spread(statistics.median(values), min(values), max(values))


@dataclasses.dataclass(frozen=True)
class Row:
    """One figure of the mock beside the same figure of another, and what the issue wants of their ratio."""

    workload: str
    title: str
    other: str
    figure: str
    ours: Spread
    theirs: Spread = None
    ratio: Spread = None
    goal: str = ""
    is_met: bool = None
    others: float = None  # what share of the machine other programs took meanwhile


def compare(workshop, workload, peers, rounds, seconds, say):
    """Measures a workload on the mock and on the others, and gives the rows of the table."""
    with contextlib.ExitStack() as stack:
        mock = stack.enter_context(start_mock(workshop, f"mock-{workload.name}", workload.scenario))
        servers = [mock]
        if workload.other_scenario:
            other = start_mock(workshop, f"mock-{workload.name}-other", workload.other_scenario)
            servers.append(stack.enter_context(other))
        else:
            canned = canned_from(mock, workload)
            servers += [stack.enter_context(peer(workshop, name, canned)) for name in peers]
        if workload.idle:
            for server in servers:
                stack.enter_context(Idle(workshop, server, workload, workload.idle))
        figures = _measure(workshop, workload, servers, rounds, seconds, say)
    names = ["one fault"] if workload.other_scenario else peers
    return [row for index, name in enumerate(names, 1) for row in _rows(workload, name, figures[0], figures[index])]


def _measure(workshop, workload, servers, rounds, seconds, say):
    figures = [[] for _ in servers]
    for server in servers:
        warm_up(workshop, server, workload)
    for turn in range(rounds):
        order = [(turn + n) % len(servers) for n in range(len(servers))]
        for index in order:
            if workload.second and index == 0:  # or the pods of all rounds would pile up
                http.exchange(servers[0].port, RESET)
            figures[index].append(wrk_round(workshop, servers[index], workload, seconds))
        say(f"{workload.name}: round {turn + 1} of {rounds}: {_in_short(servers, figures)}")
    return figures


def _in_short(servers, figures):
    return ", ".join(f"{server.name} {mine[-1].rate:,.0f}/s" for server, mine in zip(servers, figures))


def _rows(workload, other, ours, theirs):
    goals = {goal.figure: goal for goal in workload.goals} if other in ("nginx", "one fault") else {}
    for figure in Figures.NAMES:
        pairs = [(mine.value(figure), his.value(figure)) for mine, his in zip(ours, theirs)]
        ratio = Spread.of([mine / his for mine, his in pairs if his])
        goal = goals.get(figure)
        yield Row(
            workload.name,
            workload.title,
            other,
            figure,
            Spread.of([mine for mine, _ in pairs]),
            Spread.of([his for _, his in pairs]),
            ratio,
            goal.text() if goal else "",
            goal.is_met(ratio.median) if goal else None,
            statistics.median(one.others for one in (*ours, *theirs)),
        )
