"""The command line, arguments only: every command calls one function. `./grid` with no words prints help."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from pydantic import ValidationError

from server.core import clock, private
from server.core.errors import Refusal
from server.core.settings import Settings
from server.core.workers import MOST
from server.edge.check.command_line import checking
from server.grid.incident import command_line as leaving
from server.keep.audit.command_line import auditor, tally
from server.keep.backup.command_line import backing_up, restoring
from server.keep.move.command_line import address, moving
from server.keep.packing import packing
from server.keep.privacy.command_line import privacy
from server.process.contact.rotation import contacts
from server.process.skeleton.command_line import new_noun
from server.reach.notice import command_line
from server.setup.pack import command_line as moving_in

T = TypeVar("T")
WRONG_WORDS: type[Exception] = typer.BadParameter.__mro__[2]  # typer keeps its ClickException to itself

app = typer.Typer(
    name="grid",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Gridwhistle (网格哨): field work for grassroots grid governance.",
)
user = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="People who may sign in, and their posts.")
token = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Bearer tokens for programs.")
app.add_typer(user, name="user")
app.add_typer(token, name="token")
app.add_typer(command_line.channel(lambda work: _run(work), lambda: _settings()), name="channel")
app.add_typer(command_line.roster(lambda work: _run(work)), name="roster")
app.add_typer(moving_in.district(lambda: _settings()), name="district")
app.add_typer(tally(lambda work: _run(work)), name="tally")
app.command("new")(new_noun)
app.add_typer(contacts(lambda work: _run(work)), name="contacts")
app.add_typer(privacy(lambda work: _run(work)), name="privacy")
app.add_typer(auditor(lambda work: _run(work)), name="audit")
backing_up(app, lambda **given: _settings(**given))
restoring(app, lambda **given: _settings(**given))
moving(app, lambda: _settings())
packing(app)
checking(app, lambda: _settings(), lambda: _demo())

Port = Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on; 0 picks a free one.")]
Host = Annotated[str | None, typer.Option(help="Address to listen on.")]


@app.command()
def demo(
    port: Port = None,
    host: Host = None,
    data: Annotated[Path, typer.Option(help="Folder of the demo's database and photos.")] = Path(".data/demo"),
    fresh: Annotated[bool, typer.Option("--fresh", help="Throw the demo's data away and build it anew.")] = False,
    database: Annotated[
        str, typer.Option(help="postgres://… for the demo's database, an empty one at first; - reads it from stdin.")
    ] = "",
) -> None:
    """Build the demo district (once) and serve it: addresses and logins are printed."""
    from server import serve as serving
    from server.demo import build, hotline, show

    settings = _settings(host=host, port=port, data_dir=data, database_url=address(database))
    serving.could_listen(settings)
    build.ensure(settings, fresh=fresh)
    worth = asyncio.run(show.sights(settings.database))
    serving.serve(settings, greet=lambda address: show.greeting(address, worth, hotline.lay(data)), frozen=False)


@app.command()
def serve(
    port: Port = None,
    host: Host = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=MOST, help="Processes on PostgreSQL; SIGUSR2 restarts one after another.")
    ] = None,
    fd: Annotated[int | None, typer.Option(hidden=True)] = None,
    parent: Annotated[int | None, typer.Option(hidden=True)] = None,
) -> None:
    """Serve the district whose settings stand in GRID_* (see README). Migrate first."""
    from server import serve as serving

    settings = _settings(host=host, port=port)
    if fd is not None and parent is not None:
        serving.serve_as_worker(settings, fd, parent)
    elif workers is not None:
        serving.serve_by(settings, workers)
    else:
        serving.serve(settings)


@app.command()
def migrate(
    make: Annotated[str, typer.Option(help="Write a new migration of this name from changed models.")] = "",
) -> None:
    """Bring the database to this version, safely; or write a new migration with --make NAME."""
    from server.data import migrate as migrator

    if make:
        typer.echo(asyncio.run(migrator.make(make)) or "The models have not changed.")
        return
    applied = asyncio.run(migrator.migrate(_settings().database, progress=typer.echo))
    typer.echo(f"{len(applied)} migration(s) applied." if applied else "The database is up to date.")


@app.command()
def schema(
    release: Annotated[str, typer.Option(help="Keep the contract as that of this release, e.g. 0.1.0.")] = "",
) -> None:
    """Write schema/schema.graphql and the phones' operations (web/api) from the code."""
    from schema.core.documents import operations, released

    for path in operations.write(Path.cwd()):
        typer.echo(path)
    if release:
        typer.echo(released.release(Path.cwd(), release, clock.today()))


@app.command()
def explain(
    query: Annotated[Path | None, typer.Argument(help="A file with a query; none: what cannot be planned.")] = None,
    login: Annotated[str, typer.Option("--as", help="Who asks.")] = "",
    variables: Annotated[str, typer.Option(help="The query's variables, as JSON.")] = "{}",
) -> None:
    """Tell which statements a query costs somebody, or which fields of the schema no statement covers."""
    import json

    from schema import explain as telling

    if query is None:
        typer.echo(telling.listed())
        return
    typer.echo(
        asyncio.run(telling.explain(_settings().database, login, query.read_text("utf-8"), json.loads(variables)))
    )


@app.command()
def sbom() -> None:
    """Print what this program is made of, as CycloneDX in JSON: from the lock, with hashes and licences."""
    from server.keep import sbom as parts

    typer.echo(parts.written(parts.version()))


@app.command(add_help_option=False, context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
def test(context: typer.Context) -> None:
    """Run everything that keeps the promises: lint, types, both databases, web, browser. Installs what it needs."""
    raise typer.Exit(subprocess.run([sys.executable, "-m", "tests", *context.args], check=False).returncode)


@app.command(add_help_option=False, context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
def bench(context: typer.Context) -> None:
    """Measure this server against a hand-written route and the fastest peers on the same rows (--help tells more)."""
    raise typer.Exit(subprocess.run([sys.executable, "-m", "tests.bench", *context.args], check=False).returncode)


@user.command("add")
def user_add(
    login: str,
    name: Annotated[str, typer.Option(help="The person's name.", prompt=True)],
    role: Annotated[str, typer.Option(help="Role of the first post, e.g. GRID_WORKER.")],
    area: Annotated[str, typer.Option(help="Area code of the post: 6, 9, 12 or 15 digits.")],
    unit: Annotated[str | None, typer.Option(help="Id of the unit, for a post in a unit.")] = None,
) -> None:
    """Add a person with a first post; asks for a password."""
    from server.ground.person import console

    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    typer.echo(_run(console.add(login, name=name, role=role, area=area, unit=unit, password=password)))


@user.command("list")
def user_list() -> None:
    """People and the posts they hold today."""
    from server.ground.person import console

    typer.echo(_run(console.people()))


@user.command("password")
def user_password(login: str) -> None:
    """Set a new password; ends the person's sessions, phones' keys and tokens."""
    from server.ground.person import console

    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    typer.echo(_run(console.password(login, password)))


@user.command("post")
def user_post(
    login: str,
    role: Annotated[str, typer.Option(help="Role of the post, e.g. COMMUNITY.")],
    area: Annotated[str, typer.Option(help="Area code of the post.")],
    unit: Annotated[str | None, typer.Option(help="Id of the unit, for a post in a unit.")] = None,
    last_day: Annotated[str | None, typer.Option(help="The last day it holds, e.g. 2027-02-28.")] = None,
) -> None:
    """Give LOGIN one more post, from today on."""
    from server.ground.person import console

    typer.echo(_run(console.post(login, role=role, area=area, unit=unit, ends_on=last_day)))


leaving.leaving(user, lambda work: _run(work))


@token.command("add")
def token_add(login: str, name: Annotated[str, typer.Option(help="What the token is for.")] = "command line") -> None:
    """Make a bearer token for LOGIN and print it once."""
    from server.ground.person import console

    typer.echo(_run(console.token(login, name)))


@token.command("list")
def token_list(login: str) -> None:
    """Tokens of LOGIN that are in force."""
    from server.ground.person import console

    typer.echo(_run(console.tokens(login)))


@token.command("end")
def token_end(login: str, token_id: str) -> None:
    """End one token of LOGIN at once."""
    from server.ground.person import console

    typer.echo(_run(console.end_token(login, token_id)))


def _settings(**given: object) -> Settings:
    """Settings from GRID_*, with what the command line says on top; one line and exit code 2 for a bad one."""
    private.only_ours()  # whoever asks is going to work on a district
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as bad:
        first = bad.errors()[0]
        setting = "_".join(str(part) for part in first["loc"]).upper()
        raise ValueError(f"GRID_{setting}: {first['msg']}") from None


def _demo() -> tuple[str, frozenset[str]]:
    """By what the demo is known: everybody's password, and who signs in."""
    from server.demo import cast

    return cast.PASSWORD, frozenset(cast.LOGINS)


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Run a console function against the database of the settings."""
    from server.serve import within

    return asyncio.run(within(_settings(), work))


def main() -> int:
    """Run the command line; returns the exit code. What the person did wrong is one line on stderr and code 2."""
    try:
        code = app(prog_name="./grid", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except typer.Exit as done:
        return done.exit_code
    except typer.Abort:
        return 130
    except WRONG_WORDS as wrong:
        return _complain(str(wrong.format_message()))  # type: ignore[attr-defined]
    except Refusal as refused:
        return _complain("; ".join(problem.message for problem in refused.problems))
    except ValueError as wrong:
        return _complain(str(wrong))
    except OSError as failure:
        return _complain(private.told(failure))


def _complain(message: str) -> int:
    """One clear line and exit code 2; help that was asked for by saying nothing is no complaint."""
    if message.startswith("Usage:"):
        print(message)
        return 0
    print(f"grid: {message}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
