"""Use case: somebody posted a message, and nobody may read it before this has decided."""

from causeway.messaging.v1.events import MessagePosted
from moderation.app.ports import KEYS, VERDICTS, Bench, TextJudging
from moderation.domain.judgement import Action, Judgement
from moderation.domain.verdict import judged, sender_age

UNREADABLE_RULE = "text_unreadable"


def needs(posted: MessagePosted) -> list[tuple[str, str]]:
    return [(VERDICTS, posted.message_id), (KEYS, posted.author_id)]


def new(posted: MessagePosted) -> list[tuple[str, str]]:
    """Only an edited message has a verdict already."""
    return [(VERDICTS, posted.message_id)] if posted.content_version == 1 else []


def judge_message(bench: Bench, judge: TextJudging, posted: MessagePosted) -> None:
    """One verdict for each version of a message. What cannot be read is held for a person, never allowed."""
    known = bench.known_verdict(posted.message_id)
    if known is not None and known.content_version >= posted.content_version:
        return
    text = bench.text_of(posted)
    judgement = _unreadable() if text is None else judge.judge(text, sender_age=sender_age(posted))
    bench.save_verdict(*judged(posted, judgement, bench.now))


def _unreadable() -> Judgement:
    return Judgement(Action.HOLD, (), 1.0, (), (UNREADABLE_RULE,), "", alert=False)
