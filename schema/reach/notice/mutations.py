"""What one does about what one was told. Each may be sent again: the second time changes nothing."""

from __future__ import annotations

import strawberry

from schema.core.fields import column
from schema.core.input_mapping import part
from schema.core.payload import Brief, why_not
from schema.core.problems import Problem
from schema.core.verbs import verbs
from server.reach.notice import actions, trial
from server.reach.notice.quiet_hours import Window

part(Window, "NoticeWindowInput")


@strawberry.type(description="办成了没有。Whether it was done.")
class NoticePayload(Brief):
    problems: list[Problem] = why_not()


@strawberry.type(description="试一次提醒的结果。What came of trying.")
class PushTryPayload(Brief):
    taken: bool | None = column("推送服务收下了没有；没开提醒则为空。Whether the push service took it, if pushed to.")
    why: str | None = column("没收下的原因，技术词。Why it did not, for whoever runs the server.")
    problems: list[Problem] = why_not()


NoticeMutation = verbs("Notice", NoticePayload, actions, {
    actions.Read: "标为已读。Mark as read.",
    actions.ReadAll: "全部标为已读。Mark all as read, up to the topmost one seen.",
    actions.Set: "设定可提醒的时段。Say when one may be pushed to.",
})  # fmt: skip
SubscribeMutation = verbs("Push", NoticePayload, actions, {
    actions.Subscribe: "此浏览器开启提醒。Push to this browser.",
}, given=lambda context: (context.push_services,))  # fmt: skip
TryMutation = verbs("Push", PushTryPayload, trial, {
    trial.Try: "试一次提醒：推送和实时各送一下。Try whether I am reached here: by push, and live.",
}, given=lambda context: (context.bus, context.pushing))  # fmt: skip
UnsubscribeMutation = verbs("Push", NoticePayload, actions, {
    actions.Unsubscribe: "此浏览器不再提醒。Push to this browser no more.",
})  # fmt: skip
