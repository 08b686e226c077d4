"""The contract as a client's tools read it from its text, built once for all tests."""

from __future__ import annotations

from graphql import build_schema

from schema import schema

TYPES = build_schema(schema.as_str())
