"""What we lean on of Tortoise without its promise, by name; `./grid test --nightly` asks its newest version too."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from textwrap import dedent
from typing import Any

import pypika_tortoise
import pytest
import tortoise
from pypika_tortoise.terms import Function, Parameterizer
from tortoise.expressions import Q, Subquery
from tortoise.functions import Count
from tortoise.queryset import QuerySet, ValuesListQuery, ValuesQuery

from server.core.viewer import Role
from server.data import orm
from server.data.database import Database, dialect, reader
from server.grid.incident.models import Incident
from server.ground.person.models import Person, Post
from server.query.statement_cache import form_of

ROOT = Path(__file__).parents[2]
ENGINES = {  # what server/data takes of the engines: the class or module, and its names
    "tortoise.backends.sqlite.client:SqliteClient": {"_check_loop", "_connection", "_in_transaction", "_lock"},
    "tortoise.backends.sqlite.client:SqliteTransactionWrapper": {
        "_connection", "_finalized", "_in_transaction", "_lock", "_parent",
    },
    "tortoise.backends.sqlite.client:SqliteTransactionContext": {"_trxlock"},
    "tortoise.backends.asyncpg.client:AsyncpgDBClient": {
        "_check_loop", "_in_transaction", "_pool", "_pool_init_lock", "_translate_exceptions",
    },
    "tortoise.backends.asyncpg.client:TransactionWrapper": {
        "_connection", "_finalized", "_in_transaction", "_parent", "_translate_exceptions",
    },
    "tortoise.backends.base.client:ConnectionWrapper": {"_lock"},
    "tortoise.connection:ConnectionHandler": {"_init_config"},
    "tortoise.migrations.recorder:MigrationRecorder": {"_dialect"},
    "tortoise.context": {"_current_context"},
    "tortoise.backends.base.executor": {"EXECUTOR_CACHE"},
}  # fmt: skip
KNOWN = {  # the parts of a query of which we know that they decide nothing of its text, or are its conditions
    "model", "query", "capabilities", "fields", "_q_objects", "_db", "_capabilities", "_joined_tables", "_annotations",
    "_prefetch_map", "_prefetch_queries", "_raise_does_not_exist", "_filter_kwargs", "_fields_for_select", "_orderings",
    "_select_for_update_nowait", "_select_for_update_skip_locked", "_select_for_update_of", "_select_for_update_no_key",
    "_select_related_idx", "_fields_for_select_list", "_flat", "_fields_to_select_sql",
}  # fmt: skip


@pytest.fixture
async def opened(database: Database) -> None:
    """Models know their links and their dialect only once a database was opened."""


@pytest.mark.usefixtures("opened")
def test_a_model_tells_its_table_its_key_and_its_columns() -> None:
    assert (orm.table(Post), orm.key(Post)) == ("post", "id")
    assert orm.columns(Post)["person_id"] == "person_id"
    assert "person" not in orm.columns(Post)
    assert orm.column_names(Post()) == set(orm.columns(Post).values())
    assert orm.linked(Post)
    assert orm.fields(Post)["role"] is orm.field(Post, "role")
    assert type(orm.field(Post, "person_id")) is type(orm.field(Person, "id"))
    with pytest.raises(KeyError):
        orm.field(Post, "nothing")


@pytest.mark.usefixtures("opened")
def test_a_filter_names_the_column_that_it_compares_and_none_across_a_link() -> None:
    for name in ("role", "role__in", "role__not"):
        assert orm.filtered(Post, name) is orm.field(Post, "role")
    assert orm.filtered(Post, "person__name") is None
    assert orm.filtered(Post, "nothing") is None


def _posts() -> QuerySet[Post]:
    return Post.filter(role=Role.GRID_WORKER, area_id="a").using_db(reader())


@pytest.mark.usefixtures("opened")
def test_a_query_tells_its_text_and_values_alone_and_within_a_greater_statement() -> None:
    text, values = orm.statement(_posts().values_list("id"))
    assert values == ["GRID_WORKER", "a"]
    marks = ("$1", "$2") if dialect() == "postgres" else ("?", "?")
    assert text.startswith("SELECT")
    assert [mark for mark in marks if mark not in text] == []
    counted = Parameterizer()
    counted.values.append("before")
    greater = orm.text(_posts().values_list("id"), counted)
    assert counted.values == ["before", "GRID_WORKER", "a"]
    assert greater == (text.replace("$2", "$3").replace("$1", "$2") if dialect() == "postgres" else text)


@pytest.mark.usefixtures("opened")
def test_an_update_tells_its_text_to_which_we_add_what_it_returns() -> None:
    text, values = orm.statement(_posts().update(role=Role.COMMUNITY))
    assert text.startswith('UPDATE "post" SET "role"=')
    assert values == ["COMMUNITY", "GRID_WORKER", "a"]


@pytest.mark.usefixtures("opened")
def test_an_index_is_forced_in_a_copy() -> None:
    query = _posts()
    forced = orm.forced(query, "idx_one")
    assert ' FORCE INDEX ("idx_one")' in orm.text(forced, Parameterizer())
    assert "FORCE INDEX" not in orm.text(query, Parameterizer())
    assert "FORCE INDEX" not in orm.text(orm.forced(forced), Parameterizer())


@pytest.mark.usefixtures("opened")
def test_what_decides_a_text_decides_its_form_and_what_reaches_beyond_has_none() -> None:
    posts = _posts()
    assert orm.form(posts) == orm.form(Post.filter(role=Role.COMMUNITY, area_id="b"))
    forms = [
        orm.form(one)
        for one in (
            posts,
            posts.limit(3),
            posts.offset(3),
            posts.order_by("role"),
            posts.order_by("-role"),
            posts.distinct(),
            posts.only("id"),
            posts.values("id"),
            posts.values_list("id"),
            orm.forced(posts, "idx_one"),
        )
    ]
    assert None not in forms
    assert len(set(forms)) == len(forms)
    counted = posts.annotate(n=Count("id"))
    assert {
        orm.form(one) for one in (counted, counted.group_by("role").values("n"), posts.select_related("person"))
    } == {None}


@pytest.mark.usefixtures("opened")
def test_a_lock_has_no_form_where_the_database_knows_locks_of_rows() -> None:
    assert (orm.form(_posts().select_for_update()) is None) is (dialect() == "postgres")


@pytest.mark.usefixtures("opened")
def test_two_columns_of_a_query_within_a_query_are_two_forms() -> None:
    """Else the second would be answered with the text of the first."""
    forms = {
        form_of(Person.filter(id__in=Subquery(made(name))), [])
        for made in (lambda name: Post.all().values(name), lambda name: Post.all().values_list(name))
        for name in ("person_id", "id")
    }
    assert len(forms) == 4


def test_a_query_has_no_part_of_which_we_do_not_know_whether_it_decides_the_text() -> None:
    parts = {
        name
        for one in (QuerySet, ValuesListQuery, ValuesQuery)
        for base in one.__mro__
        for name in getattr(base, "__slots__", ())
    }
    assert parts - KNOWN - {*orm._CONSTANT, *orm._BEYOND} == set()


@pytest.mark.usefixtures("opened")
def test_conditions_are_taken_out_and_put_back() -> None:
    below = ~Q(role=Role.GRID_WORKER) | Q(area_id="a")
    query = Post.filter(below, area_id="b").using_db(reader())
    again = orm.with_conditions(query, orm.conditions(query))
    assert orm.statement(again.values_list("id")) == orm.statement(query.values_list("id"))
    other = orm.with_conditions(query, [Q(area_id="c")])
    assert orm.statement(other.values_list("id"))[1] == ["c"]
    made = orm.like(below, below.filters, below.children)
    assert (made.join_type, orm.negated(made)) == (below.join_type, False)
    assert orm.statement(Post.filter(made).values_list("id")) == orm.statement(Post.filter(below).values_list("id"))
    no = ~Q(role=Role.GRID_WORKER)
    assert orm.negated(orm.like(no, no.filters, no.children))


@pytest.mark.usefixtures("opened")
async def test_a_function_of_ours_stands_in_a_query() -> None:
    lengths = Incident.all().using_db(reader()).annotate(n=orm.Written("text", lambda one: Function("length", one)))
    assert await lengths.values("n") == []


@pytest.mark.parametrize("where", sorted(ENGINES))
def test_the_engines_have_the_names_that_ours_build_on(where: str) -> None:
    module, _, name = where.partition(":")
    found = import_module(module)
    known = set(vars(found)) if not name else {
        *dir(getattr(found, name)),
        *(attribute for base in getattr(found, name).__mro__ if base is not object for attribute in _set_by(base)),
    }  # fmt: skip
    assert ENGINES[where] - known == set()


def _set_by(base: type) -> Iterator[str]:
    """The attributes that methods of a class set on its things."""
    for node in ast.walk(ast.parse(dedent(inspect.getsource(base)))):
        target = node.target if isinstance(node, ast.AnnAssign) else None
        targets = node.targets if isinstance(node, ast.Assign) else [target]
        yield from (one.attr for one in targets if isinstance(one, ast.Attribute))


def _private(package: Any) -> set[str]:
    """Every name of a package that begins with one underscore."""
    names: set[str] = set()
    for path in Path(package.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                names.add(node.name)
            elif isinstance(node, ast.Attribute):
                names.add(node.attr)
            elif isinstance(node, ast.Name):
                names.add(node.id)
    return {name for name in names if name.startswith("_") and not name.startswith("__") and len(name) > 1}


def _touched(path: Path, private: set[str]) -> Iterator[str]:
    """The private names that a module asks of others, by text too, takes by import, or overrides."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("tortoise", "pypika_tortoise"):
            yield from (one.name for one in node.names if one.name.startswith("_"))
        elif isinstance(node, ast.Attribute) and node.attr in private:
            if not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")):
                yield node.attr
        elif isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & _theirs(tree):
            yield from (one.name for one in node.body if isinstance(one, ast.FunctionDef) and one.name in private)


def _theirs(tree: ast.Module) -> set[str]:
    """What a module takes from Tortoise."""
    taken = (node for node in tree.body if isinstance(node, ast.ImportFrom))
    return {one.name for node in taken if "tortoise" in (node.module or "") for one in node.names}


def test_nobody_but_the_door_to_the_database_knows_a_private_name_of_tortoise() -> None:
    private = _private(tortoise) | _private(pypika_tortoise)
    assert {"_meta", "_make_query", "_clone", "_get_function_field", "_is_negated", "_db"} <= private
    touching = {
        f"{path.relative_to(ROOT)} touches {name}"
        for folder in ("server", "schema")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path.parts[len(ROOT.parts) : len(ROOT.parts) + 2] != ("server", "data")
        for name in _touched(path, private)
    }
    assert touching <= {
        "server/app.py touches _schema",  # strawberry's, which has no public name for it
        "schema/__init__.py touches _schema",
        "schema/explain.py touches _schema",
        "server/query/rows.py touches _values",  # a row's own
    }
