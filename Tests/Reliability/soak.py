#!/usr/bin/env python3
"""Mixed traffic over many worlds with faults, judged by a model of the contract that is not the server's.

    GPUOUTLET_MOCK_BINARY=… Tests/Reliability/soak.py [--seconds 120] [--worlds 100] [--seed 1] [--life 30]

Starts the program, talks to loopback only, ends by itself; SIGTERM ends it early, with its report. Exits 1 after a
wrong answer, an operation that was never called, a leak of descriptors, or memory that grows. A world lives for some
dozens of actions and is then dropped for a new one, so that what a long run shows is not the history of one world but
what the server fails to give back. Memory is measured at low tide: every world is dropped first.
"""

import argparse
import json
import random
import signal
import sys
import tempfile
import time
from collections import Counter, deque, namedtuple
from pathlib import Path

from model_faults import EVERY_OPERATION, SOAK_FAULTS
from server import Server
from soak_actions import ACTIONS, WEIGHTS
from soak_judge import judge_call, judge_control
from soak_visitor import USERS, Visitor
from wire import Client, message

SIDE_BY_SIDE = 20       # conversations that are under way at the same moment
HELD_AT_MOST = 40       # connections that hang
WATCHED_AT_MOST = 8     # streams of events that are listened to and never read
SHOWN_AT_MOST = 10      # wrong answers that are told in full
GROWTH_KILOBYTES = 4096  # what the allocator may wander by, after that


def scenario():
    users = [{"email": email, "sid": sid, "balanceCents": cents} for sid, (email, cents) in USERS.items()]
    return {"scenario": "soak", "why": "Everything that can go wrong, at moments that a model can foresee",
            "clock": {"mode": "virtual"}, "given": {"users": users}, "faults": SOAK_FAULTS}


Sample = namedtuple("Sample", "seconds kilobytes descriptors cpu_seconds dropped")


class Lane:
    """A connection, and the world whose visitor uses it just now."""

    def __init__(self, soak, number):
        self.soak, self.number, self.client, self.generation = soak, number, Client(soak.server.port), 0
        self.recent = deque(maxlen=6)
        self.begin()

    def begin(self):
        """A new world, whose visitor has not been there yet."""
        self.generation += 1
        self.name = f"soak~{self.number}-{self.generation}"
        self.visitor = Visitor(self.name, random.Random(f"{self.soak.seed} {self.name}"))
        self.steps = self.visitor.visit(
            self.visitor.random.randrange(5, 2 * self.soak.life), ACTIONS, WEIGHTS)
        self.step = None
        self.answer = None

    def send(self):
        try:
            self.step = self.steps.send(self.answer)
        except StopIteration:
            self.drop()
            self.step = self.steps.send(None)
        step = self.step
        data = message(
            step.method, f"/@{self.name}{step.path}", f"localhost:{self.client.port}", step.headers, step.body)
        self.client.send(data)

    def drop(self):
        """The world goes, and a new one takes its place."""
        self.client.send(message("DELETE", f"/__admin/worlds/{self.name}", "localhost", ()))
        self.soak.tally["worlds dropped"] += self.client.receive().status == 200
        self.begin()

    def receive(self):
        step = self.step
        if step.expected is not None and step.expected.ending == "hang":
            self.soak.tally["calls"] += 1
            self.soak.hold(self.client.take_socket())
            self.answer = HUNG  # whoever sent it goes on without an answer
            return
        self.answer = self.receive_answer(step.expected)
        self.soak.count(step, self.answer)
        complaints = judge_control(step, self.answer) if step.is_control else judge_call(step, self.answer, self.name)
        self.recent.append(
            (step.method, step.path, step.body, step.headers, self.answer.status, self.answer.body[:200]))
        if complaints:
            self.soak.wrong(self, complaints)
            self.drop()


    def receive_answer(self, expected):
        """The next answer, with the ending that it turns out to have."""
        if expected is not None and expected.ending == "stall":
            answer = self.client.receive_half()
            self.soak.hold(self.client.take_socket())
            return answer
        answer = self.client.receive()
        if expected is not None and expected.ending == "last" and answer.ending == "whole":
            answer.ending = "last" if self.client.ended() else "whole"
        return answer


class Hung:
    ending, status, headers, body = "hang", None, {}, b""


HUNG = Hung()


class Soak:
    def __init__(self, server, seconds, worlds, seed, share, life):
        self.server, self.seconds, self.seed, self.share, self.life = server, seconds, seed, share, life
        self.random = random.Random(seed)
        self.tally, self.statuses, self.operations = Counter(), Counter(), Counter()
        self.held, self.watching = deque(), deque()
        self.samples, self.highest = [], 0
        self.started = time.monotonic()
        self.probe = Client(server.port)
        self.turn()
        self.first_descriptors = server.descriptors()
        self.lanes = [Lane(self, number) for number in range(worlds)]

    def run(self):
        next_sample, rounds = 0.0, 0
        while (elapsed := time.monotonic() - self.started) < self.seconds:
            if elapsed >= next_sample:
                self.sample_at_low_tide(elapsed)
                next_sample += max(1.0, self.seconds / 30)
            chosen = self.random.sample(self.lanes, min(SIDE_BY_SIDE, len(self.lanes)))
            for lane in chosen:
                lane.send()
            for lane in chosen:
                lane.receive()
            rounds += 1
            if rounds % 8 == 0:  # looking at the processor's time is not free
                self.pace()
            if rounds % 15 == 0:
                self.watch()
        self.sample_at_low_tide(self.seconds)
        for lane in self.lanes:
            lane.client.close()
        while self.held:
            self.let_go()
        while self.watching:
            self.watching.popleft().close()

    def end(self):
        """Told to stop early, it stops and reports what it has."""
        self.seconds = int(time.monotonic() - self.started)

    def pace(self):
        """Together with the server no more than our share of a processor: others work here too."""
        used = time.process_time() + self.server.cpu_seconds()
        ahead = used / self.share - (time.monotonic() - self.started)
        if ahead > 0.02:
            time.sleep(min(ahead, 2.0))

    def hold(self, connection):
        self.tally["hung"] += 1
        self.held.append(connection)
        if len(self.held) > HELD_AT_MOST:
            self.let_go()

    def watch(self):
        """Somebody opens a world's stream of events, looks at the first of it, and forgets the window."""
        if len(self.watching) >= WATCHED_AT_MOST:
            self.watching.popleft().close()
        lane = self.random.choice(self.lanes)
        client = Client(self.server.port)
        client.send(message("GET", f"/@{lane.name}/__admin/requests/stream", "localhost"))
        first = client.socket.recv(4096)
        if not (first.startswith(b"HTTP/1.1 200 ") and b"text/event-stream" in first):
            self.tally["wrong"] += 1
            print(f"WRONG: the stream of {lane.name} begins {first[:300]!r}", flush=True)
        self.tally["streams"] += 1
        self.watching.append(client)

    def let_go(self):
        """A connection that hangs brings nothing: it is open still, or was closed with its world."""
        connection = self.held.popleft()
        connection.setblocking(False)
        try:
            came = connection.recv(100)
        except BlockingIOError:
            came = b""
        if came:
            self.tally["wrong"] += 1
            print(f"WRONG: a hang brought {came!r}", flush=True)
        connection.close()

    def count(self, step, answer):
        self.tally["control calls" if step.is_control else "calls"] += 1
        if not step.is_control:
            self.statuses[answer.status if answer.ending == "whole" else answer.ending] += 1
            self.tally["injected"] += step.expected.fault is not None
            self.operations[step.expected.operation or "none"] += 1

    def wrong(self, lane, complaints):
        self.tally["wrong"] += 1
        if self.tally["wrong"] <= SHOWN_AT_MOST:
            print(f"WRONG in {lane.name} (seed {self.seed}), {lane.step.method} {lane.step.path}:")
            for complaint in complaints:
                print(f"    {complaint[:500]}")
            for row in lane.recent:
                print(f"    before: {str(row)[:300]}")
            sys.stdout.flush()

    def sample_at_low_tide(self, elapsed):
        """What worlds hold is theirs (a month that passes in one costs megabytes of its ledger) and says nothing about
        what stays behind them; so they go first.
        """
        self.highest = max(self.highest, self.server.resident_kilobytes())
        for lane in self.lanes:
            lane.drop()
        self.samples.append(Sample(
            elapsed, self.server.resident_kilobytes(), self.server.descriptors(), self.server.cpu_seconds(),
            self.tally["worlds dropped"]))

    # The verdict.

    def report(self):
        left = self.settled_descriptors()
        print(f"{self.tally['calls']} calls and {self.tally['control calls']} control calls in {self.seconds} s over "
              f"{len(self.lanes)} worlds at a time ({self.tally['worlds dropped']} dropped), seed {self.seed}; "
              f"{self.tally['injected']} injected, {self.tally['hung']} hung, "
              f"{self.tally['streams']} streams")
        missing = EVERY_OPERATION - self.operations.keys()
        print(f"operations: {len(EVERY_OPERATION) - len(missing)} of {len(EVERY_OPERATION)}, the rarest "
              + ", ".join(f"{name} × {count}" for name, count in self.operations.most_common()[:-4:-1]))
        print("answers: " + ", ".join(f"{key} × {count}" for key, count in self.statuses.most_common()))
        print("resident kB at low tide: " + " ".join(
            f"{int(s.seconds)}s:{s.kilobytes}" for s in self.samples))
        is_flat = self.is_flat()
        print(f"descriptors: {self.first_descriptors} before, {max(s.descriptors for s in self.samples)} at most, "
              f"{left} after")
        print(f"server's processor time: {self.samples[-1].cpu_seconds:.1f} s")
        print(f"wrong answers: {self.tally['wrong']}")
        is_tight = left == self.first_descriptors
        if not is_flat:
            print("FAILED: memory grows")
        if not is_tight:
            print("FAILED: descriptors leak")
        if missing:
            print(f"FAILED: never called: {', '.join(sorted(missing))}")
        return is_flat and is_tight and not missing and self.tally["wrong"] == 0

    def is_flat(self):
        """Memory is judged from the moment when twice as many worlds have been dropped as live at a time. What the
        allocator keeps for a while goes up and down; what leaks stays, and lifts also the lowest: so the lower quarters
        of both halves are compared.
        """
        warm = [s for s in self.samples if s.dropped >= 2 * len(self.lanes)]
        if len(warm) < 8:
            print(f"memory is not judged: only {self.tally['worlds dropped']} worlds were dropped in this time")
            return True
        early, late = (
            sorted(s.kilobytes for s in half)[len(half) // 4]
            for half in (warm[:len(warm) // 2], warm[len(warm) // 2:]))
        print(f"a quarter of the samples after {int(warm[0].seconds)} s of warming up lies below {early} kB in the first "
              f"half, below {late} kB in the second; {self.highest} kB at most between the tides")
        return late <= early + GROWTH_KILOBYTES

    def settled_descriptors(self):
        """The server sees our closes a moment after we make them: at the latest in the turn of a later call or two."""
        for _ in range(1000):
            self.turn()
            left = self.server.descriptors()
            if left <= self.first_descriptors:
                break
        return left

    def turn(self):
        self.probe.send(message("GET", "/__admin/health", "localhost"))
        assert self.probe.receive().status == 200


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--worlds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--life", type=int, default=30, help="actions of a world before it is dropped, on average")
    parser.add_argument("--share", type=float, default=0.5, help="of one processor, for us and the server together")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "soak.json"
        path.write_text(json.dumps(scenario()))
        with Server(path, "--journal", "100") as server:
            soak = Soak(server, chosen.seconds, chosen.worlds, chosen.seed, chosen.share, chosen.life)
            signal.signal(signal.SIGTERM, lambda *_: soak.end())
            soak.run()
            is_good = soak.report()
            if server.stop() != 0:
                print("FAILED: the server did not end with 0")
                is_good = False
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
