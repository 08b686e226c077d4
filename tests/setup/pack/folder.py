"""A folder of the made-up district 汀澜区 that a test may spoil, and what is then said of it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from server.process.importing.faults import Fault, Faults
from server.setup.pack import plan
from server.setup.pack.folder import Folder, read_folder
from server.setup.pack.plan import Plan, Standing

TINGLAN = Path(__file__).parent / "tinglan"
DAY = date(2026, 11, 1)


def copied(to: Path) -> Path:
    """A copy that may be changed."""
    return Path(shutil.copytree(TINGLAN, to / "tinglan"))


def replace(folder: Path, file: str, old: str, new: str) -> None:
    """Write `new` where `old` stands for the first time; it must stand there."""
    text = (folder / file).read_text("utf-8")
    assert old in text, f"{file} has no {old!r}"
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")


def read(folder: Path, *, complete: bool = True) -> tuple[Folder, Faults]:
    faults = Faults()
    return read_folder(folder, faults, complete=complete), faults


def checked(folder: Path, there: Standing | None = None, since: date = DAY) -> tuple[Plan, list[Fault]]:
    """What is planned and what is wrong, compared with nothing unless told."""
    standing = there or Standing()
    found, faults = read(folder, complete=standing.district is None)
    planned = plan.made(found, standing, since, faults)
    assert faults.total == len(faults.kept)
    return planned, faults.kept
