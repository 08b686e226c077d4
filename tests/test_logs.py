"""Log lines are for whoever runs the server: they never carry what a person said, is called or can be reached by."""

from __future__ import annotations

import ast
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from server.core import logs
from server.core.errors import Busy
from server.data.db_errors import translating

LEVELS = ("debug", "info", "warning", "error")


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Logging is one for the whole process: put it back."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def line(*, as_json: bool, **words: object) -> str:
    """What is written for one event."""
    stream = io.StringIO()
    logs.set_up("info", json=as_json, stream=stream)
    structlog.get_logger("grid.test").info("reported", **words)
    return stream.getvalue()


@pytest.mark.parametrize("as_json", [True, False])
@pytest.mark.parametrize(
    "words",
    [
        {"name": "王建国"},
        {"login": "wang"},
        {"Phone": "0352-5550101"},
        {"text": "门口的井盖坏了"},
        {"address": "云栖社区 3 号楼"},
        {"lat": 400300000, "lon": 1131500000},
        {"order": {"place": {"building": "3号楼"}, "class": "C0101"}},
        {"people": [{"name": "王建国"}, {"name": "冯"}]},
        {"variables": {"input": {"text": "门口"}}},
        {"authorization": "Bearer abc"},
    ],
    ids=lambda words: next(iter(words)),
)
def test_what_is_personal_is_left_out(words: dict[str, object], as_json: bool) -> None:
    written = line(as_json=as_json, **words)
    assert "reported" in written
    assert not [secret for secret in _texts(words) if secret in written]


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key, part in value.items() for text in _texts(part) if key != "class"]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [str(value)]


def test_nothing_that_the_server_itself_says_is_left_out() -> None:
    hidden = []
    for path in sorted((Path(__file__).parent.parent / "server").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {f"log.{level}" for level in LEVELS}:
                hidden += [f"{path.name}: {one.arg}" for one in node.keywords if one.arg in logs.PERSONAL]
    assert hidden == []


def test_why_the_database_is_away_can_be_read() -> None:
    stream = io.StringIO()
    logs.set_up("info", json=True, stream=stream)
    with pytest.raises(Busy), translating(wire=True):
        raise ConnectionRefusedError("111: connection refused")
    assert json.loads(stream.getvalue())["cause"] == "ConnectionRefusedError: 111: connection refused"


def test_ids_and_codes_stay() -> None:
    written = json.loads(line(as_json=True, incident="0190-ab", area="140214018", code="CONFLICT", ms=12))
    assert (written["incident"], written["area"], written["code"], written["ms"]) == (
        "0190-ab",
        "140214018",
        "CONFLICT",
        12,
    )
    assert written["event"] == "reported"
    assert written["level"] == "info"
    assert written["timestamp"].endswith("Z")


@pytest.mark.parametrize("as_json", [True, False])
def test_a_bug_is_told_with_its_trace_and_without_the_values_in_it(as_json: bool) -> None:
    stream = io.StringIO()
    logs.set_up("info", json=as_json, stream=stream)

    def report(phone: str) -> None:
        raise ZeroDivisionError("a bug\nDETAIL:  Key (login)=(wang) already exists.")

    try:
        report("0352-5550101")
    except ZeroDivisionError:
        structlog.get_logger("grid.test").exception("bug")
    written = stream.getvalue()
    assert "ZeroDivisionError" in written
    assert "in report" in written or '"report"' in written
    assert "wang" not in written
    assert "0352-5550101" not in written.replace('report("0352-5550101")', "")


def test_statements_with_their_values_are_never_written() -> None:
    stream = io.StringIO()
    logs.set_up("debug", stream=stream)
    logging.getLogger("tortoise.db_client").debug("INSERT …: %s", ["王建国"])
    logging.getLogger("grid.other").debug("kept")
    assert "kept" in stream.getvalue()
    assert "王建国" not in stream.getvalue()


def test_what_is_below_the_level_is_not_written() -> None:
    stream = io.StringIO()
    logs.set_up("warning", stream=stream)
    structlog.get_logger("grid.test").info("reported")
    logging.getLogger("uvicorn.error").info("started")
    assert stream.getvalue() == ""
