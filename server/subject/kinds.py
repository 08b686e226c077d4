"""What a notice says: one word of a closed list. The sentences stand on the phone and, for units, in `notice/words`."""

from __future__ import annotations

from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notice says. The words stand on the phone; a number of minutes is all that they are given."""

    VERIFY = "VERIFY"  # 派你核实
    CHECK = "CHECK"  # 派你核查
    URGENT = "URGENT"  # 有紧急件，等你这一步
    EMERGENCY = "EMERGENCY"  # 发生一件特急
    DISPATCHED = "DISPATCHED"  # 派给你单位
    ASSISTS = "ASSISTS"  # 请你单位协办
    TAKEN_AWAY = "TAKEN_AWAY"  # 改派给别人了
    NOTED = "NOTED"  # 有人补充了情况
    ASSIGNED = "ASSIGNED"  # 社区交办给你
    STREET_CALLED = "STREET_CALLED"  # 社区呼叫街道
    REWORK = "REWORK"  # 核查不过，返工
    RESUMED = "RESUMED"  # 挂账到期，恢复处置
    FOUND = "FOUND"  # 有了核实、核查结果或反馈
    RETURNED = "RETURNED"  # 退回
    REOPENED = "REOPENED"  # 重启
    RATED = "RATED"  # 评价
    APPEALED = "APPEALED"  # 申诉
    TO_DECIDE = "TO_DECIDE"  # 等你审批
    GRANTED = "GRANTED"  # 你的申请同意了
    DECLINED = "DECLINED"  # 你的申请没同意
    WARNED = "WARNED"  # 快到时限
    BREACHED = "BREACHED"  # 超时
    RAISED = "RAISED"  # 提级到你这一级
    SUPERVISED = "SUPERVISED"  # 督办
    ANSWERED = "ANSWERED"  # 督办有了答复
    ENDED = "ENDED"  # 你报的有了结果
    DIGEST = "DIGEST"  # 每日摘要；只用于推送
    WHISTLE_TO_APPROVE = "WHISTLE_TO_APPROVE"  # 有哨等你批
    WHISTLE_DECIDED = "WHISTLE_DECIDED"  # 你拟的哨批了或没批
    WHISTLE_BLOWN = "WHISTLE_BLOWN"  # 吹哨，请应哨
    WHISTLE_OBJECTED = "WHISTLE_OBJECTED"  # 部门有异议，等裁定
    WHISTLE_RULED = "WHISTLE_RULED"  # 异议有了裁定
    WHISTLE_DONE = "WHISTLE_DONE"  # 部门办完，等签认
    WHISTLE_SENT_BACK = "WHISTLE_SENT_BACK"  # 签认不过，再办
    WHISTLE_SILENT = "WHISTLE_SILENT"  # 没有应哨
    WHISTLE_URGED = "WHISTLE_URGED"  # 催办
    WHISTLE_OVER = "WHISTLE_OVER"  # 哨结束或免除
    HOTISSUE_PROPOSED = "HOTISSUE_PROPOSED"  # 同一处反复发生，等你决定列入
    HOTISSUE_OWNED = "HOTISSUE_OWNED"  # 有个热点问题由你负责
    COMPLAINT_FILED = "COMPLAINT_FILED"  # 有一件投诉建议等你答复
    COMPLAINT_AGAIN = "COMPLAINT_AGAIN"  # 有一件投诉建议再问，等你答复
    COMPLAINT_ANSWERED = "COMPLAINT_ANSWERED"  # 你提的投诉建议有了答复
