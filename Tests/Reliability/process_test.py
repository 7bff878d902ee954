"""The process as a supervisor sees it: disks that are full, files that cannot be written, signals, and a kill."""

import os
import resource
import signal
import subprocess

import pytest

from server import Server, binary
from wire import Client, message


def serve(*arguments, **options):
    """Runs it until it ends by itself: exit code, standard output, standard error."""
    run = subprocess.run(
        [binary(), "serve", "--port", "0", *map(str, arguments)], capture_output=True, text=True, timeout=30, **options)
    return run.returncode, run.stdout, run.stderr


def full_disk():
    """No file may grow: what a full disk does to a writer, without filling one."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def test_a_port_file_that_cannot_be_written_ends_the_start_with_4(tmp_path):
    folder = tmp_path / "a-folder"
    folder.mkdir()
    for path in (tmp_path / "no" / "such" / "folder", folder, "/proc/version"):
        code, output, errors = serve("--port-file", path)
        assert code == 4 and output == ""
        assert f"cannot write the port to {path}" in errors
    assert sorted(os.listdir(tmp_path)) == ["a-folder"], "no draft stays behind"


def test_a_full_disk_ends_the_start_with_4_and_leaves_no_empty_port_file(tmp_path):
    path = tmp_path / "port"
    code, output, errors = serve("--port-file", path, preexec_fn=full_disk)
    assert code == 4 and output == ""
    assert f"cannot write the port to {path}" in errors
    assert os.listdir(tmp_path) == [], "a script that waits for the file does not read an empty one"


def test_a_full_disk_under_the_log_stops_no_answer(start, bystander):
    with open("/dev/full", "w") as full:
        server = start(log="text", stderr=full)
        other = bystander(server)
        for _ in range(500):
            other.call()
        assert server.stop() == 0


def test_a_log_that_nobody_reads_stops_no_answer(start, bystander):
    reader, writer = os.pipe()
    server = start(log="text", stderr=writer)
    other = bystander(server)
    for _ in range(3000):  # far more lines than a pipe holds
        other.call()
    os.close(writer)
    server.process.send_signal(signal.SIGTERM)
    os.close(reader)
    assert server.process.wait(timeout=10) == 0


@pytest.mark.parametrize("fault", ["delay=10m", "connection=hang", "drip=1"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_in_mid_delay_cuts_it_and_ends_with_0(start, bystander, tmp_path, fault, number):
    path = tmp_path / "port"
    server = start("--port-file", path)
    other = bystander(server)
    assert path.read_text() == f"{server.port}\n"
    waiting = Client(server.port)
    waiting.send(message("GET", "/@w/v1/auth/me", "localhost", ["Cookie: sid=dev", f"X-Mock-Fault: {fault}"]))
    # The reply is computed, and its delay has begun, when the journal has it.
    other.client.send(message("GET", "/@w/__admin/wait?calls=me&times=1&timeout=10s", "localhost"))
    assert other.client.receive().status == 200
    other.call()
    server.process.send_signal(number)
    answer = waiting.receive()
    assert answer.ending in ("close", "truncate") and answer.status is None, "cut by a FIN before the answer was whole"
    assert server.process.wait(timeout=10) == 0
    assert not path.exists(), "the port file goes with the server"
    assert server.process.stdout.read() == "", "standard output carries one line, ever"


def test_after_kill_9_it_starts_again_on_the_same_port_at_once(start, bystander, tmp_path):
    path = tmp_path / "port"
    server = start("--port-file", path)
    port, other = server.port, bystander(server)
    idle = [Client(port) for _ in range(50)]
    for client in idle:
        client.send(message("GET", "/__admin/health", "localhost"))
        assert client.receive().status == 200
    server.process.kill()
    assert server.process.wait(timeout=10) == -signal.SIGKILL
    again = start("--port-file", path, port=port)
    assert again.port == port
    fresh = bystander(again)
    fresh.call()
    assert path.read_text() == f"{port}\n", "the stale file is replaced"
    assert again.stop() == 0
    assert other.client.receive().ending in ("close", "reset"), "the old connections ended with the old process"


def test_a_port_that_is_taken_is_told_and_ends_with_4(start, bystander):
    server = start()
    other = bystander(server)
    run = subprocess.run([binary(), "serve", "--port", str(server.port)], capture_output=True, text=True, timeout=30)
    assert run.returncode == 4 and run.stdout == "" and f"port {server.port}" in run.stderr
    other.call()
