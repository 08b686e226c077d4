"""`./grid district check FOLDER` and `./grid district load FOLDER`, as text for a terminal.

The answer goes to stdout, faults and progress to stderr, so that `> file` keeps first passwords only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from server.core import clock
from server.data.database import connect
from server.data.migrate import pending, ready
from server.process.importing.faults import Faults, Said
from server.setup.pack import loading, plan
from server.setup.pack.folder import read_folder
from server.setup.pack.loading import Loaded, Report
from server.setup.pack.plan import Plan, Standing

SHOWN = 50  # faults
_WORDS = {
    "passwords": Said("生成初始密码", "first passwords"),
    "territory": Said("区划与网格", "areas and grids"),
    "catalogue": Said("分类与单位", "classes and units"),
    "people": Said("人员", "people"),
    "posts": Said("岗位", "posts"),
}


class Faulty(Exception):
    """The folder has faults; the text tells them."""


async def check(url: str, path: Path, since: str, *, english: bool) -> str:
    """What loading would change, or Faulty. Writes nothing, and makes no database where there is none."""
    faults = Faults()
    if await _is_new(url):
        found = plan.made(read_folder(path, faults, complete=True), Standing(), _day(since, Standing()), faults)
        return _report(found, faults, english=english, loaded=False)
    async with connect(url) as database:
        with database.entered():
            there = await plan.standing()
    folder = read_folder(path, faults, complete=there.district is None)
    found = plan.made(folder, there, _day(since, there), faults)
    return _report(found, faults, english=english, loaded=False)


async def load(url: str, path: Path, since: str, *, english: bool) -> str:
    """Load the folder; what was changed and the first passwords, or Faulty and nothing changed."""
    await ready(url)
    faults = Faults()
    async with connect(url) as database:
        with database.entered():
            there = await plan.standing()
            folder = read_folder(path, faults, complete=there.district is None)
            with _bar(english=english) as report:
                done = await loading.load(folder, faults, _day(since, there), report)
    return _report(done.plan, faults, english=english, loaded=True) + _passwords(done, english=english)


async def _is_new(url: str) -> bool:
    """Whether there is no district yet. Raises ValueError for one of an older version, OSError for none in reach."""
    waiting = await pending(url)
    if waiting and "0001_initial" not in waiting:
        raise ValueError(f"migrate first (./grid migrate): {', '.join(waiting[:3])}")
    return bool(waiting)


def _day(text: str, there: Standing) -> date:
    """The day from which changes hold. Only a new district may begin in the past: else what was is rewritten."""
    try:
        day = date.fromisoformat(text) if text else clock.today()
    except ValueError:
        raise ValueError(f"{text} is no day; write it as 2026-12-31") from None
    if there.district is not None and day < clock.today():
        raise ValueError(f"{text} is over; changes of a district that is there hold from today or later")
    return day


def _report(found: Plan, faults: Faults, *, english: bool, loaded: bool) -> str:
    if faults.total:
        raise Faulty("\n".join(_lines(faults, english=english)))
    lines = [_line(*("", "新增", "变更", "结束", "不变") if not english else ("", "added", "changed", "ended", "same"))]
    lines += [_line(one.kind.en if english else one.kind.zh, *one[1:]) for one in found.lines()]
    if not found.changes:
        lines.append("Nothing changes." if english else "没有变化。")
    elif loaded:
        lines.append("Loaded." if english else "已装载。")
    else:
        lines.append("No fault. Nothing was written." if english else "没有错误。未写入任何内容。")
    return "\n".join(lines)


def _line(kind: str, *cells: object) -> str:
    wide = sum(2 if ord(letter) > 0x2E80 else 1 for letter in kind)
    return (
        kind + " " * (20 - wide) + "".join(f"{cell:>{9 - sum(ord(c) > 0x2E80 for c in str(cell))}}" for cell in cells)
    )


def _lines(faults: Faults, *, english: bool) -> Iterator[str]:
    shown = faults.kept[:SHOWN]
    yield from (one.line(english=english) for one in shown)
    if faults.total > len(shown):
        yield f"… and {faults.total - len(shown)} more." if english else f"…… 另有 {faults.total - len(shown)} 处。"
    yield f"{faults.total} fault(s); nothing was written." if english else f"共 {faults.total} 处错误，未写入任何内容。"


def _passwords(done: Loaded, *, english: bool) -> str:
    if not done.first:
        return ""
    head = (
        "First passwords, shown only this once (./grid user password LOGIN sets another):"
        if english
        else "初始密码，只显示这一次（./grid user password 登录名 可重设）："
    )
    rows = (f"{login}\t{name}\t{done.first[login].password}" for login, name in done.plan.newcomers.items())
    return "\n".join(("", "", head, *rows))


@contextmanager
def _bar(*, english: bool) -> Iterator[Report]:
    """A bar for each part of the work, on stderr."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr)) as bar:
        tasks = {}

        def report(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(_WORDS[what].en if english else _WORDS[what].zh, total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield report
