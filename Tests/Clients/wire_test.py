"""The bytes on the wire, as curl and bare sockets see them."""

import json
import shutil
import socket
import subprocess
import time
from urllib.parse import urlsplit

import pytest

BROKEN = "broken-connections"

# curl's exit codes (curl(1), EXIT CODES), by what becomes of the answer.
TIMED_OUT, SEND_FAILED, RECEIVE_FAILED, EMPTY_REPLY, PARTIAL_FILE = 28, 55, 56, 52, 18
UNSUPPORTED_PROTOCOL, WEIRD_REPLY = 1, 8


def curl(world, path, *options):
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    began = time.monotonic()
    run = subprocess.run(
        ["curl", "-sS", "--cookie", "sid=dev", *options, f"{world.api}/{path}"],
        capture_output=True, text=True, timeout=30, errors="replace")
    run.seconds = time.monotonic() - began
    return run


def test_curl_gives_up_on_a_hang(world):
    run = curl(world(BROKEN), "auth/me", "--max-time", "1")
    assert run.returncode == TIMED_OUT and "0 bytes received" in run.stderr, run.stderr
    assert 0.9 < run.seconds < 5


def test_curl_sees_a_real_reset(world):
    run = curl(world(BROKEN), "catalog/listings")
    assert run.returncode == RECEIVE_FAILED, (run.returncode, run.stderr)
    assert "Connection reset by peer" in run.stderr


def test_curl_sees_an_empty_reply(world):
    run = curl(world(BROKEN), "catalog/facets")
    assert run.returncode == EMPTY_REPLY, (run.returncode, run.stderr)


def test_curl_sees_half_an_answer(world):
    run = curl(world(BROKEN), "rentals")
    assert run.returncode == PARTIAL_FILE, (run.returncode, run.stderr)
    assert run.stdout, "the half that came"


def test_curl_sees_no_http(world):
    run = curl(world(BROKEN), "ssh-keys")
    assert run.returncode in (UNSUPPORTED_PROTOCOL, WEIRD_REPLY), (run.returncode, run.stderr)


def test_curl_sees_half_an_answer_and_then_nothing(world):
    run = curl(world(BROKEN), "billing/ledger", "--max-time", "1")
    assert run.returncode == TIMED_OUT, (run.returncode, run.stderr)
    assert run.stdout, "the half that came"
    assert "out of" in run.stderr, "the whole length was announced"


def test_curl_sees_chunks_that_are_none(world):
    run = curl(world(BROKEN), "billing/invoices")
    assert run.returncode == RECEIVE_FAILED and "chunked-encoding" in run.stderr, (run.returncode, run.stderr)
    assert run.stdout, "the chunk that came"


def test_curl_asks_again_over_another_connection_after_a_last_answer(world):
    for scenario, connects in ((BROKEN, "1 1"), ("healthy", "1 0")):
        here = world(scenario)
        url = f"{here.api}/billing/auto-topup"
        run = curl(here, "billing/auto-topup", "-o", "/dev/null", "-o", "/dev/null", "-w", "%{num_connects} ", url)
        assert run.returncode == 0 and run.stdout.strip() == connects, (run.returncode, run.stdout, run.stderr)


def test_curl_is_cut_off_while_it_uploads(world):
    here = world(BROKEN)
    run = curl(here, "ssh-keys", "-X", "POST", "-H", "Expect: 100-continue", "--expect100-timeout", "20",
               "-H", "Content-Type: application/json", "-d", "x" * 60_000)
    assert run.returncode in (SEND_FAILED, RECEIVE_FAILED) and "reset" in run.stderr, (run.returncode, run.stderr)
    assert run.seconds < 15, "the end comes at the head, not after a wait for leave to send"
    [entry] = here.admin("GET", "requests")["requests"]
    assert (entry["connection"], entry["request"]["bodyBytes"], entry["committed"]) == ("early", 0, False)


def test_curl_waits_out_a_delay(world):
    run = curl(world(BROKEN), "billing/balance", "--max-time", "10")
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["totalCents"] == 10000
    assert 0.4 <= run.seconds < 5


def test_curl_receives_a_drip_whole(world):
    run = curl(world(BROKEN), "billing/card", "--max-time", "20", "-w", "\n%{size_header} %{size_download}")
    assert run.returncode == 0, run.stderr
    body, sizes = run.stdout.split("\n")
    assert json.loads(body)["last4"] is None
    total = sum(map(int, sizes.split()))
    assert run.seconds > 0.5 * total / 1000, f"{total} bytes at 1000 a second took {run.seconds:.2f} s"


# Bare sockets.

def connect(world):
    at = urlsplit(world.root)
    connection = socket.create_connection((at.hostname, at.port), timeout=10)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def request(world, path, method="GET", body=b"", fields=""):
    at = urlsplit(world.api)
    length = f"Content-Length: {len(body)}\r\nContent-Type: application/json\r\n" if body else ""
    head = f"{method} {at.path}/{path} HTTP/1.1\r\nHost: {at.netloc}\r\nCookie: sid=dev\r\n{length}{fields}\r\n"
    return head.encode() + body


def read_answer(stream, head_only=False):
    """Status, fields (lower-case names) and body of the next answer."""
    status = int(stream.readline().split()[1])
    fields = {}
    while (line := stream.readline().decode().rstrip("\r\n")):
        name, value = line.split(":", 1)
        fields[name.lower()] = value.strip()
    body = b"" if head_only else stream.read(int(fields["content-length"]))
    return status, fields, body


def test_a_reset_is_a_reset_and_a_close_is_a_close(world):
    world = world(BROKEN)
    with connect(world) as connection:
        connection.sendall(request(world, "catalog/listings"))
        with pytest.raises(ConnectionResetError):
            connection.recv(1)
    with connect(world) as connection:
        connection.sendall(request(world, "catalog/facets"))
        assert connection.recv(1) == b""


def test_pipelined_requests_are_answered_in_order(world):
    world = world()
    wanted = ["auth/me", "nowhere", "billing/balance", "catalog/facets", "ssh-keys"] * 4
    with connect(world) as connection, connection.makefile("rb") as stream:
        connection.sendall(b"".join(request(world, path) for path in wanted))
        answers = [read_answer(stream) for _ in wanted]
    assert [status for status, _, _ in answers] == [200, 404, 200, 200, 200] * 4
    numbers = [int(fields["x-mock-request"]) for _, fields, _ in answers]
    assert numbers == list(range(numbers[0], numbers[0] + len(wanted)))
    assert [next(iter(json.loads(body))) for _, _, body in answers[:3]] == ["user", "error", "availableCents"]


def test_a_request_may_come_byte_by_byte(world):
    world = world()
    body = b'{"familyId": "rtx-4090", "gpuCount": 1}'
    with connect(world) as connection, connection.makefile("rb") as stream:
        for byte in request(world, "rentals/preview", "POST", body):
            connection.sendall(bytes([byte]))
        status, _, answer = read_answer(stream)
        assert (status, json.loads(answer)["pricePerHourCents"]) == (200, 65)
        connection.sendall(request(world, "auth/me"))
        assert read_answer(stream)[0] == 200, "and the connection goes on"


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_body_may_come_in_chunks(world, size):
    world = world()
    body = b'{"familyId": "rtx-4090", "gpuCount": 1}'
    chunks = b"".join(
        b"%x;note=x\r\n%s\r\n" % (len(part), part)
        for part in (body[at:at + size] for at in range(0, len(body), size)))
    head = request(
        world, "rentals/preview", "POST",
        fields="Transfer-Encoding: chunked\r\nContent-Type: application/json\r\n")
    with connect(world) as connection, connection.makefile("rb") as stream:
        connection.sendall(head + chunks + b"0\r\nX-Trailer: 1\r\n\r\n" + request(world, "auth/me"))
        assert read_answer(stream)[0] == 200
        assert read_answer(stream)[0] == 200


def test_a_head_request_gets_the_length_and_no_body(world):
    world = world()
    with connect(world) as connection, connection.makefile("rb") as stream:
        connection.sendall(request(world, "catalog/facets", "HEAD") + request(world, "catalog/facets"))
        status, head, _ = read_answer(stream, head_only=True)
        assert status == 200
        _, fields, body = read_answer(stream)
        assert int(head["content-length"]) == len(body) == int(fields["content-length"])


def test_a_client_that_expects_100_continue_is_told_to_go_on(world):
    world = world()
    body = b'{"familyId": "rtx-4090", "gpuCount": 1}'
    whole = request(world, "rentals/preview", "POST", body, "Expect: 100-continue\r\n")
    with connect(world) as connection, connection.makefile("rb") as stream:
        connection.sendall(whole[: -len(body)])
        assert stream.readline() == b"HTTP/1.1 100 Continue\r\n" and stream.readline() == b"\r\n"
        connection.sendall(body)
        assert read_answer(stream)[0] == 200


MALFORMED = {
    "nonsense": (b"hello\r\n\r\n", 400),
    "no host": (b"GET /v1/auth/me HTTP/1.1\r\n\r\n", 400),
    "two hosts": (b"GET /v1/auth/me HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    "a space before the colon": (b"GET /v1/auth/me HTTP/1.1\r\nHost : localhost\r\n\r\n", 400),
    "a folded field": (b"GET /v1/auth/me HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n c\r\n\r\n", 400),
    "length and chunked": (
        b"POST /v1/rentals HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "two lengths": (
        b"POST /v1/rentals HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n12345", 400),
    "a bad chunk size": (
        b"POST /v1/rentals HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400),
    "another encoding": (
        b"POST /v1/rentals HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501),
    "another version": (b"GET /v1/auth/me HTTP/2.0\r\nHost: localhost\r\n\r\n", 505),
    "an endless field": (b"GET /v1/auth/me HTTP/1.1\r\nHost: localhost\r\nX-A: " + b"a" * 300_000 + b"\r\n\r\n", 431),
    "an endless target": (b"GET /" + b"a" * 300_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
    "a body that is too long": (
        b"POST /v1/rentals HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000000\r\n\r\n" + b"a" * 500_000, 413),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_not_http_is_refused_once_readably_and_the_connection_ends(world, name):
    message, status = MALFORMED[name]
    with connect(world()) as connection, connection.makefile("rb") as stream:
        connection.sendall(message)
        got, fields, body = read_answer(stream)
        assert got == status
        assert json.loads(body)["error"] == "validation_failed" and json.loads(body)["message"]
        assert fields["connection"] == "close"
        assert stream.read() == b"", "one answer, then an orderly end"
