"""The steps of a made incident, by the state it stands in: who would take which verb, with which words, how soon."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from server.core.errors import Refusal
from server.core.viewer import Viewer
from server.demo import community, requests, words
from server.grid.incident import commands, decisions, inputs, reasons, word
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.lifecycle import State
from server.grid.incident.models import Channel, Outcome, PhotoKind, Rating, Verdict
from server.grid.incident.sampling import CHECKED, drawn
from server.grid.incident.steps import must_verify
from server.ground.catalogue.models import CheckPolicy, Evidence, Stage
from server.ground.catalogue.policy import severity_floor, severity_under
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import LimitKind

if TYPE_CHECKING:
    from server.demo.life import Life


def intake(life: Life) -> None:
    klass, before = life.people.klass(life.incident), life.incident
    if (twin := life.twin) is not None:
        return _merge(life, twin)
    patrol = before.channel is Channel.PATROL
    if patrol and before.rules.self_resolve and life.halt is None and life.chance.random() < 0.5:
        return _self_resolve(life)
    if not life.stage(Stage.INTAKE):
        return None
    desk = life.people.intake(before.grid_id, before.level)
    if must_verify(before.channel, before.rules.verify):
        command = commands.SendVerify(**life.ids())
        workers = life.people.workers(before.grid_id)
        return life.take(decisions.send_verify(before, command, life.turn(desk), workers=workers), desk)
    if life.halt is None and life.chance.random() < 0.04:
        code = life.chance.choice([reasons.RejectReason.OUT_OF_SCOPE, reasons.RejectReason.UNVERIFIABLE])
        refuse = commands.Reject(**life.ids(), reason_code=code, reason=words.REJECTED[code])
        return life.take(decisions.reject(before, refuse, life.turn(desk), taken_in_by=None), desk)
    accept = commands.Accept(**life.ids())
    return life.take(decisions.accept(before, accept, life.turn(desk), klass=klass), desk)


def _merge(life: Life, twin: Aggregate) -> None:
    if life.stage(Stage.INTAKE):
        desk = life.people.intake(life.incident.grid_id, life.incident.level)
        same = commands.Merge(**life.ids(), target_id=twin.id)
        life.take(decisions.merge(life.incident, same, life.turn(desk), target=twin), desk)


def _self_resolve(life: Life) -> None:
    life.now += timedelta(minutes=life.chance.randint(5, 40))
    if life.now >= life.until:
        return
    worker = life.people.reporter(life.incident.grid_id, Channel.PATROL)
    command = commands.SelfResolve(**life.ids(), note=life.chance.choice(words.SETTLED), photos=_proof(life))
    life.take(decisions.self_resolve(life.incident, command, life.turn(worker)), worker)


def _proof(life: Life) -> tuple[commands.Photo, ...]:
    if life.incident.rules.evidence is Evidence.NONE:
        return ()
    shown = life.picture(life.people.klass(life.incident), mended=True)
    return (commands.Photo(sha256=shown, kind=PhotoKind.AFTER),) if shown else ()


def verify(life: Life) -> None:
    if not life.stage(Stage.VERIFY):
        return None
    worker = life.people.viewer(life.incident.assignee_id)
    if life.chance.random() < 0.88:
        command = commands.Verify(**life.ids(), verdict=Verdict.TRUE, text="到现场看过，情况属实")
        return life.take(decisions.verify(life.incident, command, life.turn(worker)), worker)
    doubt = commands.Verify(**life.ids(), verdict=Verdict.FALSE, text="到现场看过两次，没有发现反映的情况")
    life.take(decisions.verify(life.incident, doubt, life.turn(worker)), worker)
    if life.stage(Stage.FILE):
        desk = life.people.intake(life.incident.grid_id, life.incident.level)
        refuse = commands.NotFound(**life.ids(), reason="网格员两次到现场，均未发现反映的情况")
        life.take(decisions.not_found(life.incident, refuse, life.turn(desk)), desk)
    return None


def file(life: Life) -> None:
    if not life.stage(Stage.FILE):
        return
    catalogue, before = life.people.catalogue, life.incident
    found = catalogue.conditions_for(before.incident_class_id, before.grid_id)
    condition = found[0] if life.chance.random() < 0.8 else life.chance.choice(found)
    desk = life.people.filer(before.grid_id, before.level)
    command = commands.File(**life.ids(), condition_id=condition.id)
    turn = life.turn(desk)
    filing = inputs.filing(condition, severity_under(before.severity, condition), turn)
    life.take(decisions.file(before, command, turn, klass=life.people.klass(before), filing=filing), desk)


def dispatch(life: Life) -> None:
    if not life.stage(Stage.DISPATCH):
        return
    if life.halt is None and requests.went_elsewhere(life, life.people.dispatcher(life.incident.grid_id)):
        return
    if life.halt is None and community.kept(life):
        return
    catalogue, before = life.people.catalogue, life.incident
    found = catalogue.candidates(before.incident_class_id, before.grid_id, (before.lat, before.lon))
    fitting = [one for one in found if one.leads and one.may_dispatch and one.unit.id in life.people.handlers]
    listed = fitting[min(before.return_count, len(fitting) - 1)].unit if fitting else None
    lead = listed or life.people.any_unit(before.grid_id)
    others = [one.unit.id for one in found if one.may_dispatch and not one.leads and one.unit.id != lead.id]
    assists = others[: life.chance.randint(0, 1)]
    desk = life.people.dispatcher(before.grid_id)
    command = commands.Dispatch(
        **life.ids(), lead_unit_id=lead.id, assist_unit_ids=tuple(assists),
        task="请到现场处置，办结后反馈四要素", reason=None if listed else "牵头部门要吹哨才到，先由本街道力量到场处置",
    )  # fmt: skip
    units = [catalogue.units[one] for one in (lead.id, *assists)]
    life.take(decisions.dispatch(before, command, life.turn(desk), units=units, candidates=found), desk)


def _handler(life: Life) -> Viewer:
    if life.incident.handler_id:
        return life.people.viewer(life.incident.handler_id)
    unit = life.incident.lead_unit_id
    assert unit is not None  # a unit leads from the dispatch on
    return life.people.handlers[unit][0 if life.chance.random() < 0.7 else -1]


def sign(life: Life) -> None:
    if not life.stage(Stage.SIGN):
        return None
    handler = _handler(life)
    if life.halt is None and life.incident.rework_count == 0 and life.chance.random() < 0.05 * requests.often(life):
        back = commands.GiveBack(
            **life.ids(), reason_code=reasons.GiveBackReason.UNCLEAR_OWNER,
            reason="现场设施权属不清，建议先明确产权单位",
        )  # fmt: skip
        try:
            life.take(decisions.give_back(life.incident, back, life.turn(handler), proposed=None), handler)
        except Refusal:  # too late to give it back: then it is signed for
            pass
        else:
            return requests.decide(life, life.people.dispatcher(life.incident.grid_id))
    command = commands.Sign(**life.ids())
    return life.take(decisions.sign(life.incident, command, life.turn(handler)), handler)


def feed_back(life: Life) -> None:
    if life.halt is None and requests.asked_for_time(life, _handler(life)):
        return
    taken_up, dispose = life.now, life.incident.clocks[-1]
    if not life.later(Limit(dispose.limit_kind, dispose.limit_amount), most=0.55):
        return
    handler = _handler(life)
    command = commands.FeedBack(
        **life.ids(), accepted_at=taken_up, contact=words.contact(life.chance, life.now),
        measures=words.done(life.chance, life.people.klass(life.incident)), finished=True, outcome=Outcome.SOLVED,
        photos=_proof(life),
    )  # fmt: skip
    life.take(decisions.feed_back(life.incident, command, life.turn(handler)), handler)


def send_check(life: Life) -> None:
    if not life.stage(Stage.DISPATCH):
        return None
    before, desk = life.incident, community.closer(life)
    reporter = life.people.viewer(before.reporter_id)
    theirs = word.confirms(before, reporter) or word.rates(before, reporter)
    says = theirs and word.why_not(before, reporter) is None and life.halt is None
    if says and life.chance.random() < 0.6:
        return _reporters_word(life)
    if before.rules.check_policy is CheckPolicy.SAMPLE and life.halt is None and not sampled(before):
        unchecked = commands.CloseUnchecked(**life.ids())
        return life.take(decisions.close_unchecked(before, unchecked, life.turn(desk)), desk)
    command = commands.SendCheck(**life.ids())
    workers = life.people.checkers(before.grid_id)
    return life.take(decisions.send_check(before, command, life.turn(desk), workers=workers), desk)


def _reporters_word(life: Life) -> None:
    """A worker confirms their own find; a volunteer says how it was done."""
    before, reporter = life.incident, life.people.viewer(life.incident.reporter_id)
    if word.rates(before, reporter):
        rating = life.chance.choice(list(Rating))
        said = commands.Rate(**life.ids(), rating=rating, text=words.RATED[rating])
        floor = severity_floor(before.severity, Limit(LimitKind.WD, 5))
        return life.take(decisions.rate(before, said, life.turn(reporter), floor=floor), reporter)
    return life.take(decisions.confirm(before, commands.Confirm(**life.ids()), life.turn(reporter)), reporter)


def sampled(before: Aggregate) -> bool:
    """Whether chance wants its result to be checked."""
    answer = before.last_answer
    return answer is None or drawn(str(answer.id), before.id, CHECKED)


def check(life: Life) -> None:
    if not life.stage(Stage.CHECK):
        return None
    worker, good = life.people.viewer(life.incident.assignee_id), life.chance.random() < 0.93
    verdict, text = (Verdict.TRUE, "已处理好，现场干净") if good else (Verdict.FALSE, "只处理了一部分，还没有恢复")
    command = commands.Check(**life.ids(), verdict=verdict, text=text)
    life.take(decisions.check(life.incident, command, life.turn(worker)), worker)
    if not life.stage(Stage.DISPATCH):
        return None
    desk = community.closer(life)
    if good:
        passed = commands.Pass(**life.ids())
        return life.take(decisions.pass_(life.incident, passed, life.turn(desk)), desk)
    failed = commands.Fail(**life.ids(), reason=text)
    return life.take(decisions.fail(life.incident, failed, life.turn(desk)), desk)


def reopen(life: Life) -> None:
    if not life.later(Limit(LimitKind.WD, 2)):
        return
    command = commands.Reopen(**life.ids(), reason="抽查发现问题反复，请重新处置")
    floor = severity_floor(life.incident.severity, Limit(LimitKind.WD, 5))
    by = life.people.supervisor
    life.take(decisions.reopen(life.incident, command, life.turn(by), floor=floor), by)


STEPS: dict[State, Callable[[Life], None]] = {
    State.REPORTED: intake,
    State.VERIFYING: verify,
    State.PENDING_FILING: file,
    State.FILED: dispatch,
    State.DISPATCHED: sign,
    State.IN_PROGRESS: feed_back,
    State.SUSPENDED: requests.resume,
    State.DISPOSED: send_check,
    State.CHECKING: check,
}
