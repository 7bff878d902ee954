"""Clients that misbehave, against the program itself: what is promised, and that all others are served meanwhile.

Counts are bounded, ports are free ones, nothing sleeps. What needs the server's own deadlines (30 s for a body) runs on
an injected clock in Tests/GPUOutletMockTests instead.
"""

import json
import resource
import socket
import struct

import pytest

from wire import Client, message

MEGABYTE = 1024  # in kB
CHECK = '{"familyId": "rtx-4090", "gpuCount": 1}'


def connect(server, receive_bytes=None):
    connection = socket.socket()
    if receive_bytes:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
    connection.settimeout(20)
    connection.connect(("127.0.0.1", server.port))
    return connection


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def everything(connection):
    """What comes up to the end of the connection, and whether that is a FIN or a RST."""
    received = b""
    try:
        while data := connection.recv(65_536):
            received += data
    except ConnectionResetError:
        return received, "reset"
    return received, "fin"


def get(path="/@w/v1/auth/me", *headers):
    return message("GET", path, "localhost", ["Cookie: sid=dev", *headers])


def wait_for_descriptors(server, bystander, at_most):
    """The server sees a farewell a few turns after it was said; each call of the bystander's is such a turn."""
    for _ in range(2000):
        if server.descriptors() <= at_most:
            return
        bystander.call()
    assert server.descriptors() <= at_most, "descriptors of clients that are gone"


def test_slow_heads_hold_nobody_up_and_are_answered_408(start, bystander):
    server = start()
    other = bystander(server)
    slow = [connect(server) for _ in range(500)]
    for number, connection in enumerate(slow):
        connection.sendall(get()[:1 + number % 40])
    for _ in range(200):
        other.call()
    # A byte now and then does not buy more time: the deadline counts from the first.
    for connection in slow:
        connection.sendall(b"X")
    received, ending = everything(slow[0])
    assert received.startswith(b"HTTP/1.1 408 ") and ending == "fin"
    for connection in slow[1:]:
        assert everything(connection)[0].startswith(b"HTTP/1.1 408 ")
        connection.close()
    other.call()


def test_slow_bodies_hold_nobody_up(start, bystander):
    server = start()
    other = bystander(server)
    before = server.descriptors()
    slow = [connect(server) for _ in range(500)]
    for connection in slow:
        connection.sendall(message("POST", "/@w/v1/rentals", "localhost", ["Cookie: sid=dev"], CHECK.encode())[:-1])
    for _ in range(200):
        other.call()
    slow[0].sendall(CHECK[-1:].encode())
    assert slow[0].recv(65_536).startswith(b"HTTP/1.1 200 "), "a slow body is a body"
    for connection in slow:
        connection.close()
    wait_for_descriptors(server, other, before)


def test_ten_thousand_connections_and_the_one_after(start, bystander):
    server = start("--max-connections", "10000")
    other = bystander(server)
    idle_kilobytes = server.resident_kilobytes()
    clients = [connect(server) for _ in range(9_999)]
    other.call()
    for connection in clients[::10]:
        connection.sendall(get())
        assert connection.recv(65_536).startswith(b"HTTP/1.1 ")
    other.call()
    beyond = connect(server)
    received, ending = everything(beyond)
    assert received.startswith(b"HTTP/1.1 503 ") and b"connection_limit" in received and ending == "fin"
    beyond.close()
    each = (server.resident_kilobytes() - idle_kilobytes) / len(clients)
    assert each < 8, f"{each:.1f} kB for each connection"
    other.call()
    for connection in clients:
        connection.close()
    wait_for_descriptors(server, other, 20)


def test_a_client_beyond_max_connections_is_told_and_served_when_another_leaves(start, bystander):
    server = start("--max-connections", "3")
    other = bystander(server)
    held = [connect(server) for _ in range(2)]
    for connection in held:
        connection.sendall(get())
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200 ")
    full = server.descriptors()
    for _ in range(50):
        received, ending = everything(connect(server))
        assert received.startswith(b"HTTP/1.1 503 ") and b"connection_limit" in received and ending == "fin"
        other.call()
    held[0].close()
    wait_for_descriptors(server, other, full - 1)
    late = Client(server.port)
    late.send(get())
    assert late.receive().status == 200


def test_readers_that_never_read_cost_a_bounded_amount(start, bystander, tmp_path):
    path = tmp_path / "large.json"
    path.write_text(json.dumps({"why": "Large answers", "faults": [
        {"on": "facets", "respond": {"status": 200, "text": "x" * 300_000}}]}))
    server = start(path)
    other = bystander(server)
    before = server.resident_kilobytes()
    # 30 times 50 answers of 300 kB: 450 MB, if the server were to keep them. The kernel takes some megabytes each.
    greedy = [connect(server, receive_bytes=4096) for _ in range(30)]
    for connection in greedy:
        connection.sendall(get("/@w/v1/catalog/facets") * 50)
        other.call()
    for _ in range(200):
        other.call()
    grown = server.resident_kilobytes() - before
    assert grown < 40 * MEGABYTE, f"{grown} kB for 30 readers that do not read"
    for connection in greedy:
        reset(connection)
    for _ in range(20):
        other.call()


def test_half_closed_clients_are_answered_and_let_go(start, bystander):
    server = start()
    other = bystander(server)
    before = server.descriptors()
    for number in range(300):
        with connect(server) as connection:
            whole = number % 2 == 0
            connection.sendall(get("/__admin/health") if whole else get()[:20])
            connection.shutdown(socket.SHUT_WR)
            received, ending = everything(connection)
            assert received.startswith(b"HTTP/1.1 200 " if whole else b"HTTP/1.1 400 ") and ending == "fin"
    # Others shut their side in the middle of what never ends, and stay.
    lurking = [connect(server) for _ in range(100)]
    for connection in lurking:
        connection.sendall(get("/@w/v1/auth/me", "X-Mock-Fault: connection=hang"))
        connection.shutdown(socket.SHUT_WR)
    for connection in lurking:
        assert everything(connection) == (b"", "fin"), "taken for one that has left"
        connection.close()
    wait_for_descriptors(server, other, before)


def test_a_storm_of_resets_leaves_nothing_behind(start, bystander):
    server = start()
    other = bystander(server)
    before = server.descriptors()
    request = message("POST", "/@w/v1/rentals/preview", "localhost", ["Cookie: sid=dev"], CHECK.encode())
    for number in range(3000):
        connection = connect(server)
        if number % 4:
            connection.sendall(request[:number % (len(request) + 1)] if number % 4 == 1 else request * 3)
        reset(connection)
        if number % 50 == 0:
            other.call()
    wait_for_descriptors(server, other, before)
    assert server.process.poll() is None


def test_without_descriptors_it_serves_on_and_does_not_spin(start, bystander):
    server = start()
    other = bystander(server)
    # The server keeps within the limit that it finds at its start; so it is taken away behind its back.
    few = server.descriptors() + 3
    _, most = resource.prlimit(server.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(server.pid, resource.RLIMIT_NOFILE, (few, most))
    waiting = [connect(server) for _ in range(100)]  # by the kernel's hand: the server can accept three
    for connection in waiting:
        connection.sendall(get("/__admin/health"))
    for connection in waiting[:3]:
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200 ")
    other.call()
    assert server.descriptors() == few
    # Nobody moves for a second. A loop that spins on its listener would burn whatever it can get of that second.
    used = server.cpu_seconds()
    waiting[-1].settimeout(1.0)
    with pytest.raises(TimeoutError):
        waiting[-1].recv(1)
    used = server.cpu_seconds() - used
    assert used < 0.05, f"{used:.3f} s of processor time in a second of nothing to do"
    other.call()
    # One leaves, the next gets its place: first come, first served, to the last.
    waiting[-1].settimeout(20)
    for gone, served in zip(waiting, waiting[3:]):
        gone.close()
        assert served.recv(65_536).startswith(b"HTTP/1.1 200 ")
    other.call()


def test_with_few_descriptors_from_the_start_the_rest_is_told(start, bystander):
    server = start(preexec=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)))
    other = bystander(server)
    served, refused = [], 0
    for _ in range(100):
        connection = connect(server)
        connection.sendall(get("/__admin/health"))
        answer = connection.recv(65_536)
        if answer.startswith(b"HTTP/1.1 200 "):
            served.append(connection)
        else:
            assert answer.startswith(b"HTTP/1.1 503 ") and everything(connection)[1] == "fin"
            connection.close()
            refused += 1
        other.call()
    assert len(served) > 10 and refused > 10, (len(served), refused)


@pytest.mark.parametrize("size, status", [(65_536, 400), (65_537, 413)])
def test_a_body_of_one_byte_too_many_is_413_and_concerns_nobody_else(start, bystander, size, status):
    server = start()
    other = bystander(server)
    body = json.dumps({"familyId": "x" * (size - 16)}).encode()
    assert len(body) == size
    counted = message("POST", "/@w/v1/rentals", "localhost", ["Cookie: sid=dev"], body)
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (size, body)
    chunked = message("POST", "/@w/v1/rentals", "localhost", [
        "Cookie: sid=dev", "Content-Type: application/json", "Transfer-Encoding: chunked"]) + chunks
    for request in (counted, chunked):
        client = Client(server.port)
        client.send(request)
        answer = client.receive()
        assert answer.status == status and answer.json()["error"] == "validation_failed"
        assert (answer.headers.get("connection") == "close") == (status == 413)
        other.call()


def test_max_worlds_is_a_clear_error_and_the_worlds_that_are_there_go_on(start, bystander):
    server = start("--max-worlds", "3")
    other = bystander(server)
    client = Client(server.port)

    def status(world, method="GET", path="/v1/auth/me"):
        client.send(message(method, f"/@{world}{path}", "localhost", ["Cookie: sid=dev"]))
        return client.receive()
    assert [status(name).status for name in ("one", "two")] == [200, 200]
    for number in range(100):
        refused = status(f"more-{number}")
        assert refused.status == 503 and refused.json()["error"] == "world_limit"
        assert "--max-worlds" in refused.json()["message"]
    assert [status(name).status for name in ("one", "two")] == [200, 200]
    other.call()
    client.send(message("DELETE", "/__admin/worlds/one", "localhost"))
    assert client.receive().status == 200
    assert status("more-1").status == 200


def test_a_journal_of_large_bodies_keeps_their_beginnings_only(start, bystander):
    server = start()
    other = bystander(server)
    request = message("POST", "/@w/v1/auth/request-code", "localhost", body={"email": "x" * 65_000})
    client = Client(server.port)
    before = server.resident_kilobytes()
    for number in range(400):
        client.send(request)
        assert client.receive().status == 400
        if number % 20 == 0:
            other.call()
    grown = server.resident_kilobytes() - before
    assert grown < 12 * MEGABYTE, f"{grown} kB for 400 bodies of 64 kB, of which 4 kB each are kept"
    other.client.send(message("GET", "/@w/__admin/requests/400", "localhost"))
    assert len(other.client.receive().body) > 4000


def test_a_journal_is_bounded_for_all_worlds_together(start, bystander):
    server = start()
    other = bystander(server)
    padding = [f"X-Padding-{n}: {'p' * 3500}" for n in range(8)]
    clients = [Client(server.port) for _ in range(5)]
    resident = []
    for _ in range(10):
        # Entries of 28 kB: more than a hundred megabytes, and far below --journal in each of the five worlds.
        for number, client in enumerate(clients):
            request = get(f"/@w{number}/v1/auth/me", *padding)
            for _ in range(8):
                client.send(request * 10)
                assert {client.receive().status for _ in range(10)} <= {200, 429}
        resident.append(server.resident_kilobytes())
        other.call()
    assert max(resident) < 128 * MEGABYTE, f"resident kB: {resident}"
    assert resident[-1] - resident[-3] < 6 * MEGABYTE, f"still growing: {resident}"
    for number, client in enumerate(clients):
        client.send(message("GET", f"/@w{number}/__admin/requests?since=799", "localhost"))
        assert [row["number"] for row in client.receive().json()["requests"]] == [800], "the newest are kept"
