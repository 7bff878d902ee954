"""A client of bare sockets that does not trust the server: it says what came, byte for byte, and how it ended."""

import json
import socket
import time

PATIENCE_SECONDS = 20
# The server closes a connection that has asked nothing for 75 s. A client that means to use one again does so well
# before, or it may meet the farewell on its way (RFC 9112 §9.3.1 and §9.5).
IDLE_SECONDS = 30


class Answer:
    """`ending` is whole, close (a FIN before the first byte), reset, truncate, badChunk, garbage or silence."""

    def __init__(self, ending, status=None, headers=None, body=b"", received=b""):
        self.ending, self.status, self.headers, self.body = ending, status, headers or {}, body
        self.received = received

    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.ending} {self.status} {self.headers} {self.body[:400]!r}"


class Client:
    """One connection at a time, opened when needed."""

    def __init__(self, port, host="127.0.0.1"):
        self.port, self.host = port, host
        self.socket, self.buffer, self.used = None, b"", 0.0

    def open(self):
        if self.socket is None:
            self.socket = socket.create_connection((self.host, self.port), timeout=PATIENCE_SECONDS)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.buffer = b""
        return self.socket

    def close(self):
        if self.socket is not None:
            self.socket.close()
            self.socket = None

    def take_socket(self):
        """Hands the open connection over; the next request opens another."""
        taken, self.socket = self.socket, None
        return taken

    def send(self, data):
        if self.socket is not None and time.monotonic() - self.used > IDLE_SECONDS and not self.buffer:
            self.close()
        self.open().sendall(data)
        self.used = time.monotonic()

    def receive(self):
        """The next answer, however it ends. A connection that has ended is closed on our side too."""
        answer = self._receive()
        if answer.ending != "whole" or answer.headers.get("connection") == "close":
            self.close()
        return answer

    def receive_open(self):
        """The next answer; the connection stays as it is on our side."""
        return self._receive()

    def receive_half(self):
        """The head of the next answer and half of its body, without waiting for more: then it has stalled."""
        answer = self._receive(share=2)
        if answer.ending == "whole":
            answer.ending = "stall"
        return answer

    def ended(self):
        """Whether the server ends the connection without another byte."""
        ending = self._fill()
        self.close()
        return ending == "close" and not self.buffer

    def _receive(self, share=1):
        while b"\r\n\r\n" not in self.buffer:
            ending = self._fill()
            if ending:
                return Answer(self._unfinished(ending), received=self.buffer)
            if self.buffer[:5] != b"HTTP/"[:len(self.buffer)]:
                return self._garbage()
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines[1:]:
            name, value = line.split(": ", 1)
            headers[name.lower()] = value
        status = int(lines[0].split(" ")[1])
        if headers.get("transfer-encoding") == "chunked":
            return self._chunks(status, headers)
        length = int(headers.get("content-length", 0)) // share
        while len(self.buffer) < length:
            ending = self._fill()
            if ending:
                part, self.buffer = self.buffer, b""
                return Answer("truncate" if ending == "close" else ending, status, headers, part)
        body, self.buffer = self.buffer[:length], self.buffer[length:]
        return Answer("whole", status, headers, body)

    def _chunks(self, status, headers):
        """Chunks up to the last, or up to what is none."""
        body, ending = b"", None
        while not ending:
            ending = self._fill()
        rest, self.buffer = self.buffer, b""
        while rest:
            line, _, rest = rest.partition(b"\r\n")
            try:
                size = int(line, 16)
            except ValueError:
                return Answer("badChunk" if ending == "close" else ending, status, headers, body, received=line)
            if size == 0:
                return Answer("whole", status, headers, body)
            body, rest = body + rest[:size], rest[size:]
            if not rest.startswith(b"\r\n"):
                break
            rest = rest[2:]
        return Answer("truncate" if ending == "close" else ending, status, headers, body)

    def _garbage(self):
        ending = None
        while not ending:
            ending = self._fill()
        return Answer("garbage", received=self.buffer)

    def _unfinished(self, ending):
        """A FIN after part of a head is a cut answer; before the first byte it is a close."""
        return "truncate" if ending == "close" and self.buffer else ending

    def _fill(self):
        """None: something came. Else how the connection ended."""
        try:
            data = self.socket.recv(65_536)
        except ConnectionResetError:
            return "reset"
        except TimeoutError:
            return "silence"
        if not data:
            return "close"
        self.buffer += data
        return None


def message(method, target, host, headers=(), body=None):
    """The bytes of a request. A dict becomes JSON; bytes go as they are."""
    data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}", *headers]
    if body is not None:
        lines.append(f"Content-Length: {len(data)}")
        if not any(line.startswith("Content-Type:") for line in headers):
            lines.append("Content-Type: application/json")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + data
