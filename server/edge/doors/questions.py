"""查询: a supervisor's questions as forms, tables and sheets. What a query may be and cost is the gate's, as at
`/graphql`; each answer is in the sight of whoever asks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import quote

from graphql import GraphQLError, OperationType
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from server.core import clock
from server.edge.caller import Caller, caller_of
from server.edge.compression import made_small
from server.edge.graphql.admission import Gate, Unsound
from server.edge.graphql.masking import as_error
from server.edge.graphql.request import Asked, from_body
from server.edge.graphql.table import Failed
from server.edge.questions import asked, sheets, templates
from server.edge.questions.answer import SCREEN_ROWS, SHEET_ROWS, SHEET_SECONDS, Asking, Row, raw
from server.edge.questions.asked import Question
from server.edge.questions.variables import form, gone, typed
from server.edge.refusal import Refused, json
from server.insight.saved_question.noting import used

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8", "json": "application/json"}
CUT = {"ROWS": f"只有前 {SHEET_ROWS} 行，后面还有", "BUDGET": "这一分钟的查询额度用完了，后面还有"}


class Questions:
    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/questions/templates", self.templates, methods=["GET"]),
            Route("/questions/read", self.read, methods=["POST"]),
            Route("/questions/answer", self.answer, methods=["POST"]),
            Route("/questions/{key}.{form}", self.file, methods=["GET"]),
        ]

    async def templates(self, request: Request) -> Response:
        """Questions to begin with."""
        await _explorer(request)
        return await made_small(request, json(templates.told()))

    async def read(self, request: Request) -> Response:
        """The form of a query and its price, or what is wrong with it: `{form, price, wrong, gone}`."""
        caller = await _explorer(request)
        one = await asked.question(await from_body(request), caller.viewer)
        engine = self._gate.engine
        try:
            prepared = one.prepared(engine)
            if prepared.errors:
                raise Unsound(prepared.errors)
            price = engine.weigh(one.text, one.asked(engine).variables, one.name).parts()
            prepared.operation(one.name)
        except Unsound as unsound:
            return json({"wrong": [as_error(error)["message"] for error in unsound.errors], "code": "QUERY_INVALID"})
        except GraphQLError as error:
            return json({"wrong": [as_error(error)["message"]], "code": "QUERY_INVALID"})
        except Refused as refused:
            return json({"wrong": [refused.message], "code": refused.code})
        fields = await form(prepared, one.name, engine.schema, caller.viewer)
        told = {"form": fields, "price": price, "wrong": [], "gone": await gone(prepared, one.given)}
        return json(told | {"document": one.text, "given": dict(one.given)})

    async def answer(self, request: Request) -> Response:
        """A table for the screen as JSON, or a file where `accept` names one."""
        caller = await _explorer(request)
        one = await asked.question(await from_body(request), caller.viewer)
        wanted = request.headers.get("accept", "")
        kind = "xlsx" if XLSX in wanted else "csv" if "text/csv" in wanted else "json"
        return await self._answered(request, one, caller, kind)

    async def file(self, request: Request) -> Response:
        """A saved question's answer under an address of its own, for programs: its values are parameters."""
        caller, kind = await _explorer(request), request.path_params["form"]
        if kind not in FORMS:
            raise Refused(404, "NOT_FOUND", "ask for csv, xlsx or json")
        one = await asked.question(Asked(f"{asked.SAVED}{request.path_params['key']}", None), caller.viewer)
        try:
            prepared = one.prepared(self._gate.engine)
            given = typed(prepared, one.name, request.query_params, self._gate.engine.schema)
        except GraphQLError as error:
            raise Refused(400, "QUERY_INVALID", as_error(error)["message"]) from None
        return await self._answered(request, replace(one, given={**one.given, **given}), caller, kind)

    async def _answered(self, request: Request, one: Question, caller: Caller, kind: str) -> Response:
        try:
            admitted = self._gate.admit(one.asked(self._gate.engine), caller)
            if one.kept:
                await used(one.kept, caller.viewer)
            try:
                asking = Asking(self._gate, admitted, caller)
            except Refused as refused:
                if refused.code != "NOT_A_TABLE" or kind != "json" or admitted.request.kind is not OperationType.QUERY:
                    raise
                return json({"raw": await raw(self._gate, admitted, caller)})
            if kind == "json":
                return await made_small(request, json(await _screen(asking)))
            if kind == "csv":
                return await _csv(asking, one)
            return await _xlsx(request, asking, one, caller)
        except Unsound as unsound:
            raise Refused(400, "QUERY_INVALID", as_error(unsound.errors[0])["message"]) from None
        except GraphQLError as error:
            raise Refused(400, "QUERY_INVALID", as_error(error)["message"]) from None
        except Failed as failed:
            told = failed.errors[0]
            raise Refused(400, told["extensions"]["code"], told["message"]) from None


async def _screen(asking: Asking) -> dict[str, Any]:
    rows = [row async for part in asking.parts(SCREEN_ROWS) for row in part]
    table = asking.table
    return {
        "heads": [one.told() for one in table.heads],
        "rows": [_told(one) for one in rows if not one.foot],
        "foot": [_told(one) for one in rows if one.foot],
        "cut": table.cut,
        "figures": table.figures,
        "definitions": table.definitions,
    }


def _told(row: Row) -> dict[str, Any]:
    return {"cells": row.cells, "href": row.href, "keys": row.keys}


async def _csv(asking: Asking, one: Question) -> Response:
    rows = [row async for part in asking.parts(SHEET_ROWS, SHEET_SECONDS) for row in part]
    headers = _named(one, asking.table.name, "csv") | ({"x-grid-cut": asking.table.cut} if asking.table.cut else {})
    body = await sheets.run(lambda: sheets.as_csv(asking.table.heads, rows))
    return Response(body, media_type=FORMS["csv"], headers=headers)


async def _xlsx(request: Request, asking: Asking, one: Question, caller: Caller) -> Response:
    book = sheets.Workbook(request.app.state.settings.data_dir)
    try:
        async for part in asking.parts(SHEET_ROWS, SHEET_SECONDS):
            await book.add(asking.table.heads, part)
        await book.close(asking.table.heads, _notes(asking, one, caller))
    except BaseException:
        book.remove()
        raise
    headers = _named(one, asking.table.name, "xlsx") | ({"x-grid-cut": asking.table.cut} if asking.table.cut else {})
    return StreamingResponse(book.chunks(), media_type=XLSX, headers=headers)


def _notes(asking: Asking, one: Question, caller: Caller) -> list[list[str]]:
    """What the second sheet says: what this is, who took it out and when, how each figure is made."""
    stamp = clock.now().astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M")
    notes = [["导出", f"{caller.viewer.name} {stamp}"], ["范围", "只含导出人当时有权看到的"]]
    if one.kept:
        notes.insert(0, ["问题", one.kept.name])
    notes += [[key, str(value)] for key, value in one.given.items()]
    notes += [[one_of["measure"], one_of["zh"]] for one_of in asking.table.definitions]
    return notes + ([["没有完", CUT[asking.table.cut]]] if asking.table.cut else [])


def _named(one: Question, otherwise: str, kind: str) -> dict[str, str]:
    stamp = clock.now().astimezone(clock.SHANGHAI).strftime("%Y%m%d-%H%M")
    name = quote(f"{one.kept.name if one.kept else otherwise}-{stamp}.{kind}")
    return {"cache-control": "no-store", "content-disposition": f"attachment; filename*=UTF-8''{name}"}


async def _explorer(request: Request) -> Caller:
    caller = await caller_of(request)
    if not caller.viewer.signed_in:
        raise Refused(401, "AUTH_EXPIRED", "sign in first")
    if not caller.viewer.explores:
        raise Refused(403, "UNTRUSTED_DOCUMENT", "only people with a supervising post may ask questions of their own")
    return caller
