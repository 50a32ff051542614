"""Use case: somebody posted a message, and nobody may read it before this has decided."""

from collections.abc import Sequence

from causeway.messaging.v1.events import MessagePosted
from moderation.app.ports import KEYS, LABELS, RECENT, VERDICTS, Bench, TextJudging
from moderation.app.raise_alert import raise_for_message
from moderation.domain.conversation import Background, Turn, labelled, may_be_bit, worth_remembering
from moderation.domain.judgement import Action, Judgement
from moderation.domain.policy import STANDARD, Policy, group_of
from moderation.domain.verdict import judged, sender_age

UNREADABLE_RULE = "text_unreadable"
_MOST_AHEAD = 1_000


def needs(posted: MessagePosted) -> list[tuple[str, str]]:
    return [
        (VERDICTS, posted.message_id),
        (KEYS, posted.author_id),
        (RECENT, posted.conversation_id),
        (LABELS, posted.author_id),
    ]


def new(posted: MessagePosted) -> list[tuple[str, str]]:
    """Only an edited message has a verdict already."""
    return [(VERDICTS, posted.message_id)] if posted.content_version == 1 else []


def read_ahead(bench: Bench, judge: TextJudging, coming: Sequence[MessagePosted]) -> None:
    """Changes no verdict, only how fast they come."""
    texts = [text for posted in coming[-_MOST_AHEAD:] if (text := bench.text_of(posted)) is not None]
    judge.read_ahead(texts)


def judge_message(bench: Bench, judge: TextJudging, posted: MessagePosted, policy: Policy = STANDARD) -> None:
    """One verdict for each version of a message. What cannot be read is held for a person, never allowed.

    `policy` is the programme's.
    """
    known = bench.known_verdict(posted.message_id)
    if known is not None and known.content_version >= posted.content_version:
        return
    text = bench.text_of(posted)
    if text is None:
        bench.save_verdict(*judged(posted, _unreadable(), bench.now, policy.version))
        return
    background = bench.background(posted)
    ruling = policy.ruling(group_of(posted.minor))
    judgement = judge.judge(
        text, sender_age=sender_age(posted), background=background, programme_id=posted.programme_id, ruling=ruling
    )
    bench.save_verdict(*judged(posted, judgement, bench.now, policy.version))
    if judgement.own:
        bench.tally(posted, judgement)
    raise_for_message(bench, posted, judgement)
    _remember(bench, posted, text, judgement, background)


def _remember(bench: Bench, posted: MessagePosted, text: str, judgement: Judgement, background: Background) -> None:
    """Ordinary messages leave no trace here, so that most cost no write."""
    if worth_remembering(text, judgement):
        noticed = frozenset(judgement.categories)
        turn = Turn(posted.message_id, posted.author_id, posted.seq, background.at, background.mentor, noticed)
        bench.remember(posted, turn, keep_text=may_be_bit(text))
    labels = labelled(background.labels, judgement, judgement.action is not Action.ALLOW, background.at)
    if labels is not None:
        bench.label(posted.author_id, labels)


def _unreadable() -> Judgement:
    return Judgement(Action.HOLD, (), 1.0, (), (UNREADABLE_RULE,), "", alert=False)
