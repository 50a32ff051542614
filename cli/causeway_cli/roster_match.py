"""Matches a roster from files to files, by the same code as the service."""

from causeway_cli.problems import tell_problems
from causeway_cli.shown import stages
from causeway_cli.trouble import Trouble
from matching.offline import Files, Refused, match_files

__all__ = ["Files", "match_roster_files"]


def match_roster_files(files: Files, *, as_json: bool) -> dict[str, float]:
    """The figures of the run. Raises Trouble when nothing was matched."""
    try:
        with stages("matching") as say:
            outcome = match_files(files, say=say)
    except Refused as refused:
        raise Trouble(str(refused)) from None
    if not as_json:
        for name, problems in outcome.problems.items():
            tell_problems(name, [str(problem) for problem in problems])
    return {
        "pairs": outcome.pairs,
        "unmatched": outcome.unmatched,
        "share_of_bound": outcome.share_of_bound,
        "bound_gap": outcome.bound_gap,
        "seconds": outcome.seconds,
        "peak_mb": outcome.peak_mb,
    }
