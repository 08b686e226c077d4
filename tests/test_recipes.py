"""What we hand out for running the server: the unit, the image and what is composed around it know the server's own
settings, limits and times, and open nothing that need not be open. (`tests/edge/test_fronts.py`: the proxies.)"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from server.core.settings import networks
from server.core.workers import ENDS_WITHIN
from server.edge.check.told import KNOWN, OTHERS
from server.edge.connection import Limits
from server.keep.offline_kit import PYTHONS
from server.serve import FILES
from tests.fronts import program
from tests.keep.offline import unit

ROOT = Path(__file__).parent.parent
RECIPES = ("Dockerfile", "compose.yaml", "Caddyfile", "nginx.conf", "gridwhistle.service")
MOST_EXPOSED = 15  # tenths, as `systemd-analyze security` counts
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", RECIPES)
def test_recipes_name_settings_that_there_are(name: str) -> None:
    assert set(re.findall(r"GRID_[A-Z_]+", (ROOT / name).read_text("utf-8"))) <= KNOWN | OTHERS


def test_the_unit_is_sound_and_lets_the_server_touch_little(tmp_path: Path) -> None:
    here = tmp_path / "gridwhistle.service"
    here.write_text((ROOT / here.name).read_text("utf-8").replace("/opt/gridwhistle", str(ROOT)), "utf-8")
    analyze = str(program("systemd-analyze", "systemd"))
    for words in (["verify"], ["security", "--offline=yes", f"--threshold={MOST_EXPOSED}"]):
        done = subprocess.run([analyze, *words, here], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "gridwhistle" not in done.stderr


def test_the_unit_gives_the_server_the_time_and_the_files_that_it_takes() -> None:
    told = unit(ROOT)
    assert int(told["TimeoutStopSec"][0]) > ENDS_WITHIN
    assert int(told["LimitNOFILE"][0]) >= Limits().connections + FILES
    assert not any("@resources" in one for one in told["SystemCallFilter"])  # by which decoders limit themselves
    assert told["StateDirectory"] == ["gridwhistle"]
    assert "GRID_DATA_DIR=/var/lib/gridwhistle" in told["Environment"][0].split()


def test_the_unit_of_backups_saves_what_the_server_s_unit_keeps() -> None:
    backups = (ROOT / "server/keep/README.md").read_text("utf-8").partition("```ini\n")[2].partition("```")[0]
    own, told = unit(ROOT), dict(line.split("=", 1) for line in backups.splitlines() if "=" in line)
    for name in ("User", "WorkingDirectory", "EnvironmentFile"):
        assert told[name] == own[name][0].replace(str(ROOT), "/opt/gridwhistle")
    assert told["Environment"] in own["Environment"][0]


def test_only_the_proxy_can_be_reached_and_the_server_writes_to_its_data_alone() -> None:
    services = COMPOSE["services"]
    assert [name for name, one in services.items() if "ports" in one] == ["caddy"]
    for one in services.values():
        assert one["security_opt"] == ["no-new-privileges:true"]
        assert one["restart"] == "unless-stopped"
    for name in ("grid", "caddy"):
        assert (services[name]["read_only"], services[name]["cap_drop"]) == (True, ["ALL"])
    assert COMPOSE["networks"]["back"] == {"internal": True}
    assert services["database"]["networks"] == ["back"]
    assert services["grid"]["volumes"] == ["grid:/data"]
    assert int(services["grid"]["stop_grace_period"].removesuffix("s")) > ENDS_WITHIN


def test_the_server_believes_the_proxy_that_is_composed_and_listens_where_that_one_asks() -> None:
    told, caddy = COMPOSE["services"]["grid"]["environment"], COMPOSE["services"]["caddy"]
    [front] = COMPOSE["networks"]["front"]["ipam"]["config"]
    assert networks(told["GRID_TRUSTED_PROXIES"]) == networks(front["subnet"])
    assert caddy["environment"]["CADDY_UPSTREAM"] == f"grid:{told['GRID_PORT']}"
    asked = set(re.findall(r"\{\$(\w+)", (ROOT / "Caddyfile").read_text("utf-8")))
    assert asked == set(caddy["environment"])


def test_the_image_runs_as_nobody_s_root_on_a_python_that_we_support_and_tells_how_it_is() -> None:
    assert re.search(r"^USER \d+$", DOCKERFILE, re.MULTILINE)
    [base] = re.findall(r"^ARG BASE=python:(3\.\d+)-slim$", DOCKERFILE, re.MULTILINE)
    assert base in PYTHONS
    assert f"python:{base}-slim" in COMPOSE["services"]["grid"]["build"]["args"]["BASE"]
    assert "127.0.0.1:8000/readyz" in DOCKERFILE
    assert "GRID_PORT" not in DOCKERFILE


def test_the_image_is_made_of_the_program_and_nothing_else_that_lies_there() -> None:
    first, *rest = [line for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line[0] != "#"]
    assert first == "*"
    let_in = {line.removeprefix("!") for line in rest if line.startswith("!")}
    assert let_in == {"LICENSE", "grid", "pyproject.toml", "requirements.lock", "schema", "server", "web", "wheels"}
