"""Those that are measured: the mock, and peers that give the same bytes as it does."""

import contextlib
import dataclasses
import json
import os
import shutil
import subprocess

from . import http
from .processes import Server, free_port
from .workshop import PEERS

# What each server writes of its own accord, so it is not copied.
OWN_HEADERS = {"date", "content-length", "connection", "server"}
NAMES = ("nginx", "go", "flyingfox", "hummingbird")


def start_mock(workshop, name, scenario=None, extra=(), binary=None):
    """The mock with a scenario, or, without one, as it comes out of the box."""
    port = free_port()
    command = [binary or workshop.binary, "serve", "--port", port, "--log", "off", "--max-connections", 15000, *extra]
    if scenario:
        command.append(workshop.json_file(f"scenarios/{name}.json", scenario))
    return Server(name, command, port, core=workshop.server_core)


@dataclasses.dataclass
class Canned:
    """An answer that a peer gives to a method and a path, in which `*` stands for one component."""

    method: str
    path: str
    status: int
    headers: list
    body: str
    request: http.Request  # that asks for it
    wanted_size: int

    def pad(self, bytes_wanted):
        """Lengthens the last of the copied headers, or shortens the longest ones, by so many bytes."""
        if bytes_wanted > 0:
            name, value = self.headers[-1]
            self.headers[-1] = (name, value + "0" * bytes_wanted)
        while bytes_wanted < 0:
            index = max(range(len(self.headers)), key=self._room)
            name, value = self.headers[index]
            cut = min(-bytes_wanted, self._room(index))
            if cut <= 0:
                raise RuntimeError("no header is long enough to make up for what the peer adds")
            self.headers[index] = (name, value[: len(value) - cut])
            bytes_wanted += cut

    def _room(self, index):
        name, value = self.headers[index]
        return 0 if name.lower() == "content-type" else len(value) - 1


def canned_from(mock, workload):
    """The mock's own answers to the workload's requests, as a peer is to give them."""
    first = http.exchange(mock.port, workload.request)
    canned = [_canned(workload.request, workload.request.path, first)]
    if workload.second:
        identifier = json.loads(first.body)["id"]
        second = workload.second.at(workload.second.path.replace("{id}", identifier))
        canned.append(_canned(second, workload.second.path.replace("{id}", "*"), http.exchange(mock.port, second)))
    return canned


def _canned(request, path, answer):
    headers = [(name, value) for name, value in answer.headers if name.lower() not in OWN_HEADERS]
    return Canned(request.method, path, answer.status, headers, answer.body, request, answer.size)


@contextlib.contextmanager
def peer(workshop, name, canned):
    """Starts a peer, corrects its answers until they have as many bytes as the mock's, and stops it at the end."""
    answers = [dataclasses.replace(answer, headers=list(answer.headers)) for answer in canned]
    for _ in range(3):
        server = STARTERS[name](workshop, answers)
        try:
            difference = [answer.wanted_size - http.exchange(server.port, answer.request).size for answer in canned]
            if not any(difference):
                yield server
                return
        finally:
            server.stop()
        for answer, bytes_wanted in zip(answers, difference):
            answer.pad(bytes_wanted)
    raise RuntimeError(f"{name} does not answer with as many bytes as the mock: {difference}")


def _start_nginx(workshop, answers):
    port = free_port()
    return Server("nginx", nginx_command(workshop, answers, port), port, core=workshop.server_core)


def nginx_command(workshop, answers, port):
    locations = "\n".join(_location(answer) for answer in answers)
    text = (PEERS / "nginx.conf").read_text()
    folder = workshop.folder / f"nginx-{port}"
    folder.mkdir(exist_ok=True)
    for word, value in (("@FOLDER@", str(folder)), ("@PORT@", str(port)), ("@LOCATIONS@", locations)):
        text = text.replace(word, value)
    path = workshop.file(f"nginx-{port}/nginx.conf", text)
    return [shutil.which("nginx"), "-p", folder, "-c", path]


def _location(answer):
    match = f"~ ^{answer.path.replace('*', '[^/]+')}$" if "*" in answer.path else f"= {answer.path}"
    headers = [(name, value) for name, value in answer.headers if name.lower() != "content-type"]
    lines = [f"        add_header {name} '{value}' always;" for name, value in headers]
    lines.append(f"        return {answer.status} '{answer.body}';")
    return f"      location {match} {{\n" + "\n".join(lines) + "\n      }"


def _stub(build):
    """A starter for a peer that reads its answers from a file: PROGRAM PORT FILE."""

    def start(workshop, answers):
        port = free_port()
        keys = ("method", "path", "status", "headers", "body")
        path = workshop.json_file(f"answers-{port}.json", [{key: getattr(a, key) for key in keys} for a in answers])
        program, environment = build(workshop)
        return Server(program.name, [program, port, path], port, environment, core=workshop.server_core)

    return start


def _build_go(workshop):
    source, program = PEERS / "go" / "main.go", workshop.scratch / "go-peer"
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        subprocess.run(["go", "build", "-o", program, source], check=True, cwd=workshop.scratch)
    return program, {"GOMAXPROCS": "1"}


def _build_swift(product):
    def build(workshop):
        folder = workshop.scratch / product
        program = folder / ".build" / "release" / product
        template = PEERS / product
        if not program.exists() or not _is_copied(template, folder):
            shutil.copytree(template, folder, dirs_exist_ok=True)
            command = ["nice", "swift", "build", "-c", "release", "--product", product]
            subprocess.run(command, check=True, cwd=folder, env={**os.environ, "SWIFT_BUILD_JOBS": "1"})
        return program, {}

    return build


def _is_copied(template, folder):
    """Whether a folder holds a template's files as they are now; a checkout alone makes them look newer."""
    files = [path for path in template.rglob("*") if path.is_file()]
    copies = [folder / path.relative_to(template) for path in files]
    return all(copy.exists() and copy.read_bytes() == path.read_bytes() for path, copy in zip(files, copies))


STARTERS = {
    "nginx": _start_nginx,
    "go": _stub(_build_go),
    "flyingfox": _stub(_build_swift("FlyingFoxPeer")),
    "hummingbird": _stub(_build_swift("HummingbirdPeer")),
}
