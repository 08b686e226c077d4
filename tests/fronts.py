"""A real nginx and a real Caddy before a server, Debian's packages, with the very files that stand in the project."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.chromium import apt

ROOT = Path(__file__).parent.parent
LOCK = Path(tempfile.gettempdir()) / f"gridwhistle-fronts-{os.getuid()}.lock"
STARTS_WITHIN = 20.0  # seconds
CERTIFIED = (
    "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
)  # fmt: skip
AROUND_NGINX = """daemon off; pid {folder}/pid; error_log {folder}/log; worker_processes 1;
events {{}}
http {{
    access_log {folder}/access;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""
AROUND_CADDY = """{{
	admin off
	http_port {http}
	storage file_system {folder}/storage
}}
import {root}/Caddyfile
"""


@dataclass(frozen=True)
class Front:
    """Where a proxy listens; `trust` knows its certificate."""

    https: int
    http: int
    certificate: Path
    folder: Path

    @property
    def address(self) -> str:
        return f"https://localhost:{self.https}"

    @property
    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.certificate))

    @property
    def key(self) -> Path:
        return self.certificate.with_suffix(".key")


@contextmanager
def nginx(front: Front, server: int) -> Iterator[None]:
    """nginx with our nginx.conf before the server at that port, only its names, ports and files written anew."""
    site = (ROOT / "nginx.conf").read_text("utf-8")
    for ours, here in {
        "    listen [::]:80;\n": "",
        "    listen [::]:443 ssl http2;\n": "",
        "listen 80;": f"listen 127.0.0.1:{front.http};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{front.https} ssl http2;",
        "server_name grid.example.cn;": "server_name localhost;",
        "/etc/ssl/grid.example.cn.pem": str(front.certificate),
        "/etc/ssl/grid.example.cn.key": str(front.key),
        "http://127.0.0.1:8000": f"http://127.0.0.1:{server}",
    }.items():
        assert ours in site, f"nginx.conf has no {ours!r}: say here what stands there now"
        site = site.replace(ours, here)
    (front.folder / "site.conf").write_text(site, "utf-8")
    (front.folder / "nginx.conf").write_text(AROUND_NGINX.format(folder=front.folder), "utf-8")
    with _running([program("nginx"), "-e", front.folder / "log", "-c", front.folder / "nginx.conf"], front, {}):
        yield


@contextmanager
def caddy(front: Front, server: int) -> Iterator[None]:
    """Caddy with our Caddyfile before the server at that port, and the environment that it asks for."""
    file = front.folder / "Caddyfile"
    file.write_text(AROUND_CADDY.format(folder=front.folder, http=front.http, root=ROOT), "utf-8")
    told = {
        "GRID_PUBLIC_URL": front.address,
        "CADDY_TLS": f"tls {front.certificate} {front.key}",
        "CADDY_UPSTREAM": f"127.0.0.1:{server}",
    }
    with _running([program("caddy"), "run", "--adapter", "caddyfile", "--config", file], front, told):
        yield


FRONTS: dict[str, Callable[[Front, int], object]] = {"nginx": nginx, "caddy": caddy}


@contextmanager
def front() -> Iterator[Front]:
    """Free ports and a certificate for localhost."""
    with tempfile.TemporaryDirectory(prefix="gridwhistle-front-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx's workers are another user
        certificate = folder / "localhost.pem"
        program("openssl")
        words = [*CERTIFIED, "-keyout", str(certificate.with_suffix(".key")), "-out", str(certificate)]
        subprocess.run(words, check=True, capture_output=True)
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            second.bind(("127.0.0.1", 0))
            ports = first.getsockname()[1], second.getsockname()[1]
        yield Front(*ports, certificate, folder)


def program(name: str, package: str = "") -> Path:
    """A program of Debian's package of that name, or of another, installed by apt where it is not there (as root).
    Raises OSError."""
    with LOCK.open("w") as lock:  # workers ask at the same moment
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (found := _present(name)) and os.geteuid() == 0 and shutil.which("apt-get"):
            apt(package or name)
            found = _present(name)
    if not found:
        raise OSError(f"no {name}: install the Debian package {package or name}")
    return Path(found)


def _present(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def _running(words: list[str | Path], front: Front, told: dict[str, str]) -> Iterator[None]:
    own = {"PATH": os.environ.get("PATH", ""), "HOME": str(front.folder), **told}
    with (front.folder / "log").open("ab") as log:
        running = subprocess.Popen(words, cwd=front.folder, env=own, stdout=log, stderr=log)
    try:
        _wait(running, front)
        yield
    finally:
        running.terminate()
        running.wait(timeout=10)


def _wait(running: subprocess.Popen[bytes], front: Front) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and running.poll() is None:
        with socket.socket() as asked:
            if not asked.connect_ex(("127.0.0.1", front.https)):
                return
        time.sleep(0.02)
    raise OSError(f"it does not start: {(front.folder / 'log').read_text('utf-8', 'replace')[-1000:]}")
