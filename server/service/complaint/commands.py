"""What is asked of a complaint, verb by verb, by who wrote it or by the desk that answers."""

from __future__ import annotations

from uuid import UUID

from server.process import New, On, demanded, given, several
from server.process.contact.revealing import Revealing
from server.service.complaint.models import About, Kind

LEAST, LONGEST, LONGEST_CONTACT = 10, 1000, 64  # characters


class File(New, words="提投诉或建议。File a complaint or a suggestion.", offline=True):
    kind: Kind | None = demanded("投诉还是建议。Complaint or suggestion.")
    about: About | None = demanded("关于谁、什么事。About.")
    about_unit_id: UUID | None = given(
        "哪个单位；关于单位的必填。Which unit; needed when it is about one.", names="unit"
    )
    area: str | None = demanded(
        "哪里的事：社区、街道或区。Place: a community, a street or the district.", names="area", longest=12
    )
    text: str | None = demanded("写明什么事。What it is.", least=LEAST, longest=LONGEST)
    contact: str | None = given("怎样联系。How to reach who wrote it.", longest=LONGEST_CONTACT)
    first: bool | None = given("此码刚生成，别人不曾用过。The code was just made: refused if it is somebody's already.")
    photos: tuple[str, ...] = several("照片，SHA-256。Photos, by their SHA-256.", 3)
    files: tuple[str, ...] = several("PDF 文件，SHA-256。PDF files, by their SHA-256.", 2, later=True)


class Reveal(Revealing, words="看联系方式：记下为什么看，一分钟内可读。See the contact: noted, and for a minute."):
    pass


class Answer(On, words="答复。Answer it."):
    text: str | None = demanded("答复。Answer.", least=LEAST, longest=LONGEST)


class Accept(On, words="认可答复，了结。Accept the answer, which closes it."):
    pass


class AskAgain(On, words="再问一次，由上一级答复。Ask once more: one level up answers."):
    text: str | None = demanded("还有什么没说清。What is still open.", least=LEAST, longest=LONGEST)


class Withdraw(On, words="撤回，写的都删去。Take it back; its words are removed."):
    pass
