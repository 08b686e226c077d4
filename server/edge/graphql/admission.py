"""Which documents a caller may run: phones the trusted ones by id, supervisors anything that has a bearable price."""

from __future__ import annotations

from dataclasses import dataclass

from graphql import DocumentNode, GraphQLError, StringValueNode, Visitor, visit

from server.core.query_limits import LEFT
from server.edge.caller import Caller
from server.edge.graphql import repeats
from server.edge.graphql.budget import Budget, Budgets
from server.edge.graphql.documents import Documents, identify
from server.edge.graphql.engine import Engine, GraphQLRequest
from server.edge.graphql.query_cost import Price
from server.edge.graphql.request import Asked
from server.edge.refusal import Refused

NOT_THEIRS = "only people with a supervising post may send queries of their own"
SUPERVISORS_ASK = (
    "自己写的查询只答区监督员和街道书记、主任：请管理员用他们之一的账号发令牌（./grid token add LOGIN），或在应用里看。"
    "Queries of one's own are answered to supervisors and heads of streets: ask for a token of one of them "
    "(./grid token add LOGIN), or look in the app."
)


@dataclass(frozen=True)
class Paid:
    """What was taken from a budget for a request that may run."""

    price: Price
    budget: Budget
    taken: int

    def settle(self, actual: int) -> dict[str, int]:
        """Put back what it did not cost; the price as it is told with the answer."""
        self.budget.put_back(self.taken - max(1, actual))
        return {"requested": self.price.cost, "actual": actual, "left": self.budget.left()}


@dataclass(frozen=True)
class Admitted:
    """A request that may run, and what is paid for it: nothing for what a phone's own screens ask."""

    request: GraphQLRequest
    paid: Paid | None = None

    @property
    def introspects(self) -> bool:
        return self.paid is not None and self.paid.price.introspects


class Gate:
    def __init__(self, engine: Engine, documents: Documents) -> None:
        self.engine, self.documents, self.budgets = engine, documents, Budgets()

    def admit(self, asked: Asked, caller: Caller) -> Admitted:
        """What may be executed. Raises Refused, Unsound and GraphQLSyntaxError."""
        LEFT.set(lambda: self.budgets.of(caller.secret).left())
        name = asked.document_id or identify(asked.query or "")
        if not caller.viewer.signed_in and not self.documents.is_public(name):
            raise Refused(401, "AUTH_EXPIRED", "sign in first")
        if (request := self.documents.request(name, asked.name, asked.variables)) is not None:
            return Admitted(_ready(request), self._by_program(request, caller))
        if asked.query is None:
            raise Refused(400, "DOCUMENT_UNKNOWN", "this document is not one of ours; is the app up to date?")
        if not caller.viewer.explores:
            raise Refused(403, "UNTRUSTED_DOCUMENT", NOT_THEIRS, hint=SUPERVISORS_ASK)
        return self._priced(asked, caller)

    def _by_program(self, request: GraphQLRequest, caller: Caller) -> Paid | None:
        """A program pays for the screens' documents too, whatever they cost."""
        if not caller.by_token:
            return None
        return self._paid(self.engine.reckon(request), caller)

    def again(self, admitted: Admitted, request: GraphQLRequest, caller: Caller) -> Paid | None:
        """What is paid for one more part of what was admitted. Raises Refused 429."""
        return None if admitted.paid is None else self._paid(self.engine.reckon(request), caller)

    def _paid(self, price: Price, caller: Caller) -> Paid:
        """What is remembered of the schema costs little, however much it tells: it is paid for afterwards."""
        budget, taken = self.budgets.of(caller.secret), 1 if price.introspects else price.cost
        budget.take(taken)
        return Paid(price, budget, taken)

    def _priced(self, asked: Asked, caller: Caller) -> Admitted:
        prices: list[Price] = []

        def weigh(document: DocumentNode) -> None:
            prices.append(self.engine.price(document, asked.variables, asked.name))
            repeats.check(document)

        prepared = self.engine.prepare(asked.query or "", weigh)
        if "\\u" in (asked.query or ""):
            visit(prepared.document, RefuseNul())
        request = _ready(GraphQLRequest(prepared, asked.name, asked.variables, trusted=False))
        return Admitted(request, self._paid(prices[0], caller))


def _ready(request: GraphQLRequest) -> GraphQLRequest:
    """The request, when its document is valid, its operation there, no variable too long. Raises Unsound, Refused."""
    if request.prepared.errors:
        raise Unsound(request.prepared.errors)
    request.prepared.operation(request.name)
    request.check()
    return request


class RefuseNul(Visitor):
    """Refuses a query whose own text spells U+0000 by an escape: no database keeps it."""

    def enter_string_value(self, node: StringValueNode, *rest: object) -> None:
        if "\0" in node.value:
            raise Refused(400, "TEXT_INVALID", "text may not hold U+0000")


class Unsound(Exception):
    """A document that does not fit the schema, with all the reasons."""

    def __init__(self, errors: tuple[GraphQLError, ...]) -> None:
        super().__init__("the document does not fit the schema")
        self.errors = errors
