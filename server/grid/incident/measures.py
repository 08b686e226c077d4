"""The figures of incidents: what is counted, among what, and what is left out.

Decision: 按期 and 超期 are shares of what could be judged: what was filed and is closed, and what is open and late.
What is suspended, or open and in time, is left out of both, so that together they are all of it, and so is what never
had a limit or ended otherwise (移送, 作废, 并案, 不受理). 超期件数 is what the list's filter `late` means.
"""

from __future__ import annotations

from server.core.text import Worded
from server.ground.catalogue.models import Stage
from server.process.figuring import Measure, Unit


class Counted(Worded):
    """What is told of each group."""

    CASES = "CASES", "件数。Cases."
    ENDED = "ENDED", "已结束。Ended."
    ON_TIME_SHARE = "ON_TIME_SHARE", "按期率。Share on time."
    LATE_SHARE = "LATE_SHARE", "超期率。Share late."
    LATE = "LATE", "超期件数。Late."
    MEDIAN_MINUTES = "MEDIAN_MINUTES", "办结用时，中位数，分钟。Minutes to the end, median."
    P90_MINUTES = "P90_MINUTES", "办结用时，九成不超过，分钟。Minutes to the end, ninth tenth."
    SATISFIED_SHARE = "SATISFIED_SHARE", "满意率。Share satisfied."
    RATED_SHARE = "RATED_SHARE", "评价率。Share rated."
    REWORKS = "REWORKS", "返工。Done again."
    RETURNS = "RETURNS", "退单。Given back."
    REOPENINGS = "REOPENINGS", "重启。Opened again."
    PER_THOUSAND_HOUSEHOLDS = "PER_THOUSAND_HOUSEHOLDS", "每千户件数。For each thousand households."
    INTAKE_MEDIAN = "INTAKE_MEDIAN", "受理用时，中位数。Taking in, median."
    INTAKE_P90 = "INTAKE_P90", "受理用时，九成不超过。Taking in, ninth tenth."
    VERIFY_MEDIAN = "VERIFY_MEDIAN", "核实用时，中位数。Verifying, median."
    VERIFY_P90 = "VERIFY_P90", "核实用时，九成不超过。Verifying, ninth tenth."
    FILE_MEDIAN = "FILE_MEDIAN", "立案用时，中位数。Filing, median."
    FILE_P90 = "FILE_P90", "立案用时，九成不超过。Filing, ninth tenth."
    DISPATCH_MEDIAN = "DISPATCH_MEDIAN", "派遣用时，中位数。Dispatching, median."
    DISPATCH_P90 = "DISPATCH_P90", "派遣用时，九成不超过。Dispatching, ninth tenth."
    SIGN_MEDIAN = "SIGN_MEDIAN", "签收用时，中位数。Signing for it, median."
    SIGN_P90 = "SIGN_P90", "签收用时，九成不超过。Signing for it, ninth tenth."
    DISPOSE_MEDIAN = "DISPOSE_MEDIAN", "处置用时，中位数。Handling, median."
    DISPOSE_P90 = "DISPOSE_P90", "处置用时，九成不超过。Handling, ninth tenth."
    CHECK_MEDIAN = "CHECK_MEDIAN", "核查用时，中位数。Checking, median."
    CHECK_P90 = "CHECK_P90", "核查用时，九成不超过。Checking, ninth tenth."


_RED = "{light} = 'RED'"
_LATE = f"({_RED} OR COALESCE({{closed_late}}, 1 = 0))"
_CLOSED = "({state} = 'CLOSED' AND {filed_at} IS NOT NULL AND {closed_late} IS NOT NULL)"
_JUDGED = f"({_RED} OR {_CLOSED})"
_RATED = "{rating} IS NOT NULL"
_JUDGED_ZH = (
    "分母：立案后结案的，和未结束但已超期的；不计：未结束且未超期的、挂账的、没有立案的，移送、作废、并案、不受理的。"
)
_JUDGED_EN = (
    "Among what was filed and is closed, and what is open and late; left out: what is open and in time, suspended, "
    "never filed, transferred, voided, merged or rejected."
)


def _whole(percent: int) -> Measure:
    return Measure(
        unit=Unit.MINUTES,
        minutes="@minutes({received_at}; {closed_at})",
        percent=percent,
        zh="从送达到结束，自然时间，整分钟；只算已结束的。",
        en="From receipt to the end, by the wall clock, in whole minutes; of what ended.",
    )


MEASURES: dict[str, Measure] = {
    Counted.CASES: Measure(unit=Unit.ROWS, zh="案件，按现在的样子，一件一次。", en="Cases as they are now, each once."),
    Counted.ENDED: Measure(
        unit=Unit.ROWS,
        holds="{closed_at} IS NOT NULL",
        zh="已结束的，不论怎样结束。",
        en="What has ended, whichever way.",
    ),
    Counted.LATE: Measure(
        unit=Unit.ROWS, holds=_LATE, zh="未结束而已超期的，和结束时已超期的。", en="Open and late, or ended late."
    ),
    Counted.ON_TIME_SHARE: Measure(
        unit=Unit.SHARE,
        holds=f"NOT {_LATE}",
        among=_JUDGED,
        zh=f"分子：结束时没有超期的。{_JUDGED_ZH}",
        en=f"What ended in time. {_JUDGED_EN}",
    ),
    Counted.LATE_SHARE: Measure(
        unit=Unit.SHARE,
        holds=_LATE,
        among=_JUDGED,
        zh=f"分子：未结束而已超期的，和结束时已超期的。{_JUDGED_ZH}",
        en=f"What is open and late, or ended late. {_JUDGED_EN}",
    ),
    Counted.SATISFIED_SHARE: Measure(
        unit=Unit.SHARE,
        holds="{rating} IN ('SATISFIED', 'FAIR')",
        among=_RATED,
        zh="分子：满意和基本满意的；分母：评价了的；不计：没有评价的。",
        en="Satisfied or fair, among what was rated; what was not is left out.",
    ),
    Counted.RATED_SHARE: Measure(
        unit=Unit.SHARE,
        holds=_RATED,
        among="({state} = 'CLOSED' OR {rating} IS NOT NULL)",
        zh="分子：评价了的；分母：结案的；不计：没有结案的。",
        en="What was rated, among what is closed; all else is left out.",
    ),
    Counted.MEDIAN_MINUTES: _whole(50),
    Counted.P90_MINUTES: _whole(90),
    Counted.REWORKS: Measure(
        unit=Unit.TIMES, adds="{rework_count}", zh="这些案件返工过几次。", en="How often these were done again."
    ),
    Counted.RETURNS: Measure(
        unit=Unit.TIMES, adds="{return_count}", zh="这些案件退单过几次。", en="How often these were given back."
    ),
    Counted.REOPENINGS: Measure(
        unit=Unit.TIMES, adds="{reopen_count}", zh="这些案件重启过几次。", en="How often these were opened again."
    ),
    Counted.PER_THOUSAND_HOUSEHOLDS: Measure(
        unit=Unit.PER_THOUSAND,
        zh="分子：案件；分母：所在区域的户数，千户。没有户数的不算。",
        en="Cases, for each thousand households of the place; none where they are not known.",
    ),
}


def _at(stage: Stage, percent: int) -> Measure:
    name = str(stage)
    return Measure(
        unit=Unit.MINUTES,
        minutes="@minutes(c.started_at; c.stopped_at)",
        joined=f"JOIN incident_clock AS c ON c.incident_id = {{id}} AND c.kind = 'STAGE' AND c.stage = '{name}' "
        "AND c.stopped_at IS NOT NULL",
        percent=percent,
        zh="这个环节每经过一次用了多久，自然时间，整分钟；正在其中的不算。",
        en="How long each passing of the stage took, by the wall clock, in whole minutes; not what is at it now.",
    )


for _stage in Stage:
    MEASURES |= {Counted[f"{_stage}_MEDIAN"]: _at(_stage, 50), Counted[f"{_stage}_P90"]: _at(_stage, 90)}
