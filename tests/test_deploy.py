"""Claims about the files of deploy/: they agree with the image and with each other."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
HEALTH = "/_stcore/health"


@pytest.fixture(scope="module")
def kubernetes() -> dict[str, dict[str, Any]]:
    """Return what Kubernetes is to make, by its kind."""
    text = (ROOT / "deploy" / "kubernetes.yaml").read_text(encoding="utf-8")
    return {one["kind"]: one for one in yaml.safe_load_all(text)}


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
    """A replica that grows is started anew before its machine suffers."""
    assert container["resources"]["limits"]["memory"]
    replicas = [one for name, one in compose["services"].items() if name != "nginx"]
    assert all(one["mem_limit"] and one["restart"] for one in replicas)
