"""Screens a file of texts by the judge of the service."""

from pathlib import Path

from causeway_cli.problems import tell_problems
from causeway_cli.shown import stages
from causeway_cli.trouble import Trouble
from moderation.judging import open_judge
from moderation.offline import BadLine, Counts, screen_file


def screen_files(source: Path, target: Path, rules_version: str = "") -> Counts:
    """Good lines go on after a bad one, which is named on stderr. Raises Trouble."""
    bad: list[BadLine] = []
    with stages("reading the rules") as say:
        judge = open_judge()
        if rules_version and rules_version != judge.rules.version:
            raise Trouble(f"The rules here have version {judge.rules.version}, not {rules_version}; nothing was screened.")
        say("screening")
        try:
            counts = screen_file(judge, source, target, bad.append)
        except (OSError, EOFError) as error:
            reason = getattr(error, "strerror", None) or "it is damaged"
            raise Trouble(f"{source} could not be screened into {target} ({reason}).") from None
    tell_problems(source.name, [f"line {line.number} {line.problem}" for line in bad])
    return counts
