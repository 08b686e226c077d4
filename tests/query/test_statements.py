"""Every list, page and node of the contract costs one statement, whatever hangs below it; what lies in memory none.

Driven by the contract itself: whoever adds a field is asked here at once.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import ExecutionResult, GraphQLObjectType, execute, get_named_type, is_leaf_type, parse
from structlog.testing import capture_logs

from schema import schema
from schema.core.context import Context
from schema.core.reading.executor import ReadingExecutor
from schema.explain import fallbacks
from server.data.database import Database
from tests import town
from tests.people import Actor
from tests.query.world import ids
from tests.statements import counted

TYPES = schema._schema
DEEPEST = 3
# These have a whole incident below them, and what is deeper is more than one statement can join.
LOWER = ("approval", "incident", "node", "nodes", "precedents", "similarIncidents", "supervision", "whistle")
ALONE = int(os.environ.get("GRID_TEST_DEPTH", "2"))  # how deep each object is also asked for alone
MEMORY = {
    "viewer",
    "catalogue",
    "area",
    "areas",
    "locate",
    "complaintUnits",
    "importKinds",
    "units",
    "about",
    "limits",
    "unworkedGrids",
    "ruleBook",
    "workYear",
}  # roots that need no statement at all
ARGUED = {
    # a contact is read of one complaint at a time, by a desk that just asked to see it
    "Complaint.contactRevealed": "may cost a statement of its own for each row",
    "OuterOrder.contactRevealed": "may cost a statement of its own for each row",
    "CallBack.contactRevealed": "may cost a statement of its own for each row",
    # how many open incidents each candidate leads is asked for one incident, and only by who may dispatch it
    "Incident.assignable": "may cost a statement of its own for each row",
    "Incident.candidates": "may cost a statement of its own for each row",
    # whom to send is asked for one incident, by the desk whose step it is
    "Incident.lookerPosts": "may cost a statement of its own for each row",
    "Incident.lookers": "may cost a statement of its own for each row",
    # what is like it nearby is a search of its own, asked of one incident at a time
    "Incident.repeats": "may cost a statement of its own for each row",
    # a log is read whole, of one subject at a time
    "Incident.responsibleTimes": "may cost a statement of its own for each row",
    "Whistle.responsibleTimes": "may cost a statement of its own for each row",
}
APART = {
    "node": {2},  # of what kind it is, and what is asked of it
    "nodes": {2},  # the same, and one more for each other kind
    "incidentCounts": {1, 2},  # the sums that stand of the viewer's areas, and the rows outside of them
    "subjectNoticesUnread": {2},  # the same two as of `noticesUnread`
    "noticesUnread": {2},  # those that stand alone, and the digests that have come
    "credentials": {
        4
    },  # browsers, tokens, PINs and phones, asked by one about themselves or by who guards the accounts
    "gridPlanParts": {0},  # the desk of the street plans nothing, and is told so from memory
    "gridPlanWorkers": {0},
    "standInColleagues": {2},  # which posts are lent, and the names; asked by one about a post of their own
    "noticeSettings": {3},  # asked by a person about themselves alone, on one screen
    "whistleRings": {1, 3},  # the incident in sight, then the posts and the roster of the units that one would call
    "pull": {3, 4},  # the epoch, how far the log was noted, which incidents, and all of them
}
ANSWERS = {
    "ClaimPayload",
    "AnswerPayload",
    "CallBackPayload",
    "ComplaintPayload",
    "DemandPayload",
    "DevicePayload",
    "GridPlanPayload",
    "HandoverPayload",
    "HotIssuePayload",
    "ImportJobPayload",
    "IncidentPayload",
    "InvitePayload",
    "NoticePayload",
    "OuterOrderPayload",
    "Problem",
    "SyncPull",
    "Receipt",
    "RuleDraftPayload",
    "SavedQuestionPayload",
    "StandInPayload",
    "SyncKeys",
    "WhistlePayload",
}  # of verbs and of pulls: made by what was done, read through one choice
GIVEN: dict[str, dict[str, Any]] = {
    "standInColleagues": {"post": str(town.fixed(8, 5))},
    "complaintFigures": {"year": 2026},
    "workYear": {"year": 2026},
    "demandFigures": {"year": 2026},
    "claimFigures": {"year": 2026},
    "outerOrderFigures": {"year": 2026},
    "callBackFigures": {"year": 2026},
    "gridPlanParts": {"grids": [town.FIRST, town.SECOND]},
    "gridPlanWorkers": {"area": town.STREET_SIDE},
    "locate": {"lat": 40.032, "lon": 113.152},
    "area": {"code": town.FIRST},
    "unitRefusals": {
        "area": town.DISTRICT,
        "period": {"from": "2026-03-02T00:00:00+08:00", "before": "2026-03-09T00:00:00+08:00"},
    },
    "incidentCounts": {"by": "STREET"},
    "receipts": {"opIds": ["018cc251-f400-7000-8000-000000000001"]},
    "tallies": {"by": "MONTH"},
    "incidentFigures": {"by": ["STREET", "RATING"], "measures": ["CASES", "SATISFIED_SHARE", "CHECK_P90"]},
    "whistleFigures": {"by": ["UNIT"], "measures": ["CALLS", "ACK_MEDIAN", "SIGNED_SHARE"]},
    "incidentTimeline": {"of": "RECEIVED", "per": "WEEK"},
    "whistleRates": {
        "area": town.DISTRICT,
        "period": {"from": "2026-03-02T00:00:00+08:00", "before": "2026-03-09T00:00:00+08:00"},
    },
    "whistleRings": {"kind": "EMERGENCY", "units": [str(town.TEAM), str(town.HOUSING)]},
    "precedents": {"classCode": town.COVER, "lat": 40.032, "lon": 113.152},
    "similarIncidents": {"classCode": town.COVER, "lat": 40.032, "lon": 113.152},
}


def plain(kind: Any) -> list[str]:
    """The fields of a type that hold no others, but those that are argued for."""
    leaves = [name for name, told in kind.fields.items() if is_leaf_type(get_named_type(told.type))]
    return [name for name in leaves if f"{kind.name}.{name}" not in ARGUED]


def selections(kind: Any, depth: int) -> Iterator[str]:
    """Every object field below a type, each with all that is plain in it, alone."""
    yield " ".join(plain(kind)) or "__typename"
    for name, told in kind.fields.items():
        below = get_named_type(told.type)
        if depth > 0 and isinstance(below, GraphQLObjectType) and f"{kind.name}.{name}" not in ARGUED:
            yield from (f"{name} {{ {one} }}" for one in selections(below, depth - 1))


def everything(kind: Any, depth: int) -> str:
    """All that may be asked below a type, together."""
    chosen = plain(kind)
    for name, told in kind.fields.items():
        below = get_named_type(told.type)
        if not is_leaf_type(below) and depth > 0 and f"{kind.name}.{name}" not in ARGUED:
            chosen.append(f"{name} {{ {everything(below, depth - 1)} }}")
    return " ".join(chosen) or "__typename"


def arguments(root: str, id: str) -> dict[str, Any]:
    """What a root is asked with, about the row with this id."""
    told = TYPES.query_type.fields[root].args  # type: ignore[union-attr]
    ids: dict[str, Any] = {"id": id, "incident": id, "ids": [id]}
    return GIVEN.get(root, {}) | {name: value for name, value in ids.items() if name in told}


async def cost(root: str, below: str, id: str) -> tuple[int, str]:
    """How many statements it costs the desk, once what is kept in memory is there."""
    told = TYPES.query_type.fields[root]  # type: ignore[union-attr]
    given = arguments(root, id)
    heads = ", ".join(f"${name}: {told.args[name].type}" for name in given)
    passed = ", ".join(f"{name}: ${name}" for name in given)
    selected = "" if is_leaf_type(get_named_type(told.type)) else f" {{ {below} }}"
    text = f"query Q{f'({heads})' if heads else ''} {{ {root}{f'({passed})' if passed else ''}{selected} }}"
    context = Context(viewer=await Actor("li").viewer())
    with counted() as said:
        ran = execute(TYPES, parse(text), context_value=context, variable_values=given, executor_class=ReadingExecutor)
        result = await ran if inspect.isawaitable(ran) else ran
    assert isinstance(result, ExecutionResult)
    assert result.errors is None, (text, result.errors)
    return len(said), text


@pytest.mark.parametrize("root", sorted(TYPES.query_type.fields))  # type: ignore[union-attr]
async def test_whatever_is_asked_of_a_root_is_one_statement(root: str, world: Database) -> None:
    id = (await ids())[0]
    kind = get_named_type(TYPES.query_type.fields[root].type)  # type: ignore[union-attr]
    by_id = root in ("node", "nodes")
    kind = TYPES.type_map["Incident"] if by_id else kind
    if is_leaf_type(kind):
        assert (await cost(root, "", id))[0] in APART.get(root, {1})
        return
    wrapped = (lambda text: f"... on Incident {{ {text} }}") if by_id else str
    await cost(root, wrapped(everything(kind, 1)), id)  # what lies in memory is there from now on
    costs = [await cost(root, wrapped(below), id) for below in selections(kind, ALONE)]
    deepest = DEEPEST - 2 if by_id else DEEPEST - 1 if root in LOWER else DEEPEST
    costs.append(await cost(root, wrapped(everything(kind, deepest)), id))
    wanted = {0} if root in MEMORY else APART.get(root, {1})
    assert [one for one in costs if one[0] not in wanted][:3] == []


async def test_more_than_one_statement_can_join_is_resolved_field_by_field_and_is_no_defect(world: Database) -> None:
    id = (await ids())[0]
    with capture_logs() as logged:
        statements, _ = await cost("incident", everything(TYPES.type_map["Incident"], DEEPEST), id)
    assert statements > 1
    assert [(one["log_level"], one["why"].partition(" ")[2]) for one in logged] == [("info", "tables in one join")]


def test_what_is_not_read_so_is_argued_for_by_name() -> None:
    found = {name: why for name, why in fallbacks(TYPES).items() if name.split(".")[0] not in ANSWERS}
    assert found == ARGUED


async def test_whom_a_case_may_go_to_is_two_statements_more(world: Database) -> None:
    known = [one for one in await ids() if len(one) == 36]
    await cost("incident", "grid { path }", known[0])  # what lies in memory is there from now on
    plain = [(await cost("incident", "id", id))[0] for id in known]
    asked = [(await cost("incident", "candidates { unit { name } openCount }", id))[0] for id in known]
    assert max(asked) == 3  # what they have open, and who of them is on duty
    assert set(plain) == {1}
