"""Running GraphQL documents: parsed, priced and validated once, executed for one viewer, told without the inside.

Decision: graphql-core's own executor over the schema that is handed in, and not the framework's view, because price,
caches, trusted documents and a fresh context for each event of a stream all sit between parsing and executing.
"""

from __future__ import annotations

import asyncio
import inspect
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable, Hashable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol, TypeAlias, runtime_checkable

import orjson
from graphql import (
    DocumentNode,
    ExecutionResult,
    Executor,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    create_source_event_stream,
    execute,
    execute_subscription_event,
    parse,
    validate,
)
from graphql.validation import specified_rules

from server.core.query_limits import MAX_TOKENS
from server.core.viewer import Viewer
from server.edge.graphql import bounds
from server.edge.graphql.lenient import lenient
from server.edge.graphql.masking import as_body
from server.edge.graphql.query_cost import Price, price, reckoned
from server.edge.graphql.retyping import retyped
from server.edge.graphql.scale import weighing
from server.edge.refusal import Refused, as_graphql
from server.journal.bus import Lagged

REMEMBERED, LONGEST_REMEMBERED = 256, 8 * 1024  # documents, characters: at most about 40 MB of syntax trees
REMEMBERED_PRICES = 32  # of one document
MOST_ERRORS = 20
LAGGED = Refused(503, "LAGGED", "some news was lost on the way: read anew, subscribe again")

# what a subscription hears, or its only response when it hears nothing; None: no subscription
Source: TypeAlias = "AsyncIterable[Any] | dict[str, Any] | None"


@dataclass(frozen=True, eq=False)
class Prepared:
    """A document that parses. `errors`: why it is not valid; `uses`: where variables stand in it; `answers`: what the
    schema said about itself; `prices`: what it was reckoned to cost."""

    document: DocumentNode
    errors: tuple[GraphQLError, ...]
    uses: tuple[bounds.Place, ...] = ()
    answers: OrderedDict[str, dict[str, Any]] = field(default_factory=OrderedDict, compare=False)
    prices: dict[Hashable, Price] = field(default_factory=dict, compare=False)

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation that runs. Raises Refused 400 when there is none of this name, or no telling which."""
        all_of_them = [node for node in self.document.definitions if isinstance(node, OperationDefinitionNode)]
        named = [node for node in all_of_them if name is None or (node.name is not None and node.name.value == name)]
        if len(named) != 1:
            raise Refused(400, "OPERATION_UNKNOWN", "name one operation of the document by operationName")
        return named[0]


@dataclass(frozen=True)
class GraphQLRequest:
    """What a client wants done: a prepared document, which of its operations, and with what."""

    prepared: Prepared
    name: str | None
    variables: Mapping[str, Any]
    trusted: bool

    @cached_property
    def kind(self) -> OperationType:
        return self.prepared.operation(self.name).operation

    @property
    def known_as(self) -> str:
        """The name of one of our own documents; "other" for what somebody wrote."""
        name = self.prepared.operation(self.name).name if self.trusted else None
        return name.value if name else "other"

    def check(self) -> None:
        """Raises Refused 400 where a list or a text among the variables is too long."""
        bounds.check(self.prepared.uses, self.variables)


@runtime_checkable
class Wholly(Protocol):
    """An executor that may know the whole answer of a query without executing it."""

    async def whole(self) -> str | None:
        """The data as JSON; None: it has to be executed."""
        ...


class Engine:
    """One schema, and how to make the context of one request. `executor` is the schema's own executor class, if any."""

    def __init__(
        self, schema: GraphQLSchema, context: Callable[[Viewer], Any], executor: type[Executor[Any]] | None = None
    ) -> None:
        self.schema, self.context, self.executor = schema, context, executor or Executor
        self._wholly = issubclass(self.executor, Wholly)
        self._prepared: OrderedDict[str, Prepared] = OrderedDict()

    def prepare(self, text: str, check: Callable[[DocumentNode], object] = lambda document: None) -> Prepared:
        """Parse, let `check` weigh it, validate; the last are remembered. Raises GraphQLSyntaxError, Refused."""
        if (known := self._prepared.get(text)) is not None:
            self._prepared.move_to_end(text)
            check(known.document)
            return known
        document = _parsed(text)
        check(document)
        prepared = _validated(self.schema, document)
        if len(text) <= LONGEST_REMEMBERED:
            self._prepared[text] = prepared
            if len(self._prepared) > REMEMBERED:
                self._prepared.popitem(last=False)
        return prepared

    def parse(self, text: str) -> Prepared:
        """A document of ours, which is known to be valid but for the types of its variables: validating takes ten times
        as long as parsing."""
        document = retyped(_parsed(text), self.schema)
        return Prepared(document, (), bounds.places(document, self.schema))

    def price(self, document: DocumentNode, variables: Mapping[str, Any], name: str | None) -> Price:
        return price(document, self.schema, variables, name)

    def reckon(self, request: GraphQLRequest) -> Price:
        """The price of a document of ours, whatever the limits: the same whenever its variables weigh the same."""
        prices, document = request.prepared.prices, request.prepared.document
        key = request.name, weighing(request.variables)
        if (known := prices.get(key)) is None:
            if len(prices) >= REMEMBERED_PRICES:
                prices.clear()
            known = prices[key] = reckoned(document, self.schema, request.variables, request.name)
        return known

    def weigh(self, text: str, variables: Mapping[str, Any], name: str | None) -> Price:
        """The price of a query that is not going to be run. Raises GraphQLSyntaxError, Refused."""
        return self.price(_parsed(text), variables, name)

    async def execute(self, request: GraphQLRequest, viewer: Viewer) -> dict[str, Any]:
        """The response of a query or a mutation, ready to be written; a request error has no `data`.

        An executor that can answer a query whole is asked for that first.
        """
        if self._wholly and request.kind is OperationType.QUERY:
            built: Any = self._build(request, viewer)
            if not isinstance(built, list) and (text := await built.whole()) is not None:
                return {"data": orjson.Fragment(text)}
        ran = self._execute(request, viewer)
        return as_body(await ran if inspect.isawaitable(ran) else ran)

    def _execute(self, request: GraphQLRequest, viewer: Viewer) -> Awaitable[ExecutionResult] | ExecutionResult:
        return execute(
            lenient(self.schema) if request.trusted else self.schema,
            request.prepared.document,
            context_value=self.context(viewer),
            variable_values=dict(request.variables),
            operation_name=request.name,
            executor_class=self.executor,
        )

    async def introspect(self, request: GraphQLRequest, viewer: Viewer) -> dict[str, Any]:
        """A question about the schema itself: worked out in a thread, and once for each document and its variables."""
        key = repr((request.name, sorted(request.variables.items(), key=repr)))
        answers = request.prepared.answers
        if key not in answers:
            answers[key] = await asyncio.to_thread(self._introspect, request, viewer)
            if len(answers) > 4:
                answers.popitem(last=False)
        return answers[key]

    def _introspect(self, request: GraphQLRequest, viewer: Viewer) -> dict[str, Any]:
        return as_body(self._execute(request, viewer))  # type: ignore[arg-type]  # nothing in it has to be awaited

    async def source(self, request: GraphQLRequest, viewer: Viewer) -> Source:
        """What a subscription hears; why not, as its only response; None when the request is no subscription."""
        if request.kind is not OperationType.SUBSCRIPTION:
            return None
        built = self._build(request, viewer)
        if isinstance(built, list):
            return as_body(ExecutionResult(None, errors=built))
        found = create_source_event_stream(built)
        source = await found if inspect.isawaitable(found) else found
        return as_body(source) if isinstance(source, ExecutionResult) else source

    async def responses(
        self, request: GraphQLRequest, source: Source, current: Callable[[], Viewer]
    ) -> AsyncGenerator[dict[str, Any], None]:
        """All responses of one who shares them with nobody. Each event runs for the viewer as they are then."""
        if source is None:
            yield await self.execute(request, current())
        elif isinstance(source, dict):
            yield source
        else:
            async with aclosing(aiter(source)) as events:  # type: ignore[type-var]
                try:
                    async for event in events:
                        yield await self.event(request, current(), event)
                except Lagged:
                    yield as_graphql(LAGGED)

    async def event(self, request: GraphQLRequest, viewer: Viewer, event: Any) -> dict[str, Any]:
        """The response to one event of a subscription, in a context of its own."""
        built = self._build(request, viewer)
        if isinstance(built, list):
            return as_body(ExecutionResult(None, errors=built))
        ran = execute_subscription_event(built.build_per_event_executor(event))
        return as_body(await ran if inspect.isawaitable(ran) else ran)

    def _build(self, request: GraphQLRequest, viewer: Viewer) -> Executor[Any] | list[GraphQLError]:
        return self.executor.build(
            self.schema,
            request.prepared.document,
            context_value=self.context(viewer),
            raw_variable_values=dict(request.variables),
            operation_name=request.name,
        )


def _validated(schema: GraphQLSchema, document: DocumentNode) -> Prepared:
    errors = validate(schema, document, specified_rules, max_errors=MOST_ERRORS)
    return Prepared(document, tuple(errors), () if errors else bounds.places(document, schema))


def _parsed(text: str) -> DocumentNode:
    return parse(
        text, max_tokens=MAX_TOKENS, allow_empty_selection_sets=False
    )  # refuses by itself what is nested too deeply for it
