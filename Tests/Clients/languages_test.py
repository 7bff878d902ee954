"""Clients of other languages, each with its own cookie jar and its own way to write a URL."""

import glob
import os
import subprocess

import pytest

from mock import CLIENTS

# Every JDK that is there, Debian's 17 among them.
JAVAS = sorted({os.path.realpath(path) for path in glob.glob("/usr/lib/jvm/*/bin/java")})
# The real one, and two that are far from the jar's own.
CLOCKS = [None, "2001-01-01T00:00:00Z", "2090-01-01T00:00:00Z"]


@pytest.fixture
def shops(world):
    """A world by each clock."""
    shops = [world(), world("steady"), world("rate-limited")]
    for shop, start in zip(shops, CLOCKS, strict=True):
        if start:
            shop.admin("PUT", "scenario", json={
                "scenario": "elsewhen", "why": "a clock of its own", "clock": {"mode": "virtual", "start": start}})
    return [shop.root for shop in shops]


def said(*command, folder=None):
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout.splitlines()


@pytest.mark.parametrize("java", JAVAS)
def test_java_stays_signed_in(shops, java):
    lines = said(java, "-XX:TieredStopAtLevel=1", str(CLIENTS / "java" / "SignIn.java"), *shops)
    assert [line.split()[0] for line in lines] == ["HttpClient", "HttpURLConnection"] * len(shops)
    emails = ["ada@example.com", "grace@example.com"] * len(shops)
    assert all(email in line for email, line in zip(emails, lines)), lines


def test_there_is_a_java():
    assert JAVAS, "install openjdk-17-jdk-headless"


def test_go_stays_signed_in(shops, tmp_path):
    said("go", "build", "-o", str(tmp_path / "signin"), str(CLIENTS / "go" / "signin.go"))
    lines = said(str(tmp_path / "signin"), *shops)
    assert len(lines) == len(shops) and all("ada@example.com" in line for line in lines), lines


FETCH = """
const [root, label] = process.argv.slice(1);
const ask = async (url) => (await fetch(url, { headers: { Cookie: 'sid=dev' } })).headers.get('x-mock-world');
console.log(await ask(`${root}/${encodeURIComponent('@' + label)}/v1/auth/me`));
console.log(await ask(`${root}/@${label.replace('~', '%7E')}/v1/auth/m%65`));
"""


def test_fetch_finds_a_world_by_an_encoded_name(mock, world):
    name = world().name
    assert said("node", "--input-type=module", "-e", FETCH, mock.url, name) == [name, name]
