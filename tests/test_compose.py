"""The compose file: what must be set, what depends on what, what is open to the world."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, Any] = COMPOSE["services"]
SECRETS = ("ZHOUBAO_SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD")


def test_compose_has_every_process():
    assert set(SERVICES) == {"web", "worker", "scheduler", "migrate", "database", "redis"}


@pytest.mark.parametrize("name", SECRETS)
def test_compose_refuses_to_start_without_its_secrets(name):
    uses = re.findall(rf"\$\{{{name}(.)(.)", TEXT)
    assert uses
    assert set(uses) == {(":", "?")}


def test_compose_starts_the_commands_of_the_manual():
    commands = {
        name: " ".join(SERVICES[name]["command"]) for name in SERVICES if name != "database"
    }
    assert commands["web"] == "python manage.py serve --host 0.0.0.0 --no-worker"
    assert commands["worker"].startswith("celery -A config worker --pool threads --concurrency 2")
    assert commands["scheduler"].startswith("celery -A config beat")
    assert commands["migrate"] == "python manage.py migrate --no-input"


@pytest.mark.parametrize("name", ["web", "worker", "scheduler"])
def test_compose_migrates_before_it_serves(name):
    assert SERVICES[name]["depends_on"] == {
        "migrate": {"condition": "service_completed_successfully"},
        "redis": {"condition": "service_healthy"},
    }


def test_compose_opens_one_port_and_only_on_loopback():
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports == ["127.0.0.1:${ZHOUBAO_PORT:-8000}:8000"]


def test_compose_keeps_files_and_database_in_volumes():
    mounts = {mount for service in SERVICES.values() for mount in service.get("volumes", [])}
    assert {mount.partition(":")[0] for mount in mounts} == set(COMPOSE["volumes"])


@pytest.mark.parametrize("name", ["worker", "database", "redis"])
def test_compose_asks_after_the_health_of_services(name):
    assert SERVICES[name]["healthcheck"]["test"]


def test_image_runs_as_an_ordinary_user_and_asks_after_its_health():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert "USER zhoubao" in lines
    assert any(line.startswith("HEALTHCHECK") for line in lines)


def test_image_gets_every_folder_of_the_program():
    wanted = {
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    programs = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert wanted == programs | {"locale", "manage.py", "requirements", "static", "templates"}
