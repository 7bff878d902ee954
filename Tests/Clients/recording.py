"""A long conversation over all operations, drawn from a seed, and the hash of every byte that came back."""

import hashlib
import json
import random
import re
import socket

HOST = b"double.example"
BODIES = {
    "requestCode": {"email": "grace@example.com"},
    "verifyCode": {"email": "grace@example.com", "code": "123456"},
    "previewRental": {"familyId": "h100-80gb", "gpuCount": 1},
    "createRental": {"familyId": "rtx-3090", "gpuCount": 1},
    "createKey": {"name": "laptop", "publicKey": "ssh-ed25519 AAAA"},
    "checkout": {"amountCents": 2500},
    "setAutoTopup": {"enabled": False},
    "stripeWebhook": {"id": "evt_1"},
}
ID = re.compile(rb'"id":"([^"]+)"')


class Wire:
    """A bare connection: what comes back is kept as it came."""

    def __init__(self, address):
        self.address, self.socket, self.rest = address, None, b""

    def exchange(self, request):
        if self.socket is None:
            self.socket, self.rest = socket.create_connection(self.address, timeout=20), b""
        self.socket.sendall(request)
        while b"\r\n\r\n" not in self.rest:
            if not self._receive():
                return self._end()
        head, _, body = self.rest.partition(b"\r\n\r\n")
        length = int(re.search(rb"(?i)content-length: (\d+)", head)[1]) if b"ontent-" in head else 0
        while len(body) < length:
            self.rest = b""
            if not self._receive():
                return head + b"\r\n\r\n" + body + self._end()
            body += self.rest
        self.rest = body[length:]
        return head + b"\r\n\r\n" + body[:length]

    def _receive(self):
        more = self.socket.recv(65536)
        self.rest += more
        return more

    def _end(self):
        said, self.socket = self.rest + b"<end>", None
        return said


def record(address, prefix, operations, count, seed=7):
    """The hash of `count` answers, and how many of them ended early."""
    draw, wire, ids = random.Random(seed), Wire(address), ["none"]
    total, cut = hashlib.sha256(), 0
    for _ in range(count):
        operation = draw.choice(operations)
        path = operation["path"].replace("{provider}", "github").replace("{id}", draw.choice(ids[-200:]))
        body = b""
        if operation["operation"] in BODIES and draw.random() < 0.9:
            body = json.dumps(BODIES[operation["operation"]]).encode()
        sid = b"" if operation["operation"] == "logout" else b"Cookie: sid=dev\r\n"
        kind = b"Content-Type: application/json\r\n" if body else b""
        answer = wire.exchange(
            f"{operation['method']} {prefix}{path} HTTP/1.1\r\n".encode()
            + b"Host: " + HOST + b"\r\n" + sid + kind + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        total.update(answer)
        cut += answer.endswith(b"<end>")
        made = ID.search(answer)
        if made and draw.random() < 0.5:
            ids.append(made[1].decode())
    return total.hexdigest(), cut
