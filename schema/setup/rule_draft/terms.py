"""Filing conditions and stages with what holds of them, now and by a draft."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import strawberry

from schema.core.fields import column, limit, looked_up
from schema.core.reading.request_scope import Ground
from schema.ground.area import Area, area_at
from schema.ground.catalogue import IncidentClass
from schema.ground.catalogue import Limit as TimeLimit
from server.ground.catalogue import revision
from server.ground.catalogue.models import CheckPolicy, Evidence, FilingCondition, Stage, StageLimit


def class_at(at: Ground, code: str) -> Any:
    """The class of this code, in force or not."""
    return at.catalogue.classes.get(code)


@strawberry.type(description="一个立案条件或一个环节现在或以后的规定。The terms of a filing condition, or of a stage.")
class RuleTerms:
    limit: TimeLimit = limit("时限。The limit.")
    severity: int | None = column("紧急程度；环节没有。Severity; a stage has none.")
    evidence: Evidence | None = column("办完要不要照片；依小类则为空。Whether a photo is needed; null: as the class.")
    check_policy: CheckPolicy | None = column("怎样核查；依小类则为空。How it is checked; null: as the class.")


@strawberry.type(description="一个立案条件或一个环节的时限。A filing condition, or the limit of a stage.")
class RuleRow:
    condition: strawberry.ID | None = column("立案条件的编号；环节没有。Id of the condition; a stage has none.")
    incident_class: IncidentClass | None = looked_up(
        "哪个小类；环节没有。Of which class; a stage has none.",
        "class_code",
        lambda at, code: at.catalogue.classes.get(code),
    )
    number: str = column("小类内的序号；环节为空。Number within the class; of a stage nothing.")
    text: str = column("立案条件，中文；环节为空。The condition, in Chinese; of a stage nothing.")
    text_en: str = column("立案条件，英文；环节为空。The condition, in English; of a stage nothing.")
    area: Area | None = looked_up("适用范围；环节没有。Where it holds; a stage has none.", "area", area_at)
    stage: Stage | None = column("哪个环节；条件没有。Which stage; a condition has none.")
    urgent: bool | None = column("紧急时限还是一般时限；条件没有。Whether it is the urgent one; a condition has none.")
    terms: RuleTerms = column("规定。The terms.")
    valid_from: date = column("从哪天起有效。In force from this day on.")


@strawberry.type(description="草稿改的一处。A line of a draft: what was, and what becomes of it.")
class RuleLine:
    rule: RuleRow | None = column("改的是哪个条件或环节。The condition or the stage; null when there is none any more.")
    area: Area | None = looked_up("另定的街道；没有则为空。Street for which it is set apart.", "area", area_at)
    was: RuleTerms = column("起草时。What it was when the draft was written.")
    becomes: RuleTerms = column("改为。What becomes of it.")


def line(change: Any, at: Ground) -> Any:
    """A line of a draft, as its row keeps it; of what is set apart `was` tells of the wider one."""
    sheet, key, was, becomes, like = change
    row = revision.of(at.catalogue, sheet, tuple(like or key))
    wider = revision.values(row, sheet) if row is not None else becomes
    area = key[2] if like else None
    return SimpleNamespace(
        rule=rule(row) if row else None, area=area, was=_terms(was or wider), becomes=_terms(becomes)
    )


def rule(row: FilingCondition | StageLimit) -> Any:
    blank = dict.fromkeys(("condition", "class_code", "area", "stage", "urgent"), None)
    blank |= dict.fromkeys(("number", "text", "text_en"), "")
    told: dict[str, Any] = {"terms": _terms(_values(row)), "valid_from": row.valid_from}
    if isinstance(row, StageLimit):
        return SimpleNamespace(**blank | told | {"stage": row.stage, "urgent": row.urgent})
    said = {"condition": str(row.id), "class_code": row.incident_class_id, "area": row.area}
    return SimpleNamespace(**blank | told | said | {"number": row.number, "text": row.text, "text_en": row.text_en})


def _values(row: FilingCondition | StageLimit) -> dict[str, Any]:
    return {
        name: getattr(row, name, None)
        for name in ("limit_kind", "limit_amount", "severity", "evidence", "check_policy")
    }


def _terms(told: dict[str, Any]) -> Any:
    made = revision.read(told)
    blank = dict.fromkeys(("severity", "evidence", "check_policy"), None)
    return SimpleNamespace(**blank | made)
