"""Every fault is what it says, seen by bare sockets. How the rates and delays keep their time is shown on an injected
clock in Tests/GPUOutletMockTests, and on the wire by Tests/Benchmarks/drip_rate.py."""

import http.client
import json
import select
import socket
import struct

import pytest

from wire import Client, message

PATHS = {"GET": "/v1/catalog/listings", "POST": "/v1/rentals"}
POD = {"familyId": "rtx-4090", "gpuCount": 1}


@pytest.fixture
def server(start):
    return start()


def ask(server, fault, method="GET", extra=()):
    """Sends one call that breaks, on a fresh connection, and gives the client that waits for it."""
    client = Client(server.port)
    body = POD if method == "POST" else None
    client.send(message(
        method, f"/@w{PATHS[method]}", "localhost", ["Cookie: sid=dev", f"X-Mock-Fault: {fault}", *extra], body))
    return client


def whole(server, method="GET"):
    """The same call without its fault."""
    client = Client(server.port)
    client.send(message(method, f"/@twin{PATHS[method]}", "localhost", ["Cookie: sid=dev"],
                        POD if method == "POST" else None))
    return client.receive()


def tcp_state(connection):
    """The kernel's word for our end, from TCP_INFO: 7 is CLOSE, 8 is CLOSE_WAIT."""
    return struct.unpack("B", connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1))[0]


def journal(other, world):
    other.client.send(message("GET", f"/@{world}/__admin/requests", "localhost"))
    return other.client.receive().json()["requests"]


@pytest.mark.parametrize("method", PATHS)
def test_a_reset_is_a_rst_and_not_a_byte(server, bystander, method):
    other = bystander(server)
    client = ask(server, "connection=reset", method)
    with pytest.raises(ConnectionResetError):
        client.socket.recv(1)
    assert tcp_state(client.socket) == 7, "a RST leaves nothing to close"
    other.call()


@pytest.mark.parametrize("method", PATHS)
def test_a_close_is_a_fin_and_not_a_byte(server, bystander, method):
    other = bystander(server)
    client = ask(server, "connection=close", method)
    assert client.socket.recv(1) == b""
    assert tcp_state(client.socket) == 8, "after a FIN our own side is still to be closed"
    client.socket.sendall(b"x")  # and may be written to
    other.call()


@pytest.mark.parametrize("method", PATHS)
def test_a_truncated_answer_announces_all_and_sends_half(start, bystander, method):
    server = start("--clock", "virtual")
    other = bystander(server)
    expected = whole(server, method)
    cut = ask(server, "connection=truncate", method).receive()
    assert cut.ending == "truncate" and cut.status == 200
    assert int(cut.headers["content-length"]) == len(expected.body)
    assert len(cut.body) == len(expected.body) // 2
    assert expected.body.startswith(cut.body), "the first half, and of the answer that its twin got"
    client = ask(server, "connection=truncate", method)
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.sock = client.socket
    connection._HTTPConnection__state = "Request-sent"  # the request went out by our own hand
    with pytest.raises(http.client.IncompleteRead):
        connection.getresponse().read()
    other.call()


@pytest.mark.parametrize("method", PATHS)
@pytest.mark.parametrize("place", [0, 1, 100, 10**9])
def test_a_cut_at_a_place_sends_so_much_of_the_body_and_never_all(start, method, place):
    server = start("--clock", "virtual")
    expected = whole(server, method).body
    cut = ask(server, f"connection=truncateAt:{place}", method).receive()
    assert cut.ending == "truncate" and int(cut.headers["content-length"]) == len(expected)
    assert cut.body == expected[:min(place, len(expected) - 1)]


@pytest.mark.parametrize("method", PATHS)
@pytest.mark.parametrize("place", [None, 0, 100])
def test_a_stalled_answer_announces_all_and_then_holds(start, bystander, method, place):
    server = start("--clock", "virtual")
    other = bystander(server)
    expected = whole(server, method).body
    sent = expected[:len(expected) // 2] if place is None else expected[:place]
    client = ask(server, "connection=stall" if place is None else f"connection=stallAt:{place}", method)
    received = b""
    while not received.endswith(b"\r\n\r\n" + sent):
        more = client.socket.recv(65_536)
        assert more, f"an end after {received!r}"
        received += more
    assert f"Content-Length: {len(expected)}\r\n".encode() in received
    for _ in range(50):
        other.call()
    assert select.select([client.socket], [], [], 0)[0] == [], "neither a byte nor an end"
    assert journal(other, "w")[-1]["delivery"] == "pending"
    client.close()
    other.call()
    lost = journal(other, "w")[-1]
    assert (lost["delivery"], lost["connection"], lost["status"]) == ("lost", "stall", None)
    assert lost["committed"], "what is cut off has happened"


def test_bad_chunks_are_a_good_one_and_bytes_that_are_none(start, bystander):
    server = start("--clock", "virtual")
    other = bystander(server)
    expected = whole(server).body
    bad = ask(server, "connection=badChunk").receive()
    assert bad.ending == "badChunk" and bad.status == 200 and bad.received
    assert "content-length" not in bad.headers and bad.headers["transfer-encoding"] == "chunked"
    assert bad.body == expected[:(len(expected) + 1) // 2]
    response = http.client.HTTPResponse(ask(server, "connection=badChunk").socket)
    response.begin()
    with pytest.raises(http.client.IncompleteRead):
        response.read()
    old = Client(server.port)
    old.send(f"GET /@w{PATHS['GET']} HTTP/1.0\r\nX-Mock-Fault: connection=badChunk\r\n\r\n".encode())
    cut = old.receive()
    assert cut.ending == "truncate" and "transfer-encoding" not in cut.headers, "HTTP/1.0 knows no chunks"
    other.call()


@pytest.mark.parametrize("method", PATHS)
def test_a_last_answer_is_whole_and_an_unannounced_fin_follows(start, bystander, method):
    server = start("--clock", "virtual")
    other = bystander(server)
    expected = whole(server, method)
    client = ask(server, "connection=last", method)
    answer = client.receive()
    assert answer.ending == "whole" and answer.body == expected.body
    assert "connection" not in answer.headers and "close" not in str(answer.headers).lower()
    assert client.socket.recv(1) == b""
    assert tcp_state(client.socket) == 8, "after a FIN our own side is still to be closed"
    client.socket.sendall(message("GET", "/__admin/health", "localhost"))
    assert client.socket.recv(1) == b"", "nobody answers any more"
    entry = journal(other, "w")[-1]
    assert (entry["delivery"], entry["connection"], entry["committed"]) == ("delivered", "last", False)


def test_the_end_after_a_last_answer_may_be_long_in_coming_and_nobody_listens_until_then(server, bystander):
    other = bystander(server)
    client = ask(server, "connection=lastAfter:1h")
    assert client.receive().ending == "whole"
    client.send(message("GET", "/__admin/health", "localhost"))
    for _ in range(50):
        other.call()
    assert select.select([client.socket], [], [], 0)[0] == [], "neither an answer nor an end"
    soon = ask(server, "connection=lastAfter:1ms")
    assert soon.receive_open().ending == "whole" and soon.ended()


def test_an_early_end_cuts_the_upload_off(server, bystander):
    other = bystander(server)
    client = Client(server.port)
    head = "\r\n".join([
        "POST /@w/v1/rentals HTTP/1.1", "Host: localhost", "Cookie: sid=dev", "Content-Type: application/json",
        "Content-Length: 60000", "X-Mock-Fault: connection=early"]).encode()
    client.send(head + b"\r\n\r\n{")
    with pytest.raises(ConnectionResetError):
        client.socket.recv(1)
    assert tcp_state(client.socket) == 7, "a RST leaves nothing to close"
    with pytest.raises(BrokenPipeError):
        client.socket.sendall(b" " * 59_999)
    entry = journal(other, "w")[-1]
    assert (entry["delivery"], entry["connection"], entry["committed"]) == ("lost", "early", False)
    # Whoever waits for leave to send gets the end instead.
    client = Client(server.port)
    client.send(head + b"\r\nExpect: 100-continue\r\n\r\n")
    with pytest.raises(ConnectionResetError):
        client.socket.recv(1)
    other.client.send(message("GET", "/@w/v1/rentals", "localhost", ["Cookie: sid=dev"]))
    assert other.client.receive().json()["rentals"] == [], "nothing was launched"


def test_a_body_waits_behind_its_head(server, bystander):
    other = bystander(server)
    client = ask(server, "bodyDelay=1h")
    received = b""
    while not received.endswith(b"\r\n\r\n"):
        received += client.socket.recv(65_536)
    assert received.startswith(b"HTTP/1.1 200 ") and received.count(b"\r\n\r\n") == 1
    for _ in range(50):
        other.call()
    assert select.select([client.socket], [], [], 0)[0] == []
    client.close()
    other.call()
    entry = journal(other, "w")[-1]
    assert entry["delivery"] == "lost" and entry["bodyDelayMilliseconds"] == 3_600_000
    late = ask(server, "bodyDelay=50ms; delay=50ms; drip=1000000")
    assert late.receive().json()["listings"]
    late.send(message("GET", "/__admin/health", "localhost"))
    assert late.receive().status == 200, "and the connection goes on"


def test_garbage_is_not_http(server, bystander):
    other = bystander(server)
    answer = ask(server, "connection=garbage").receive()
    assert answer.ending == "garbage" and answer.received and b"HTTP" not in answer.received
    with pytest.raises(UnicodeDecodeError):
        answer.received.decode()
    client = ask(server, "connection=garbage")
    response = http.client.HTTPResponse(client.socket)
    with pytest.raises(http.client.BadStatusLine):
        response.begin()
    other.call()


def test_a_hang_holds_and_holds_nobody_else(server, bystander):
    other = bystander(server)
    hung = [ask(server, "connection=hang") for _ in range(50)]
    other.client.send(message("GET", "/@w/__admin/wait?calls=listListings&times=50&timeout=10s", "localhost"))
    assert other.client.receive().status == 200, "all of them are computed"
    for _ in range(300):
        other.call()
    readable, _, _ = select.select([client.socket for client in hung], [], [], 0)
    assert readable == [], "neither a byte nor an end"
    # What a client pipelines behind it waits with it.
    hung[0].send(message("GET", "/__admin/health", "localhost"))
    other.call()
    assert select.select([hung[0].socket], [], [], 0)[0] == []


def test_a_drip_is_slow_and_holds_nobody_else(server, bystander):
    other = bystander(server)
    client = ask(server, "drip=1")
    assert len(client.socket.recv(65_536)) < 60, "a byte a second"
    for _ in range(50):
        other.call()
    assert len(client.socket.recv(65_536)) < 60, "and it goes on like this"


def test_a_drip_is_whole_and_the_connection_goes_on(server, bystander):
    other = bystander(server)
    expected = whole(server)
    client = ask(server, "drip=100000")
    answer = client.receive()
    assert answer.ending == "whole" and answer.body == expected.body
    client.send(message("GET", "/__admin/health", "localhost"))
    assert client.receive().status == 200
    other.call()


def test_a_delay_holds_the_answer_and_those_behind_it_on_this_connection_alone(server, bystander):
    other = bystander(server)
    client = ask(server, "delay=400ms")
    client.send(message("GET", "/__admin/health", "localhost"))
    other.client.send(message("GET", "/@w/__admin/wait?calls=listListings&timeout=10s", "localhost"))
    assert other.client.receive().status == 200
    other.call()
    assert client.receive().json()["listings"]
    assert client.receive().status == 200, "the one behind it comes after it"


@pytest.mark.parametrize("connection", ["reset", "close", "garbage", "truncate", "badChunk"])
def test_with_commit_it_happened_and_without_it_did_not(server, bystander, connection):
    other = bystander(server)
    lost = ask(server, f"connection={connection}; commit=true", "POST").receive()
    assert lost.ending == connection
    kept = ask(server, f"connection={connection}", "POST").receive()
    assert kept.ending == connection
    other.client.send(message("GET", "/@w/v1/rentals", "localhost", ["Cookie: sid=dev"]))
    rentals = other.client.receive().json()["rentals"]
    # Half of an answer is half of an answer that was made: a cut needs no word to let the operation run.
    assert len(rentals) == (2 if connection in ("truncate", "badChunk") else 1)


def test_what_breaks_by_a_scenario_breaks_like_what_breaks_by_a_header(start, bystander, tmp_path):
    endings = {"me": "reset", "facets": "close", "balance": "truncate", "getCard": "garbage"}
    paths = {"me": "auth/me", "facets": "catalog/facets", "balance": "billing/balance", "getCard": "billing/card"}
    scenario = {"why": "Each ending once", "faults": [
        {"on": operation, "nth": 2, "connection": ending} for operation, ending in endings.items()]}
    path = tmp_path / "endings.json"
    path.write_text(json.dumps(scenario))
    server = start(path)
    other = Client(server.port)
    for operation, ending in endings.items():
        for n in (1, 2, 3):
            other.send(message("GET", f"/@w/v1/{paths[operation]}", "localhost", ["Cookie: sid=dev"]))
            assert other.receive().ending == (ending if n == 2 else "whole")
