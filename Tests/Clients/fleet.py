"""Several servers behind haproxy, as compose and Kubernetes run them: docker/haproxy.cfg itself, on loopback.

Nothing here has a port of its own choosing: the replicas take free ones, and the proxy inherits a socket that listens
already. Waiting is reading haproxy's log until it says what was waited for.
"""

import os
import re
import signal
import socket
import subprocess
import threading

import requests

from mock import CLIENTS, DEFAULT_BINARY, Mock, World

CONFIGURATION = CLIENTS.parents[1] / "docker" / "haproxy.cfg"
# As many as haproxy.cfg knows; nothing listens where those are that have not joined.
MOST_REPLICAS = 8
NOBODY = "127.0.0.1:1"


class Replica(Mock):
    """A process of its own, whatever server the other suites are pointed at."""

    def __init__(self, *more):
        self.process = None
        self.binary = os.environ.get("GPUOUTLET_MOCK_BINARY", str(DEFAULT_BINARY))
        self._start(*more)

    @property
    def port(self):
        return int(self.url.rpartition(":")[2])

    def worlds(self):
        """The worlds that live here, with how many requests each has seen."""
        rows = requests.get(f"{self.url}/__admin/worlds", timeout=10).json()["worlds"]
        return {row["name"]: row["requests"] for row in rows}


class Fleet:
    """So many replicas, and a proxy in front of them."""

    def __init__(self, folder, count):
        self.replicas = [Replica() for _ in range(count)]
        self.admin_socket = folder / "admin"
        more = folder / "more.cfg"
        more.write_text(f"global\n    stats socket {self.admin_socket} level admin\n")
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            self.proxy = subprocess.Popen(
                ["haproxy", "-f", str(CONFIGURATION), "-f", str(more)], stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, text=True, pass_fds=[listener.fileno()],
                env={"PATH": os.environ["PATH"], "LISTEN": f"fd@{listener.fileno()}", **self._addresses()})
        for number in range(count, MOST_REPLICAS):
            self.wait_for(number, "DOWN")

    def _addresses(self):
        here = [f"127.0.0.1:{replica.port}" for replica in self.replicas]
        return {f"MOCK_{n}": address for n, address in enumerate(here + [NOBODY] * (MOST_REPLICAS - len(here)))}

    def wait_for(self, number, state):
        """Reads on in haproxy's log until it says that a replica is UP or DOWN."""
        wanted = re.compile(rf"Server replicas/mock-{number} is {state}\b")
        patience = threading.Timer(30, self.proxy.kill)
        patience.start()
        try:
            if any(wanted.search(line) for line in self.proxy.stdout):
                return
        finally:
            patience.cancel()
        raise AssertionError(f"haproxy ended (exit code {self.proxy.wait()}) before mock-{number} was {state}")

    def join(self):
        """One more replica, found by the proxy as it would be by a name that begins to resolve."""
        replica, number = Replica(), len(self.replicas)
        self.replicas.append(replica)
        self._command(f"set server replicas/mock-{number} addr 127.0.0.1 port {replica.port}")
        self.wait_for(number, "UP")
        return replica

    def leave(self):
        """The newest replica is stopped."""
        replica = self.replicas.pop()
        assert replica.stop() == 0
        self.wait_for(len(self.replicas), "DOWN")

    def _command(self, line):
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(self.admin_socket))
            client.sendall(line.encode() + b"\n")
            client.shutdown(socket.SHUT_WR)
            answer = client.recv(4096).decode()
        assert "changed from" in answer, answer

    def placement(self):
        """Where each world lives: its name, and the numbers of the replicas that have it."""
        places = {}
        for number, replica in enumerate(self.replicas):
            for name in replica.worlds():
                places.setdefault(name, []).append(number)
        return places

    def replica_url(self, number):
        """One replica through the proxy, for what is the whole server's."""
        return f"{self.url}/mock-{number}"

    def world(self, name):
        return World(self.url, name)

    def stop(self):
        self.proxy.send_signal(signal.SIGTERM)
        self.proxy.communicate(timeout=20)
        assert [replica.stop() for replica in self.replicas] == [0] * len(self.replicas)
