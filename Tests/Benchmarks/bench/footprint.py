"""What the mock takes beside time for requests: to start, to keep connections and worlds, to forget them."""

import pathlib
import time

from . import http
from .contestants import canned_from, nginx_command, peer, start_mock
from .load import Idle, client, request_files
from .processes import free_port
from .rounds import RESET, Row, Spread
from .workloads import LAUNCH, ME, WORKLOADS, scenario

BY_NAME = {workload.name: workload for workload in WORKLOADS}
MEGABYTE = 1000 * 1000
REPEATS = 7


def row(name, title, figure, values, goal=None, other="", theirs=None):
    """A figure with an absolute goal; beside nginx's where the two can be compared."""
    ours = Spread.of(values)
    ratio = Spread.of([mine / his for mine, his in zip(values, theirs)]) if theirs else None
    return Row(
        name,
        title,
        other,
        figure,
        ours,
        Spread.of(theirs) if theirs else None,
        ratio,
        f"≤ {goal:,}" if goal else "",
        ours.median <= goal if goal else None,
    )


def first_answer(workshop, options, say):
    """From exec to the whole of the first answer; the client tries to connect every 20 µs."""
    with start_mock(workshop, "mock-start") as mock:
        canned = canned_from(mock, BY_NAME["b"])
    files = request_files(workshop, BY_NAME["b"])
    folder = pathlib.Path(__file__).resolve().parents[3] / "scenarios"
    ours, with_folder, theirs, spent = [], [], [], []
    for turn in range(options.starts):
        port = free_port()
        command = [workshop.binary, "serve", "--port", port, "--log", "off"]
        other = free_port()
        for times, used, program in (
            (ours, port, command),
            (with_folder, port, [*command, folder]),
            (theirs, other, nginx_command(workshop, canned, other)),
        ):
            said = client(workshop, "first", used, files, program=program)
            times.append(said["microseconds"] / 1000)
            if times is ours:
                spent.append(said["cpu"] / 1000)
    say(f"start: {options.starts} starts each")
    title = f"first answer after exec, {options.starts} starts"
    return [
        row("start", title, "ms", ours, 5, "nginx", theirs),
        row("start", title, "ms, at best", [min(ours)], 5, "nginx", [min(theirs)]),
        row("start", title, "ms of CPU until then", spent),
        row("start", f"{title}, with the folder scenarios", "ms", with_folder),
    ]


def idle(workshop, options, say):
    """Resident memory before the first request, after it, and for each connection that lies idle."""
    before, after, anonymous, each, nginx_each = [], [], [], [], []
    for turn in range(3):
        with start_mock(workshop, "mock-idle") as mock:
            before.append(mock.resident_kilobytes()[0] * 1024 / MEGABYTE)
            http.exchange(mock.port, ME)
            resident, own = mock.resident_kilobytes()
            after.append(resident * 1024 / MEGABYTE)
            anonymous.append(own * 1024 / MEGABYTE)
        with start_mock(workshop, "mock-connections", scenario()) as mock:
            canned = canned_from(mock, BY_NAME["b"])
            each.append(_bytes_for_each(workshop, mock))
        with peer(workshop, "nginx", canned) as server:
            nginx_each.append(_bytes_for_each(workshop, server))
        say(f"idle: {each[-1]:,.0f} bytes for each connection, nginx {nginx_each[-1]:,.0f}")
    return [
        row("idle", "resident memory", "MB, no request yet", before, 8),
        row("idle", "resident memory", "MB, one request", after, 8),
        row("idle", "resident memory", "of it anonymous", anonymous),
        row("idle", "resident memory", "bytes/connection", each, 2048, "nginx", nginx_each),
    ]


def _bytes_for_each(workshop, server, count=10_000):
    # The journal has its size before the first reading, so that connections alone make the difference.
    files = request_files(workshop, BY_NAME["b"])
    client(workshop, "run", server.port, files, requests=2 * count)
    before = server.resident_kilobytes()[0]
    with Idle(workshop, server, BY_NAME["b"], count):
        return max(1, (server.resident_kilobytes()[0] - before) * 1024 / count)


def flat(workshop, options, say):
    """How much memory grows from a tenth of the requests on; half are (a), half are (b)."""
    with start_mock(workshop, "mock-flat", BY_NAME["a"].scenario) as mock:
        readings = []
        for tenth in range(10):
            for name in ("a", "b"):
                files = request_files(workshop, BY_NAME[name])
                client(workshop, "run", mock.port, files, connections=64, requests=options.requests // 20)
            readings.append(mock.resident_kilobytes()[0])
            say(f"flat: {(tenth + 1) * options.requests // 10:,} requests, {readings[-1]:,} KB")
    title = f"memory over {options.requests:,} requests"
    grown = max(readings) - readings[0]
    return [
        row("flat", title, "MB at the end", [readings[-1] * 1024 / MEGABYTE]),
        row("flat", title, "KB more than after a tenth", [grown], 256),
    ]


def reset(workshop, options, say):
    """How long a reset takes to be answered, of a world as new and of one with a full journal and 1,000 rentals."""
    fresh, used = [], []
    with start_mock(workshop, "mock-reset", scenario()) as mock, http.Line(mock.port) as line:
        for _ in range(REPEATS):
            line.exchange(ME)
            fresh.append(_timed(line, RESET))
            files = [request_files(workshop, BY_NAME[name]) for name in ("b", "c")]
            client(workshop, "run", mock.port, files[0], connections=64, requests=10_000)
            client(workshop, "run", mock.port, files[1], connections=64, requests=2_000)
            used.append(_timed(line, RESET))
    say("reset: done")
    return [
        row("reset", "reset of a world", "ms, as new", fresh, 1),
        row("reset", "reset of a world", "ms, full journal, 1,000 rentals", used, 1),
    ]


def _timed(line, request):
    start = time.perf_counter()
    answer = line.exchange(request)
    spent = (time.perf_counter() - start) * 1000
    if answer.status != 200:
        raise RuntimeError(f"{request.path} is answered {answer.status}")
    return spent


def worlds(workshop, options, say):
    """What is resident with 1,000 worlds, each of which was asked so often."""
    with start_mock(workshop, "mock-worlds", BY_NAME["a"].scenario) as mock, http.Line(mock.port) as line:
        once = _resident_after(line, mock, 1)
        often = _resident_after(line, mock, 49)
    say("worlds: done")
    return [
        row("worlds", "1,000 worlds", "MB, 2 requests each", [once], 50),
        row("worlds", "1,000 worlds", "MB, 100 requests each", [often]),
    ]


def _resident_after(line, mock, times):
    for number in range(1000):
        for _ in range(times):
            line.exchange(ME.at(f"/@w{number}{ME.path}"))
            line.exchange(LAUNCH.at(f"/@w{number}{LAUNCH.path}"))
    return mock.resident_kilobytes()[0] * 1024 / MEGABYTE


def size(workshop, options, say):
    return [row("size", "the binary", "MB", [workshop.binary.stat().st_size / MEGABYTE], 15)]


def drip(workshop, options, say):
    """The rate at which a dripped answer arrives, beside the rate that its fault names."""
    rows = []
    for rate in (200, 2000):
        fault = {"id": "drip", "on": "me", "drip": {"bytesPerSecond": rate}}
        with start_mock(workshop, f"mock-drip-{rate}", scenario(fault)) as mock:
            shares = [_dripped_rate(mock.port) / rate for _ in range(3)]
        spread = Spread.of(shares)
        is_met = 0.9 <= spread.least and spread.most <= 1.1
        figure = f"share of {rate} bytes/s"
        rows.append(Row("drip", "a dripped answer", "", figure, spread, goal="± 10 %", is_met=is_met))
    say("drip: done")
    return rows


def _dripped_rate(port):
    """Bytes a second, from the first piece that arrives to the last; the first began to count before it came."""
    with http.Line(port) as line:
        line.socket.sendall(ME.bytes())
        pieces = []
        received = b""
        while not _is_whole(received):
            piece = line.socket.recv(65536)
            pieces.append((time.perf_counter(), len(piece)))
            received += piece
    return sum(count for _, count in pieces[1:]) / (pieces[-1][0] - pieces[0][0])


def _is_whole(received):
    head, end, body = received.partition(b"\r\n\r\n")
    if not end:
        return False
    length = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    return len(body) >= int(length.split(b":")[1])


PARTS = {
    "start": first_answer, "idle": idle, "flat": flat, "reset": reset, "worlds": worlds, "size": size, "drip": drip,
}
