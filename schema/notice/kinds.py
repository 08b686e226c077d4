"""What a notice says, published: each kind described once, in Chinese and in English."""

from __future__ import annotations

from schema.core.enums import publish
from server.notice.models import NoticeKind

publish(
    NoticeKind,
    "NoticeKind",
    "消息的种类。What a notice says.",
    {
        "VERIFY": "派你核实。You are asked to verify.",
        "CHECK": "派你核查。You are asked to check.",
        "URGENT": "紧急件，等你这一步。It is urgent and your turn.",
        "EMERGENCY": "发生一件特急。An emergency.",
        "DISPATCHED": "派给你单位。It was handed to your unit.",
        "ASSISTS": "请你单位协办。Your unit is to assist.",
        "TAKEN_AWAY": "改派给别人。It went to somebody else.",
        "NOTED": "有人补充了情况。Somebody added a note.",
        "ASSIGNED": "社区交办给你。The community assigned it to you.",
        "STREET_CALLED": "社区呼叫街道。A community calls the street.",
        "REWORK": "核查不过，返工。The check failed: to be done again.",
        "RESUMED": "挂账恢复。It is no longer suspended.",
        "FOUND": "有了核实、核查结果或反馈。There is a finding or a result.",
        "RETURNED": "单位退回。The unit gave it back.",
        "REOPENED": "重启。It was opened again.",
        "RATED": "上报人评价了。The reporter rated it.",
        "APPEALED": "上报人申诉。The reporter appealed.",
        "TO_DECIDE": "等你审批。An approval waits for you.",
        "GRANTED": "你的申请同意了。What you asked for was granted.",
        "DECLINED": "你的申请没同意。What you asked for was declined.",
        "WARNED": "快到时限。Its limit is near.",
        "BREACHED": "超时。Its limit has passed.",
        "RAISED": "提级到你这一级。It was raised to your level.",
        "SUPERVISED": "督办。It is supervised.",
        "ANSWERED": "督办有了答复。The supervisor's question was answered.",
        "DIGEST": "每日摘要，只用于推送。The digest of a morning: of pushes only.",
        "ENDED": "你报的有了结果。What you reported has come to an end.",
        "WHISTLE_TO_APPROVE": "有哨等你批。A whistle waits for your approval.",
        "WHISTLE_DECIDED": "你拟的哨批了或没批。The whistle that you drafted was decided upon.",
        "WHISTLE_BLOWN": "吹哨，请应哨。A whistle calls your unit.",
        "WHISTLE_OBJECTED": "部门有异议，等裁定。A party objects.",
        "WHISTLE_RULED": "异议有了裁定。An objection was decided.",
        "WHISTLE_DONE": "部门办完，等签认。A party has finished.",
        "WHISTLE_SENT_BACK": "签认不过，再办。A party's result was sent back.",
        "WHISTLE_SILENT": "没有应哨。Your unit did not answer the whistle.",
        "WHISTLE_URGED": "催办。You are urged to act.",
        "COMPLAINT_FILED": "有一件投诉建议等你答复。A complaint waits for your answer.",
        "COMPLAINT_AGAIN": "有一件投诉建议再问。Somebody asks again about a complaint.",
        "COMPLAINT_ANSWERED": "你提的投诉建议有了答复。Your complaint was answered.",
        "WHISTLE_OVER": "哨结束或免除。The whistle is over for you.",
    },
)
