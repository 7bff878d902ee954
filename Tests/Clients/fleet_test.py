"""Beyond one machine: a world's conversation stays on one replica, however it is named, whoever joins or leaves."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from fleet import Fleet

WORLDS = [f"steady~w{number}" for number in range(320)]


@pytest.fixture(scope="module")
def fleet(tmp_path_factory):
    fleet = Fleet(tmp_path_factory.mktemp("fleet"), 3)
    yield fleet
    fleet.stop()


def by_path(fleet, name):
    return f"{fleet.url}/@{name}/v1", {}


def by_host(fleet, name):
    return f"{fleet.url}/v1", {"Host": f"{name}.localhost"}


def by_header(fleet, name):
    return f"{fleet.url}/v1", {"X-Mock-World": name}


def by_encoded_path(fleet, name):
    return f"{fleet.url}/%40{name}/v1", {}


def by_rooted_host(fleet, name):
    return f"{fleet.url}/v1", {"Host": f"{name}.localhost.:4429"}


WAYS = [by_path, by_host, by_header, by_encoded_path, by_rooted_host]


def call(fleet, way, name, method, path, body=None):
    """One request on a connection of its own, as from one more client."""
    base, headers = way(fleet, name)
    headers["Cookie"] = "sid=dev"
    answer = requests.request(method, base + path, headers=headers, json=body, timeout=30)
    assert answer.status_code == 200, f"{name}: {answer.status_code} {answer.text}"
    assert answer.headers["X-Mock-World"] == name
    return answer.json()


def converse(fleet, name, first=0):
    """Launches a pod, lists it and looks at it, each time naming the world another way."""
    launch, look, read = (WAYS[(first + turn) % len(WAYS)] for turn in range(3))
    pod = call(fleet, launch, name, "POST", "/rentals", {"familyId": "rtx-4090", "gpuCount": 1})
    listed = call(fleet, look, name, "GET", "/rentals")["rentals"]
    assert [rental["id"] for rental in listed] == [pod["id"]], name
    assert call(fleet, read, name, "GET", f"/rentals/{pod['id']}")["id"] == pod["id"]


def for_each(names, act):
    """Many clients at once; the first that fails fails the test."""
    with ThreadPoolExecutor(max_workers=8) as pool:
        return list(pool.map(act, names))


@pytest.fixture(scope="module")
def settled(fleet):
    """All worlds have had their conversation."""
    for_each(range(len(WORLDS)), lambda number: converse(fleet, WORLDS[number], number))
    return fleet


def test_each_conversation_stays_on_one_replica(settled):
    seen = [replica.worlds() for replica in settled.replicas]
    for name in WORLDS:
        assert sorted(worlds.get(name, 0) for worlds in seen) == [0, 0, 3], name
    shares = [sum(name in worlds for name in WORLDS) / len(WORLDS) for worlds in seen]
    print("worlds on each replica:", [len(worlds) for worlds in seen])
    assert all(0.2 < share < 0.5 for share in shares), shares


@pytest.mark.parametrize("chosen_by", ["path", "host", "header", "nothing"])
def test_the_proxy_finds_the_world_as_the_server_does(fleet, chosen_by):
    """Whatever else names another world, the request goes where the world lives that the server takes it for."""
    for number in range(12):
        name = "default" if chosen_by == "nothing" else f"by-{chosen_by}-{number}"
        path = f"/@{name}/v1/auth/me" if chosen_by == "path" else "/v1/auth/me"
        headers = {"Cookie": "sid=dev", "Host": f"Nobody-{number}.localhost", "X-Mock-World": f"stranger-{number}"}
        if chosen_by == "host":
            headers["Host"] = f"{name.upper()}.LocalHost:4429"
        elif chosen_by == "header":
            headers.update({"Host": "localhost:4429", "X-Mock-World": name})
        elif chosen_by == "nothing":
            headers = {"Cookie": "sid=dev", "Host": "localhost:4429"}
        answer = requests.get(f"{fleet.url}{path}?x=/@elsewhere/v1", headers=headers, timeout=30)
        assert answer.headers["X-Mock-World"] == name
        by_path = requests.get(f"{fleet.url}/@{name}/v1/auth/me", headers={"Cookie": "sid=dev"}, timeout=30)
        assert int(by_path.headers["X-Mock-Request"]) == int(answer.headers["X-Mock-Request"]) + 1
        assert len(fleet.placement()[name]) == 1


def test_what_is_the_whole_servers_is_asked_of_each_replica(settled):
    through = [
        {row["name"] for row in requests.get(f"{settled.replica_url(n)}/__admin/worlds", timeout=10).json()["worlds"]}
        for n in range(3)]
    assert through == [set(replica.worlds()) for replica in settled.replicas]
    for number in range(3):
        metrics = requests.get(f"{settled.replica_url(number)}/__admin/metrics", timeout=10).text
        assert f"gpuoutlet_mock_worlds {len(through[number])}\n" in metrics


def test_a_replica_that_is_not_there_is_not_stood_in_for(fleet):
    assert requests.get(f"{fleet.replica_url(7)}/__admin/health", timeout=10).status_code == 503


def report(fleet, urls):
    run = subprocess.run(
        [fleet.replicas[0].binary, "report", "--format", "json", *urls], capture_output=True, text=True, timeout=60)
    joined = json.loads(run.stdout)
    del joined["worlds"]  # what was run until now, which is another moment each time
    return run.returncode, joined


def test_the_report_joins_all_replicas(settled):
    # One world of each replica meets an error of its own, and one does not wait as it was told.
    homes = {number: name for name, [number] in settled.placement().items() if name in WORLDS}
    for number, path, body in [
        (0, "/rentals", {"familyId": "rtx-4090", "gpuCount": 3}), (1, "/billing/checkout", {"amountCents": 1}),
        (2, "/ssh-keys", {"name": "x", "publicKey": "none"}),
    ]:
        base, _ = by_path(settled, homes[number])
        answer = requests.post(base + path, headers={"Cookie": "sid=dev"}, json=body, timeout=10)
        assert answer.status_code == 400
    # The second request comes too soon, wherever it lives.
    base, _ = by_path(settled, "pool-empty-twice~rude")
    for _ in range(2):
        pod = {"familyId": "h100-80gb", "gpuCount": 1}
        assert requests.post(base + "/rentals", headers={"Cookie": "sid=dev"}, json=pod, timeout=10).status_code == 503

    alone = [requests.get(f"{replica.url}/__admin/report", timeout=30).json() for replica in settled.replicas]
    code, joined = report(settled, [settled.replica_url(number) for number in range(3)])
    assert (code, joined) == report(settled, [replica.url for replica in settled.replicas])
    assert code == 1

    for index, cell in enumerate(joined["coverage"]["cells"]):
        parts = [one["coverage"]["cells"][index] for one in alone]
        assert {(part["operation"], part["error"]) for part in parts} == {(cell["operation"], cell["error"])}
        for origin in ("natural", "injected"):
            assert cell[origin] == sum(part[origin] for part in parts)
    met = {(cell["operation"], cell["error"]) for cell in joined["coverage"]["cells"] if cell["natural"]}
    assert {("createRental", "invalid_count"), ("checkout", "invalid_amount"), ("createKey", "validation_failed")} <= met

    leaks = [leak["id"] + leak["world"] for leak in joined["leaks"]]
    assert sorted(leaks) == sorted(leak["id"] + leak["world"] for one in alone for leak in one["leaks"])
    pods = {leak["world"] for leak in joined["leaks"] if leak["kind"] == "rental"}
    assert pods >= set(WORLDS)

    results = {entry["verdict"]: entry["result"] for entry in joined["verdicts"]}
    assert results["honours-retry-after"] == "fail"
    for verdict, result in results.items():
        found = {entry["result"] for one in alone for entry in one["verdicts"] if entry["verdict"] == verdict}
        assert result == next(r for r in ("fail", "pass", "not-exercised") if r in found)


def test_a_replica_that_joins_takes_its_share_and_no_more(settled):
    before = [replica.worlds() for replica in settled.replicas]
    newcomer = settled.join()
    rentals = dict(zip(WORLDS, for_each(WORLDS, lambda name: call(settled, by_path, name, "GET", "/rentals"))))
    moved = set(newcomer.worlds())
    print(f"{len(moved)} of {len(WORLDS)} worlds moved to the fourth replica")
    assert 0.15 < len(moved) / len(WORLDS) < 0.35
    for name in WORLDS:
        grown = [replica.worlds()[name] - old[name]
                 for replica, old in zip(settled.replicas, before) if name in old]
        assert grown == ([0] if name in moved else [1]), f"{name} went to the newcomer or stayed where it was"
        assert len(rentals[name]["rentals"]) == (0 if name in moved else 1), "who moved begins anew"

    settled.leave()
    for name, answer in zip(WORLDS, for_each(WORLDS, lambda name: call(settled, by_host, name, "GET", "/rentals"))):
        assert len(answer["rentals"]) == 1, f"{name} is back where its pod is"


@pytest.mark.parametrize("fault", ["reset", "close", "garbage", "truncate"])
def test_a_connection_that_breaks_on_purpose_breaks_for_the_client_too(fleet, fault):
    world = fleet.world(f"steady~breaks-by-{fault}")
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        world.client("dev").get(f"{world.api}/auth/me", headers={"X-Mock-Fault": f"connection={fault}"}, timeout=10)
    assert len(world.admin("GET", "requests")["requests"]) == 1, "the proxy asks nothing twice"


def test_a_held_answer_is_held(fleet):
    world = fleet.world("steady~holds")
    with pytest.raises(requests.ReadTimeout):
        world.client("dev").get(f"{world.api}/auth/me", headers={"X-Mock-Fault": "connection=hang"}, timeout=(5, 0.2))
