"""A handover before the laws of every noun: li writes it, qian at the same desk takes over."""

from __future__ import annotations

from dataclasses import replace

from server.core.ids import new_id
from server.core.viewer import Role, Seat, Viewer
from server.grid.handover import actions, commands
from tests import town
from tests.kit.laws import Kit, Laws, Stride


async def viewer(who: str) -> Viewer:
    """The cast; qian dispatches at li's desk too."""
    found = await town.viewer(who)
    seat = Seat(new_id(), Role.STREET_DISPATCH, town.KOUQUAN)
    return replace(found, seats=(*found.seats, seat)) if who == "qian" else found


class TestHandover(Laws):
    kit = Kit(actions, commands, sees="li qian zhao shen", viewer=viewer, strides=(
        Stride("write", "li", {"area": town.KOUQUAN, "note": "路口积水盯一下"}),
        Stride("confirm", "qian", {}, after=("write",)),
    ))  # fmt: skip
