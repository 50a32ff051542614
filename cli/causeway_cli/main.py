"""The causeway command: registers what it can do and turns trouble into one sentence."""

import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

import typer

from causeway_cli.commands import (
    audit,
    bench,
    dead_letters,
    doctor,
    down,
    import_roster,
    journeys,
    logs,
    match,
    reconcile,
    recount,
    replay,
    screen,
    status,
    train,
    up,
)
from causeway_cli.commands import backup as backup_command
from causeway_cli.commands import check as check_command
from causeway_cli.commands import restore as restore_command
from causeway_cli.commands import test as test_command
from causeway_cli.commands.options import DEFAULT_DATA
from causeway_cli.trouble import Trouble

commands = typer.Typer(
    name="causeway",
    help="Runs and operates Causeway: mentoring in writing, matched, moderated and measured.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
commands.command("up")(up.up)
commands.command("down")(down.down)
commands.command("status")(status.status)
commands.command("logs")(logs.logs)
commands.command("doctor")(doctor.doctor)
commands.command("test")(test_command.run_suite)
commands.command("import")(import_roster.import_roster)
commands.command("match")(match.match)
commands.command("screen")(screen.screen)
commands.command("train")(train.train)
commands.command("replay")(replay.replay)
commands.command("check")(check_command.check)
commands.command("recount")(recount.recount)
commands.command("reconcile")(reconcile.reconcile)
commands.command("journeys")(journeys.journeys)
commands.command("backup")(backup_command.backup)
commands.command("restore")(restore_command.restore)
commands.add_typer(bench.bench, name="bench")
commands.add_typer(audit.audit, name="audit")
commands.add_typer(dead_letters.dead_letters, name="dead-letters")


def app() -> None:
    """The whole command: exit code 0 only on success, one sentence on stderr otherwise."""
    try:
        commands(prog_name="causeway")
    except Trouble as trouble:
        sys.exit(f"causeway: {trouble.sentence}")
    except Exception as error:  # the last resort: a person gets a sentence, the trace goes to a file
        sys.exit(f"causeway: {_unexpected(error)}")


def _unexpected(error: Exception) -> str:
    log = _data_given(sys.argv) / "logs" / "command.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with log.open("a") as file:
            file.write(f"{datetime.now(UTC).isoformat()} {type(error).__name__}\n{traceback.format_exc()}\n")
    except OSError:
        return f"something unexpected went wrong ({type(error).__name__}), and {log} could not be written."
    return f"something unexpected went wrong ({type(error).__name__}): the details are in {log}."


def _data_given(arguments: list[str]) -> Path:
    for place, argument in enumerate(arguments):
        if argument == "--data" and place + 1 < len(arguments):
            return Path(arguments[place + 1])
        if argument.startswith("--data="):
            return Path(argument.removeprefix("--data="))
    return DEFAULT_DATA


if __name__ == "__main__":
    app()
