"""SSH keys as ssh-keygen makes them, against what ssh-keygen says of them."""

import base64
import struct
import subprocess

import pytest

MADE = [("ed25519", None)] + [("rsa", b) for b in (2048, 3072, 4096)] + [("ecdsa", b) for b in (256, 384, 521)]
ALGORITHMS = {"ed25519": "ssh-ed25519", "rsa": "ssh-rsa", "ecdsa": "ecdsa-sha2-nistp"}


def keygen(*arguments):
    return subprocess.run(["ssh-keygen", *map(str, arguments)], capture_output=True, text=True, timeout=120)


def make(folder, kind, bits=None, name="key"):
    path = folder / name
    made = keygen("-q", "-t", kind, *(["-b", bits] if bits else []), "-N", "", "-C", "ada@laptop", "-f", path)
    if made.returncode != 0:
        pytest.skip(f"this ssh-keygen makes no {kind} of {bits} bits: {made.stderr.strip()}")
    return path, path.with_name(name + ".pub").read_text()


def fingerprint(folder, line):
    path = folder / "asked.pub"
    path.write_text(line)
    listed = keygen("-lf", path)
    assert listed.returncode == 0, listed.stderr
    return listed.stdout.split()[1]


def post(world, line, name="laptop"):
    client = world.client("dev")
    return client.post(f"{world.api}/ssh-keys", json={"name": name, "publicKey": line}, timeout=10)


def assert_refused(answer, code, *words):
    assert (answer.status_code, answer.json()["error"]) == (400, code), answer.text
    if code == "validation_failed":
        assert list(answer.json()["details"]) == ["publicKey"], answer.text
    for word in words:
        assert word in answer.text, answer.text


def string(data):
    return struct.pack(">I", len(data)) + data


def security_key(folder, kind):
    """A key as a hardware token would give it, around numbers that ssh-keygen made."""
    _, line = make(folder, "ed25519" if kind == "sk-ssh-ed25519@openssh.com" else "ecdsa", name=kind)
    plain = base64.b64decode(line.split()[1])
    after_type = plain[4 + struct.unpack(">I", plain[:4])[0]:]
    data = string(kind.encode()) + after_type + string(b"ssh:")
    return f"{kind} {base64.b64encode(data).decode()} ada@token\n"


@pytest.mark.parametrize("kind, bits", MADE)
def test_the_fingerprint_is_what_ssh_keygen_prints(world, tmp_path, kind, bits):
    _, line = make(tmp_path, kind, bits)
    answer = post(world(), line)
    assert answer.status_code == 200, answer.text
    key = answer.json()
    assert key["fingerprint"] == fingerprint(tmp_path, line)
    assert key["algorithm"] == ALGORITHMS[kind] + (str(bits) if kind == "ecdsa" else "")
    assert key["name"] == "laptop" and key["id"].startswith("key_")


@pytest.mark.parametrize("kind", ["sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com"])
def test_keys_of_hardware_tokens(world, tmp_path, kind):
    line = security_key(tmp_path, kind)
    answer = post(world(), line)
    assert answer.status_code == 200, answer.text
    assert answer.json()["fingerprint"] == fingerprint(tmp_path, line)
    assert answer.json()["algorithm"] == kind


@pytest.mark.parametrize("kind, bits", [("rsa", 1024), ("rsa", 2047), ("dsa", 1024)])
def test_weak_keys(world, tmp_path, kind, bits):
    _, line = make(tmp_path, kind, bits)
    assert_refused(post(world(), line), "weak_key")


def test_a_private_key_is_refused_and_not_repeated(world, tmp_path):
    path, _ = make(tmp_path, "ed25519")
    secret = path.read_text()
    answer = post(world(), secret)
    assert_refused(answer, "validation_failed", "private key")
    assert secret.splitlines()[1] not in answer.text


def test_a_certificate(world, tmp_path):
    path, _ = make(tmp_path, "ed25519")
    authority, _ = make(tmp_path, "ed25519", name="authority")
    assert keygen("-q", "-s", authority, "-I", "ada", "-n", "ada", f"{path}.pub").returncode == 0
    assert_refused(post(world(), path.with_name("key-cert.pub").read_text()), "validation_failed", "certificate")


def test_other_formats_of_a_public_key(world, tmp_path):
    path, _ = make(tmp_path, "rsa", 2048)
    for form in ("RFC4716", "PKCS8", "PEM"):
        assert_refused(post(world(), keygen("-e", "-m", form, "-f", path).stdout), "validation_failed", "ssh-keygen -i")


def test_lines_that_are_no_key(world, tmp_path):
    _, line = make(tmp_path, "ed25519")
    kind, data, comment = line.split()
    for text, word in [
        ("", "publicKey"), ("hello", "publicKey"), (f"restrict {line}", "options"), (line + line, "single line"),
        (f"{kind} {data[:-4]}", "data"), (f"{kind} {data}AAAA", "data"), (f"ssh-rsa {data}", "ssh-ed25519"),
        (f"{kind}", "missing"), (data, "type"), (f"{kind} {data[:20]}*{data[21:]}", "base64"),
    ]:
        assert_refused(post(world(), text), "validation_failed", word)


def test_the_same_key_twice(world, tmp_path):
    world = world()
    _, line = make(tmp_path, "ed25519")
    made = post(world, line).json()
    assert_refused(post(world, line.replace("ada@laptop", "ada@elsewhere"), name="other"), "duplicate_key")
    client = world.client("dev")
    listed = client.get(f"{world.api}/ssh-keys", timeout=10).json()
    assert listed == {"keys": [made]}
    assert client.delete(f"{world.api}/ssh-keys/{made['id']}", timeout=10).json() == {"ok": True}
    gone = client.delete(f"{world.api}/ssh-keys/{made['id']}", timeout=10)
    assert (gone.status_code, gone.json()["error"]) == (404, "key_not_found")
    assert post(world, line).status_code == 200
