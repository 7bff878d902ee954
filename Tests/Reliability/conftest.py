"""Servers of a test's own: most of these tests break something on purpose."""

import pytest

from server import Server
from wire import Client, message


class Bystander:
    """Another client, which has to be served whatever happens to its neighbours."""

    def __init__(self, port):
        self.client, self.port, self.calls = Client(port), port, 0

    def call(self):
        """One exchange: signed in, healthy, whole. Raises if the answer is not that."""
        self.client.send(message("GET", "/@bystander/v1/auth/me", f"localhost:{self.port}", ["Cookie: sid=dev"]))
        answer = self.client.receive()
        self.calls += 1
        assert answer.ending == "whole" and answer.status in (200, 429), answer
        assert answer.json().get("user", {}).get("email") == "dev@example.com" or answer.status == 429
        return answer


@pytest.fixture
def start():
    """Starts servers with the options of a test; they are ended with it."""
    servers = []

    def make(*arguments, **options):
        servers.append(Server(*arguments, **options))
        return servers[-1]

    yield make
    for server in servers:
        server.kill()


@pytest.fixture
def bystander():
    made = []

    def make(server):
        made.append(Bystander(server.port))
        made[-1].call()
        return made[-1]

    yield make
    for one in made:
        one.client.close()
