"""Sends the two files of a roster to matching and tells what became of each row."""

import gzip
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import typer

from causeway.matching.v1 import programmes_pb2
from causeway_cli.calls import Calls
from causeway_cli.problems import tell_problems
from causeway_cli.running import running_system
from causeway_cli.setting_up import enrol
from causeway_cli.shown import stages
from causeway_cli.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Problem:
    row: int
    column: str
    value: str
    cure: str

    def sentence(self) -> str:
        where = f"row {self.row}, column {self.column}" if self.column else f"row {self.row}"
        return f"{where}: «{self.value}». {self.cure}"


@dataclass(frozen=True, slots=True)
class Imported:
    enrolled: int
    changed: int
    unchanged: int
    left_out: int
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, object]:
        return asdict(self)


async def import_files(data: Path, programme_id: str, files: Mapping[str, Path], *, dry_run: bool) -> dict[str, Imported]:
    """By side. Both files are read before anything is sent. Raises Trouble."""
    contents = {side: _content(path) for side, path in files.items()}
    imported = {}
    with stages("enrolling") as say:
        async with Calls(running_system(data)) as calls:
            # asked first: a stream that is turned down while it is being sent loses the reason on its way
            await calls.ask(calls.programmes.Get, programmes_pb2.GetRequest(programme_id=programme_id))
            for side, content in contents.items():
                say(f"enrolling the {side}s")
                answer = await enrol(calls, programme_id, side, content, dry_run=dry_run)
                problems = tuple(Problem(each.row, each.column, each.value, each.cure) for each in answer.problems)
                imported[side] = Imported(answer.enrolled, answer.changed, answer.unchanged, answer.left_out, problems)
    return imported


def told(answers: Mapping[str, Imported], files: Mapping[str, Path], *, dry_run: bool) -> None:
    for side, answer in answers.items():
        tell_problems(files[side].name, [problem.sentence() for problem in answer.problems])
        would = "would be " if dry_run else ""
        typer.echo(
            f"{side}s: {answer.enrolled:,} {would}enrolled, {answer.changed:,} {would}changed, "
            f"{answer.unchanged:,} unchanged, {answer.left_out:,} rows left out."
        )


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
        return gzip.decompress(content) if path.suffix == ".gz" else content
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or "it is damaged"
        raise Trouble(f"{path} cannot be read ({reason}); nothing was sent.") from None
