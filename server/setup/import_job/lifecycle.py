"""The life of an import (导入任务) as a table."""

from __future__ import annotations

from server.process import Lifecycle, Worded


class State(Worded):
    """导入任务的状态。Where an import stands."""

    UPLOADED = "UPLOADED", "已上传，待对列。Uploaded: its columns are to be named."
    MAPPED = "MAPPED", "已对列，待检查。Mapped: it is to be checked."
    CHECKED = "CHECKED", "已检查，待导入。Checked: it may run."
    RUNNING = "RUNNING", "导入中。Running."
    STOPPED = "STOPPED", "已停下。Stopped."
    DONE = "DONE", "已完成。Done."


class Step(Worded):
    """导入任务的一步。A step in the life of an import."""

    MAP = "MAP", "对列。Name its columns."
    CHECK = "CHECK", "检查。Check it."
    RUN = "RUN", "导入。Run it."
    STOP = "STOP", "停下。Stop it."
    HALT = "HALT", "停在一行：这一行进不去。It stopped at a row that cannot go in."
    FINISH = "FINISH", "完成。It is done."


WAITING = frozenset({State.UPLOADED, State.MAPPED, State.CHECKED, State.STOPPED})
TRANSITIONS: dict[tuple[State, Step], State] = {
    **{(state, Step.MAP): State.MAPPED for state in WAITING},
    (State.MAPPED, Step.CHECK): State.CHECKED,
    (State.CHECKED, Step.CHECK): State.CHECKED,
    (State.STOPPED, Step.CHECK): State.CHECKED,
    (State.CHECKED, Step.RUN): State.RUNNING,
    (State.STOPPED, Step.RUN): State.RUNNING,
    **{(state, Step.STOP): State.STOPPED for state in (State.UPLOADED, State.MAPPED, State.CHECKED, State.RUNNING)},
    (State.RUNNING, Step.HALT): State.STOPPED,
    (State.RUNNING, Step.FINISH): State.DONE,
}
LIFE = Lifecycle("an import job", TRANSITIONS, system={Step.HALT, Step.FINISH})
