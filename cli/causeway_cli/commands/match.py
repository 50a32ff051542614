"""The command `match`."""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from causeway_cli.commands.options import DEFAULT_DATA, AsJson, Data
from causeway_cli.trouble import Trouble


def match(
    mentees: Annotated[Path | None, typer.Option("--mentees", help="CSV file, also .gz.")] = None,
    mentors: Annotated[Path | None, typer.Option("--mentors", help="CSV file, also .gz.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where the pairs go.")] = None,
    blocked: Annotated[Path | None, typer.Option("--blocked", help="CSV file of pairs that must never meet.")] = None,
    weights: Annotated[Path | None, typer.Option("--weights", help="JSON file of weights.")] = None,
    report: Annotated[Path | None, typer.Option("--report", help="Where the account of the run goes, as JSON.")] = None,
    seed: Annotated[int, typer.Option("--seed", help="Decides between equals; the same seed, the same pairs.")] = 0,
    minimum_score: Annotated[float, typer.Option("--minimum-score", help="No pair may score less, 0 to 1.")] = 0.0,
    months_needed: Annotated[int, typer.Option("--months-needed", help="A mentor must stay so long (column months_left).")] = 0,
    min_stages_ahead: Annotated[
        int | None, typer.Option("--min-stages-ahead", help="A mentor is at least so many stages ahead, 0 to 7.")
    ] = None,
    max_stages_ahead: Annotated[
        int | None, typer.Option("--max-stages-ahead", help="A mentor is at most so many stages ahead, 0 to 7.")
    ] = None,
    same_path: Annotated[bool, typer.Option("--same-path", help="One of the mentor's fields is the mentee's.")] = False,
    waiting_priority: Annotated[
        float, typer.Option("--waiting-priority", help="What a year of waiting adds, 0 to 0.5 (column waiting_days).")
    ] = 0.0,
    continuity: Annotated[
        float, typer.Option("--continuity", help="What the former mentor adds, 0 to 0.5 (column former_mentor_id).")
    ] = 0.0,
    was_mentee: Annotated[
        float, typer.Option("--was-mentee", help="What a mentor who was a mentee adds, 0 to 0.5 (column was_mentee).")
    ] = 0.0,
    equal_placement: Annotated[str, typer.Option("--equal-placement", help="Place groups equally: region or background.")] = "",
    cross_background: Annotated[
        float | None, typer.Option("--cross-background", help="Share of low_ses mentees with a mentor who is not.")
    ] = None,
    max_loss: Annotated[float, typer.Option("--max-loss", help="Share of the total that both targets may cost.")] = 0.03,
    site_pools: Annotated[bool, typer.Option("--site-pools", help="Compare with matching each region by itself.")] = False,
    programme: Annotated[str, typer.Option("--programme", help="Match this programme's free people in the service.")] = "",
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Match mentees with mentors: a roster from files, or a programme of the running system."""
    if programme:
        if mentees or mentors or out or blocked or weights or report:
            raise Trouble("Give either --programme or the files of a roster, not both.")
        from causeway_cli.programme_match import match_programme

        _show(asyncio.run(match_programme(data.absolute(), programme)), as_json)
    elif mentees and mentors and out:
        from causeway_cli.roster_match import Files, Wishes, match_roster_files

        files = Files(mentees=mentees, mentors=mentors, out=out, blocked=blocked, weights=weights, report=report)
        wishes = Wishes(
            seed=seed,
            minimum_score=minimum_score,
            months_needed=months_needed,
            min_stages_ahead=min_stages_ahead,
            max_stages_ahead=max_stages_ahead,
            same_path=same_path,
            waiting_priority=waiting_priority,
            continuity=continuity,
            was_mentee=was_mentee,
            equal_placement=equal_placement,
            cross_background=cross_background,
            max_loss=max_loss,
            site_pools=site_pools,
        )
        _show(match_roster_files(files, wishes, as_json=as_json), as_json)
    else:
        raise Trouble("Give --mentees, --mentors and --out, or --programme.")


def _show(outcome: dict[str, float], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(outcome))
        return
    typer.echo(
        f"{outcome['pairs']:,} pairs, {outcome['unmatched']:,} without a pair, in {outcome['seconds']:.1f} s. "
        f"The total is {outcome['share_of_bound']:.2%} of what can be proven to be the most."
    )
