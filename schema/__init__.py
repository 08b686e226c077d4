"""The public contract of Gridwhistle: what may be asked, done and listened to. It translates and never decides."""

from __future__ import annotations

import strawberry
from strawberry.schema.config import StrawberryConfig

from schema.about import PUBLIC as ABOUT
from schema.about import AboutQuery
from schema.anything import NodeQuery
from schema.core import enums as enum_words
from schema.core import input_mapping, list_sizes
from schema.core.lists import publish
from schema.core.meaning.guard import guard
from schema.core.nulls import loosen
from schema.core.reading.executor import ReadingExecutor
from schema.core.scalars import SCALARS
from schema.core.verbs import merged
from schema.ground import enums  # noqa: F401  # words, in any order
from schema.ground.area import AreaQuery
from schema.ground.catalogue import CatalogueQuery
from schema.ground.person import PersonQuery
from schema.ground.unit import UnitQuery
from schema.insight.figures import FigureQuery
from schema.insight.tallies import InsightQuery
from schema.limits import LimitsQuery
from schema.reach.notice import kinds as notice_kinds  # noqa: F401  # words, in any order
from schema.reach.notice.live import NoticeSubscription
from schema.reach.notice.mutations import NoticeMutation, SubscribeMutation, TryMutation, UnsubscribeMutation
from schema.reach.notice.notice import NoticeQuery
from schema.reach.subject import SubjectQuery, SubjectSubscription
from schema.reach.sync.copy import SyncQuery
from schema.reach.sync.credentials import CredentialMutation, CredentialQuery, PasswordMutation
from schema.reach.sync.devices import DeviceMutation
from schema.reach.sync.health import DeviceCareMutation, HealthQuery, StuckOperationMutation
from schema.setup.people import ExtendMutation, PeopleQuery, PersonMutation, PostMutation
from server import slices

NOUNS = slices.contracts()

Query = merged(
    "Query",
    "能问什么。What may be asked.",
    PersonQuery,
    NodeQuery,
    AreaQuery,
    CatalogueQuery,
    UnitQuery,
    *(noun.QUERY for noun in NOUNS),
    InsightQuery,
    FigureQuery,
    NoticeQuery,
    SubjectQuery,
    SyncQuery,
    HealthQuery,
    CredentialQuery,
    PeopleQuery,
    LimitsQuery,
    AboutQuery,
)

Mutation = merged(
    "Mutation",
    "能做什么，一步一个。What may be done: one mutation for each verb.",
    *(noun.MUTATION for noun in NOUNS),
    NoticeMutation,
    SubscribeMutation,
    TryMutation,
    UnsubscribeMutation,
    DeviceMutation,
    DeviceCareMutation,
    StuckOperationMutation,
    CredentialMutation,
    PasswordMutation,
    PersonMutation,
    PostMutation,
    ExtendMutation,
)


Subscription = merged(
    "Subscription",
    "能听什么。What may be listened to.",
    *(noun.SUBSCRIPTION for noun in NOUNS if hasattr(noun, "SUBSCRIPTION")),
    NoticeSubscription,
    SubjectSubscription,
)

schema = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    config=StrawberryConfig(scalar_map=SCALARS),
    execution_context_class=ReadingExecutor,
)
publish(schema._schema)
input_mapping.publish(schema._schema)
guard(schema._schema)
loosen(schema._schema)
list_sizes.publish(schema._schema)
enum_words.check(schema._schema)

_OPEN = [getattr(noun, "PUBLIC", ()) for noun in NOUNS]
PUBLIC_FIELDS = frozenset({"viewer", "__typename"}).union(ABOUT, *_OPEN)  # without a login

__all__ = ["PUBLIC_FIELDS", "schema"]
