"""What happened while the sample was played, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from causeway_cli.running import RunningSystem


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    refused: str
    """The sentence with which an incomplete programme was turned down."""
    mentees: int
    mentors: int
    pairs: int
    share_of_bound: float
    unmatched: Sequence[str]
    posted: int
    released: int
    held: int
    blocked: int
    nudges: int
    mails: int
    words: int
    replies: int
    cpu_seconds_per_1000_messages: float


def lines_of(account: Account, system: RunningSystem) -> list[str]:
    return [
        "",
        "What happened in the sample programme",
        f"  refused first   {account.refused}",
        f"  people          {account.mentees} mentees, {account.mentors} mentors",
        f"  pairs           {account.pairs}, {account.share_of_bound:.1%} of the best possible total",
        *(f"  without a pair  {sentence}" for sentence in account.unmatched),
        f"  messages        {account.posted} posted, {account.released} released, {account.held} held for a moderator, "
        f"{account.blocked} blocked",
        f"  nudges          {account.nudges} about an unread message; {account.mails} caught by the mail catcher",
        f"  analytics       {account.words} words, {account.replies} replies, "
        f"{account.cpu_seconds_per_1000_messages:.1f} processor seconds per 1,000 messages",
        "",
        "Where to look",
        f"  caught mail     {system.mail_page}",
        *(f"  {name:<15} {system.metrics_page(name)}" for name in METRICS_SHOWN),
        "",
        "What to try next",
        "  ./causeway status",
        "  ./causeway replay samples/conversations.jsonl --rate 20 --seconds 30",
        "  ./causeway check",
        "  ./causeway recount",
        "  ./causeway journeys",
    ]


METRICS_SHOWN = ("messaging", "moderation")  # of the five, those that carry the conversations
