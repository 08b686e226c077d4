"""What a noun declares is what its generic screens show: states in their road, columns by kind, forms with bounds."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

import pytest

from schema.core.documents import nouns
from schema.core.documents.forms import _field, form
from schema.core.documents.words import label
from server.core.errors import Invalid
from server.core.ids import new_id
from server.process.fields import Declared, Said, given
from server.process.lifecycle import Lifecycle
from server.process.validation import Check
from server.service.complaint import commands
from tests.schema.sdl import TYPES


class State(StrEnum):
    NEW, DONE, AGAIN, GONE = "NEW", "DONE", "AGAIN", "GONE"


class Step(StrEnum):
    END, DROP, REDO = "END", "DROP", "REDO"


ROWS = {(State.NEW, Step.END): State.DONE, (State.NEW, Step.DROP): State.GONE, (State.DONE, Step.REDO): State.AGAIN,
        (State.AGAIN, Step.END): State.DONE}  # fmt: skip


def test_a_stepper_shows_the_shortest_way_to_a_state_and_on_by_the_first_step_out_of_each() -> None:
    roads = nouns._roads(Lifecycle("a thing", ROWS), "NEW")
    assert roads["NEW"] == ["NEW", "DONE", "AGAIN"]
    assert roads["GONE"] == ["NEW", "GONE"]


def test_a_label_is_what_stands_before_the_first_stop_in_either_language() -> None:
    assert label("已撤回：写的都删了。Taken back: its words are gone.") == ["已撤回", "Taken back"]
    assert label("答复，至少 1.5 行。Answer of 1.5 lines, or more.") == ["答复", "Answer of 1.5 lines"]


def test_every_shown_noun_has_words_in_both_languages_and_a_form_for_each_verb() -> None:
    for one in nouns.made(TYPES):
        told = [row["words"] for row in (*one.data["columns"], *one.data["commands"])]
        told += [field["words"] for command in one.data["commands"] for field in command["fields"]]
        told += [*one.data["states"].values(), *one.data["steps"].values(), one.data["empty"]]
        assert [words for words in told if len(words) != 2 or not all(words)] == [], one.name
        assert {one["name"] for one in one.data["commands"] if not one["begins"]}, one.name


def test_a_form_asks_what_the_command_declares_within_the_bounds_that_the_server_holds() -> None:
    told = form("complaintAnswer", TYPES)
    assert told["step"] == "ANSWER"
    [text] = told["fields"]
    assert (text["least"], text["longest"], text["long"]) == (commands.LEAST, commands.LONGEST, True)
    for words, ok in (("短" * 9, False), ("长" * 10, True), ("长" * 1001, False)):
        check = Check()
        check.words(commands.Answer(op_id=new_id(), id=new_id(), text=words), "text")
        assert (not check.problems) is ok
        if not ok:
            with pytest.raises(Invalid):
                check.settle()


def test_a_field_that_must_be_said_and_has_no_form_is_told_in_words_that_say_what_to_type() -> None:
    class Give(Declared, words="给。Give."):
        to_id: UUID | None = given("给谁。To whom.", least=1)

    with pytest.raises(TypeError, match=r'Give\.to_id has no form: say which it names, names="unit"'):
        _field(Give, "to_id", Said.of(Give)["to_id"], {})
