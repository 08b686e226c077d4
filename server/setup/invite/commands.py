"""What is asked of an invite, verb by verb. Its use has a door of its own: `server.edge.doors.invite`."""

from __future__ import annotations

from uuid import UUID

from server.process import New, On, demanded


class Send(New, words="邀请一个人设密码，七天内一次有效。Invite a person to set their password, once, within a week."):
    person_id: UUID | None = demanded("谁。Whom.")
    digest: str | None = demanded(
        "邀请码的 SHA-256；码本身不要送来。SHA-256 of the code, in hex, never the code.", longest=64
    )


class End(On, words="作废，此码不能再用。End it: its code opens nothing more."):
    pass
