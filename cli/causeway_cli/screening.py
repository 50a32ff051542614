"""Screens a file of texts by the judge of the service."""

from collections.abc import Callable
from pathlib import Path

import typer

from causeway_cli.problems import tell_problems
from causeway_cli.shown import stages
from causeway_cli.training import build_second_stage
from causeway_cli.trouble import Trouble
from moderation.adapters.policy_files import read_policy
from moderation.domain.choosing import PolicyRefused
from moderation.domain.policy import STANDARD, Policy
from moderation.judging import open_judge
from moderation.offline import BadLine, Counts, screen_file


def screen_files(
    source: Path, target: Path, rules_version: str = "", *, first_pass: bool = False, policy_file: Path | None = None
) -> Counts:
    """Good lines go on after a bad one, which is named on stderr. Raises Trouble."""
    bad: list[BadLine] = []
    policy = _policy(policy_file) if policy_file else STANDARD
    with stages("reading the rules") as say:
        if not first_pass:
            _try_to_build(say)
        judge = open_judge(second_stage=not first_pass)
        if rules_version and rules_version != judge.version:
            raise Trouble(f"The rules and models here have version {judge.version}, not {rules_version}; nothing was screened.")
        say("screening")
        try:
            counts = screen_file(judge, source, target, bad.append, policy)
        except (OSError, EOFError) as error:
            reason = getattr(error, "strerror", None) or "it is damaged"
            raise Trouble(f"{source} could not be screened into {target} ({reason}).") from None
    tell_problems(source.name, [f"line {line.number} {line.problem}" for line in bad])
    return counts


def _policy(file: Path) -> Policy:
    """Raises Trouble."""
    try:
        return read_policy(file)
    except OSError as error:
        raise Trouble(f"{file} cannot be read ({error.strerror}); nothing was screened.") from None
    except PolicyRefused as refused:
        raise Trouble(f"{file}: {refused}") from None


def _try_to_build(say: Callable[[str], None]) -> None:
    """Once for each version of the models; then it is there."""
    say("preparing the second stage, once")
    try:
        build_second_stage()
    except Trouble as trouble:
        typer.echo(f"The second stage is not here, so the first pass decides alone. {trouble.sentence}", err=True)
    say("reading the rules")
