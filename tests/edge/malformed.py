"""Bodies that are wrong in every way we could think of, by name. Each must be told so by a 4xx with a code."""

from __future__ import annotations

import json
from collections.abc import Iterator

Q = "{ viewer { name } }"
VALUES: tuple[object, ...] = (None, True, False, 0, 5, -1, 1.5, 1e300, "", "x", "null", [], [1], {}, {"a": 1})
BROKEN_QUERIES = (
    "", " ", "{", "}", "{}", "{ }", "query", "query {", "query Q", "fragment f on Thing { name }",
    "{ viewer { name }", "{ viewer { name } }}", "{ nothing }", "{ viewer }", "{ viewer { } }",
    "{ viewer { name { x } } }", "{ 5 }", "{ \" }", "mutation { nothing }", "subscription { nothing }",
    "query ($x) { viewer { name } }", "query ($x: Nothing) { viewer { name } }",
    "query ($x: Int, $x: Int) { viewer { name } }", "{ echo(text: 5) }", "{ echo(number: \"5\") }",
    "{ echo(number: 99999999999) }", "{ echo(number: 1.5) }", "{ echo(nothing: 1) }", "{ echo(text: $x) }",
    "{ echo(text: {a: 1}) }", "{ echo(text: [1]) }", "{ echo(text: \"a\", text: \"b\") }", "{ viewer { ...f } }",
    "{ ...on Nothing { name } }", "{ viewer @nothing { name } }", "{ viewer { name @skip } }",
    "{ viewer { name @skip(if: 5) } }", "{ a: echo(text: \"1\") a: echo(text: \"2\") }",
    "query A { viewer { name } } query A { viewer { name } }", "query A { viewer { name } } { viewer { name } }",
    "type T { a: Int }", "extend type Query { a: Int }", "schema { query: Q }", "directive @a on FIELD",
    "{ echo(text: \"\\u0000\") }", "{ echo(text: \"\\uD800\") }", "{ echo(text: \"\\u{110000}\") }",
    "{ echo(text: \"\\q\") }", "{ echo(text: \"\n\") }", "{ __schema { nothing } }", "{ __type { name } }",
    "{ viewer { __typename: name ...__f } }", "subscription { count heard }", "{ …viewer }", "\ufeff{",
    "{ viewer { na\x07me } }", "<html>", "SELECT 1", "{\"query\": \"x\"}", "{ viewer { name } } #\n}", "on", "true",
    "query Q($v: Int = \"x\") { viewer { name } }", "query Q($v: [Int!]! = [null]) { viewer { name } }",
    "{ things(first: null) { nodes { name } } ",
    "{ viewer { ...a } } fragment a on Me { ...b } fragment b on Me { ...a }",
    "{ viewer { ...a } } fragment a on Me { ...a }", "fragment on on Me { name } { viewer { name } }",
    "{ things { nodes { name(x: 1) } } }",
)  # fmt: skip


def bodies() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each body."""
    yield from _not_json()
    yield from _not_an_object()
    yield from _wrong_members()
    for number, query in enumerate(BROKEN_QUERIES):
        yield f"query {number} {query[:30]!r}", json.dumps({"query": query}).encode()
    yield from _wrong_variables()
    yield from _nested()


def _not_json() -> Iterator[tuple[str, bytes]]:
    good = json.dumps({"query": Q}).encode()
    for cut in range(len(good)):
        yield f"cut off after {cut}", good[:cut]
    longer = json.dumps(
        {"query": Q, "variables": {"a": [1, "晋", None]}, "operationName": "A"}, ensure_ascii=False
    ).encode()
    for cut in range(len(good), len(longer), 3):
        yield f"longer, cut off after {cut}", longer[:cut]
    raw = (
        b"\xff", b"\x00", good + b"\x00", good + b"x", good + good, b"\xef\xbb\xbf" + good,
        good.decode().encode("utf-16"), b'{"query": "\xff"}', b'{"query": "\xed\xa0\x80"}', b'{"query": "\xc0\xaf"}',
        b'{"query": "\xf5\x80\x80\x80"}', b"{'query': 'x'}", b'{query: "x"}', b'{"query": "x",}', b'{"query": NaN}',
        b'{"query": Infinity}', b'{"query": -Infinity}', b'{"query": 01}', b'{"query": +1}', b'{"query": 1.}',
        b'{"query": .5}', b'{"query": 1e999}', b'{"query": 0x10}', b'{"query": "\t"}', b'{"query": "\n"}',
        b'{"query": "\\x"}', b'{"query": "\\ud800"}', b'{"query": "\\udc00\\ud800"}', b'{"query": "\\u00"}',
        b"// comment\n{}", b"/* */ {}", b"<xml/>", b"--boundary\r\n", b"query=%7Bviewer%7D", b"GET / HTTP/1.1",
        b'{"query": "{ viewer { name } }", "query": "{ viewer { name } }"}',
        b'{"query": "x", "variables": {"a": 1, "a": 2}}', b'{"variables": {"a": [{"b": 1, "b": 1}]}, "query": "x"}',
        b"\r\n\r\n", b"   ", b"undefined", b"nul", b"True",
        b'{"query": "a\\u0000b"}',
        b'{"query": "{ viewer { name } }", "operationName": "\\u0000"}',
        b'{"query": "{ viewer { name } }", "variables": {"\\u0000": 1}}',
    )  # fmt: skip
    for number, body in enumerate(raw):
        yield f"raw {number} {body[:24]!r}", body


def _not_an_object() -> Iterator[tuple[str, bytes]]:
    for value in VALUES:
        yield f"whole body {value!r}", json.dumps(value).encode()
    yield "batch", json.dumps([{"query": Q}]).encode()
    yield "batch of many", json.dumps([{"query": Q}] * 100).encode()
    yield "batch of batches", json.dumps([[{"query": Q}]]).encode()


def _wrong_members() -> Iterator[tuple[str, bytes]]:
    for value in VALUES:
        yield f"query {value!r}", json.dumps({"query": value}).encode()
        yield f"documentId {value!r}", json.dumps({"documentId": value}).encode()
        for key, right in (("variables", dict), ("extensions", dict), ("operationName", str)):
            if value is not None and not isinstance(value, right):
                yield f"{key} {value!r}", json.dumps({"query": Q, key: value}).encode()
    yield "neither", json.dumps({"variables": {}}).encode()
    yield "both", json.dumps({"query": Q, "documentId": "sha256:00"}).encode()
    for document in (
        "sha256:",
        "sha256:" + "0" * 64,
        "md5:" + "0" * 32,
        "../../etc/passwd",
        "x" * 5000,
        "sha256:" + "A" * 64,
    ):
        yield f"documentId {document[:20]}", json.dumps({"documentId": document}).encode()
    for name in ("Nothing", "viewer", "query", "x" * 10_000, "名"):
        yield f"operationName {name[:10]}", json.dumps({"query": Q, "operationName": name}).encode()
    yield "misspelt", json.dumps({"qeury": Q}).encode()
    yield "operations map", json.dumps({"operations": {"query": Q}, "map": {}}).encode()


def _wrong_variables() -> Iterator[tuple[str, bytes]]:
    query = "query Q($n: Int!, $t: String!, $l: [Int!]) { echo(text: $t, number: $n) }"
    right = {"n": 1, "t": "x"}
    for number in (None, "1", 1.5, 2**31, -(2**31) - 1, 2**64, True, [1], {"a": 1}, "", 1e300):
        yield f"variable n {number!r}", json.dumps({"query": query, "variables": right | {"n": number}}).encode()
    for text in (None, 5, 1.5, True, [1], {"a": "x"}, ["x"]):
        yield f"variable t {text!r}", json.dumps({"query": query, "variables": right | {"t": text}}).encode()
    for listed in ([None], ["x"], [1, [2]], {"a": 1}, [1.5], [2**40]):
        yield f"variable l {listed!r}", json.dumps({"query": query, "variables": right | {"l": listed}}).encode()
    for missing in ("n", "t"):
        given = {name: value for name, value in right.items() if name != missing}
        yield f"variable {missing} missing", json.dumps({"query": query, "variables": given}).encode()
    yield "no variables", json.dumps({"query": query}).encode()


def _nested() -> Iterator[tuple[str, bytes]]:
    for depth in (1000, 2000, 20_000):
        yield f"arrays {depth} deep", b"[" * depth + b"]" * depth
        yield f"objects {depth} deep", b'{"a":' * depth + b"1" + b"}" * depth
        inner = b"[" * depth + b"]" * depth
        yield f"variables {depth} deep", b'{"query": "{ viewer { name } }", "variables": {"a": ' + inner + b"}}"
    for depth in (14, 100, 300, 5000):
        query = "{ viewer " * depth + "{ name }" + " }" * depth
        yield f"query {depth} deep", json.dumps({"query": query}).encode()
        lists = "[" * depth + "]" * depth
        yield f"list value {depth} deep", json.dumps({"query": f"{{ echo(text: {lists}) }}"}).encode()
        types = "[" * depth + "Int" + "]" * depth
        yield f"list type {depth} deep", json.dumps({"query": f"query ($x: {types}) {{ viewer {{ name }} }}"}).encode()
    yield "too large", json.dumps({"query": Q, "variables": {"a": "x" * 70_000}}).encode()
    yield "many fields", json.dumps({"query": "{ " + "viewer { name } " * 500 + "}"}).encode()
    yield "many keys", json.dumps({"query": 5} | {f"k{n}": n for n in range(5000)}).encode()
