"""A proxy that spoils one thing: in front of a server that keeps the contract it makes one that does not.

It speaks HTTP over sockets on both sides, so that a client under test meets what it would meet at a real server.
"""

import http.client
import http.server
import json
import re
import socket
import struct
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Question:
    method: str
    target: str
    headers: list
    body: bytes
    operation: str | None = None

    def without(self, name):
        self.headers = [(key, value) for key, value in self.headers if key.lower() != name.lower()]

    def replace(self, text, other):
        """One text in the target or the body is another when it arrives."""
        self.target = self.target.replace(text, other)
        self.body = self.body.replace(text.encode(), other.encode())


@dataclass
class Answer:
    status: int
    headers: list
    body: bytes
    # How it leaves: "whole", "short" (less than was promised), "reset", "garbage" or "chunked".
    leaves: str = "whole"

    def get(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def set(self, name, value):
        """Another value for a field that is there; None takes it away."""
        self.headers = [
            (key, value if key.lower() == name.lower() else old) for key, old in self.headers
            if value is not None or key.lower() != name.lower()]

    @property
    def json(self):
        return json.loads(self.body)

    @json.setter
    def json(self, value):
        self.body = json.dumps(value).encode()


@dataclass
class Drift:
    """What is spoilt: questions on their way, answers on theirs, or the passing itself."""

    operation: str | None = None
    question: callable = None
    answer: callable = None
    # Takes a question and a function that asks the server; may ask it twice, or not at all.
    passing: callable = None
    memory: dict = field(default_factory=dict)
    touched: int = 0

    def concerns(self, question):
        """Without an operation of its own a drift is about every call of the API, those that match none too."""
        if self.operation is None:
            return "/v1/" in question.target
        return self.operation == question.operation

    def carry(self, question, ask):
        if not self.concerns(question):
            return ask(question)
        before = (question.target, list(question.headers), question.body)
        if self.question:
            self.question(question)
        answer = self.passing(self, question, ask) if self.passing else ask(question)
        received = (answer.status, list(answer.headers), answer.body, answer.leaves)
        if self.answer:
            self.answer(answer)
        asked = (question.target, question.headers, question.body)
        sent = (answer.status, answer.headers, answer.body, answer.leaves)
        self.touched += self.passing is not None or asked != before or sent != received
        return answer


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def _carry(self):
        length = int(self.headers.get("Content-Length") or 0)
        question = Question(self.command, self.path, self.headers.items(), self.rfile.read(length))
        question.operation = self.server.operation(question)
        self._send(self.server.drift.carry(question, self.server.ask))
        self.close_connection = True

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _carry

    def _send(self, answer):
        if answer.leaves == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        if answer.leaves == "garbage":
            self.wfile.write(b"\x00\x01 not HTTP\r\n\r\n")
            return
        head = f"HTTP/1.1 {answer.status} {http.client.responses.get(answer.status, 'Unknown')}\r\n"
        fields = [(name, value) for name, value in answer.headers if name.lower() != "content-length"]
        body = answer.body
        if answer.leaves == "chunked":
            fields.append(("Transfer-Encoding", "chunked"))
            body = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:7], body[7:], b"") if part or not body)
            body += b"0\r\n\r\n" if answer.body else b""
        elif answer.status != 204:
            length = answer.get("Content-Length") if self.command == "HEAD" else len(body)
            fields.append(("Content-Length", str(length or 0)))
        head += "".join(f"{name}: {value}\r\n" for name, value in fields)
        if answer.leaves == "short":
            body = body[:len(body) // 2]
        self.wfile.write(head.encode("latin-1") + b"Connection: close\r\n\r\n" + body)


class Proxy(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, upstream, operations, drift):
        super().__init__(("127.0.0.1", 0), Handler)
        self.upstream, self.operations, self.drift = urlsplit(upstream), operations, drift

    def handle_error(self, request, client_address):
        """A client that went away in the middle is no matter."""

    def operation(self, question):
        path = re.sub(r"^/@[^/]+", "", urlsplit(question.target).path)
        return next(
            (name for name, method, pattern in self.operations
             if method == question.method and pattern.fullmatch(path)), None)

    def ask(self, question):
        connection = http.client.HTTPConnection(self.upstream.hostname, self.upstream.port, timeout=20)
        try:
            connection.putrequest(question.method, question.target, skip_host=True, skip_accept_encoding=True)
            for name, value in question.headers:
                if name.lower() != "content-length":
                    connection.putheader(name, value)
            if question.body or question.method in ("POST", "PUT", "PATCH"):
                connection.putheader("Content-Length", str(len(question.body)))
            connection.endheaders(question.body or None)
            response = connection.getresponse()
            return Answer(response.status, response.getheaders(), response.read())
        finally:
            connection.close()


@contextmanager
def drifting(upstream, operations, drift):
    """The proxy's address, while it runs. Operations are (id, method, pattern of the path)."""
    with Proxy(upstream, operations, drift) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{proxy.server_port}"
        finally:
            proxy.shutdown()
            thread.join()
