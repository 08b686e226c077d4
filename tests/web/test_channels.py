"""The desk's form offers the channels that its post may report by, and no others."""

from __future__ import annotations

import re
from pathlib import Path

from server.core.viewer import Role
from server.grid.incident.policy import CHANNELS

FORM = Path(__file__).parents[2] / "web" / "ui" / "report" / "channels.js"
FIELD = {Role.GRID_WORKER, Role.VOLUNTEER, Role.DEPT_HANDLER, Role.DEPT_DUTY, Role.ENTERPRISE_LIAISON}  # no such desk


def test_the_form_of_each_desk_offers_the_channels_that_the_server_takes_from_it() -> None:
    rows = re.findall(r"^  (\w+): \[(.*?)\]", FORM.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    offered = {role: re.findall(r"'(\w+)'", channels) for role, channels in rows}
    assert offered == {role: [*channels] for role, channels in CHANNELS.items() if role not in FIELD}
