"""The job that puts approved drafts in force on their day: their rules are written, and clocks that run follow.

What it changes is looked at once more; where somebody has changed that by another way meanwhile, the draft lapses.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from tortoise.queryset import QuerySet

from server.ground.catalogue import actions as catalogue_actions
from server.ground.catalogue import queries as catalogue_rules
from server.ground.catalogue import revision
from server.ground.catalogue.models import FilingCondition
from server.ground.catalogue.snapshot import Catalogue
from server.ground.worktime import actions as calendar_actions
from server.ground.worktime import queries as calendar_rules
from server.ground.worktime.calendar import local_day
from server.ground.worktime.models import YearNotice
from server.process.change import Effect
from server.process.commit import commit
from server.process.execute import Inputs, inputs
from server.process.scheduler import Due, rows
from server.process.steps import Moved
from server.setup.rule_draft import content
from server.setup.rule_draft.content import Content
from server.setup.rule_draft.lifecycle import State, Step
from server.setup.rule_draft.models import Kind, RuleDraft
from server.setup.rule_draft.verbs import STEPS


def due(now: datetime) -> QuerySet[RuleDraft]:
    return RuleDraft.filter(state=State.APPROVED, starts_on__lte=local_day(now)).order_by("starts_on", "id")


async def act(before: RuleDraft, at: Inputs) -> int:
    """Put one in force, in the place of the one before it."""
    if before.state is not State.APPROVED:  # another process was faster
        return 0
    found, known = content.read(before), await catalogue_rules.stored()
    if not found.fits(known, await calendar_rules.stored()):
        await commit(None, STEPS.change(Step.LAPSE, before, at.now, Moved({"closed_at": at.now})))
        return 1
    effect = _limits(before, found, known) if before.kind is Kind.LIMITS else _year(before, found)
    former = await RuleDraft.filter(state=State.IN_FORCE, kind=before.kind, year=before.year, area=before.area)
    over = [STEPS.change(Step.SUPERSEDE, one, at.now, Moved({"closed_at": at.now}, {"by": str(before.id)}))
            for one in former]  # fmt: skip
    begun = Moved({"begun_at": at.now}, told={"digest": before.digest}, effects=(effect,))
    await commit(None, STEPS.change(Step.BEGIN, before, at.now, begun), *over)
    return 1


def _limits(before: RuleDraft, found: Content, known: Catalogue) -> Effect:
    rows = revision.adopted(known, found.revisions, before.starts_on)

    async def write() -> bool:
        await catalogue_actions.adopt(rows, area=before.area, since=before.starts_on, by=before.id)
        return True

    return Effect(FilingCondition, before.id, write, {})


def _year(before: RuleDraft, found: Content) -> Effect:
    assert found.year is not None
    assert found.notice is not None
    write = partial(calendar_actions.set_year, area=before.area, year=found.year, notice=found.notice,
                    named=found.named or {}, since=before.starts_on, by=before.id)  # fmt: skip

    async def written() -> bool:
        await write()
        return True

    return Effect(YearNotice, before.id, written, {})


DUE: Due[RuleDraft, Inputs] = Due(due=due, locked=rows(RuleDraft), inputs=inputs, act=act, batch=1)


class Coming:
    """Puts one in force at a time; whoever looks at rules afterwards reads them anew."""

    async def sweep(self) -> int:
        done = await DUE.sweep()
        if done:
            catalogue_rules.forget()
            calendar_rules.forget()
        return done
