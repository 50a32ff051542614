"""The consistency checker finds every planted fault: a checker that cannot fail proves nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from causeway_cli.checking.evidence import Entry, Evidence, OwnMessage, Stored, View
from causeway_cli.checking.promises import differences
from causeway_cli.load.ledger import Attempt, Outcome, Seen

MENTEE, MENTOR = "mentee", "mentor"


def an_attempt(number: int, outcome: Outcome = Outcome.OK) -> Attempt:
    author, reader = (MENTEE, MENTOR) if number % 2 else (MENTOR, MENTEE)
    acked = outcome is Outcome.OK
    return Attempt(
        person=author,
        reader=reader,
        conversation="c",
        client_key=f"k{number}",
        sha256=f"text {number}",
        start=10.0 * number,
        end=10.0 * number + 1,
        outcome=outcome,
        message_id=f"m{number}" if acked else "",
        seq=number if acked else 0,
    )


@dataclass
class Conversation:
    """Three released messages, as every part of a sound system tells of them. Each test breaks one thing."""

    attempts: list[Attempt] = field(default_factory=lambda: [an_attempt(number) for number in (1, 2, 3)])
    entries: dict[str, list[Entry]] = field(default_factory=lambda: {MENTEE: _entries(), MENTOR: _entries()})
    own: dict[str, list[OwnMessage]] = field(default_factory=lambda: {MENTEE: [], MENTOR: []})
    own_is_whole: bool = True
    seen: list[Seen] = field(default_factory=lambda: [_seen(MENTEE, 2), _seen(MENTOR, 1), _seen(MENTOR, 3)])
    stored: list[Stored] = field(default_factory=lambda: [_stored(number) for number in (1, 2, 3)])
    posted: set[str] = field(default_factory=lambda: {"m1", "m2", "m3"})
    released: set[str] = field(default_factory=lambda: {"m1", "m2", "m3"})
    allowed_at: dict[str, float] = field(default_factory=lambda: {f"m{number}": 10.0 * number + 2 for number in (1, 2, 3)})

    def broken(self) -> list[str]:
        views = [View(person, self.entries[person], self.own[person], self.own_is_whole) for person in (MENTEE, MENTOR)]
        posted, released = frozenset(self.posted), frozenset(self.released)
        allowed = {id: frozenset({(1, f"hash of {id}")}) for id in self.allowed_at}
        evidence = Evidence("c", self.attempts, self.seen, views, self.stored, posted, released, self.allowed_at, allowed)
        return sorted({difference.promise for difference in differences(evidence)})


def _entries() -> list[Entry]:
    return [_entry(number, number) for number in (1, 2, 3)]


def _entry(number: int, feed_seq: int) -> Entry:
    return Entry(feed_seq, f"m{number}", number, MENTEE if number % 2 else MENTOR, f"text {number}")


def _seen(person: str, number: int) -> Seen:
    return Seen(person, "c", f"m{number}", number, 10.0 * number + 3)


def _stored(number: int, *, released: bool = True) -> Stored:
    return Stored(f"m{number}", MENTEE if number % 2 else MENTOR, number, released, (1, f"hash of m{number}"))


def test_a_sound_conversation_has_no_differences() -> None:
    assert Conversation().broken() == []


def test_a_conversation_with_a_held_message_has_no_differences() -> None:
    conversation = Conversation()
    hold(conversation, 2)

    assert conversation.broken() == []


def hold(conversation: Conversation, number: int) -> None:
    for person in (MENTEE, MENTOR):
        kept = [entry for entry in conversation.entries[person] if entry.message_id != f"m{number}"]
        conversation.entries[person] = [replace(entry, feed_seq=place) for place, entry in enumerate(kept, 1)]
    conversation.own[MENTEE if number % 2 else MENTOR].append(OwnMessage(f"m{number}", f"text {number}"))
    conversation.stored[number - 1] = _stored(number, released=False)
    conversation.released.discard(f"m{number}")
    del conversation.allowed_at[f"m{number}"]
    feed = {entry.message_id: entry.feed_seq for entry in conversation.entries[MENTOR]}
    conversation.seen = [replace(seen, feed_seq=feed[seen.message_id]) for seen in conversation.seen if seen.message_id in feed]


def test_a_late_release_has_no_differences() -> None:
    conversation = Conversation()
    for person in (MENTEE, MENTOR):
        conversation.entries[person] = [_entry(1, 1), _entry(3, 2), _entry(2, 3)]
    conversation.seen = [replace(_seen(MENTEE, 2), feed_seq=3), _seen(MENTOR, 1), replace(_seen(MENTOR, 3), feed_seq=2)]

    assert conversation.broken() == []


def test_an_unanswered_post_may_be_there_once_or_not_at_all() -> None:
    absent, present = Conversation(), Conversation()
    absent.attempts.append(an_attempt(4, Outcome.UNKNOWN))
    present.attempts[2] = an_attempt(3, Outcome.UNKNOWN)

    assert absent.broken() == []
    assert present.broken() == []


def lose_for_the_reader(conversation: Conversation) -> None:
    conversation.entries[MENTOR].pop()
    conversation.seen.pop()


def lose_everywhere(conversation: Conversation) -> None:
    for person in (MENTEE, MENTOR):
        conversation.entries[person].pop()
    conversation.stored.pop()
    conversation.posted.discard("m3")
    conversation.released.discard("m3")
    conversation.seen.pop()


def lose_a_held_one(conversation: Conversation) -> None:
    hold(conversation, 2)
    conversation.own[MENTOR].clear()


def change_the_words(conversation: Conversation) -> None:
    conversation.entries[MENTOR][0] = replace(conversation.entries[MENTOR][0], sha256="other words")


def make_two_of_one_key(conversation: Conversation) -> None:
    conversation.attempts[2] = replace(an_attempt(3), client_key="k1", sha256="text 3")


def show_at_two_places(conversation: Conversation) -> None:
    for person in (MENTEE, MENTOR):
        conversation.entries[person].append(_entry(3, 4))


def post_again_under_another_id(conversation: Conversation) -> None:
    for person in (MENTEE, MENTOR):
        conversation.entries[person].append(replace(_entry(3, 4), message_id="m4", seq=4))
    conversation.stored.append(replace(_stored(3), message_id="m4", seq=4, content=(1, "hash of m4")))
    conversation.posted.add("m4")
    conversation.released.add("m4")
    conversation.allowed_at["m4"] = 1.0


def keep_a_refused_one(conversation: Conversation) -> None:
    conversation.attempts[2] = an_attempt(3, Outcome.FAIL)


def read_before_the_verdict(conversation: Conversation) -> None:
    conversation.seen[0] = replace(conversation.seen[0], at=21.9)


def read_without_a_verdict(conversation: Conversation) -> None:
    del conversation.allowed_at["m2"]


def release_other_words_than_were_judged(conversation: Conversation) -> None:
    conversation.stored[1] = replace(conversation.stored[1], content=(1, "another hash"))


def release_a_later_version_than_was_judged(conversation: Conversation) -> None:
    conversation.stored[1] = replace(conversation.stored[1], content=(2, "hash of m2"))


def pass_a_late_release_over(conversation: Conversation) -> None:
    conversation.seen = [seen for seen in conversation.seen if (seen.person, seen.message_id) != (MENTOR, "m1")]


def show_a_later_one_first(conversation: Conversation) -> None:
    conversation.seen = [_seen(MENTEE, 2), _seen(MENTOR, 3), _seen(MENTOR, 1)]


def skip_a_place(conversation: Conversation) -> None:
    conversation.stored[2] = replace(conversation.stored[2], seq=5)


def take_a_place_twice(conversation: Conversation) -> None:
    conversation.stored[2] = replace(conversation.stored[2], seq=2)


def read_in_another_order(conversation: Conversation) -> None:
    conversation.entries[MENTEE] = [_entry(2, 1), _entry(1, 2), _entry(3, 3)]
    conversation.seen = []


def stand_before_what_came_before(conversation: Conversation) -> None:
    conversation.attempts[1] = replace(conversation.attempts[1], seq=1)


def skip_a_place_in_the_feed(conversation: Conversation) -> None:
    for person in (MENTEE, MENTOR):
        conversation.entries[person][2] = _entry(3, 5)
    conversation.seen = []


def take_back_what_was_seen(conversation: Conversation) -> None:
    conversation.seen[2] = replace(conversation.seen[2], feed_seq=2)


def forget_the_event_of_a_post(conversation: Conversation) -> None:
    conversation.posted.discard("m2")


def forget_the_event_of_a_release(conversation: Conversation) -> None:
    conversation.released.discard("m2")


def tell_of_a_post_that_is_not(conversation: Conversation) -> None:
    conversation.posted.add("m9")


def tell_of_a_release_that_is_not(conversation: Conversation) -> None:
    conversation.released.add("m9")


@pytest.mark.parametrize(
    ("break_it", "promises"),
    [
        (lose_for_the_reader, ["P1", "P6"]),
        (lose_everywhere, ["P1"]),
        (lose_a_held_one, ["P1"]),
        (change_the_words, ["P1", "P2"]),
        (make_two_of_one_key, ["P2"]),
        (show_at_two_places, ["P2"]),
        (post_again_under_another_id, ["P2"]),
        (keep_a_refused_one, ["P2"]),
        (read_before_the_verdict, ["P4"]),
        (read_without_a_verdict, ["P4"]),
        (release_other_words_than_were_judged, ["P5"]),
        (release_a_later_version_than_was_judged, ["P5"]),
        (skip_a_place, ["P6"]),
        (take_a_place_twice, ["P6"]),
        (read_in_another_order, ["P6"]),
        (stand_before_what_came_before, ["P6"]),
        (skip_a_place_in_the_feed, ["P7"]),
        (take_back_what_was_seen, ["P7"]),
        (pass_a_late_release_over, ["P7"]),
        (show_a_later_one_first, ["P7"]),
        (forget_the_event_of_a_post, ["P9"]),
        (forget_the_event_of_a_release, ["P9"]),
        (tell_of_a_post_that_is_not, ["P9"]),
        (tell_of_a_release_that_is_not, ["P9"]),
    ],
)
def test_a_planted_fault_is_found(break_it: Callable[[Conversation], None], promises: Sequence[str]) -> None:
    conversation = Conversation()
    break_it(conversation)

    assert conversation.broken() == promises


def test_a_full_list_of_own_messages_is_not_taken_for_a_loss() -> None:
    conversation = Conversation(own_is_whole=False)
    lose_a_held_one(conversation)

    assert conversation.broken() == []
