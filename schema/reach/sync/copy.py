"""The phone's copy (同步): what it pulls, receipts to ask for again, and the keys by which it checks and seals."""

from __future__ import annotations

from typing import Annotated, Any

import strawberry

from schema.core.context import Info
from schema.core.deprecation import VOCABULARY, instead
from schema.core.fields import column, computed, field
from schema.core.list_sizes import AsSent
from schema.core.lists import list_argument
from schema.core.problems import Refused, asked, identity
from schema.core.reading.request_scope import Ground
from schema.core.receipt import Receipt
from schema.grid.incident.incident import Incident
from schema.ground.area import Area
from schema.ground.catalogue import Catalogue
from server.ground.area.models import Area as AreaRow
from server.ground.catalogue.snapshot import Catalogue as Snapshot
from server.journal import epochs, receipts, signing
from server.process.subject.offline import CLOSED_DAYS
from server.query.row_query import Held
from server.reach.sync import courier, reference_data
from server.reach.sync import pull as pulling
from server.reach.sync.pull import Pulled

MOST, USUAL = 2000, 500
CURSOR = "上次给的游标；没有则从头取。The cursor of the last pull; without one, from the beginning."
FIRST = "最多几件，1 到 2000。How many at most, 1 to 2000."
UNLESS = "手机已有的版本。The version that the phone holds."
OP_IDS = "哪些操作。Which operations."


def bounded(first: int | None) -> int:
    """`first` when it is within bounds; else an error: FIRST_TOO_LARGE or FIRST_TOO_SMALL."""
    first = USUAL if first is None else first
    if not 1 <= first <= MOST:
        code = "FIRST_TOO_LARGE" if first > MOST else "FIRST_TOO_SMALL"
        raise Refused(f"first may be 1 to {MOST}", extensions={"code": code, "field": "first"})
    return first


@strawberry.type(description="离线时参照的。What a phone refers to without a network.")
class Reference:
    version: str = column("版本，内容一变就变。Its version: it changes with the content.")

    @computed("目录。The catalogue.", Catalogue)
    def catalogue(row: reference_data.Reference, at: Ground) -> Snapshot:
        return row.catalogue

    @computed(
        "可画的网格：岗位所在的、岗位之下的。The grids that can be drawn: those of their posts.", list[Area], most=100
    )
    def grids(row: reference_data.Reference, at: Ground) -> list[AreaRow]:
        return row.grids


@strawberry.type(
    name="SyncPull",
    description="手机副本的一页：该存的、该删的。One page for the phone's copy: what to keep, what to drop.",
)
class Pull:
    @field("哪一段历史；恢复备份后换新。Which history; another one after a backup was restored.")
    async def epoch(root: strawberry.Parent[Pulled]) -> str:
        return str(root.at.epoch)

    @field("下次从这里取。Where to go on next time.")
    async def cursor(root: strawberry.Parent[Pulled], info: Info) -> str:
        return root.at.told(info.context.secret)

    @field("后面还有，接着取。More follows at once.")
    async def more(root: strawberry.Parent[Pulled]) -> bool:
        return root.more

    @field("从头列起：另存，列完再整份替换。A listing begins: put aside, and replace the whole copy when it ends.")
    async def reset(root: strawberry.Parent[Pulled]) -> bool:
        return root.reset

    @field("该存的案件，现在的样子。Incidents to keep, as they are now.", list[Incident])
    async def incidents(root: strawberry.Parent[Pulled]) -> Any:
        return root.rows("incident")

    @field("该从手机上删去的。Ids to drop from the phone.")
    async def gone(root: strawberry.Parent[Pulled]) -> list[strawberry.ID]:
        return [strawberry.ID(str(one)) for one in root.gone]

    @field("结束后在手机上留几天，到期手机自己删。For how many days the phone keeps what has ended.")
    async def keep_ended_days(root: strawberry.Parent[Pulled]) -> int:
        return CLOSED_DAYS

    @field(
        "结束后在手机上留几天。For how many days the phone keeps what has ended.",
        deprecated=instead("keepEndedDays", VOCABULARY),
    )
    async def keep_closed_days(root: strawberry.Parent[Pulled]) -> int:
        return CLOSED_DAYS

    @field("离线时参照的目录和网格；手机已有现在的则为空。Catalogue and grids; null if it has them.", Reference | None)
    async def reference(
        root: strawberry.Parent[Pulled],
        info: Info,
        unless: Annotated[str | None, strawberry.argument(description=UNLESS)] = None,
    ) -> Any:
        return Held(await reference_data.reference(info.context.viewer, unless))


@strawberry.type(description="同步用的公开钥匙与历史编号。The public keys of sync, and which history this is.")
class SyncKeys:
    epoch: str = strawberry.field(description="哪一段历史。Which history.")
    receipt_key: str = strawberry.field(
        description="验回执签名的 Ed25519 公钥，base64url。The Ed25519 key that checks receipts, in base64url."
    )
    carry_key: str = strawberry.field(
        description="封救援包的 P-256 公钥，base64url。The P-256 key that seals what others carry, in base64url."
    )


@strawberry.type
class SyncQuery:
    """What a phone asks to work without a network."""

    @field("取手机该存的和变动。What the phone should hold, and what changed since.", Pull)
    async def pull(
        self,
        info: Info,
        cursor: Annotated[str | None, strawberry.argument(description=CURSOR)] = None,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = USUAL,
    ) -> Any:
        context = info.context
        return await asked(pulling.pull(context.viewer, cursor, bounded(first), context.secret))

    @field(
        "自己操作的回执，按所问次序；没有的不列。One's own receipts, as asked; without those that are none.",
        most=AsSent("opIds", receipts.MOST_ASKED),
    )
    async def receipts(
        self,
        info: Info,
        op_ids: Annotated[list[strawberry.ID], list_argument(OP_IDS, receipts.MOST_ASKED)],
    ) -> list[Receipt]:
        person = info.context.viewer.person_id
        named = [one for one in map(identity, op_ids) if one is not None]
        found: Any = await receipts.known(person, named) if person else []
        return found  # type: ignore[no-any-return]

    @field("同步用的公开钥匙。The public keys of sync.")
    async def sync_keys(self, info: Info) -> SyncKeys:
        secret = info.context.secret
        return SyncKeys(
            epoch=str(await epochs.current()),
            receipt_key=signing.public_key(secret),
            carry_key=courier.public_key(secret),
        )
