"""One exchange over a plain socket: the bytes matter here, so no library comes between."""

import dataclasses
import socket


@dataclasses.dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: tuple = ()
    body: str = ""

    def bytes(self, close=False):
        lines = [f"{self.method} {self.path} HTTP/1.1", "Host: localhost"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        if self.body or self.method == "POST":
            lines.append(f"Content-Length: {len(self.body)}")
        if close:
            lines.append("Connection: close")
        return ("\r\n".join(lines) + "\r\n\r\n" + self.body).encode()

    def at(self, path):
        return dataclasses.replace(self, path=path)


@dataclasses.dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple
    body: str
    size: int


def exchange(port, request):
    """Sends a request on a connection of its own and reads the answer."""
    with Line(port) as line:
        return line.exchange(request)


class Line:
    """A keep-alive connection; answers are read by their Content-Length."""

    def __init__(self, port, timeout=30):
        self.port = port
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)

    def exchange(self, request):
        self.socket.sendall(request.bytes())
        received = b""
        while True:
            head, end, body = received.partition(b"\r\n\r\n")
            if end:
                answer = _answer(head.decode("latin-1"), body, len(received))
                if answer:
                    return answer
            piece = self.socket.recv(65536)
            if not piece:
                raise RuntimeError(f"port {self.port} closed after {len(received)} bytes")
            received += piece

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()


def _answer(head, body, size):
    status_line, *lines = head.split("\r\n")
    headers = tuple(tuple(line.split(": ", 1)) for line in lines)
    length = next(int(value) for name, value in headers if name.lower() == "content-length")
    if len(body) < length:
        return None
    return Answer(int(status_line.split()[1]), headers, body.decode(), size)
