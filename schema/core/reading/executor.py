"""graphql-core's executor with one more step: a value that is a choice of rows is answered whole, by its plan."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import orjson
import structlog
from graphql import (
    GraphQLAbstractType,
    GraphQLError,
    GraphQLNonNull,
    GraphQLResolveInfo,
    get_named_type,
    is_abstract_type,
)
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from schema.core.reading.plan import Nodes
from schema.core.reading.plan_cache import Plans
from schema.core.reading.request_scope import Ground
from schema.core.reading.whole import NotWhole, whole
from server.core.errors import Refusal
from server.query.row_query import Chosen

log = structlog.get_logger("grid.reading")

_whole: ContextVar[bool] = ContextVar("whole", default=True)
PLANS = Plans()


@contextmanager
def field_by_field() -> Iterator[None]:
    """Within this block nothing is planned: every field is resolved by itself, by the ORM."""
    token = _whole.set(False)
    try:
        yield
    finally:
        _whole.reset(token)


class ReadingExecutor(StrawberryGraphQLCoreExecutionContext):
    """What `schema` runs documents with."""

    async def whole(self) -> str | None:
        """The whole data of a query as JSON, when plans answer it without this executor; None: it has to run."""
        if not _whole.get():
            return None
        try:
            return await whole(self, PLANS)
        except (NotWhole, GraphQLError, Refusal):
            return None
        except Exception as failure:
            log.warning("a planned query failed", exc_info=failure)
            return None

    def complete_value(
        self,
        return_type: Any,
        field_details_list: Nodes,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,
        position_context: Any,
    ) -> Any:
        if not isinstance(result, Chosen):
            return super().complete_value(return_type, field_details_list, info, path, result, position_context)
        return self._answered(return_type, field_details_list, info, path, result, position_context)

    async def _answered(
        self,
        return_type: Any,
        nodes: Nodes,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Chosen,
        position: Any,
    ) -> Any:
        """The whole answer by its plans; field by field where there is none, or where a field fails on the way."""
        ground = await self.context_value.ground()
        chosen = await result.sought(ground)
        if (text := await self._written(return_type, nodes, path, chosen, ground)) is not None:
            return orjson.Fragment(text) if text != "null" else None
        done = super().complete_value(return_type, nodes, info, path, await chosen.plain(), position)
        return await done if inspect.isawaitable(done) else done

    async def _written(self, kind: Any, nodes: Nodes, path: Path, chosen: Chosen, ground: Ground) -> str | None:
        """The JSON of the whole answer, by plans; None: it has to be resolved field by field."""
        if not _whole.get():
            return None
        answers = [PLANS.find(self, self._kind(kind, one, chosen), nodes, one) for one in chosen.pieces()]
        if None in answers:
            return None
        try:
            return await chosen.told(answers, ground)
        except (GraphQLError, Refusal):
            return None  # a refusal somewhere below: told at its own place, field by field
        except Exception as failure:
            log.warning("a planned answer failed", path=path.as_list(), exc_info=failure)
            return None

    def _kind(self, kind: Any, part: Chosen, chosen: Chosen) -> Any:
        """The type of what was chosen, where the contract says only what it can do; of a part, that of each row."""
        if part is not chosen:
            kind = get_named_type(kind)
        bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        if not is_abstract_type(bare):
            return kind
        return self._type_of(bare, part.source) or kind

    def _type_of(self, kind: GraphQLAbstractType, source: type) -> Any:
        for one in self.schema.get_possible_types(kind):
            declared: Any = one.extensions["strawberry-definition"]
            if getattr(declared.origin, "source", None) is source:
                return one
        return None
