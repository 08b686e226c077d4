"""The public contract of Gridwhistle: what may be asked, done and listened to. It translates and never decides."""

from __future__ import annotations

import strawberry
from strawberry.schema.config import StrawberryConfig

from schema import enums  # noqa: F401  # words, in any order
from schema.anything import NodeQuery
from schema.area import AreaQuery
from schema.catalogue import CatalogueQuery
from schema.core import enums as enum_words
from schema.core.verbs import merged
from schema.device import DeviceMutation
from schema.health import DeviceCareMutation, HealthQuery, StuckOperationMutation
from schema.insight import InsightQuery
from schema.lists import publish
from schema.notice import kinds as notice_kinds  # noqa: F401
from schema.notice.live import NoticeSubscription
from schema.notice.mutations import NoticeMutation, SubscribeMutation, UnsubscribeMutation
from schema.notice.notice import NoticeQuery
from schema.nulls import loosen
from schema.person import PersonQuery
from schema.reading.executor import ReadingExecutor
from schema.scalars import SCALARS
from schema.subject import SubjectQuery, SubjectSubscription
from schema.sync import SyncQuery
from server import slices

NOUNS = slices.contracts()

Query = merged(
    "Query",
    "能问什么。What may be asked.",
    PersonQuery,
    NodeQuery,
    AreaQuery,
    CatalogueQuery,
    *(noun.QUERY for noun in NOUNS),
    InsightQuery,
    NoticeQuery,
    SubjectQuery,
    SyncQuery,
    HealthQuery,
)

Mutation = merged(
    "Mutation",
    "能做什么，一步一个。What may be done: one mutation for each verb.",
    *(noun.MUTATION for noun in NOUNS),
    NoticeMutation,
    SubscribeMutation,
    UnsubscribeMutation,
    DeviceMutation,
    DeviceCareMutation,
    StuckOperationMutation,
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
loosen(schema._schema)
enum_words.check(schema._schema)

PUBLIC_FIELDS = frozenset({"viewer", "__typename"}).union(*(noun.PUBLIC for noun in NOUNS))  # without a login

__all__ = ["PUBLIC_FIELDS", "schema"]
