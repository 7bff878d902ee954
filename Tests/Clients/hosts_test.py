"""Names by which a browser finds a world, what it asks on its own account, and where a server says that it is."""

import os
import re
import signal
import socket
import subprocess
from urllib.parse import urlsplit

import pytest
import requests

from frontend_test import chromium
from mock import DEFAULT_BINARY, READY

BINARY = os.environ.get("GPUOUTLET_MOCK_BINARY", str(DEFAULT_BINARY))

POST = """
    const [url, done] = arguments;
    fetch(url, {method: 'POST', credentials: 'include', headers: {'Content-Type': 'application/json'}, body: '{}'})
        .then(async (answer) => done([answer.status, await answer.text()]), (error) => done([0, `${error}`]));
"""


def test_a_browser_finds_a_world_by_host_name_and_leaves_nothing_else_behind(mock):
    port = urlsplit(mock.url).port
    name = f"by-host-{os.getpid()}"
    before = {row["name"] for row in requests.get(f"{mock.url}/__admin/worlds", timeout=10).json()["worlds"]}
    driver = chromium()
    try:
        driver.get(f"http://{name}.localhost:{port}/login")
        assert driver.execute_script("return document.querySelector('link[rel=icon]').href").startswith("data:")
        # Beside an answer without an icon of its own the browser looks for /favicon.ico.
        for host in (f"{name}.localhost.", f"{name}.localhost"):
            driver.get(f"http://{host}:{port}/v1/auth/me")
            assert "unauthorized" in driver.page_source
        # A page of one local name calls another: our own rule, and the browser's preflight.
        status, text = driver.execute_async_script(POST, f"http://other-{name}.localhost:{port}/v1/auth/logout")
        assert (status, "unauthorized" in text) == (401, True), text
    finally:
        driver.quit()
    rows = requests.get(f"{mock.url}/__admin/worlds", timeout=10).json()["worlds"]
    made = {row["name"]: row["requests"] for row in rows if row["name"] not in before}
    assert made == {name: 2, f"other-{name}": 1}, "the icon and the preflight are no exchanges"


def start(*arguments, **options):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GPUOUTLET_MOCK_")}
    return subprocess.Popen([BINARY, "serve", "--port", "0", *arguments], text=True, env=environment, **options)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "127.0.0.1", "::1", "localhost"])
def test_the_ready_line_names_an_address_that_answers(host):
    with start("--host", host, "--log", "off", stdout=subprocess.PIPE) as server:
        url = READY.fullmatch(server.stdout.readline())[1]
        place = urlsplit(url)
        # Every address that the name may mean answers, since which one a client tries first is its own choice.
        addresses = {found[4] for found in socket.getaddrinfo(place.hostname, place.port, type=socket.SOCK_STREAM)}
        for address in addresses:
            with socket.create_connection(address[:2], timeout=10) as connection:
                connection.sendall(b"GET /__admin/ready HTTP/1.1\r\nHost: %s\r\n\r\n" % place.netloc.encode())
                assert connection.recv(64).startswith(b"HTTP/1.1 200 "), (url, address)
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=10) == 0


def test_standard_output_that_nobody_reads_keeps_nobody_from_ending_it():
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    try:
        while True:
            os.write(writer, b"x" * 4096)
    except BlockingIOError:
        os.set_blocking(writer, True)
    with start(stdout=writer, stderr=subprocess.PIPE) as server:
        os.close(writer)
        assert "loaded" in server.stderr.readline(), "what it says before the line that nobody reads"
        server.send_signal(signal.SIGTERM)
        try:
            assert server.wait(timeout=20) == 0
        finally:
            os.close(reader)
            server.kill()
