"""What a unit's chat or gateway reads, in Chinese or in English: the only words that the server itself says.

They are fixed sentences with a number of minutes and a link: nothing about a person, a place or what somebody wrote.
"""

from __future__ import annotations

from server.core import clock
from server.reach.notice.channels import Message
from server.reach.notice.models import NoticeKind

K = NoticeKind

WORDS: dict[NoticeKind, tuple[str, str]] = {
    K.DISPATCHED: ("有一件派给你单位，请签收", "An incident was handed to your unit: please sign for it"),
    K.ASSISTS: ("有一件请你单位协办", "Your unit is asked to assist with an incident"),
    K.TAKEN_AWAY: ("有一件改派给别的单位，不用再办", "An incident went to another unit: nothing is left to do"),
    K.ASSIGNED: ("社区交办一件，请签收", "The community assigned you an incident: please sign for it"),
    K.REWORK: ("有一件核查不过，请返工", "A check failed: please do it again"),
    K.RESUMED: ("有一件挂账到期，恢复处置", "An incident is no longer suspended: please go on"),
    K.SUPERVISED: ("有一件被督办，请答复", "An incident is supervised: please answer"),
    K.WARNED: ("有一件临期", "The limit of an incident is near"),
    K.BREACHED: ("有一件超期了", "The limit of an incident has passed"),
    K.WHISTLE_BLOWN: ("街道吹哨，请应哨", "A whistle calls your unit: please answer"),
    K.WHISTLE_SENT_BACK: ("哨的结果没有通过签认，请再办", "A result was sent back: please do it again"),
    K.WHISTLE_URGED: ("哨催办，请抓紧", "You are urged to act on a whistle"),
    K.WHISTLE_SILENT: ("哨没有应答，请马上处理", "Your unit did not answer a whistle: please act"),
}
OTHER = ("有一件需要处理", "Something needs your attention")
SEVERE = ("【特急】", "[Emergency] ")
MINUTE = 60


def title_and_body(message: Message, *, public_url: str, english: bool) -> tuple[str, str]:
    """The words of one message; the link only where the server knows its own address."""
    words = WORDS.get(message.kind, OTHER)[english]
    if message.severity >= 4:
        words = SEVERE[english] + words
    link = f"{public_url.rstrip('/')}{message.path}" if public_url and message.path else ""
    body = "\n".join(part for part in (words + _left(message, english=english), link) if part)
    return ("Gridwhistle" if english else "网格哨"), body


def _left(message: Message, *, english: bool) -> str:
    """How long there is, as far as it is yet to come."""
    if message.due_at is None or message.due_at <= clock.now():
        return ""
    minutes = int((message.due_at - clock.now()).total_seconds()) // MINUTE
    if minutes < 120:
        return f": {minutes} min left" if english else f"，剩 {minutes} 分钟"
    return f": {minutes // 60} h left" if english else f"，剩 {minutes // 60} 小时"
