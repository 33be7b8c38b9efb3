"""Claims about the files of deploy/: they agree with the image and with each other."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from live.rooms.routes import FOLDER
from live.serving import assets

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
NGINX = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
HEALTH = "/_stcore/health"


@pytest.fixture(scope="module")
def everything() -> list[dict[str, Any]]:
    """Return all that Kubernetes is to make."""
    text = (ROOT / "deploy" / "kubernetes.yaml").read_text(encoding="utf-8")
    return list(yaml.safe_load_all(text))


@pytest.fixture(scope="module")
def kubernetes(everything) -> dict[str, dict[str, Any]]:
    """Return what is called like the app, by its kind."""
    return {
        one["kind"]: one for one in everything if one["metadata"]["name"] == "logit-lab"
    }


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """Return what Compose is to make."""
    text = (ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8")
    made: dict[str, Any] = yaml.safe_load(text)
    return made


@pytest.fixture(scope="module")
def container(kubernetes) -> dict[str, Any]:
    """Return the one container of a pod."""
    [found] = kubernetes["Deployment"]["spec"]["template"]["spec"]["containers"]
    return dict(found)


def servers(text: str) -> list[str]:
    """Return the lines of a configuration of nginx that name replicas."""
    return re.findall(r"^\s*server (.+);", text, re.MULTILINE)


def test_kubernetes_knows_the_port_of_the_image(container):
    """What the image exposes is what the pod opens."""
    [port] = [one["containerPort"] for one in container["ports"]]
    assert f"\nEXPOSE {port}\n" in DOCKERFILE


@pytest.mark.parametrize("probe", ["readinessProbe", "livenessProbe"])
def test_kubernetes_asks_what_the_image_asks(container, probe):
    """Both look for health at the same address."""
    assert container[probe]["httpGet"]["path"] == HEALTH
    assert HEALTH in DOCKERFILE


def test_kubernetes_runs_the_user_of_the_image(kubernetes):
    """The folder that can be written is that of the image's user."""
    context = kubernetes["Deployment"]["spec"]["template"]["spec"]["securityContext"]
    assert f"\nUSER {context['runAsUser']}:{context['runAsGroup']}\n" in DOCKERFILE


def test_the_ways_of_kubernetes_lead_to_its_pods(kubernetes):
    """Ingress, service and pods mean each other, and so does the budget."""
    labels = kubernetes["Deployment"]["spec"]["template"]["metadata"]["labels"]
    [rule] = kubernetes["Ingress"]["spec"]["rules"]
    [path] = rule["http"]["paths"]
    service = kubernetes["Service"]
    assert path["backend"]["service"]["name"] == service["metadata"]["name"]
    assert service["spec"]["selector"] == labels
    assert kubernetes["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    budget = kubernetes["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"]
    assert budget == labels


def test_compose_serves_the_replicas_that_it_starts(compose):
    """Nginx is told of each replica, on the port of the image."""
    replicas = compose["services"].keys() - {"nginx"}
    named = servers(compose["configs"]["replicas"]["content"])
    places = {line.split()[0] for line in named}
    [port] = re.findall(r"^EXPOSE (\d+)$", DOCKERFILE, re.MULTILINE)
    assert places == {f"{name}:{port}" for name in replicas}
    assert len(replicas) == 2


def test_a_replica_is_left_alone_alike_everywhere(compose):
    """Compose and a single machine treat one that fails the same way."""
    lines = servers(compose["configs"]["replicas"]["content"])
    lines += servers((ROOT / "deploy" / "replicas.conf").read_text(encoding="utf-8"))
    assert len({line.partition(" ")[2] for line in lines}) == 1


def test_every_memory_has_a_limit(compose, container):
    """What grows is started anew before its machine suffers."""
    assert container["resources"]["limits"]["memory"]
    for one in compose["services"].values():
        assert one["mem_limit"]
        assert one["restart"]


def test_nothing_that_a_container_of_compose_does_fills_the_machine(compose):
    """Threads, open files and logs have an end, of nginx too."""
    for one in compose["services"].values():
        assert one["pids_limit"]
        assert one["ulimits"]["nofile"]
        assert {"max-size", "max-file"} <= one["logging"]["options"].keys()


def test_nginx_may_open_as_many_files_as_it_is_told_to(compose):
    """Each connection of a learner is two, and the container allows them."""
    [files] = map(int, re.findall(r"worker_rlimit_nofile (\d+);", NGINX))
    [connections] = map(int, re.findall(r"worker_connections (\d+);", NGINX))
    assert compose["services"]["nginx"]["ulimits"]["nofile"] >= files
    assert files >= connections * 2


ANNOTATION = "nginx.ingress.kubernetes.io/"


@pytest.mark.parametrize(
    ("annotation", "directive"),
    [
        ("proxy-body-size", "client_max_body_size"),
        ("proxy-buffer-size", "proxy_buffer_size"),
        ("proxy-read-timeout", "proxy_read_timeout"),
        ("proxy-send-timeout", "proxy_send_timeout"),
    ],
)
def test_kubernetes_and_nginx_allow_the_same(kubernetes, annotation, directive):
    """Sizes and patience are those that are tested with nginx itself."""
    said = kubernetes["Ingress"]["metadata"]["annotations"][ANNOTATION + annotation]
    [here] = re.findall(rf"^ +{directive} (.*);$", NGINX, re.MULTILINE)
    assert said == here.removesuffix("s")


def test_kubernetes_keeps_the_numbers_of_the_server_to_itself(everything, kubernetes):
    """The exact way to the metrics, on the same host, is open to nobody outside."""
    [closed] = [one for one in everything if one["metadata"]["name"].endswith("closed")]
    assert closed["metadata"]["annotations"] == {
        f"{ANNOTATION}whitelist-source-range": "127.0.0.1/32"
    }
    [rule], [outside] = closed["spec"]["rules"], kubernetes["Ingress"]["spec"]["rules"]
    assert rule["host"] == outside["host"]
    [path] = rule["http"]["paths"]
    assert (path["path"], path["pathType"]) == ("/_stcore/metrics", "Exact")
    assert path["backend"] == outside["http"]["paths"][0]["backend"]


def test_kubernetes_limits_what_one_address_asks_but_no_class(kubernetes):
    """A thousand first visits of a hundred questions each fit into its burst."""
    annotations = kubernetes["Ingress"]["metadata"]["annotations"]
    rate = int(annotations[f"{ANNOTATION}limit-rps"])
    times = int(annotations[f"{ANNOTATION}limit-burst-multiplier"])
    assert rate * times >= 1_000 * 100


def test_the_rooms_of_a_class_are_led_to_one_replica_each(everything, kubernetes):
    """By their code: in nginx by the path, in Kubernetes by what phones say."""
    rooms = {
        one["kind"]: one
        for one in everything
        if one["metadata"]["name"] == "logit-lab-rooms"
    }
    annotations = rooms["Ingress"]["metadata"]["annotations"]
    assert annotations[f"{ANNOTATION}upstream-hash-by"] == "$http_x_room"
    [path] = rooms["Ingress"]["spec"]["rules"][0]["http"]["paths"]
    assert path["path"] == FOLDER
    assert path["backend"]["service"]["name"] == "logit-lab-rooms"
    selector = rooms["Service"]["spec"]["selector"]
    assert selector == kubernetes["Deployment"]["spec"]["selector"]["matchLabels"]
    for script in ("class.js", "host.js"):
        assert '"X-Room"' in assets()[script].content.decode()
    assert "upstream rooms {\n        hash $room consistent;" in NGINX
