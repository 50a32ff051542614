"""The commands `dead-letters list`, `show` and `replay`."""

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from causeway_cli.commands.options import DEFAULT_DATA, AsJson, Data
from causeway_cli.trouble import Trouble

if TYPE_CHECKING:
    from causeway_cli.letters.choosing import Filter
    from causeway_cli.letters.letterbox import DeadLetter, Letterbox
    from causeway_cli.letters.replaying import Replayed

PATIENCE_SECONDS = 60.0

dead_letters = typer.Typer(
    help="Look at events that a service could not apply, and try them again.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Service = Annotated[str, typer.Option("--service", help="Only of this service.", show_default=False)]
Reason = Annotated[str, typer.Option("--reason", help="Only malformed, no_type, failed or unreadable ones.", show_default=False)]
Type = Annotated[str, typer.Option("--type", help="Only events of this type.", show_default=False)]


@dead_letters.command("list")
def list_letters(
    service: Service = "", reason: Reason = "", type: Type = "", as_json: AsJson = False, data: Data = DEFAULT_DATA
) -> None:
    """List the events that were set aside: when, why, how often, and what became of each."""
    from rich.console import Console

    from causeway_cli.letters.choosing import Filter, chosen
    from causeway_cli.letters.letterbox import letterbox_of
    from causeway_cli.letters.showing import table
    from causeway_cli.running import running_system

    wish = Filter(service, reason, type)
    wish.check()
    system = running_system(data)

    async def read() -> "list[DeadLetter]":
        async with letterbox_of(system) as box:
            return chosen(await box.letters(wish.services), [], wish)

    letters = asyncio.run(read())
    if as_json:
        typer.echo(json.dumps([letter.facts for letter in letters]))
        return
    if letters:
        Console().print(table(letters))
    states = Counter(letter.state.value for letter in letters)
    counts = ", ".join(f"{count:,} {state}" for state, count in sorted(states.items()))
    typer.echo(f"{len(letters):,} dead letters{': ' + counts if counts else ''}.")


@dead_letters.command("show")
def show(
    id: Annotated[str, typer.Argument(help="As `list` prints it.")], as_json: AsJson = False, data: Data = DEFAULT_DATA
) -> None:
    """Show what is known of one: where it came from, why it failed, and the form of its payload, never its text."""
    from causeway_cli.letters.choosing import Filter, chosen, service_of
    from causeway_cli.letters.letterbox import letterbox_of
    from causeway_cli.running import running_system

    service = service_of(id)
    system = running_system(data)

    async def read() -> dict[str, object]:
        async with letterbox_of(system) as box:
            [letter] = chosen(await box.letters([service]), [id], Filter())
            return letter.facts | {"payload": _payload(box, letter)}

    facts = asyncio.run(read())
    if as_json:
        typer.echo(json.dumps(facts))
        return
    for name, value in facts.items():
        typer.echo(f"{name.replace('_', ' ')}: {json.dumps(value) if isinstance(value, dict) else value}")


def _payload(box: "Letterbox", letter: "DeadLetter") -> object:
    from causeway_cli.letters.showing import payload_of
    from causeway_kit.sealed import Unreadable

    if not letter.has_payload:
        return f"not kept here, because it was too large; it is at {letter.origin} for 7 days after it was written"
    try:
        return asdict(payload_of(box.opened(letter), letter.type))
    except Unreadable:
        return "cannot be opened: the service's key is gone, or the letter was altered"


@dead_letters.command("replay")
def replay_letters(
    ids: Annotated[list[str] | None, typer.Argument(help="As `list` prints them.", show_default=False)] = None,
    everything: Annotated[bool, typer.Option("--all", help="All that are not applied yet.")] = False,
    service: Service = "",
    reason: Reason = "",
    type: Type = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell which would be tried.")] = False,
    patience: Annotated[
        float, typer.Option("--patience", min=1, max=3600, help="Seconds to wait for the outcome.")
    ] = PATIENCE_SECONDS,
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Try events again through the service's own handlers, and tell what happened to each. It is safe to repeat."""
    from causeway_cli.letters.choosing import Filter, service_of
    from causeway_cli.letters.replaying import Outcome

    wish, given = Filter(service, reason, type), ids or []
    wish.check()
    if not given and not wish.given and not everything:
        raise Trouble("Say what to replay: ids, a filter such as --service or --reason, or --all.")
    services = sorted({service_of(id) for id in given}) or wish.services
    outcomes = asyncio.run(_replay(data, services, given, wish, dry_run, patience))
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in outcomes]))
    else:
        for each in outcomes:
            typer.echo(f"{each.id}: {each.outcome.value}{' (' + each.why + ')' if each.why else ''}")
        counts = Counter(each.outcome for each in outcomes)
        told = ", ".join(f"{counts[outcome]:,} {outcome.value}" for outcome in Outcome if counts[outcome])
        typer.echo(f"{len(outcomes):,} dead letters{': ' + told if told else ''}.")
    if not all(each.good for each in outcomes):
        raise typer.Exit(1)


async def _replay(
    data: Path, services: Sequence[str], ids: Sequence[str], wish: "Filter", dry_run: bool, patience: float
) -> "list[Replayed]":
    from causeway_cli.letters.choosing import chosen
    from causeway_cli.letters.letterbox import State, letterbox_of
    from causeway_cli.letters.replaying import foreseen, replay
    from causeway_cli.running import running_system
    from causeway_cli.shown import counting

    async with letterbox_of(running_system(data)) as box:
        letters = chosen(await box.letters(services), ids, wish)
        if not ids:
            letters = [letter for letter in letters if letter.state is not State.APPLIED]
        if dry_run:
            return foreseen(letters)
        with counting("replaying", len(letters)) as done:
            return await replay(box, letters, patience, done)
