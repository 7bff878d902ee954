"""What the pools of kept-alive connections make of one that ends: after an answer that did not say so, and under the
next request.

Between its calls each client asks something else over a connection of its own: by its answer an end that went out before
has arrived, and whoever looks sees it. Without that it is a race, which no test wins for certain.
"""

import json
import subprocess
from urllib.parse import urljoin

import pytest
import requests

from mock import CLIENTS

CALLS = 3


def with_requests(url, method):
    client = requests.Session()
    client.headers["Cookie"] = "sid=dev"
    said = []
    for _ in range(CALLS):
        try:
            said.append(client.request(method, url, timeout=30).status_code)
        except requests.exceptions.ConnectionError:
            said.append("lost")
        requests.get(urljoin(url, "/__admin/health"), timeout=30)
    return said


def with_node(url, method):
    program = """
      import { get } from 'node:http';
      import { once } from 'node:events';
      const [url, method, calls] = process.argv.slice(1);
      const said = [];
      for (let n = 0; n < Number(calls); n++) {
        try {
          const answer = await fetch(url, { method, headers: { Cookie: 'sid=dev' } });
          await answer.text();
          said.push(answer.status);
        } catch { said.push('lost'); }
        const [other] = await once(get(new URL('/__admin/health', url), { agent: false }), 'response');
        await once(other.resume(), 'end');
      }
      console.log(JSON.stringify(said));
    """
    return told("node", "--input-type=module", "-e", program, url, method, str(CALLS))


@pytest.fixture(scope="session")
def with_go(tmp_path_factory):
    binary = str(tmp_path_factory.mktemp("go") / "pool")
    subprocess.run(["go", "build", "-o", binary, str(CLIENTS / "go" / "pool.go")], check=True, timeout=300)
    return lambda url, method: told(binary, url, method, str(CALLS))


def told(*command):
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return json.loads(ran.stdout)


@pytest.fixture(params=["requests", "node", "go"])
def pool(request):
    if request.param == "go":
        return request.getfixturevalue("with_go")
    return {"requests": with_requests, "node": with_node}[request.param]


def calls_of(world):
    return [(entry["delivery"], entry["connection"]) for entry in world.admin("GET", "requests")["requests"]]


def test_every_pool_sees_an_unannounced_end_before_its_next_request(world, pool):
    here = world()
    here.admin("POST", "faults", json={"on": "me", "connection": "last"})
    assert pool(f"{here.api}/auth/me", "GET") == [200] * CALLS
    assert calls_of(here) == [("delivered", "last")] * CALLS


def test_a_connection_that_ends_under_a_get_is_hidden_by_go_and_told_by_the_others(world, request, pool):
    here = world()
    here.admin("POST", "faults", json={"on": "me", "per": "connection", "nth": 2, "connection": "close"})
    said = pool(f"{here.api}/auth/me", "GET")
    lost, whole = ("lost", "close"), ("delivered", None)
    if request.node.callspec.params["pool"] == "go":
        assert said == [200] * CALLS, "Go asks again on a fresh connection what it may ask twice"
        assert calls_of(here) == [whole, lost, whole, lost, whole]
    else:
        assert said == [200, "lost", 200]
        assert calls_of(here) == [whole, lost, whole]


def test_a_connection_that_ends_under_a_post_is_told_by_all_of_them(world, pool):
    here = world()
    here.admin("POST", "faults", json={
        "on": "setupIntent", "per": "connection", "nth": 2, "connection": "close", "commit": True})
    assert pool(f"{here.api}/billing/setup-intent", "POST") == [200, "lost", 200]
    assert calls_of(here) == [("delivered", None), ("lost", "close"), ("delivered", None)]
