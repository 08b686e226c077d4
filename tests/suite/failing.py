"""What a failing test prints: our own lines up to the assertion, and no more than a screen of anything."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import TracebackType

import pytest

MOST = 40  # lines of one output that a test left, of which the last are kept
WIDE = 300  # characters of one of them: a statement in a log is thousands
LIBRARIES = ("/site-packages/", "/importlib/", "<frozen", "<string>")
STANDARD = tuple(f"{where}/lib/python3" for where in {sys.base_prefix, sys.prefix})


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(call: pytest.CallInfo[None]) -> None:
    """Leave what libraries do out of the traceback, also of what an exception was raised from."""
    error = call.excinfo.value if call.excinfo else None
    if error is not None and not isinstance(error, (pytest.skip.Exception, pytest.exit.Exception)):
        for one in chain(error):
            one.__traceback__ = ours(one.__traceback__)
        call.excinfo = pytest.ExceptionInfo.from_exception(error)


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_report_to_serializable(report: pytest.TestReport) -> Iterator[None]:
    shorten(report)
    yield


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    shorten(report)


def shorten(report: pytest.TestReport) -> None:
    """Keep the end of what a failing test wrote."""
    if report.failed:
        report.sections = [(name, end(text)) for name, text in report.sections]


def end(text: str) -> str:
    """The last lines of a long text, each no wider than some screens, and how much was left out."""
    lines = [one if len(one) <= WIDE else f"{one[:WIDE]}… {len(one) - WIDE} more" for one in text.splitlines()]
    return "\n".join(lines if len(lines) <= MOST else [f"… {len(lines) - MOST} lines …", *lines[-MOST:]])


def chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and those that it was raised from or beside."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [one.__cause__, one.__context__]


def ours(whole: TracebackType | None) -> TracebackType | None:
    """The frames of this project; where none is, the last one."""
    frames = []
    each = whole
    while each is not None:
        frames.append(each)
        each = each.tb_next
    kept = [one for one in frames if not _library(one.tb_frame.f_code.co_filename)] or frames[-1:]
    rest: TracebackType | None = None
    for one in reversed(kept):
        rest = TracebackType(rest, one.tb_frame, one.tb_lasti, one.tb_lineno)
    return rest


def _library(file: str) -> bool:
    return any(word in file for word in LIBRARIES) or file.startswith(STANDARD)
