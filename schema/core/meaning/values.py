"""By the name of an argument, what it means; and the ends that lie in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from schema.core.meaning import codes
from schema.core.meaning.wrong import Known, Path, refusal
from server.core.text import code, kept
from server.ground.person.policy import login_problems

Check = Callable[[Any, Known, Path], None]
LONGEST_VERSION = 40  # characters, as a phone tells it


def degrees(most: int, words: str) -> Check:
    """On the earth, in WGS-84."""

    def check(value: float, at: Known, path: Path) -> None:
        if not -most <= value <= most:
            raise refusal(path, "PLACE_OFF_EARTH", words)

    return check


def search(value: str, at: Known, path: Path) -> None:
    codes.empty(path, kept(value))


def version(value: str, at: Known, path: Path) -> None:
    codes.empty(path, value)
    if len(value) > LONGEST_VERSION:
        raise refusal(path, "TEXT_LONG", f"至多 {LONGEST_VERSION} 个字符。At most {LONGEST_VERSION} characters.")


def login(value: str, at: Known, path: Path) -> None:
    if login_problems(code(value).lower()):
        words = "登录名是 2 到 63 个小写字母、数字和 . _ -。A login is 2 to 63 of a-z 0-9 . _ -."
        raise refusal(path, "LOGIN_MALFORMED", words)


def own(value: str, at: Known, path: Path) -> None:
    """A cursor or a version that we gave: its own list says whether it is one."""


latitude = degrees(90, "纬度在 -90 到 90 之间。A latitude lies between -90 and 90.")
longitude = degrees(180, "经度在 -180 到 180 之间。A longitude lies between -180 and 180.")

MEANINGS: Mapping[str, Check] = {
    "area": codes.area,
    "classCode": codes.class_code,
    "classCodes": codes.class_code,
    "majorCodes": codes.major_code,
    "unit": codes.unit,
    "leadUnit": codes.unit,
    "units": codes.unit,
    "number": codes.case_number,
    "numbers": codes.any_number,
    "text": search,
    "source": search,
    "sourceNumber": search,
    "quarter": search,
    "line": search,
    "version": version,
    "login": login,
    "lat": latitude,
    "south": latitude,
    "north": latitude,
    "lon": longitude,
    "west": longitude,
    "east": longitude,
    "after": own,
    "cursor": own,
    "unless": own,
}
ENDS = (
    ("from", "before"),
    ("least", "most"),
    ("south", "north"),
    ("west", "east"),
)
SPACE = {"south", "west"}
BOX = "南要小于北，西要小于东。South lies below north, and west before east."
PERIOD = "开始要早于结束，对调或改其中一个。The beginning lies before the end: swap them or change one."


def ordered(given: Mapping[str, Any], path: Path) -> None:
    """Raises Invalid where two ends that are both given leave nothing between them; a last number is in it."""
    for first, last in ENDS:
        low, high = given.get(first), given.get(last)
        if low is None or high is None:
            continue
        both_in = last == "most"
        if low > high or (low == high and not both_in):
            code, words = ("BOX_EMPTY", BOX) if first in SPACE else ("PERIOD_EMPTY", PERIOD)
            raise refusal((*path, last), code, words)
