"""Two processes, one scenario, the same requests: the same bytes, heads and all."""

import concurrent.futures
import os

import pytest
import requests

from mock import Mock
from recording import record

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHelYVa3xqfqDEE1/O9nzgMZ430tv3poRSRoGgnrfIgy ada"
STORY = [
    ("POST", "/v1/auth/request-code", {"email": "grace@example.com"}),
    ("GET", "/v1/auth/me", None),
    ("GET", "/v1/catalog/listings?pageSize=5", None),
    ("GET", "/v1/catalog/facets", None),
    ("POST", "/v1/ssh-keys", {"name": "laptop", "publicKey": KEY}),
    ("POST", "/v1/billing/checkout", {"amountCents": 2500}),
    ("POST", "/v1/billing/setup-intent", {}),
    ("POST", "/v1/rentals", {"familyId": "b200", "gpuCount": 8}),
    ("POST", "/v1/rentals", {"familyId": "b200", "gpuCount": 8}),
    "7m",
    ("GET", "/v1/rentals", None),
    ("GET", "/v1/billing/ledger", None),
    "3h",
    ("GET", "/v1/rentals", None),
    ("GET", "/v1/billing/ledger?pageSize=200", None),
    ("GET", "/v1/auth/oauth/google", None),
    ("GET", "/v1/nowhere", None),
    ("GET", "/__admin/outbox", None),
    ("GET", "/__admin/state", None),
    ("GET", "/__admin/report", None),
]


def tell(mock):
    """The story's answers as they came, field by field and byte by byte."""
    root = f"{mock.url}/@steady~twin"
    answers = []
    for step in STORY:
        if isinstance(step, str):
            requests.post(f"{root}/__admin/clock/advance", json={"by": step}, timeout=10).raise_for_status()
            continue
        method, path, body = step
        # The port is in every absolute address that the server gives out, so both must go by one name.
        host = {} if path.startswith("/__admin") else {"Host": "mock.localhost"}
        answer = requests.request(
            method, root + path, json=body, headers={"Cookie": "sid=dev", **host}, timeout=10, allow_redirects=False)
        # A control answer's own fields tell of the server, not of the world: its clock and its count of such answers.
        fields = [] if path.startswith("/__admin") else list(answer.headers.items())
        answers.append((method, path, answer.status_code, fields, answer.content))
    return answers


@pytest.mark.skipif("GPUOUTLET_MOCK_URL" in os.environ, reason="needs two processes of its own")
def test_twins(mock):
    other = Mock()
    try:
        answers = tell(mock)
        assert [status for _, _, status, _, _ in answers] == [200] * 8 + [503] + [200] * 4 + [302, 404] + [200] * 3
        for one, two in zip(answers, tell(other), strict=True):
            assert one == two
    finally:
        assert other.stop() == 0


def address(mock):
    return "127.0.0.1", int(mock.url.rsplit(":", 1)[1])


@pytest.mark.skipif("GPUOUTLET_MOCK_URL" in os.environ, reason="two processes of our own are needed")
def test_ten_thousand_requests_give_the_same_bytes_in_two_processes():
    hashes = []
    for _ in range(2):
        mock = Mock()
        try:
            operations = requests.get(f"{mock.url}/__admin/operations", timeout=10).json()["operations"]
            assert len(operations) == 30
            hashes.append(record(address(mock), "/@noisy~twin", operations, 10_000))
        finally:
            assert mock.stop() == 0
    print(f"10,000 requests, {hashes[0][1]} cut short: {hashes[0][0]}, {hashes[1][0]}")
    assert hashes[0] == hashes[1]
    assert hashes[0][1] > 10, "the conversation met the faults that cut answers"


def test_eight_worlds_at_once_each_equal_a_solo_run(mock, world):
    operations = requests.get(f"{mock.url}/__admin/operations", timeout=10).json()["operations"]
    # Every world writes its name into each answer, so the names have one length and the solo run has the same name.
    prefixes = [f"/@noisy~w{n}" for n in range(8)]

    def run(prefix):
        requests.post(f"{mock.url}{prefix}/__admin/reset", timeout=10)
        return record(address(mock), prefix, operations, 300)

    solos = [run(prefix) for prefix in prefixes]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert list(pool.map(run, prefixes)) == solos
