"""What whoever called is told where an order is declined, and what else they may do."""

from __future__ import annotations

from collections.abc import Mapping

from server.service.hotline.models import OutOfScope

_APPEAL = "如不同意，可再次来电说明，由另一名工作人员重新审核。"
WORDS: Mapping[OutOfScope, str] = {
    OutOfScope.COURT: f"您反映的事项已进入诉讼、仲裁或行政复议，请按该程序办理。{_APPEAL}",
    OutOfScope.OTHER_BODY: f"您反映的事项属上级或其他机关职权，请向有权处理的机关提出。{_APPEAL}",
    OutOfScope.PRIVATE: f"您反映的事项属民事纠纷，可申请人民调解，也可依法起诉。{_APPEAL}",
    OutOfScope.DONE: f"您反映的事项此前已办结并答复，目前没有新的事实。{_APPEAL}",
    OutOfScope.UNREASONABLE: f"您提出的要求目前没有法律或政策依据，不能办理，请谅解。{_APPEAL}",
}
