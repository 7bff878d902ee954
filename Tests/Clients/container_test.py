"""The image and the manifests, without Docker and without a cluster.

buildah builds the Dockerfile's last stage around the ready binary. What comes out is run as a container runtime would
run it: alone in its root, as process 1 of its own, as nobody, with nothing to write to.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from mock import CLIENTS, DEFAULT_BINARY

ROOT = CLIENTS.parents[1]
DOCKER = ROOT / "docker"
BINARY = os.environ.get("GPUOUTLET_MOCK_BINARY", str(DEFAULT_BINARY))


def output(*command, **options):
    run = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=120, **options)
    assert run.returncode == 0, f"{command}\n{run.stdout}{run.stderr}"
    return run.stdout


def tool(name):
    """A command of the virtual environment that the tests run in."""
    return Path(sys.executable).with_name(name)


# The manifests


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((DOCKER / "compose.yaml").read_text())


@pytest.fixture(scope="module")
def kustomized():
    """What `kubectl apply --kustomize docker` sends, by kind and name."""
    objects = yaml.safe_load_all(output("kubectl", "kustomize", DOCKER))
    return {(one["kind"], one["metadata"]["name"]): one for one in objects}


def test_compose_keeps_to_the_published_schema():
    output(tool("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", DOCKER / "compose.yaml")


def test_compose_mounts_what_there_is(compose):
    mounts = [mount.split(":")[0] for service in compose["services"].values() for mount in service["volumes"]]
    assert {"./haproxy.cfg", "../scenarios"} <= set(mounts)
    assert [mount for mount in mounts if not (DOCKER / mount).exists()] == []
    build = compose["services"]["mock-0"]["build"]
    assert (DOCKER / build["context"] / build["dockerfile"]).exists()


def test_prometheus_asks_every_replica(compose):
    [job] = yaml.safe_load((DOCKER / "prometheus.yaml").read_text())["scrape_configs"]
    replicas = [f"{name}:4429" for name in compose["services"] if name.startswith("mock-")]
    assert job["static_configs"] == [{"targets": replicas}]
    assert job["metrics_path"] == "/__admin/metrics"


def test_kubernetes_keeps_to_the_published_schemas(kustomized, tmp_path):
    for (kind, name), document in kustomized.items():
        (tmp_path / f"{kind}-{name}.yaml").write_text(yaml.safe_dump(document))
    checked = output(tool("kubernetes-validate"), "--strict", *sorted(tmp_path.iterdir()))
    assert sorted(kind for kind, _ in kustomized) == ["ConfigMap", "Deployment", "Service", "Service", "StatefulSet"]
    assert len(re.findall(r"passed for resource", checked)) == 5


def test_the_cluster_gets_the_same_proxy(kustomized):
    """One haproxy.cfg for all: the map holds that file, and the proxy's pods mount that map."""
    [(name, held)] = [(n, one) for (kind, n), one in kustomized.items() if kind == "ConfigMap"]
    assert held["data"] == {"haproxy.cfg": (DOCKER / "haproxy.cfg").read_text()}
    pod = kustomized["Deployment", "gpuoutlet-mock-proxy"]["spec"]["template"]["spec"]
    assert pod["volumes"] == [{"name": "configuration", "configMap": {"name": name}}]


def test_the_proxy_finds_the_pods_by_name(kustomized):
    """haproxy.cfg says mock-N${MOCK_DOMAIN}:4429; the set and its service have to make such names."""
    replicas = kustomized["StatefulSet", "mock"]["spec"]
    service = kustomized["Service", replicas["serviceName"]]["spec"]
    labels = replicas["template"]["metadata"]["labels"]
    assert service["clusterIP"] == "None"
    assert service["selector"].items() <= labels.items()
    assert service["ports"][0]["port"] == 4429
    [proxy] = kustomized["Deployment", "gpuoutlet-mock-proxy"]["spec"]["template"]["spec"]["containers"]
    [domain] = [one["value"] for one in proxy["env"] if one["name"] == "MOCK_DOMAIN"]
    assert domain == f".{replicas['serviceName']}.$(NAMESPACE).svc.cluster.local"
    assert replicas["replicas"] <= (DOCKER / "haproxy.cfg").read_text().count("    server mock-")


# The front end


@pytest.fixture
def front_end(mock, compose, tmp_path):
    """nginx with the file that compose mounts, at a socket instead of a port; hands back a way to ask it."""
    [pages] = [mount.split(":")[0] for mount in compose["services"]["front-end"]["volumes"] if "/html" in mount]
    site = (DOCKER / "front-end.conf").read_text()
    for old, new in [
            ("listen 80", f"listen unix:{tmp_path}/socket"),
            ("http://proxy:4429", mock.url.replace("localhost", "127.0.0.1")),
            ("/usr/share/nginx/html", str((DOCKER / pages).resolve()))]:
        assert site.count(old) == 1, old
        site = site.replace(old, new)
    kinds = "types { text/html html; text/javascript js; }"
    (tmp_path / "nginx.conf").write_text(
        f"user root; pid {tmp_path}/pid; error_log {tmp_path}/log;"
        f"events {{}} http {{ access_log off; {kinds} {site} }}")
    # It goes into the background once it listens, and keeps its streams.
    subprocess.run(
        ["nginx", "-e", f"{tmp_path}/log", "-c", f"{tmp_path}/nginx.conf"], check=True, timeout=60,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def ask(path, *arguments):
        return output(
            "curl", "-sS", "-i", "--max-time", "20", "--unix-socket", tmp_path / "socket", *arguments,
            f"http://localhost:5173{path}")

    yield ask
    os.kill(int((tmp_path / "pid").read_text()), signal.SIGTERM)


def test_the_front_end_has_the_api_behind_its_own_address(front_end):
    assert "Location: /?api=/v1\n" in front_end("/")
    assert '<script type="module" src="app.js">' in front_end("/?api=/v1")
    assert "Content-Type: text/javascript" in front_end("/app.js")
    assert "Location: /?api=/v1\n" in front_end("/app/billing?session=success")
    world = "steady~front-end"
    assert '"email":"dev@example.com"' in front_end(f"/@{world}/v1/auth/me", "-b", "sid=dev")
    paid = front_end(
        f"/@{world}/v1/billing/checkout", "-b", "sid=dev", "-H", "Origin: http://localhost:5173", "-H",
        "Content-Type: application/json", "-d", '{"amountCents":2500}')
    [page] = re.findall(r'"checkoutUrl":"http://localhost:5173(/[^"]+)"', paid)
    assert "$25.00" in front_end(page), "the page that stands in for Stripe is reached the same way"


# The image


@pytest.fixture(scope="module")
def buildah(tmp_path_factory):
    """buildah with a store of its own, which holds nothing to begin with."""
    if os.geteuid() != 0:
        pytest.skip("building and entering a root of its own takes root")
    store = tmp_path_factory.mktemp("store")

    def run(*arguments, **options):
        return output(
            "buildah", "--root", store / "root", "--runroot", store / "run", "--storage-driver", "vfs",
            *arguments, **options)

    yield run
    run("rm", "--all")


def test_the_first_stage_is_given_what_it_copies():
    stage, _, _ = (DOCKER / "Dockerfile").read_text().partition("\nFROM scratch\n")
    sources = [word for line in stage.splitlines() if line.startswith("COPY ") for word in line.split()[1:-1]]
    admitted = (DOCKER / "Dockerfile.dockerignore").read_text().splitlines()
    assert "docker/build-static" in sources
    for source in sources:
        assert (ROOT / source).exists() and f"!{source}" in admitted, source


@pytest.fixture(scope="module")
def image(buildah, tmp_path_factory):
    """The Dockerfile from `FROM scratch` on, with the ready binary where its first stage would have left one."""
    folder = tmp_path_factory.mktemp("image")
    stages = (DOCKER / "Dockerfile").read_text().partition("\nFROM scratch\n")
    (folder / "Dockerfile").write_text("FROM scratch\n" + stages[2])
    shutil.copytree(ROOT / "scenarios", folder / "source" / "scenarios")
    (folder / "built").mkdir()
    shutil.copy(BINARY, folder / "built" / "gpuoutlet-mock")
    buildah(
        "build", "--format", "docker", "--network", "none", "--build-context", f"build={folder / 'built'}",
        "--file", folder / "Dockerfile", "--tag", "gpuoutlet-mock", folder / "source")
    return json.loads(buildah("inspect", "--type", "image", "gpuoutlet-mock"))["Docker"]["config"]


@pytest.fixture(scope="module")
def root(buildah, image):
    return Path(buildah("mount", buildah("from", "gpuoutlet-mock").strip()).strip())


def test_the_image_runs_the_binary_as_nobody_and_asks_it_for_its_health(image):
    assert image["User"] == "65534:65534"
    assert image["Entrypoint"] == ["/gpuoutlet-mock"]
    assert image["Cmd"] == ["serve", "/scenarios"]
    assert image["Healthcheck"]["Test"] == ["CMD", "/gpuoutlet-mock", "health"]
    assert list(image["ExposedPorts"]) == ["4429/tcp"]
    assert "GPUOUTLET_MOCK_HOST=0.0.0.0" in image["Env"]


def test_the_image_holds_one_file_and_the_scenarios(root):
    assert sorted(path.name for path in root.iterdir() if path.name != "proc") == ["gpuoutlet-mock", "scenarios"]
    shipped = {path.name for path in (ROOT / "scenarios").iterdir()}
    assert {path.name for path in (root / "scenarios").iterdir()} == shipped
    assert os.access(root / "gpuoutlet-mock", os.X_OK)


# The container

# A root that cannot be written to, /proc, and the loopback that a network of its own begins with: then the program,
# which takes this shell's place and so its number, 1.
RUNTIME = """
set -e
mount --rbind "$0" "$0"
mount -o remount,bind,ro "$0"
mount -t proc -o nosuid,nodev,noexec proc "$0/proc"
ip link set lo up
exec setpriv --no-new-privs chroot --userspec="$1" "$0" "${@:2}"
"""


def run_alone(root, image, *arguments):
    """The image's entry point with these arguments, in spaces of its own."""
    (root / "proc").mkdir(exist_ok=True)
    return subprocess.Popen(
        ["unshare", "--mount", "--pid", "--net", "--ipc", "--uts", "--fork", "--kill-child", "bash", "-c", RUNTIME,
         root, image["User"], *image["Entrypoint"], *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **variables(image)})


def variables(image):
    return dict(word.split("=", 1) for word in image["Env"])


class Container:
    """The image's own command, serving."""

    def __init__(self, root, image):
        self.root, self.user, self.environment = root, image["User"], variables(image)
        self.outer = run_alone(root, image, *image["Cmd"])
        self.ready = self.outer.stdout.readline()
        assert self.ready, self.outer.communicate()[1]
        children = Path(f"/proc/{self.outer.pid}/task/{self.outer.pid}/children").read_text().split()
        self.process = int(children[0])

    def status(self):
        lines = Path(f"/proc/{self.process}/status").read_text().splitlines()
        return {name: value.split() for name, _, value in (line.partition(":") for line in lines)}

    def enter(self, *command):
        """Runs a command inside, as the runtime runs HEALTHCHECK."""
        return subprocess.run(
            ["nsenter", "--target", str(self.process), "--mount", "--pid", "--net", "chroot",
             f"--userspec={self.user}", str(self.root), *command],
            capture_output=True, text=True, timeout=30, env=self.environment)

    def curl(self, *arguments):
        """Asks from within the container's network, with the machine's own curl."""
        return output("nsenter", f"--net=/proc/{self.process}/ns/net", "curl", "-sS", "--max-time", "20", *arguments)

    def stop(self):
        """SIGTERM, as a runtime sends it; hands back the exit code and what stood on standard error."""
        os.kill(self.process, signal.SIGTERM)
        _, errors = self.outer.communicate(timeout=20)
        return self.outer.returncode, errors

    def end(self):
        """At once; what process 1 leaves behind ends with it."""
        if self.outer.poll() is None:
            os.kill(self.process, signal.SIGKILL)
            self.outer.communicate(timeout=20)


@pytest.fixture
def container(root, image):
    container = Container(root, image)
    yield container
    container.end()


def test_it_serves_alone_in_its_root_as_nobody_and_as_process_1(container):
    assert container.ready == "gpuoutlet-mock listening on http://127.0.0.1:4429\n"
    status = container.status()
    assert status["NSpid"][-1] == "1"
    assert status["Uid"] == status["Gid"] == ["65534"] * 4
    assert {int(status[name][0], 16) for name in ("CapEff", "CapPrm", "CapInh", "CapAmb")} == {0}
    assert status["NoNewPrivs"] == ["1"]
    body = json.loads(container.curl("http://127.0.0.1:4429/__admin/health"))
    assert body["status"] == "ok" and body["problems"] == []
    assert body["scenarios"] == len(list((ROOT / "scenarios").glob("*.json"))) - 1, "all but the schema"
    pod = json.dumps({"familyId": "h100-80gb", "gpuCount": 1})
    world = "http://127.0.0.1:4429/@provider-pool-empty/v1"
    answer = container.curl(f"{world}/rentals", "-b", "sid=dev", "-H", "Content-Type: application/json", "-d", pod)
    assert json.loads(answer)["error"] == "provider_pool_empty"


def test_its_health_is_what_the_image_says_to_ask(container, image):
    health = image["Healthcheck"]["Test"][1:]
    asked = container.enter(*health)
    assert (asked.returncode, asked.stdout) == (0, "http://127.0.0.1:4429 is ready\n")
    os.kill(container.process, signal.SIGSTOP)
    try:
        asked = container.enter(*health)
    finally:
        os.kill(container.process, signal.SIGCONT)
    assert asked.returncode != 0, "a server that does not answer is not healthy"


def test_it_stops_gracefully_as_process_1(container):
    """A kernel spares process 1 the signals that it has not asked for: this one has, and cuts what only hangs."""
    with subprocess.Popen(
            ["nsenter", f"--net=/proc/{container.process}/ns/net", "curl", "-sS", "-b", "sid=dev",
             "-H", "X-Mock-Fault: connection=hang", "http://127.0.0.1:4429/v1/auth/me"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as held:
        container.curl("http://127.0.0.1:4429/__admin/wait?calls=me&timeout=10s")
        code, errors = container.stop()
        held.communicate(timeout=20)
    assert code == 0, errors
    stopping, lost = errors.splitlines()[-2:]
    assert stopping.endswith("stopping") and lost.endswith("lost: hang")
    assert held.returncode == 52, "curl's code for a server that said nothing"


def test_scenarios_of_ones_own_are_mounted_over_the_shipped_ones(root, image, tmp_path):
    own = root / "scenarios"
    subprocess.run(["mount", "--bind", str(CLIENTS / "scenarios"), str(own)], check=True)
    container = Container(root, image)
    try:
        body = json.loads(container.curl("http://127.0.0.1:4429/__admin/scenarios"))
        names = {row["name"] for row in body["scenarios"]}
        assert "pool-empty-twice" in names
        assert container.stop()[0] == 0
    finally:
        container.end()
        subprocess.run(["umount", str(own)], check=True)


def test_any_other_command_runs_in_the_image_too(root, image):
    with run_alone(root, image, "check", "/scenarios") as run:
        said, errors = run.communicate(timeout=60)
    assert run.returncode == 0, said + errors
