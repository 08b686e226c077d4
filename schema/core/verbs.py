"""The verbs of a noun: for each of its commands an input and a mutation, made of the command and its words.

    IncidentMutation = verbs("Incident", IncidentPayload, actions, {
        commands.Note: "记一笔。Add a note.",
    })

makes `incidentNote(input: IncidentNoteInput!): IncidentPayload!`, which calls `actions.note`. `schema.process.contract`
calls it for nouns that declare all they have.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from types import ModuleType
from typing import Annotated, Any, TypeAlias

import strawberry
from strawberry.utils.str_converters import to_snake_case as snake

from schema.core.context import Context, Info
from schema.core.fields import mutation
from schema.core.input_mapping import input_of, translated
from schema.core.problems import Payload, answer
from server.core.spoken import camel
from server.core.text import both
from server.core.viewer import Viewer
from server.process.fields import Declared

TOLD = "要办的事。What is to be done."
COMMANDS: dict[str, type[Declared]] = {}  # by the names of their mutations, for the forms that are made of them

Act: TypeAlias = Callable[..., Awaitable[Any]]
Deliver: TypeAlias = Callable[..., Awaitable[Any]]


async def at_once(viewer: Viewer, act: Act, command: Any, *given: Any) -> Any:
    """Carry out a command when it comes."""
    return await act(viewer, command, *given)


def nothing_more(context: Context) -> tuple[Any, ...]:
    """What most actions are given beside the viewer and the command."""
    return ()


def verbs(
    noun: str,
    payload: type[Payload],
    actions: ModuleType,
    words: Mapping[type[Declared], str] | ModuleType,
    *,
    deliver: Deliver = at_once,
    given: Callable[[Context], tuple[Any, ...]] = nothing_more,
) -> type:
    """The mutations of a noun, by its commands: those of a module in their own words, or each with the words for it.
    `deliver` is handed the viewer, the action, the command and `given`."""
    described = _commands(words) if isinstance(words, ModuleType) else words

    def verb(command: type[Declared], description: str) -> Any:
        taken: Any = input_of(command, f"{noun}{command.__name__}Input")
        act = _action(actions, command)
        COMMANDS[camel(snake(f"{noun}{command.__name__}"))] = command

        async def resolve(self: Any, info: Info, input: Any) -> Any:
            async def work() -> Any:
                context = info.context
                return await deliver(context.viewer, act, translated(command, input), *given(context))

            return await answer(payload, work())

        asked = Annotated[taken, strawberry.argument(description=TOLD)]
        resolve.__annotations__ = {"info": Info, "input": asked, "return": payload}
        return mutation(description)(resolve)

    named = {snake(f"{noun}{command.__name__}"): verb(command, one) for command, one in described.items()}
    return strawberry.type(type(f"{noun}Mutation", (), named))


def merged(name: str, words: str, *parts: type) -> type:
    """One type of all that the nouns say of it."""
    return strawberry.type(type(name, parts, {}), description=words)


def _commands(module: ModuleType) -> dict[type[Declared], str]:
    """The commands that a module defines, in its order."""
    found = (one for one in vars(module).values() if isinstance(one, type) and issubclass(one, Declared))
    own = [one for one in found if one.__module__ == module.__name__]
    return {one: both(one.words, one.__name__) for one in own if one.words or not one.__subclasses__()}


def _action(actions: ModuleType, command: type[Declared]) -> Act:
    """The action of a command, which Python may keep from being called quite as it is (`pass_`)."""
    name = snake(command.__name__)
    found: Act | None = getattr(actions, name, None) or getattr(actions, f"{name}_", None)
    if found is None:
        words = f"@STEPS.step(Step.{name.upper()}) def {name}(before, command, at)"
        raise TypeError(f"{actions.__name__} has no {name}: write the verb of {command.__name__}, {words}")
    return found
