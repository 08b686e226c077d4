"""The composition root: the only file of server/ that knows both the schema and the way it is served."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from starlette.applications import Starlette

from schema import PUBLIC_FIELDS, schema
from schema.core.context import Context
from schema.core.documents import shipped
from server.core import secret
from server.core.settings import Settings
from server.core.viewer import Viewer
from server.edge.assembly import Parts, assemble
from server.edge.doors.holders import Holders
from server.edge.web import static
from server.ground.person.queries import viewer_of
from server.journal.newest import Newest
from server.journal.receipts import OldReceipts
from server.keep.audit.heads import NotedHeads
from server.reach.notice.addresses import PUSH_SERVICES, Allowed
from server.reach.notice.dispatcher import Post
from server.reach.notice.push import PushService
from server.reach.notice.webhook import Webhooks
from server.reach.sync.causal_hold import Waiting
from server.reach.sync.stuck import OldStuck
from server.slices import followers, slices

WEB = Path(__file__).parent.parent / "web"


def create_app(settings: Settings, *, database_url: str | None = None) -> Starlette:
    """The whole application for `settings`; tests may name another database."""
    if database_url is not None:
        settings = settings.model_copy(update={"database_url": database_url})
    own = secret.load(settings)
    services = Allowed.of(PUSH_SERVICES, settings.push_services)
    hooks = Webhooks(Allowed.of((), settings.webhook_hosts), settings.public_url)
    newest = Newest()
    parts = Parts(
        schema=schema._schema,  # the framework has no public name for graphql-core's schema
        context=lambda viewer, bus: Context(viewer, bus, secret=own, newest=newest, push_services=services),
        contract=schema.as_str,
        may_see=_may_see_photo,
        secret=own,
        newest=newest,
        public=PUBLIC_FIELDS,
        holders=Holders(_holds),
        web=WEB,
        shipped=shipped.read(WEB / "api" / shipped.NAME),
        static=static.routes(WEB),
        executor=schema.execution_context_class,
        sweeps=(
            *(job for one in slices() for job in one.jobs),
            OldReceipts(),
            OldStuck(),
            Waiting(viewer_of),
            NotedHeads(settings.audit_heads),
        ),
        follows=followers(),
        post=Post(PushService(own, services, settings.contact), hooks),
    )
    return assemble(settings, parts)


async def _may_see_photo(viewer: Viewer, sha256: str) -> bool:
    """Whether anything that the viewer sees has this photo."""
    for one in slices():
        if one.sees_photo and await one.sees_photo(viewer, sha256):
            return True
    return False


async def _holds(holder: UUID) -> bool:
    """Whether anything stands under a holder's code."""
    for one in slices():
        if one.holds and await one.holds(holder):
            return True
    return False
