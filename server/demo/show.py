"""What `./grid demo` prints once it listens: the address, the logins, the playground, and where to look first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tortoise.queryset import QuerySet

from server.core.viewer import Role
from server.data.database import connect, reader
from server.demo.cast import LOGINS, PASSWORD
from server.demo.complaints import CODE
from server.grid.incident.lifecycle import State
from server.grid.incident.models import Awaits, Incident
from server.grid.incident.steps import COMMUNITY_LEVEL
from server.ground.person.models import Person, Post
from server.ground.person.viewers import viewer_of
from server.journal.models import Event
from server.reach.notice.queries import digests
from server.service.answer.lifecycle import State as AnswerState
from server.service.answer.models import Answer
from server.service.complaint.lifecycle import State as ComplaintState
from server.service.complaint.models import Complaint
from server.service.hotline.lifecycle import State as OrderState
from server.service.hotline.models import OuterOrder


@dataclass(frozen=True)
class Sight:
    """Something worth a look, whose screen it is best seen on, and its address within the app."""

    login: str
    what: str
    path: str


async def sights(database: str) -> list[Sight]:
    """One of each way that a small matter goes in the demo as it stands now, and the supervisor's last digest."""
    async with connect(database) as opened:
        with opened.entered():
            return await _sights()


async def _sights() -> list[Sight]:
    (community,) = await Post.filter(person__login="zhang", role=Role.COMMUNITY).values_list("area_id", flat=True)
    assigned = await Event.filter(kind="incident.assigned").values_list("subject_id", flat=True)
    called = await Event.filter(kind="incident.street_called").values_list("subject_id", flat=True)
    ours = Incident.filter(community_id=community).order_by("-reported_at").using_db(reader())
    settled = ours.filter(id__in=assigned, state=State.CLOSED, level__lte=COMMUNITY_LEVEL)
    in_hand = ours.filter(awaits=Awaits.HANDLER, state=State.DISPATCHED, assignee__login="wang")
    own = Complaint.filter(area=community, level=1, state=ComplaintState.RECEIVED)
    waiting = own.order_by("due_at").limit(1).using_db(reader())
    changed = OuterOrder.filter(state=OrderState.RECEIVED).exclude(changes="").order_by("due_at")
    orders = changed.limit(1).using_db(reader())
    drafts = Answer.filter(state=AnswerState.DRAFT).order_by("id").limit(1).using_db(reader())
    wu = await Person.get(login="wu", using_db=reader())
    digest = next(iter(await digests(await viewer_of(wu.id))), None)
    return [
        *await _first(settled, "zhang", "小事不出社区 settled within the community"),
        *await _first(in_hand, "wang", "交办 assigned by the community, to sign for"),
        *await _first(ours.filter(id__in=called, state=State.FILED), "li", "呼叫街道 the community called the street"),
        *[Sight("zhang", "投诉建议 a complaint to answer", f"/n/complaint/{one.id}") for one in await waiting],
        *[
            Sight("li", "12345 工单 an order that its source changed", f"/n/outer_order/{one.id}")
            for one in await orders
        ],
        *[Sight("zhao", "审读 an answer to read", f"/n/answer/{one.id}") for one in await drafts],
        Sight("zhang", "回访 call-backs to make", "/me/calls"),
        *([Sight("wu", "每日摘要 this morning's digest", f"/notices?digest={digest.id}")] if digest else []),
    ]


async def _first(chosen: QuerySet[Incident], login: str, what: str) -> list[Sight]:
    found = await chosen.first()
    return [Sight(login, what, f"/i/{found.id}")] if found else []


def greeting(address: str, worth: Sequence[Sight] = (), file: Path | None = None) -> str:
    """Lines for the terminal: where to go and as whom."""
    people = "\n".join(f"    {login:<7}{who}" for login, who in LOGINS.items())
    places = [f"    {one.login:<7}{one.what}\n           {address}{one.path}\n" for one in worth]
    if file:
        places.append(f"    {'li':<7}12345 导入 a file to import: {file}\n           {address}/me/imports\n")
    looks = "".join(["\n  Worth a look, and as whom\n", *places]) if places else ""
    return (
        f"\nGridwhistle 网格哨 · 云冈区 demo\n\n  App         {address}/\n"
        f"  Playground  {address}/playground  (wu, zhao)\n"
        f"  投诉建议    {address}/feedback  (anybody; {CODE} reads an answer: {address}/feedback?look={CODE})\n"
        f"\n  Logins, password {PASSWORD}\n{people}\n"
        f"{looks}\n  Ctrl+C ends it.\n"
    )
