"""The road of an incident by GraphQL: for each verb, who takes it, with which words, and what must come before it.

`Walk` takes steps one after the other and remembers the version, as a screen does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, TypeAlias

from server.core import clock
from server.core.ids import new_id
from tests import town
from tests.people import Actor, Answer, op
from tests.schema.documents import REPORT, draft, verb

PHOTO = {"sha256": "ab" * 32, "kind": "AFTER"}
FED_BACK = {
    "acceptedAt": "2026-03-02T09:00:00+08:00",
    "contact": "已与报修居民沟通",
    "measures": "更换井盖并加固",
    "finished": True,
    "outcome": "SOLVED",
    "photos": [PHOTO],
}


@dataclass(frozen=True)
class Stride:
    """One verb on the road: who takes it, and what they say."""

    name: str
    login: str
    told: dict[str, Any]


ACCEPT = Stride("Accept", "zhang", {})
FILE = Stride("File", "li", {"conditionId": str(town.LOOSE_COVER_HERE)})
DISPATCH = Stride("Dispatch", "li", {"leadUnitId": str(town.TEAM), "task": "更换井盖"})
SIGN = Stride("Sign", "sun", {})
FEED_BACK = Stride("FeedBack", "sun", FED_BACK)
SEND_CHECK = Stride("SendCheck", "li", {"assigneeId": str(town.HE)})
CHECK = Stride("Check", "he", {"verdict": "TRUE", "text": "井盖已换好"})
CHECK_BAD = Stride("Check", "he", {"verdict": "FALSE", "text": "井盖还在晃动，没有加固好"})
SEND_VERIFY = Stride("SendVerify", "li", {"assigneeId": str(town.WANG)})
DOUBT = Stride("Verify", "wang", {"verdict": "FALSE", "text": "到现场没有找到这个破损的井盖"})
PASS = Stride("Pass", "li", {"note": "核查通过"})

GIVE_BACK = Stride("GiveBack", "sun", {"reasonCode": "UNCLEAR_OWNER", "reason": "权属不清，请核对"})
GRANT = Stride("Grant", "li", {"note": "情况属实"})
SUSPEND = Stride("Suspend", "sun", {"reasonCode": "SEASON", "reason": "地面冻结", "plan": "先围挡，解冻后两日内更换"})
REJECT = Stride("Reject", "li", {"reasonCode": "OUT_OF_SCOPE", "reason": "不在城市管理范围内"})

SUPERVISE = Stride("Supervise", "wu", {"opinion": "请说明进展"})
SETTLED = Stride("SelfResolve", "wang", {"note": "已劝离，摊位收回店内"})

FOUND: tuple[str, dict[str, Any]] = ("wang", {})
TOLD = ("li", {"channel": "HOTLINE", "externalNo": "9012-77"})
SHOP = ("wang", {"classCode": town.OCCUPYING, "severity": 1})

FILED = (ACCEPT, FILE)
SENT = (*FILED, DISPATCH)
FILED_HERE = (ACCEPT, Stride("File", "zhang", {"conditionId": str(town.LOOSE_COVER_HERE)}))
DONE = (*SENT, SIGN, FEED_BACK)
SHOP_DONE = (ACCEPT, Stride("File", "li", {"conditionId": str(town.OUTSIDE_SHOP)}), DISPATCH, SIGN, FEED_BACK)

# what a volunteer saw is verified first
SEEN = ("lin", {"classCode": town.OCCUPYING, "severity": 1})
SEEN_DONE = (SEND_VERIFY, Stride("Verify", "wang", {"verdict": "TRUE", "text": "确在店外经营"}), *SHOP_DONE[1:])

WASTE = ("wang", {"classCode": town.RUBBISH, "severity": 1})
WASTE_DONE = (ACCEPT, Stride("File", "li", {"conditionId": str(town.DAY_OLD_RUBBISH)}), DISPATCH, SIGN, FEED_BACK)

# verb → (who reports what, what happened before, the stride itself)
Road: TypeAlias = tuple[tuple[str, dict[str, Any]], tuple[Stride, ...], Stride]
ROAD: dict[str, Road] = {
    "SelfResolve": (SHOP, (), SETTLED),
    "HandUp": (FOUND, (), Stride("HandUp", "wang", {})),
    "CallStreet": (FOUND, (), Stride("CallStreet", "zhang", {"reasonCode": "BEYOND_POWER"})),
    "Assign": (FOUND, FILED_HERE, Stride("Assign", "zhang", {"personId": str(town.HE), "task": "更换井盖"})),
    "AssignSelf": (FOUND, FILED_HERE, Stride("AssignSelf", "zhang", {"note": "我去换"})),
    "Accept": (FOUND, (), ACCEPT),
    "SendVerify": (TOLD, (), SEND_VERIFY),
    "Verify": (TOLD, (SEND_VERIFY,), Stride("Verify", "wang", {"verdict": "TRUE", "text": "确有破损"})),
    "NotFound": (TOLD, (SEND_VERIFY, DOUBT), Stride("NotFound", "li", {"reason": "网格员到现场没有找到这个井盖"})),
    "Reject": (FOUND, (), REJECT),
    "File": (FOUND, (ACCEPT,), FILE),
    "Dispatch": (FOUND, FILED, DISPATCH),
    "Sign": (FOUND, SENT, SIGN),
    "GiveBack": (FOUND, SENT, GIVE_BACK),
    "FeedBack": (FOUND, (*SENT, SIGN), FEED_BACK),
    "SendCheck": (FOUND, DONE, SEND_CHECK),
    "Check": (FOUND, (*DONE, SEND_CHECK), CHECK),
    "Pass": (FOUND, (*DONE, SEND_CHECK, CHECK), PASS),
    "Fail": (FOUND, (*DONE, SEND_CHECK, CHECK_BAD), Stride("Fail", "li", {"reason": "井盖仍然晃动，请重新加固"})),
    "Confirm": (SHOP, SHOP_DONE, Stride("Confirm", "wang", {})),
    "Rate": (SEEN, SEEN_DONE, Stride("Rate", "lin", {"rating": "SATISFIED"})),
    "Reopen": (FOUND, (*DONE, SEND_CHECK, CHECK, PASS), Stride("Reopen", "wu", {"reason": "同一井盖三天后又坏了"})),
    "Merge": (FOUND, (), Stride("Merge", "li", {"note": "同一井盖"})),
    "TransferOut": (FOUND, FILED, Stride("TransferOut", "li", {"receiver": "COURT", "receiptNo": "2026-118"})),
    "Redispatch": (
        FOUND,
        (*SENT, SIGN),
        Stride("Redispatch", "li", {"leadUnitId": str(town.HOUSING), "reason": "属住建局管养"}),
    ),
    "Escalate": (FOUND, (*SENT, SIGN), Stride("Escalate", "li", {"reasonCode": "CROSS_UNIT", "reason": "须区里协调"})),
    "Extend": (FOUND, (*SENT, SIGN), Stride("Extend", "sun", {"limitAmount": 60, "reason": "等配件到货"})),
    "Suspend": (FOUND, (*SENT, SIGN), SUSPEND),
    "Resume": (FOUND, (*SENT, SIGN, SUSPEND, Stride("Grant", "zhao", {})), Stride("Resume", "li", {})),
    "Void": (FOUND, FILED, Stride("Void", "li", {"reason": "演练误报"})),
    "Grant": (FOUND, (*SENT, GIVE_BACK), GRANT),
    "Decline": (FOUND, (*SENT, GIVE_BACK), Stride("Decline", "li", {"reason": "在你单位管养范围内"})),
    "Withdraw": (FOUND, (*SENT, GIVE_BACK), Stride("Withdraw", "sun", {})),
    "Appeal": (FOUND, (REJECT,), Stride("Appeal", "wang", {"text": "井盖在公共道路上"})),
    "CloseUnchecked": (WASTE, WASTE_DONE, Stride("CloseUnchecked", "li", {})),
    "Supervise": (FOUND, SENT, SUPERVISE),
    "AnswerSupervision": (FOUND, (*SENT, SUPERVISE), Stride("AnswerSupervision", "sun", {"text": "明日更换"})),
    "SpotCheck": (SHOP, (SETTLED,), Stride("SpotCheck", "he", {"verdict": "VALID"})),
    "Note": (FOUND, (), Stride("Note", "zhang", {"text": "居民来电催问"})),
}


class Walk:
    """One incident on its way, and the version that everybody has seen."""

    def __init__(self) -> None:
        self.id, self.seen = str(new_id()), 0

    async def report(self, login: str, told: dict[str, Any]) -> Answer:
        answer = await Actor(login).send(REPORT, input=draft() | {"id": self.id} | told)
        return self._went(answer)

    async def take(self, stride: Stride) -> Answer:
        """Take a stride that must succeed."""
        stride = await self.fitted(stride)
        return self._went(await Actor(stride.login).send(verb(stride.name), input=self.input(stride)))

    async def fitted(self, stride: Stride) -> Stride:
        """The stride with the words that depend on the incident and the day."""
        told: dict[str, Any] = {}
        if stride.name in ("Grant", "Decline", "Withdraw"):
            asks = "query Pending($id: ID!) { incident(id: $id) { pendingApproval { id } } }"
            told = {"approvalId": (await Actor("wu").send(asks, id=self.id)).only["pendingApproval"]["id"]}
        if stride.name == "AnswerSupervision":
            asks = "query Asked($id: ID!) { incident(id: $id) { supervisions { id } } }"
            (one,) = (await Actor("wu").send(asks, id=self.id)).only["supervisions"]
            told = {"supervisionId": one["id"]}
        if stride.name == "Suspend":
            told = {"until": (clock.today() + timedelta(days=14)).isoformat()}
        if stride.name == "Merge":
            other = Walk()
            await other.report(*FOUND)
            told = {"targetId": other.id}
        return replace(stride, told=stride.told | told)

    async def try_as(self, login: str, stride: Stride, **other: Any) -> Answer:
        """Send the stride as somebody else, or with other words; nothing is expected."""
        return await Actor(login).send(verb(stride.name), input=self.input(stride) | other)

    def input(self, stride: Stride) -> dict[str, Any]:
        return op(id=self.id, seen=self.seen, **stride.told)

    def _went(self, answer: Answer) -> Answer:
        assert answer.errors == []
        assert answer.problems == [], answer.only["problems"]
        self.seen = answer.only["incident"]["version"] if answer.only["incident"] else self.seen + 1
        return answer


async def walked(name: str, way: Road | None = None) -> tuple[Walk, Stride]:
    """An incident just before the verb `name`, and the stride that takes it."""
    (login, told), before, stride = way or ROAD[name]
    walk = Walk()
    await walk.report(login, told)
    for earlier in before:
        await walk.take(earlier)
    return walk, await walk.fitted(stride)
