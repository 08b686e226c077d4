"""Who sees and who answers what people ask of the desks of a place, never those whom it is about.

For complaints, appeals against a decision, requests to be told what is kept of oneself, questions of residents.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import partial
from typing import Any

from tortoise.expressions import Q

from server.core.period import Period
from server.core.viewer import Role, Seat, Viewer
from server.ground.area.queries import below
from server.ground.catalogue.queries import catalogue
from server.process.deadlines import Timely
from server.process.desks import COMMUNITY, DISTRICT, LEVELS, OF_CODE, at_desks, audited, desk, place, turns
from server.process.fields import given
from server.process.figures import Figure, Figures
from server.process.holders import own
from server.process.listing import Wanted
from server.process.steps import OWN, Own
from server.process.subject.desks import Case
from server.process.validation import Check


@dataclass(frozen=True, kw_only=True)
class Answering:
    """A noun whose rows have a place `area`, the `level` whose answer they wait for until `due_at`, who wrote them
    (`writer_id`), what they are `about`, and the unit that they are about (`about_unit_id`) or null.

    `answers` are the steps of desks; all others are the writer's. `of_desk`: how a thing is about the desk of a level;
    it waits for the next one up. `of_unit`: how it is about the people of a unit, which then must be named. `begins`:
    the level for which what is about others waits at first, where that is not the lowest of its place.
    """

    answers: Collection[StrEnum]
    of_desk: Mapping[int, StrEnum] = field(default_factory=dict)
    of_unit: StrEnum | None = None
    begins: Mapping[StrEnum, int] = field(default_factory=dict)

    async def asked(self, check: Check, command: Any, at: Timely) -> dict[str, Any]:
        """The columns of a new one, of what the command says by `about`, `area` and `about_unit_id`: whom it is about,
        who wrote it, whose answer it waits for and until when."""
        about = check.given("about", command.about, "say whom or what it is about")
        area = await place(check, command.area)
        unit = command.about_unit_id  # one in force where it is about a unit, else none
        known = (await catalogue()).unit_in_force(unit) if about is self.of_unit else unit is None
        check.need(known, "about_unit_id", "the unit that it is about")
        return {
            "about": about,
            "about_unit_id": unit,
            "area": area,
            "level": self._level_of(about, area),
            "writer_id": at.viewer.actor_id,
            "received_at": at.now,
            "due_at": at.due_at,
            "look_at": at.look_at,
        }

    def _level_of(self, about: StrEnum, area: str) -> int:
        """Whose answer it waits for at first."""
        above = {its: level + 1 for level, its in self.of_desk.items()}
        return max(OF_CODE.get(len(area), COMMUNITY), {**above, **self.begins}.get(about, COMMUNITY))

    def is_about(self, row: Any, role: Role, area: str) -> bool:
        """Whether it is about whoever holds this role over this area."""
        return self.of_desk.get(LEVELS.get(role, 0)) is row.about and row.area.startswith(area)

    def visible_to(self, viewer: Viewer) -> Q:
        """One's own, and those that one's desk may answer and that are not about oneself; who reads everything does."""
        written, answers = own(viewer, "writer_id"), at_desks(viewer)
        written = Q(written, *audited(viewer), join_type=Q.OR)
        if answers is None:
            return written
        held = (seat for seat in viewer.seats if LEVELS.get(seat.role) in self.of_desk and not seat.stands_in)
        about = [Q(below(seat.area, "area"), about=self.of_desk[LEVELS[seat.role]]) for seat in held]
        if viewer.unit_ids:
            about.append(Q(about_unit_id__isnull=False, about_unit_id__in=list(viewer.unit_ids)))
        return written | (answers & ~Q(*about, join_type=Q.OR) if about else answers)

    def taker(self, step: StrEnum, viewer: Viewer, row: Any) -> Seat | Own | None:
        """The seat in which they answer: of a desk of the place, unless they wrote it or it is about their unit. `OWN`
        for the writer's steps. The desk that it is about does not even see it (`visible_to`)."""
        if step not in self.answers:
            return OWN if viewer.actor_id == row.writer_id else None
        return self.answerer(viewer, row)

    def answerer(self, viewer: Viewer, row: Any) -> Seat | None:
        """The seat in which they answer it, whatever state it is in."""
        theirs = viewer.actor_id == row.writer_id or row.about_unit_id in viewer.unit_ids
        return None if theirs else desk(viewer, row.area, row.level)

    def case(self, row: Any) -> Case:
        """Whom it waits for, and whom it is about: for notices and streams."""
        return Case(
            area=row.area,
            desks=turns(row.level),
            writer=row.writer_id,
            due_at=row.due_at,
            unit=row.about_unit_id,
            is_about=partial(self.is_about, row),
        )


class Asked(Wanted):
    """Which of them a list means."""

    DIGITS = 12  # none lies in a single grid

    open: bool | None = given("还没了结的。Those that are not closed.", where="closed_at__isnull")
    own: bool | None = given("自己写的，或别人写的。One's own, or others'.", names="owner", where="writer_id")
    late: bool | None = given("答复晚了的，或没有晚的。Answered late, or not late.", where="late")
    received: Period | None = given("何时收到。When it was received.", where="received_at")
    answered: Period | None = given("何时答复。When it was answered.", where="answered_at")
    ended: Period | None = given("何时了结。When it was closed.", where="closed_at")
    due: Period | None = given("最迟何时答复。By when it is to be answered.", where="due_at")


def answered(before: Any, at: Timely, *, stands: timedelta) -> dict[str, Any]:
    """What an answer changes besides its words: whether it came late, when and by whom; and when an answer `stands` to
    which nobody objects (`server.process.looking`)."""
    late, by = before.late or at.now > before.due_at, at.viewer.person_id
    return {"late": late, "answered_at": at.now, "answered_by_id": by, "look_at": at.now + stands}


def asked_again(before: Any, at: Timely) -> dict[str, Any]:
    """The next level answers, or the district again, in as much time as at first."""
    return {"level": min(before.level + 1, DISTRICT), "due_at": at.due_at, "look_at": at.look_at}


def figures(table: str, *, waits: StrEnum, withdrawn: StrEnum) -> Figures:
    """What became of a year of what people asked, by the state in which it waits and the one of what was taken back.

    The rows also say when they were received and answered (`received_at`, `answered_at`) and whether that was `late`.
    """
    answered, waiting = "answered_at IS NOT NULL", f"state = '{waits}'"
    return Figures(table, "received_at", {
        "received": Figure("收到。Received."),
        "answered": Figure("已答复。Answered.", answered),
        "in_time": Figure("按时答复。Answered in time.", f"{answered} AND NOT late"),
        "waiting": Figure("待答复。Waiting.", waiting),
        "waiting_late": Figure("待答复且超期。Waiting, and late.", f"{waiting} AND due_at < ?"),
        "withdrawn": Figure("撤回。Taken back.", f"state = '{withdrawn}'"),
    })  # fmt: skip
