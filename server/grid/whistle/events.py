"""Every kind of event that the log may have of a whistle, in words."""

from __future__ import annotations

EVENTS = {
    "whistle.acked": "应哨。Answered.",
    "whistle.approved": "批准吹哨。Approved and blown.",
    "whistle.arrived": "报到。Reported in.",
    "whistle.blown": "应急吹哨，先吹后审。Blown at once, to be reviewed.",
    "whistle.cancelled": "撤哨。Cancelled.",
    "whistle.closed": "销哨。Closed.",
    "whistle.declined": "退回，不吹。Declined.",
    "whistle.drafted": "拟哨。Drafted.",
    "whistle.due_moved": "时限随规定改动。Due times follow changed rules.",
    "whistle.excused": "免除。Excused.",
    "whistle.finished": "报结。Done.",
    "whistle.noted": "写一条。Note.",
    "whistle.objected": "提异议。Objected.",
    "whistle.objection_refused": "异议不成立。Objection refused.",
    "whistle.objection_upheld": "异议成立，免除。Objection upheld, excused.",
    "whistle.party_added": "加单位。One more unit called.",
    "whistle.reviewed": "补审。Reviewed.",
    "whistle.revised": "改了拟哨。Draft revised.",
    "whistle.scored": "评了这次吹哨。Scored this call.",
    "whistle.sent_back": "退回重办。Sent back.",
    "whistle.signed": "签认。Signed off.",
    "whistle.silence_told": "没有应声，已告单位负责人。No answer: the unit's head was told.",
    "whistle.started": "开始处置。Work began.",
    "whistle.submitted": "提请审批。Submitted for approval.",
    "whistle.supervised": "一直没有应声，已报区督办。Still no answer: the district was told.",
    "whistle.urged": "催办。Urged.",
}
