"""What the settings alone tell: names that are none, and the address that people open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from server.core.settings import Settings
from server.edge.check.finding import Finding, finding

PREFIX = "GRID_"
KNOWN = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
OTHERS = {  # of ./grid, the tests, compose.yaml and move
    "GRID_PYTHON", "GRID_VENV", "GRID_CHROMIUM", "GRID_DB_PASSWORD", "GRID_MOVE_TO",
}  # fmt: skip
OWN_NAMES = {"localhost", ""}


def unknown(environment: Mapping[str, str], file: Path) -> Iterator[Finding]:
    """Names that begin as settings do, in the environment and in the .env file, and are none."""
    for name in (*environment, *_in_file(file)):
        upper = name.upper()
        if upper.startswith(PREFIX) and upper not in KNOWN | OTHERS and not upper.startswith("GRID_TEST_"):
            near = get_close_matches(upper, KNOWN, 1, cutoff=0.7) or ["README.md: Settings"]
            yield finding("SETTING_UNKNOWN", name=name, nearest=near[0])


def _in_file(file: Path) -> list[str]:
    try:
        lines = file.read_text("utf-8").splitlines()
    except OSError:
        return []
    names = (line.partition("=")[0].strip().removeprefix("export ").strip() for line in lines if "=" in line)
    return [name for name in names if not name.startswith("#")]


def address(settings: Settings) -> Iterator[Finding]:
    """Whether people come by https, if anybody comes from elsewhere."""
    url = urlsplit(settings.public_url)
    if url.scheme == "http" and not is_here(url.hostname or ""):
        yield finding("PUBLIC_URL_HTTP", url=settings.public_url, host=url.hostname)
    if not settings.public_url and not is_here(settings.host):
        yield finding("PUBLIC_URL_MISSING", host=settings.host)


def is_here(host: str) -> bool:
    """Whether only this machine comes so."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in OWN_NAMES
