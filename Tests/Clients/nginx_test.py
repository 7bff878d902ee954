"""Behind Debian's nginx as it comes: its buffers, and the names that it puts into `Host`."""

import os
import re
import signal
import socket
import subprocess

import pytest
import requests

SITE = """
user root; pid {folder}/pid; error_log {folder}/log; worker_processes 1;
events {{ }}
http {{
  access_log off;
  server {{
    listen unix:{folder}/plain;
    location / {{ proxy_pass {mock}; }}
  }}
  server {{
    listen unix:{folder}/named;
    location / {{ proxy_pass {mock}; proxy_set_header Host $host:80; }}
  }}
  server {{
    listen unix:{folder}/forwarded;
    location / {{
      proxy_pass {mock};
      proxy_set_header X-Forwarded-Host $http_host;
      proxy_set_header X-Forwarded-Proto http;
    }}
  }}
}}
"""


@pytest.fixture
def nginx(mock, tmp_path):
    """Hands back the folder of its sockets. It goes into the background once it listens, and keeps its streams."""
    (tmp_path / "conf").write_text(SITE.format(folder=tmp_path, mock=mock.url.replace("localhost", "127.0.0.1")))
    subprocess.run(
        ["nginx", "-e", f"{tmp_path}/log", "-c", f"{tmp_path}/conf"], check=True, timeout=60,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield tmp_path
    os.kill(int((tmp_path / "pid").read_text()), signal.SIGTERM)


def ask(path, target, host, *fields, method="GET"):
    """One call through a socket; hands back the connection as a file, its head read already, and the head."""
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(20)
    connection.connect(str(path))
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}", "Cookie: sid=dev", "Content-Length: 0", *fields, "", ""]
    connection.sendall("\r\n".join(lines).encode())
    file = connection.makefile("rb")
    head = b"".join(iter(file.readline, b"\r\n")).decode()
    return file, head


def test_an_event_comes_through_its_buffers_at_once(nginx, world):
    shop = world()
    file, head = ask(nginx / "plain", f"/@{shop.name}/__admin/requests/stream", "127.0.0.1")
    assert head.startswith("HTTP/1.1 200") and "text/event-stream" in head, head
    # nginx takes the word to itself; it is not for the client.
    assert "X-Accel-Buffering" not in head and "Cache-Control: no-cache" in head
    for number in (1, 2):
        requests.get(f"{shop.api}/catalog/facets", timeout=10)
        line = next(line for line in file if line.startswith(b"id: "))
        assert line == b"id: %d\n" % number, "an event that waits for a full buffer never comes here"


@pytest.mark.parametrize("server, host, origin, status", [
    ("named", "localhost", "http://localhost", 200),
    ("named", "192.168.1.20", "http://192.168.1.20", 200),
    ("forwarded", "192.168.1.20:5173", "http://192.168.1.20:5173", 200),
    ("forwarded", "shop.localhost", "http://shop.localhost", 200),
    ("plain", "192.168.1.20:5173", "http://192.168.1.20:5173", 403),
    ("named", "evil.test", "http://evil.test", 403),
    ("forwarded", "evil.test", "http://evil.test", 403),
])
def test_a_page_behind_it_is_our_own_unless_a_name_server_can_have_led_it_here(
        nginx, world, server, host, origin, status):
    shop = world()
    _, head = ask(nginx / server, f"/@{shop.name}/v1/auth/logout", host, f"Origin: {origin}", method="POST")
    assert re.match(r"HTTP/1.1 (\d+)", head)[1] == str(status), head
