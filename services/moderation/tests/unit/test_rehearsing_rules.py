"""A rehearsal counts what a rule would have done in the past, beside the rules in force."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any

import pytest

from causeway.messaging.v1.events import MessagePosted
from causeway.moderation.v1.events import Verdict
from causeway_kit.clock import ShiftedClock
from causeway_kit.past import Portion
from causeway_kit.testing import MemoryKeyring
from causeway_kit.work import UnitOfWork
from moderation.adapters.past_messages import KafkaPastMessages
from moderation.app import rehearse_rule
from moderation.app.judge_text import TextJudge
from moderation.app.own_rules import InForce
from moderation.app.rehearsing import Judging, Rehearsing, Sets, beside
from moderation.app.rule_following import PastPost
from moderation.domain.rehearsal import FEWEST_TIMED, USUAL_MINUTES, Progress, Report
from moderation.entrypoints.rehearsing import RehearsalRunner
from moderation.judging import open_judge
from moderation.testing import MONDAY, a_case, a_posted
from moderation.testing_rules import (
    CRYPTO,
    HARMLESS,
    FakeCases,
    FakePast,
    FakeRuleBook,
    NoThread,
    a_set,
    acting,
    minutes_after,
    on_trial,
    proposed,
)

PHONE = "ring me on 07700 900 188"


@pytest.fixture(scope="module")
def own_judge() -> TextJudge:
    return open_judge(learned=False)


def past(text: str | None, message_id: str, minutes: float = 0, **changes: Any) -> PastPost:
    posted = a_posted(message_id=message_id, minor=False, **changes)
    return PastPost(posted.model_copy(update={"occurred_at": minutes_after(MONDAY, minutes)}), text)


def judging(judge: TextJudge) -> Judging:
    return Judging(judge.matches, judge.judge_by, lambda posted: None)


async def report_of(
    judge: TextJudge,
    posts: Sequence[PastPost],
    candidate: InForce | None = None,
    in_force: Sequence[InForce] = (),
    cases: FakeCases | None = None,
    programme_id: str = "north",
) -> Report:
    rule = candidate or acting()
    sets = Sets(a_set(rule), a_set(*in_force), a_set(*beside(in_force, rule)))
    rehearsing = Rehearsing(judging(judge), sets, cases or FakeCases(), programme_id)
    for post in posts:
        rehearsing.take(post)
    return await rehearsing.report()


async def test_a_report_tells_what_the_rule_would_have_held_and_the_others_did_not(own_judge: TextJudge) -> None:
    report = await report_of(
        own_judge,
        [
            past(CRYPTO, "m1"),
            past(HARMLESS, "m2", 10),
            past(f"{CRYPTO}, and {PHONE}", "m3", 20),  # held all the same
            past(None, "m4"),
            past(CRYPTO, "m5", 30),
        ],
    )

    assert (report.read, report.unreadable, report.matched, report.newly_held) == (4, 1, 3, 2)
    assert report.categories == (("spam_scam", 2),)
    assert report.samples == ("m1", "m5")
    assert report.covered == timedelta(minutes=30)
    assert report.programmes == ()
    assert report.reviewer_hours == round(2 * USUAL_MINUTES / 60, 2)


async def test_minors_are_counted_apart_and_programmes_of_a_rule_of_every_programme(own_judge: TextJudge) -> None:
    young = past(CRYPTO, "m1")
    posts = [
        PastPost(young.posted.model_copy(update={"minor": True}), CRYPTO),
        past(CRYPTO, "m2", programme_id="south"),
        past(CRYPTO, "m3", programme_id="south"),
    ]

    report = await report_of(own_judge, posts, acting(""), programme_id="")

    assert (report.newly_held, report.of_minors) == (3, 1)
    assert report.programmes == (("south", 2), ("north", 1))


async def test_a_report_says_how_people_decided_about_what_the_rule_matches(own_judge: TextJudge) -> None:
    text = f"{CRYPTO}, and {PHONE}"
    cases = FakeCases(
        a_case(id="m1", verdict=Verdict.BLOCK), a_case(id="m2", verdict=Verdict.BLOCK), a_case(id="m3", verdict=Verdict.ALLOW)
    )

    report = await report_of(own_judge, [past(text, f"m{number}") for number in range(1, 5)], cases=cases)

    assert (report.people_blocked, report.people_allowed, report.newly_held) == (2, 1, 0)


async def test_reviewer_hours_come_from_how_long_people_took_once_there_are_enough_of_them(own_judge: TextJudge) -> None:
    posts = [past(CRYPTO, f"m{number}") for number in range(10)]
    few = await report_of(own_judge, posts, cases=FakeCases(minutes=[6.0] * (FEWEST_TIMED - 1)))
    enough = await report_of(own_judge, posts, cases=FakeCases(minutes=[6.0] * FEWEST_TIMED))

    assert (few.minutes_a_case, few.timed_cases) == (USUAL_MINUTES, 0)
    assert (enough.minutes_a_case, enough.timed_cases, enough.reviewer_hours) == (6.0, FEWEST_TIMED, 1.0)


async def test_a_message_that_was_edited_counts_once_and_samples_stay_few(own_judge: TextJudge) -> None:
    posts = [past(CRYPTO, f"m{number}") for number in range(30)] * 2

    report = await report_of(own_judge, posts)

    assert (report.read, report.matched, len(report.samples)) == (60, 30, 20)


async def test_a_new_version_is_compared_with_the_one_whose_place_it_takes(own_judge: TextJudge) -> None:
    report = await report_of(own_judge, [past(CRYPTO, "m1")], acting(number=2, score=0.1), [acting(), on_trial(number=3)])

    assert report.newly_held == 0
    in_force = [acting(), acting(""), acting("south"), acting(name="other")]
    assert [one.place for one in beside(in_force, acting(number=2))] == [
        "*/spam_scam.all.crypto_club.v1",
        "north/spam_scam.own.other.v1",
        "north/spam_scam.own.crypto_club.v2",
    ]
    assert len(beside(in_force, acting("", number=2))) == 4


async def test_a_weak_rule_that_holds_only_together_with_others_is_counted_for_what_it_adds(own_judge: TextJudge) -> None:
    weak = acting(score=0.3)

    report = await report_of(own_judge, [past(CRYPTO, "m1")], weak)

    assert (report.matched, report.newly_held) == (1, 0)


async def test_past_texts_are_opened_in_memory_and_erased_ones_are_counted() -> None:
    keyring = MemoryKeyring()
    await keyring.load(["maya", "mark", "gone"])

    def sealed(message_id: str, author: str, text: str) -> bytes:
        place = f"messages/{message_id}/text/1"
        posted = a_posted(
            message_id=message_id,
            author_id=author,
            text=keyring.seal(author, place, text),
            content_hmac=keyring.content_hash(author, text),
        )
        stamped: MessagePosted = posted.stamped("0197a1b2c3d47000800000000000000b", MONDAY)
        return stamped.to_json()

    values = [sealed("m1", "maya", CRYPTO), sealed("m2", "gone", HARMLESS), b"{broken", sealed("m3", "mark", HARMLESS)]
    keyring.destroy("gone")

    class OnePortion:
        async def read(self, topic: str, type_name: str, since: Any) -> AsyncIterator[Any]:
            yield Portion(values, 4, 4)

    past = KafkaPastMessages(OnePortion(), keyring)  # type: ignore[arg-type]
    [some] = [found async for found in past.since(MONDAY, "")]

    assert [post.text for post in some.posts] == [CRYPTO, None, HARMLESS]
    assert (some.damaged, some.done, some.total) == (1, 4, 4)
    assert [found.posts async for found in past.since(MONDAY, "south")] == [[]]


class OneBook:
    """Runs items on one book, like a unit of work without a database."""

    def __init__(self, book: FakeRuleBook) -> None:
        self.book = book

    async def waiting(self, now: Any) -> list[str]:
        return [place for place, one in self.book.rehearsals.items() if one.progress is Progress.WAITING]

    async def in_force_of(self, place: str) -> InForce | None:
        rule = self.book.contents.get(place)
        return InForce("north", rule) if rule else None


class NoWork(UnitOfWork):
    def __init__(self) -> None:
        super().__init__(None, ShiftedClock(fixed=MONDAY))  # type: ignore[arg-type]

    async def load(self, needs: Any) -> None:
        pass


def a_runner(judge: TextJudge, book: FakeRuleBook, *posts: PastPost) -> RehearsalRunner:
    return RehearsalRunner(
        "one",
        OneBook(book),  # type: ignore[arg-type]
        FakePast(*posts),
        FakeCases(),
        NoThread(),
        judging(judge),
        lambda: judge.own,
        NoWork,
        lambda work: book,
        ShiftedClock(fixed=MONDAY),
    )


async def test_a_rehearsal_runs_to_its_end_and_its_report_stays_with_the_version(own_judge: TextJudge) -> None:
    book = FakeRuleBook()
    hand = proposed(book)
    rehearse_rule.rehearse(book, hand, 7, "r1")

    await a_runner(own_judge, book, past(CRYPTO, "m1"), past(HARMLESS, "m2"), past(CRYPTO, "m3")).step(asyncio.Event())

    ended = book.rehearsals[rehearse_rule.place_of(hand)]
    assert (ended.progress, ended.done, ended.total) == (Progress.FINISHED, 3, 3)
    assert ended.report is not None
    assert ended.report.newly_held == 2
    assert book.rules[hand.key].version(1).rehearsed == ended.outcome


async def test_a_cancelled_rehearsal_stops_reading_and_leaves_no_report(own_judge: TextJudge) -> None:
    book = FakeRuleBook()
    hand = proposed(book)
    rehearse_rule.rehearse(book, hand, 7, "r1")
    runner = a_runner(own_judge, book, *(past(CRYPTO, f"m{number}") for number in range(9)))
    take = rehearse_rule.take

    def take_and_cancel(*given: Any) -> Any:
        taken = take(*given)
        rehearse_rule.cancel(book, hand)
        return taken

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rehearse_rule, "take", take_and_cancel)
        await runner.step(asyncio.Event())

    assert book.rehearsals[rehearse_rule.place_of(hand)].progress is Progress.CANCELLED
    assert book.rules[hand.key].version(1).rehearsed is None


async def test_a_process_that_stops_gives_its_rehearsal_back(own_judge: TextJudge) -> None:
    book = FakeRuleBook()
    hand = proposed(book)
    rehearse_rule.rehearse(book, hand, 7, "r1")
    stop = asyncio.Event()
    stop.set()

    await a_runner(own_judge, book, past(CRYPTO, "m1")).step(stop)

    waiting = book.rehearsals[rehearse_rule.place_of(hand)]
    assert (waiting.progress, waiting.attempt) == (Progress.WAITING, 0)
