"""The codes with which a person or a program is refused, as one closed set in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.core.codes import SENTENCES, Program, Screen
from server.core.spoken.chinese import CHINESE
from server.core.text import Worded

_said: Any = {
    code: (code, f"{CHINESE[code]}。{SENTENCES[code]}")
    for code in sorted({*Screen.__members__, *Program.__members__})
    if code in CHINESE
}  # fmt: skip
if TYPE_CHECKING:

    class ProblemCode(Worded):
        """What its members are is known as it runs."""

        REFUSED = "REFUSED"
else:
    ProblemCode = Worded("ProblemCode", _said, module=__name__)


def code_of(said: str) -> ProblemCode:
    """The member of this name; of one that only an operator meets, that it is refused."""
    found: ProblemCode = ProblemCode.__members__.get(said, ProblemCode.REFUSED)
    return found
