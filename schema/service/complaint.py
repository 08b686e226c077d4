"""投诉建议: filed without a login, answered by the desk of the place; and its figures, for everybody."""

from __future__ import annotations

from datetime import datetime

import strawberry

from schema.core.address import address
from schema.process.contract import (
    Area,
    Noun,
    column,
    contact_open,
    contact_revealed,
    contract,
    figures_of,
    listed,
    mine,
    place,
    publish_all,
    steps,
    unit,
    units,
)
from server.core.spoken import camel
from server.service.complaint import commands
from server.service.complaint import verbs as actions
from server.service.complaint.lifecycle import State, Step
from server.service.complaint.lookups import COMPLAINTS, FIGURES, Wanted
from server.service.complaint.models import About, Kind
from server.service.complaint.policy import ANSWERING

OPEN_TO_ALL = ("complaint", "complaints", "complaint_figures", "complaint_units", "complaint_file")
OF_THE_WRITER = [f"complaint_{step.lower()}" for step in Step if step not in ANSWERING.answers]
PUBLIC = frozenset(map(camel, (*OPEN_TO_ALL, *OF_THE_WRITER)))  # the roots that the holder of a code may ask
# the columns that say who takes a step, and why not
NEEDS = ("state", "writer_id", "about_unit_id", "level", "area", "again")
publish_all("Complaint", State, Step, Kind, About)


@strawberry.type(description="一件投诉或建议。One complaint or suggestion.")
class Complaint(Noun):
    url = address("/n/complaint")
    state: State = column("状态。Where it stands.")
    kind: Kind = column("投诉还是建议。Complaint or suggestion.")
    about: About = column("关于谁、什么事。About.")
    about_unit = unit("关于单位。Unit: that it is about.", "about_unit_id")
    area: Area = place("哪里的事。Place.")
    level: int = column("哪一级答复：1 社区，2 街道，3 区。Answered by: 1 the community, 2 the street, 3 the district.")
    text: str = column("写的什么；撤回后为空。Words; empty once taken back.")
    contact: str = column("怎样联系，遮去大半。Contact: how to reach who wrote it, masked.")
    contact_open = contact_open("contact", actions.CONTACTS, needs=NEEDS)
    contact_revealed = contact_revealed("contact", actions.CONTACTS, needs=NEEDS)
    received_at: datetime = column("收到。Received.")
    due_at: datetime = column("最迟答复。Answer due.")
    answer: str = column("答复。Answer.")
    answered_at: datetime | None = column("何时答复。Answered: when, the last time.")
    again: str = column("再问的话。Asked again.")
    second_answer: str = column("再次答复。Second answer.")
    late: bool = column("答复晚了。Answered late.")
    closed_at: datetime | None = column("了结。Closed.")

    photos = listed("照片：SHA-256。Photos: by their SHA-256.", "photos")
    files = listed("文件：PDF，SHA-256。Files: PDF, by their SHA-256.", "files")
    own = mine("自己写的。One's own.", "writer_id")
    allowed_steps = steps("Complaint", Step, actions.STEPS, needs=NEEDS)


QUERY, MUTATION = contract(
    Complaint,
    COMPLAINTS,
    Wanted,
    actions,
    commands,
    many="投诉建议：自己写的和本工作台的，后收到的在前。One's own and one's desk's, the last first.",
    page="一页投诉建议。One page of complaints.",
    complaint_figures=figures_of(
        "ComplaintFigures",
        "全区和各街道一年的处理情况，太少的不显示，谁都能看。What became of a year's complaints, for everybody.",
        FIGURES,
    ),
    complaint_units=units("可以投诉的单位，谁都能看。The units that one may complain about, for everybody."),
)
