"""What an answer may not hold: a number, a name with how one is addressed, who called, who reported somebody."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from server.process.validation import Check

NUMBER = re.compile(r"\+?\d(?:[\s-]?\d){6,}")
DATED = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?")
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
ADDRESSED = re.compile(f"[{SURNAMES}](?:某某?|[\u4e00-\u9fff]{{0,2}})(?:先生|女士|小姐|大爷|大妈|大叔|阿姨|师傅|某)")
REPORTERS = ("举报人", "投诉人", "反映人", "来电人")
SHORTEST = 2  # characters of a name


def held(check: Check, fields: Iterable[tuple[str, str]], caller: str, *, reported: bool) -> None:
    """Collects what is wrong with each of the texts; `caller` is who called, in the clear, `reported`: they reported
    somebody, and are not even spoken of."""
    tokens = [_plain(one) for one in caller.split() if len(one) >= SHORTEST]
    for field, text in fields:
        plain = _plain(text)
        if NUMBER.search(DATED.sub("", unicodedata.normalize("NFKC", text))):
            check.add(field, "no number of anybody", "ANSWER_NUMBER", hint="不写电话、证号。No number of anybody.")
        elif any(one in plain for one in tokens) or ADDRESSED.search(text):
            check.add(
                field, "nobody's name: say the role", "ANSWER_NAME", hint="不写姓名，写角色。No name: say the role."
            )
        elif reported and any(one in plain for one in REPORTERS):
            check.add(field, "not who reported it", "ANSWER_REPORTER", hint="不提举报的人。Not who reported it.")


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
