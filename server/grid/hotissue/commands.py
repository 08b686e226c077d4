"""What a person asks of a hot issue, verb by verb."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from server.core.moments import SOLVED
from server.core.viewer import Role
from server.process import command
from server.process.fields import asked, demanded, given


class Command(command.Command):
    untold = frozenset({"op_id", "sent"})

    id: UUID = asked("案件编号。The incident's id.")


class Adopt(Command, words="列入热点问题。Adopt a hot issue."):
    owner_unit_id: UUID | None = given("负责单位；与岗位二选一。The unit that owns it; or a post.")
    owner_role: Role | None = given("负责岗位，属地街道的。The post of the street that owns it; or a unit.")
    plan: str | None = demanded("方案。The plan.")
    due_on: date | None = demanded("何日前解决。The day by which it is solved.", within=SOLVED)


class Decline(Command, words="不列入热点问题。Decline a hot issue."):
    reason: str | None = demanded("理由。The reason.")


class Solve(Command, words="热点问题已解决。A hot issue is solved."):
    text: str | None = demanded("怎样解决的。How it was solved.")
