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

from schema.core.reading.plan import Nodes, by_key
from schema.core.reading.plan_cache import Plans
from schema.core.reading.request_scope import Ground
from schema.core.reading.whole import NotWhole, whole
from server.core.errors import Refusal
from server.query import plain
from server.query.row_query import ByKey, Choice, Found, Held

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
        if isinstance(result, ByKey):
            return self._by_key(return_type, field_details_list, info, path, result, position_context)
        if not isinstance(result, Choice | Held):
            return super().complete_value(return_type, field_details_list, info, path, result, position_context)
        return self._answered(return_type, field_details_list, info, path, result, position_context)

    async def _by_key(
        self, kind: Any, nodes: Nodes, info: GraphQLResolveInfo[Any], path: Path, result: ByKey, position: Any
    ) -> Any:
        """The answer for each key, a statement for each model: by plans, or field by field where one has none."""
        at: Ground = await self.context_value.ground()
        found = await result.find(at)
        if (text := await self._written(kind, nodes, result, found, at)) is not None:
            return orjson.Fragment(text) if text != "null" else None
        rows = {key: held.value for key, held in found.held.items()}
        for choice in found.choices:
            rows = {row.id: row for row in await choice.models()} | rows
        values = [rows.get(key) for key in result.keys]
        done = super().complete_value(kind, nodes, info, path, values[0] if result.only else values, position)
        return await done if inspect.isawaitable(done) else done

    async def _written(self, kind: Any, nodes: Nodes, result: ByKey, found: Found, at: Ground) -> str | None:
        """The JSON of what was found by keys; None: it has to be resolved field by field."""
        bare = get_named_type(kind)
        sources: list[Choice | Held] = [*found.choices, *found.held.values()]
        plans = [PLANS.find(self, self._concrete(bare, one), nodes, one) for one in sources] if _whole.get() else [None]
        if None in plans:
            return None
        try:
            return await by_key(result, found, [one for one in plans if one is not None], at)
        except (GraphQLError, Refusal):
            return None
        except Exception as failure:
            log.warning("a planned answer failed", field=nodes[0].node.name.value, exc_info=failure)
            return None

    async def _answered(
        self,
        return_type: Any,
        nodes: Nodes,
        info: GraphQLResolveInfo[Any],
        path: Path,
        choice: Choice | Held,
        position: Any,
    ) -> Any:
        """The whole answer by its plan; field by field where there is none, or where a field fails on the way."""
        plan = PLANS.find(self, self._concrete(return_type, choice), nodes, choice) if _whole.get() else None
        if plan is not None:
            try:
                written = await plan.answer(choice, await self.context_value.ground())
                return orjson.Fragment(written) if written != "null" else None
            except (GraphQLError, Refusal):
                pass  # a refusal somewhere below: told at its own place, field by field
            except Exception as failure:
                log.warning("a planned answer failed", path=path.as_list(), exc_info=failure)
        rows = await plain.answer(choice) if isinstance(choice, Choice) else choice.value
        done = super().complete_value(return_type, nodes, info, path, rows, position)
        return await done if inspect.isawaitable(done) else done

    def _concrete(self, kind: Any, choice: Choice | Held) -> Any:
        """The type of what was chosen, where the contract says only what it can do."""
        bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        if not is_abstract_type(bare):
            return kind
        return self._type_of(bare, choice) or kind

    def _type_of(self, kind: GraphQLAbstractType, choice: Choice | Held) -> Any:
        source = choice.model if isinstance(choice, Choice) else type(choice.value)
        for one in self.schema.get_possible_types(kind):
            declared: Any = one.extensions["strawberry-definition"]
            if getattr(declared.origin, "source", None) is source:
                return one
        return None
