"""What time does to a plan: at its moment the grids of before end and those of now begin, each with its people; and the
people of before keep the old ones until their last case has ended.

Decision: a plan is checked again right before, beside the database; what it rests on is looked at once more within the
transaction. One that does not fit any more goes back to its drafter and is told, it never comes into force in part.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from server.core import clock
from server.core.errors import Busy, Refusal, StorageFull
from server.core.viewer import Role
from server.data.database import reader, transaction
from server.data.resting import Stale
from server.ground.area import map, policy, redividing, territory, tiling
from server.ground.area.loading import Drawn, Wanted
from server.ground.area.models import GridKind
from server.ground.person import actions
from server.ground.person.models import Post
from server.ground.person.policy import held_on
from server.ground.worktime.calendar import local_day, midnight
from server.process.change import Change, altered
from server.process.commit import commit
from server.process.execute import Inputs, inputs
from server.process.scheduler import Due, rows
from server.process.steps import Moved
from server.setup.grid_plan import checking
from server.setup.grid_plan.drawing import Piece, grids_of, pieces_of, threads
from server.setup.grid_plan.lifecycle import State, Step
from server.setup.grid_plan.lookups import COMMUNITY
from server.setup.grid_plan.models import GridPlan
from server.setup.grid_plan.verbs import GRID_PLAN, STEPS

WOUND = "grid_plan.wound_up"
EVENTS = {WOUND: "原网格没有没办完的案子了，原来的岗位结束。Nothing is open in the old grids: posts there end."}
SOURCE = "网格调整方案"


class Entering:
    """The job that puts approved plans into force, one after the other."""

    async def sweep(self) -> int:
        now = clock.now()
        due = GridPlan.filter(state=State.APPROVED, look_at__lte=now).order_by("look_at", "id").using_db(reader())
        if (plan := await due.first()) is None:
            return 0
        try:
            if found := await checking.problems(plan):
                await commit(None, _lapsed(plan, now, found[0].code))
            else:
                await _enter(plan, now)
        except (Busy, StorageFull):
            raise
        except Stale:  # somebody was faster: it is looked at again
            pass
        except Refusal as refusal:
            await commit(None, _lapsed(plan, now, refusal.problems[0].code))
        return 1


async def _enter(plan: GridPlan, now: datetime) -> None:
    """Raises Stale when its grids are others by now, Refusal when somebody who is named can hold no post."""
    old, pieces = grids_of(plan), pieces_of(plan)
    shapes = await redividing.standing([one.code for one in old])
    if any(one.code not in shapes or str(shapes[one.code].id) != one.shape for one in old):
        raise Stale
    rings = {code: one.ring for code, one in shapes.items()}
    owners, inner = await threads.run(lambda: _laid(rings, pieces))
    today = local_day(now)
    synthetic = any(one.synthetic for one in shapes.values())
    wanted = [
        Wanted(
            one.code,
            one.name,
            today,
            point,
            Drawn(one.ring, SOURCE, synthetic),
            GridKind(one.kind),
            one.households,
            predecessor=before[0],
        )
        for one, before, point in zip(pieces, owners, inner, strict=True)
    ]

    async def work() -> None:
        await redividing.redivide(list(shapes.values()), wanted, today, told={"plan": str(plan.id)})
        given = await _post(pieces, owners, today)
        columns = {"begun_at": now, "look_at": midnight(today + timedelta(days=1))}
        told = {"posts": given, "approved_by": plan.approved_by_id}
        await commit(None, STEPS.change(Step.BEGIN, plan, now, Moved(columns, told=told)))

    await transaction(work)
    map.forget()
    territory.forget()


def _laid(rings: dict[str, list[list[int]]], pieces: list[Piece]) -> tuple[list[list[str]], list[tuple[int, int]]]:
    """Of which old grids each piece is, and a point inside it."""
    drawn = [one.ring for one in pieces]
    return tiling.owners(rings, drawn), [policy.point_inside(ring, 0, 0) for ring in drawn]


async def _post(pieces: list[Piece], owners: list[list[str]], today: date) -> int:
    """Give each piece the posts of its people, no longer than they hold one now, and of whoever else is there for the
    ground; how many."""
    old = sorted({code for one in owners for code in one})
    held = await Post.filter(held_on(today), area_id__startswith=old[0][:COMMUNITY]).using_db(reader())
    given = 0
    for piece, before in zip(pieces, owners, strict=True):
        for person in piece.workers:
            theirs = [one for one in held if one.person_id == person and one.role is Role.GRID_WORKER]
            last = (
                None
                if any(one.ends_on is None for one in theirs)
                else max(one.ends_on for one in theirs if one.ends_on)
            )
            await _give(person, Role.GRID_WORKER, piece, today, last, None)
            given += 1
        others = [one for one in held if one.area_id in before and one.role is not Role.GRID_WORKER]
        for one in {(post.person_id, post.role, post.unit_id): post for post in others}.values():
            await _give(one.person_id, one.role, piece, today, one.ends_on, one.unit_id)
            given += 1
    return given


async def _give(person: UUID, role: Role, piece: Piece, today: date, last: date | None, unit: UUID | None) -> None:
    await actions.add_post(None, actions.NewPost(person, role, piece.code, unit, today, last))


def _lapsed(plan: GridPlan, now: datetime, code: str) -> Change[GridPlan]:
    columns = {"look_at": None, "approved_by_id": None, "approved_at": None, "lapsed_code": code}
    return STEPS.change(Step.LAPSE, plan, now, Moved(columns, told={"code": code}))


def _old(now: datetime) -> QuerySet[GridPlan]:
    return GridPlan.filter(state=State.IN_FORCE, look_at__lte=now).order_by("look_at")


async def _wind_up(before: GridPlan, at: Inputs) -> int:
    """End the posts in old grids where nothing is open any more; look again tomorrow where something is."""
    if before.state is not State.IN_FORCE or before.look_at is None or before.look_at > at.now:
        return 0
    codes = [one.code for one in grids_of(before)]
    opened = await checking.opened(codes)
    over = [code for code in codes if not opened.get(code)]
    yesterday = local_day(at.now) - timedelta(days=1)
    left = Post.filter(Q(ends_on=None) | Q(ends_on__gt=yesterday), area_id__in=over).using_db(reader())
    ended = await left.order_by("id")
    for post in ended:
        await actions.end_post(None, post.id)
    again = midnight(local_day(at.now) + timedelta(days=1)) if len(over) < len(codes) else None
    change: Change[GridPlan] = Change(
        noun=GRID_PLAN,
        kind=WOUND,
        at=at.now,
        seat=None,
        told={"posts": len(ended), "open": sum(opened.values())},
        before=before,
        after=altered(before, look_at=again),
        guards=("version", "look_at"),
    )
    await commit(None, change)
    return 1


WINDING: Due[GridPlan, Inputs] = Due(due=_old, locked=rows(GridPlan), inputs=inputs, act=_wind_up)
JOBS = (Entering(), WINDING)
