"""A notice in the in-app inbox: one per conversation and reader, which counts until it is seen."""

from dataclasses import dataclass
from datetime import datetime

NEW_MESSAGE = "new_message"
HELP = "help"  # an automated reply to somebody who may be telling of harm


class NoSuchNotice(Exception):
    """To this person the notice does not exist."""


@dataclass(frozen=True, slots=True)
class Notice:
    id: str
    kind: str
    person_id: str
    conversation_id: str
    programme_id: str
    made_at: datetime  # when the newest thing it speaks of came
    count: int  # since it was seen last
    seen: bool
