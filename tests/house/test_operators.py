"""docker-compose.yml and what is read from the environment, against docs/operators.md."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml


@pytest.fixture(scope="module")
def page(house: Path) -> str:
    return (house / "docs" / "operators.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def compose(house: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((house / "docker-compose.yml").read_text(encoding="utf-8"))
    return read


def rows(page: str, header: str) -> list[list[str]]:
    """The rows of the page's table whose header begins so, cells stripped."""
    lines = page.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(header))
    table = []
    for line in lines[first + 2 :]:
        if not line.startswith("|"):
            break
        table.append([cell.strip() for cell in line.strip("|").split("|")])
    return table


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def names_in(text: str) -> set[str]:
    return set(re.findall(r"DUECOURSE_[A-Z_]+", text))


def test_every_service_its_image_and_port(page: str, compose: dict[str, Any]) -> None:
    told = {}
    for service, image, port, _ in rows(page, "| service | image |"):
        told[quoted(service)[0]] = (quoted(image)[0], quoted(port))
    stands = {}
    for name, service in compose["services"].items():
        ports = [re.sub(r"\$\{\w+:-(\d+)\}", r"\1", port).split(":")[1] for port in service.get("ports", [])]
        image = re.sub(r":\$\{.*", "", service["image"])
        stands[name] = (image, ports)
    assert told == stands


def test_every_variable_a_service_reads(page: str, compose: dict[str, Any]) -> None:
    told = {quoted(service)[0]: set(quoted(names)) for service, names in rows(page, "| service | variables |")}
    stands = {name: set(service.get("environment", {})) for name, service in compose["services"].items()}
    assert told == stands


def test_every_setting_is_told_and_every_setting_told_is_read(page: str, house: Path) -> None:
    told = [quoted(row[0])[0] for row in rows(page, "| variable |")]
    assert len(told) == len(set(told))
    read = names_in((house / "docker-compose.yml").read_text(encoding="utf-8"))
    for path in [
        *(found for room in ("portal", "desk", "activities", "deploy") for found in (house / room).rglob("*.py")),
        *(house / "deploy").rglob("*.sh"),
        house / "worker.py",
    ]:
        read |= names_in(path.read_text(encoding="utf-8"))
    assert set(told) == read


def test_the_temporal_server_is_the_one_built_here(compose: dict[str, Any], house: Path) -> None:
    parts = (house / "deploy" / "setup" / "parts.sh").read_text(encoding="utf-8")
    version = re.search(r"^TEMPORAL_SERVER=(\S+)$", parts, re.MULTILINE)
    assert version is not None
    assert compose["services"]["temporal"]["image"].endswith(f":{version.group(1)}")


def test_ports_are_open_on_this_machine_only(compose: dict[str, Any]) -> None:
    ports = [port for service in compose["services"].values() for port in service.get("ports", [])]
    assert ports
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []
