"""What is asked of a complaint, verb by verb, by who wrote it or by the desk that answers."""

from __future__ import annotations

from uuid import UUID

from server.process import command
from server.process.fields import asked, given, several
from server.service.complaint.models import About, Kind

MOST_PHOTOS = 3
LONGEST, LONGEST_CONTACT = 1000, 64


class Command(command.Command):
    id: UUID = asked("投诉建议编号。The complaint's id.")


class File(Command, words="提投诉或建议。File a complaint or a suggestion."):
    id: UUID = asked("新件的编号，由手机生成。The new one's id, made by the phone.")
    seen: int | None = None
    kind: Kind | None = given("投诉还是建议。A complaint or a suggestion.")
    about: About | None = given("关于谁、什么事。Whom or what it is about.")
    about_unit_id: UUID | None = given("关于哪个单位。Which unit it is about.")
    area: str | None = given("哪里的事：社区、街道或区的代码。The place: a community's, street's or district's code.")
    text: str | None = given("写明什么事。What it is.", longest=LONGEST)
    contact: str | None = given("怎样联系，可不填。How to reach who writes, if they like.", longest=LONGEST_CONTACT)
    photos: tuple[str, ...] = several("照片，SHA-256。Photos, by their SHA-256.", MOST_PHOTOS)


class Answer(Command, words="答复。Answer it."):
    text: str | None = given("答复，至少十个字。The answer, at least ten characters.", longest=LONGEST)


class Accept(Command, words="认可答复，了结。Accept the answer, which closes it."):
    pass


class AskAgain(Command, words="再问一次，由上一级答复。Ask once more: one level up answers."):
    text: str | None = given("还有什么没说清。What is still open.", longest=LONGEST)


class Withdraw(Command, words="撤回，写的都删去。Take it back; its words are removed."):
    pass
