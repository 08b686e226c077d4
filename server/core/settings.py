"""Every setting of the server, read once from GRID_* (environment or a .env file) into one frozen object.

Decision: a setting that is there and empty is as one that is not there, as `docker compose` and systemd's files hand
over what nobody filled in. The exception are the proxies, of which none may be believed.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

MAY_BE_EMPTY = frozenset({"trusted_proxies"})


class Settings(BaseSettings):
    """All settings with their defaults. The README's table of settings is made from these descriptions by a test."""

    model_config = SettingsConfigDict(env_prefix="GRID_", env_file=".env", frozen=True, extra="ignore")

    data_dir: Path = Field(
        Path(".data"), description="where the database, photos and secrets live unless told otherwise"
    )
    database_url: str = Field(
        "", description="sqlite:///path or postgres://user:pass@host/db; empty: SQLite in the data folder"
    )
    read_url: str = Field(
        "",
        description="postgres://… of a streaming replica of the database, from which lists and figures are read; "
        "empty: none",
    )
    bus_url: str = Field(
        "",
        description="memory:// (one process) or postgres:// (several): PostgreSQL's own address, not a pooler's; "
        "empty: the database's",
    )
    media_url: str = Field(
        "", description="where photos are kept: file:///path or s3://bucket/prefix; empty: the data folder"
    )
    secret_file: Path | None = Field(
        None, description="file with the server's secret; empty: made in the data folder, mode 600"
    )
    contact_keys: Path | None = Field(
        None, description="file with the keys of contacts, to be written too; empty: made in the data folder, mode 600"
    )
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=0, le=65535, description="port to listen on; 0 picks a free one")
    public_url: str = Field(
        "",
        description="the address people open, e.g. https://grid.example.cn; https makes cookies Secure, and no "
        "other name is answered",
    )
    filing_number: str = Field(
        "", max_length=60, description="备案号, the number under which the site is registered; shown under 关于"
    )
    trusted_proxies: str = Field(
        "127.0.0.1,::1",
        description="proxies that may say whose address they forward: addresses or networks, with commas between; "
        "empty: none",
    )
    session_hours: int = Field(12 * 7, ge=1, le=24 * 90, description="hours until an unused session ends")
    pin_tries: int = Field(
        5, ge=3, le=10, description="errors after which a phone's PIN is gone and the password needed"
    )
    pin_offline_hours: int = Field(
        12, ge=0, le=72, description="hours after the last contact for which a PIN opens a phone without a network"
    )
    push_services: str = Field(
        "", description="push services besides the browsers' own: hosts, or origins in full, with commas between"
    )
    webhook_hosts: str = Field(
        "", description="gateways of your own that units may be told by: hosts, or origins in full, with commas between"
    )
    contact: str = Field(
        "mailto:admin@localhost", description="whom a push service may write to: mailto: or https: address"
    )
    audit_heads: str = Field(
        "", description="where the server notes the head of the log each hour: a file, or syslog:; empty: nowhere"
    )
    backup_to: str = Field(
        "", description="where ./grid backup writes by the clock: a folder, or s3://bucket/prefix (AWS_* beside it)"
    )
    backup_key_file: Path | None = Field(
        None, description="file with age keys for which backups are encrypted, e.g. age1…; empty: they are not"
    )
    backup_hours: int = Field(
        0, ge=0, le=24 * 365, description="age at which /readyz names the last backup as failing; 0: it is only told"
    )
    metrics: str = Field(
        "off",
        pattern="^(off|loopback|token)$",
        description="who may read /metrics: nobody (off), this machine without a proxy (loopback), or a bearer token "
        "of a system administrator (token)",
    )
    traces: str = Field(
        "",
        pattern="^(https?://[^/]+/.*)?$",
        description="collector of OpenTelemetry that a span of each request is sent to, e.g. "
        "http://127.0.0.1:4318/v1/traces (needs requirements-traces.lock); empty: none",
    )
    log_level: str = Field("info", pattern="^(debug|info|warning|error)$", description="debug, info, warning or error")
    log_json: bool = Field(False, description="log lines as JSON instead of for people")

    @property
    def database(self) -> str:
        """The database's URL, with the default filled in."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'gridwhistle.sqlite3'}"

    @property
    def media(self) -> str:
        """Where photos are kept, with the default filled in."""
        return self.media_url or f"file://{self.data_dir.absolute() / 'media'}"

    @property
    def contact_ring(self) -> Path:
        """Where the keys of contacts lie, with the default filled in. Not beside the secret: that may lie where nobody
        writes, or where a restart empties the folder."""
        return self.contact_keys or self.data_dir / "contact-keys"

    @property
    def secure(self) -> bool:
        """Whether people reach us by https, so that cookies may be Secure."""
        return self.public_url.startswith("https://")

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in given.items() if value != "" or name in MAY_BE_EMPTY}

    @field_validator("public_url")
    @classmethod
    def _whole_address(cls, url: str) -> str:
        try:
            whole = not url or (url.startswith(("http://", "https://")) and bool(urlsplit(url).hostname))
            (urlsplit(url).hostname or "").encode("idna")
        except ValueError:
            whole = False
        if not whole:
            raise ValueError("must be a whole address, e.g. https://grid.example.cn")
        return url

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if url and not url.startswith(("sqlite:///", "postgres://", "postgresql://")):
            raise ValueError("must begin with sqlite:/// or postgres://")
        return url

    @field_validator("read_url")
    @classmethod
    def _postgres(cls, url: str) -> str:
        if url and not url.startswith(("postgres://", "postgresql://")):
            raise ValueError("must begin with postgres://")
        return url

    @field_validator("trusted_proxies")
    @classmethod
    def _known_networks(cls, listed: str) -> str:
        networks(listed)
        return listed


def networks(listed: str) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    """The networks of a list with commas; an address is a network of one. Raises ValueError naming what is none."""
    parts = [part.strip() for part in listed.split(",") if part.strip()]
    return tuple(ipaddress.ip_network(part, strict=False) for part in parts)
