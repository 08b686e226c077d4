"""The composition root: the only file of server/ that knows both the schema and the way it is served, and that starts
the loops which run beside the server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from uuid import UUID

from starlette.applications import Starlette

from schema import PUBLIC_FIELDS, schema
from schema.core.context import Context
from schema.core.documents import shipped
from server.core import secret
from server.core.runner import Runner, running
from server.core.settings import Settings
from server.core.viewer import Viewer
from server.data.at_work import at_work
from server.data.configuration import dialect_of
from server.data.database import Database, connect
from server.edge.assembly import Parts, assemble
from server.edge.attempts import Attempts
from server.edge.doors.holders import Holders
from server.edge.web import static
from server.ground.media.actions import LetGo
from server.ground.media.shelf import Shelf
from server.ground.person.viewers import viewer_of
from server.ground.worktime import statutory
from server.insight.saved_question.sending import Sending
from server.journal.bus import EVENTS, MemoryBus
from server.journal.newest import Newest
from server.journal.postgres_bus import bus_for
from server.journal.receipts import OldReceipts
from server.journal.relay import Relay
from server.keep.audit.heads import NotedHeads
from server.keep.retention.sweeping import Retention
from server.process.contact import holding
from server.process.contact import keys as contact_keys
from server.process.scheduler import Job, Scheduler, Seldom
from server.reach.notice.addresses import PUSH_SERVICES, Allowed
from server.reach.notice.dispatcher import Post
from server.reach.notice.push import PushService
from server.reach.notice.webhook import Webhooks
from server.reach.notice.worker import Teller
from server.reach.sync.awaiting import awaited
from server.reach.sync.causal_hold import Waiting
from server.reach.sync.credentials import UNKEYED
from server.reach.sync.stuck import OldStuck
from server.slices import followers, slices

WEB = Path(__file__).parent.parent / "web"


def create_app(settings: Settings, *, database_url: str | None = None, frozen: bool = False) -> Starlette:
    """The whole application for `settings`; tests may name another database. `frozen`: the app's files are those that
    lie there now, whatever is put in their place."""
    if database_url is not None:
        settings = settings.model_copy(update={"database_url": database_url})
    contact_keys.of(settings)
    own, newest, bus = secret.load(settings), Newest(), _bus(settings)
    services = Allowed.of(PUSH_SERVICES, settings.push_services)
    hooks = Webhooks(Allowed.of((), settings.webhook_hosts), settings.public_url)
    pushing = PushService(own, services, settings.contact)
    post = Post(pushing, hooks)
    told = partial(Context, secret=own, newest=newest, push_services=services, pushing=pushing)
    parts = Parts(
        schema=schema._schema,  # the framework has no public name for graphql-core's schema
        context=partial(told, filing_number=settings.filing_number),
        contract=schema.as_str,
        may_see=_may_see_photo,
        secret=own,
        public=PUBLIC_FIELDS,
        holders=Holders(_holds, Attempts(own)),
        web=WEB,
        shipped=shipped.read(WEB / "api" / shipped.NAME),
        static=static.routes(WEB, settings.data_dir / "compressed", frozen=frozen),
        executor=schema.execution_context_class,
    )

    def beside(app: Starlette) -> Iterator[Runner]:
        database: Database = app.state.database
        if database.replica is not None:
            yield database.replica.runner(bus.bell(EVENTS))
        yield Relay(database, bus, newest=newest).runner()
        yield from (one.runner(database) for one in followers())
        yield Scheduler((*_jobs(settings), Sending(app.state.total))).runner()
        yield Teller(bus, post).runner()
        yield statutory.runner()
        yield app.state.watch.runner()
        yield app.state.live.runner()
        yield from app.state.measured.runners(app)

    return assemble(settings, parts, bus, lambda app: served(app, settings, bus, beside))


@asynccontextmanager
async def served(
    app: Starlette, settings: Settings, bus: MemoryBus, beside: Callable[[Starlette], Iterable[Runner]]
) -> AsyncIterator[None]:
    """The database and the bus are open, and the loops run. At the end the loops stop, the relay last, then the bus and
    the database are closed."""
    url = settings.database
    async with at_work(url), connect(url, settings.read_url) as database, bus:
        app.state.database, app.state.bus = database, bus
        app.state.loops = tuple(beside(app))
        async with running(app.state.loops, database.entered):
            yield


def _bus(settings: Settings) -> MemoryBus:
    """The bus of the settings, on which each schema of a database is a district of its own."""
    several = dialect_of(settings.database) == "postgres"
    return bus_for(settings.bus_url or settings.database, database=settings.database if several else None)


def _jobs(settings: Settings) -> tuple[Job, ...]:
    """What has its time, and is looked at when it has come."""
    own, media = [job for one in slices() for job in one.jobs], LetGo(Shelf.at(settings.media))
    own += [Seldom(job) for one in slices() for job in one.seldom]
    own.append(Seldom(holding.Watched()))
    over = Retention.of(settings, UNKEYED, waits=awaited)
    return (*own, OldReceipts(), OldStuck(), Waiting(viewer_of), NotedHeads(settings.audit_heads), media, over)


async def _may_see_photo(viewer: Viewer, sha256: str) -> bool:
    """Whether anything that the viewer sees has this photo."""
    for one in slices():
        if one.photos and await one.photos.seen(viewer, sha256):
            return True
    return False


async def _holds(holder: UUID) -> bool:
    """Whether anything stands under a holder's code."""
    for one in slices():
        if one.holds and await one.holds(holder):
            return True
    return False
