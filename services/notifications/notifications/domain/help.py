"""The automated reply to somebody who may be telling of harm: kind, at once, and never as if a mentor had written it."""

from dataclasses import replace
from datetime import datetime

from causeway.moderation.v1.events import SafeguardingAlertRaised
from notifications.domain.notice import HELP
from notifications.domain.pigeonhole import Pigeonhole, pigeonhole_id

REPLY = (
    "This is an automated reply; nobody has read your words yet. Thank you for saying this. You are not in trouble. "
    "Somebody from the programme's safeguarding team is being asked to look now. You do not have to wait for them:"
)
HELPLINES = (
    "If you are in danger now, call 999. To talk to somebody at any hour, free: Samaritans 116 123; under 19, "
    "Childline 0800 1111; by text, SHOUT to 85258. More: https://www.nhs.uk/every-mind-matters/urgent-support/"
)


def automated_reply(reply: str, helplines: str) -> str:
    return f"{reply} {helplines}"


def help_id(raised: SafeguardingAlertRaised) -> str:
    return pigeonhole_id(raised.conversation_id, raised.author_id, HELP)


def offer(known: Pigeonhole | None, raised: SafeguardingAlertRaised, now: datetime) -> Pigeonhole:
    """One notice a conversation, new again each time."""
    hole = known or Pigeonhole(raised.conversation_id, raised.author_id, raised.programme_id, kind=HELP)
    return replace(hole, count=1, seen=False, made_at=now)
