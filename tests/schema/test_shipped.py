"""A phone comes with the app of some month before: every document that was ever shipped is still understood."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from graphql import NoDeprecatedCustomRule, parse, validate

from schema.core.documents import operations, shipped
from server.edge.graphql.retyping import retyped
from server.edge.graphql.upcasts import UPCASTS
from tests.schema.sdl import TYPES

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "web" / "api" / shipped.NAME
FIRST = 117  # documents when this file began; there are never fewer


def test_whatever_a_phone_was_ever_given_fits_the_schema_or_has_an_upcast_that_does() -> None:
    texts = shipped.read(KEPT)
    assert set(UPCASTS) <= set(texts)
    run = texts | {name: upcast.on(texts[name]) for name, upcast in UPCASTS.items()}
    refused = {
        name: f"{text.split('{')[0]}{wrong[0]}"
        for name, text in run.items()
        if (wrong := validate(TYPES, retyped(parse(text), TYPES)))
    }
    assert refused == {}, "keep what was taken away, or say in server/edge/graphql/upcasts.py what runs instead"


def test_no_upcast_stands_for_what_still_fits() -> None:
    texts = shipped.read(KEPT)
    assert [name for name in UPCASTS if not validate(TYPES, retyped(parse(texts[name]), TYPES))] == []


def test_what_was_once_shipped_never_vanishes() -> None:
    """Of a copy without its history only the number can be told."""
    assert len(shipped.read(KEPT)) >= FIRST
    told = subprocess.run(
        ["git", "log", "--format=", "-p", "--no-color", "--", f"web/api/{shipped.NAME}"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    before = {line[1:] for line in told.splitlines() if line.startswith(('-{"', '+{"'))}
    assert before - set(KEPT.read_text("utf-8").splitlines()) == set()


def test_todays_documents_are_among_them_and_each_part_stands_once() -> None:
    today = json.loads((ROOT / "web" / "api" / "documents.json").read_text("utf-8"))
    assert today.items() <= shipped.read(KEPT).items()
    rows = [json.loads(line) for line in KEPT.read_text("utf-8").splitlines()]
    parts = [row["text"] for row in rows if "part" in row]
    assert len(parts) == len(set(parts))
    assert {name for row in rows for name in row.get("parts", ())} == {row["part"] for row in rows if "part" in row}


def test_todays_app_asks_for_nothing_that_is_deprecated() -> None:
    today = json.loads((ROOT / "web" / "api" / "documents.json").read_text("utf-8")).values()
    late = [str(wrong) for text in today for wrong in validate(TYPES, parse(text), [NoDeprecatedCustomRule])]
    assert late == []


def test_a_changed_operation_is_kept_in_both_its_shapes(tmp_path: Path) -> None:
    (tmp_path / "web" / "graphql").mkdir(parents=True)
    ids = set()
    for asked in ("signedIn", "signedIn explores"):
        (tmp_path / "web" / "graphql" / "one.graphql").write_text(f"query Who {{ viewer {{ {asked} }} }}", "utf-8")
        operations.write(tmp_path)
        today = json.loads((tmp_path / "web" / "api" / "documents.json").read_text("utf-8"))
        ids |= {name for name, text in today.items() if text.startswith("query Who")}
    assert len(ids) == 2
    assert set(shipped.read(tmp_path / "web" / "api" / shipped.NAME)) == ids | set(today)


def test_a_text_that_was_tampered_with_is_named(tmp_path: Path) -> None:
    path = tmp_path / shipped.NAME
    path.write_text(shipped.written(["query A {\n  viewer {\n    name\n  }\n}\n"]).replace("name", "code"), "utf-8")
    with pytest.raises(ValueError, match="sha256:"):
        shipped.read(path)
