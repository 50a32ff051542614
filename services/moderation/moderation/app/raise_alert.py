"""Use case: a text tells of danger. It is kept with the verdict and told at once; who is to look is found out next."""

from causeway.matching.v1.events import WritingRefused
from causeway.messaging.v1.events import MessagePosted
from moderation.app.alert_ports import SIGNS, Desk
from moderation.app.ports import Bench
from moderation.domain.judgement import Judgement
from moderation.domain.sign import Sign, raised, sign_of_message, sign_of_writing


def raise_for_message(bench: Bench, posted: MessagePosted, judgement: Judgement) -> None:
    """Together with the verdict, which is given once: so nothing has to be read, and most messages cost nothing here."""
    if judgement.alert:
        sign = sign_of_message(posted, judgement, bench.now)
        bench.save_sign(sign, [raised(sign, posted.content_version)])


def needs(refused: WritingRefused) -> list[tuple[str, str]]:
    return [(SIGNS, refused.writing_id)]


def raise_for_writing(desk: Desk, refused: WritingRefused) -> Sign | None:
    """The same writing again changes nothing."""
    sign = sign_of_writing(refused, desk.now)
    if sign is None or desk.known_sign(sign.id) is not None:
        return None
    desk.save_sign(sign, [raised(sign, refused.version)])
    return sign
