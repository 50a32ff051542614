"""The promises, each as a function from evidence to sentences about what breaks it. An empty list means it holds."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from causeway_cli.checking.evidence import Difference, Evidence, View
from causeway_cli.load.ledger import Outcome


def differences(evidence: Evidence) -> list[Difference]:
    return [Difference(promise, evidence.conversation, what) for promise, broken in PROMISES.items() for what in broken(evidence)]


def lost_or_changed(evidence: Evidence) -> Iterator[str]:
    """P1: an acknowledged post is there exactly once, with its own text, for its author and (once released) its reader."""
    views = {view.person: view for view in evidence.views}
    for attempt in evidence.attempts:
        if attempt.outcome is not Outcome.OK:
            continue
        released = any(stored.released for stored in evidence.stored if stored.message_id == attempt.message_id)
        for person in (attempt.person, attempt.reader) if released else (attempt.person,):
            yield from _kept(views[person], attempt.message_id, attempt.sha256)


def _kept(view: View, message_id: str, sha256: str) -> Iterator[str]:
    texts = [entry.sha256 for entry in view.entries if entry.message_id == message_id]
    texts += [own.sha256 for own in view.own if own.message_id == message_id]
    if not texts and view.own_is_whole:
        yield f"message {message_id} was acknowledged and {view.person} cannot find it"
    if any(text != sha256 for text in texts):
        yield f"message {message_id} has other words for {view.person} than were posted"


def shown_twice(evidence: Evidence) -> Iterator[str]:
    """P2: one client key makes at most one message, a refused one none, and nothing is listed twice."""
    for (person, key), ids in _ids_by_key(evidence).items():
        if len(ids) > 1:
            yield f"the client key {key} of {person} made {len(ids)} messages"
    for view in evidence.views:
        listed = Counter([*(entry.message_id for entry in view.entries), *(own.message_id for own in view.own)])
        for message_id, times in listed.items():
            if times > 1:
                yield f"message {message_id} is listed {times} times for {view.person}"
    yield from _more_than_sent(evidence)


def _ids_by_key(evidence: Evidence) -> dict[tuple[str, str], set[str]]:
    ids: dict[tuple[str, str], set[str]] = {}
    for attempt in evidence.attempts:
        if attempt.outcome is Outcome.OK:
            ids.setdefault((attempt.person, attempt.client_key), set()).add(attempt.message_id)
    return ids


def _more_than_sent(evidence: Evidence) -> Iterator[str]:
    """Messages of one author with the same words, against the posts that may have made them."""
    may_be = {(each.person, each.client_key): each.sha256 for each in evidence.attempts if each.outcome is not Outcome.FAIL}
    sent = Counter((person, sha256) for (person, _), sha256 in may_be.items())
    found: dict[str, tuple[str, str]] = {}
    for view in evidence.views:
        found |= {entry.message_id: (entry.author, entry.sha256) for entry in view.entries}
        found |= {own.message_id: (view.person, own.sha256) for own in view.own}
    for (author, sha256), times in Counter(found.values()).items():
        if times > sent[author, sha256]:
            yield f"{times} messages of {author} with the hash {sha256[:12]} are there, and {sent[author, sha256]} were posted"


def readable_before_verdict(evidence: Evidence) -> Iterator[str]:
    """P4: what can be read was allowed before anybody read it."""
    readable = {entry.message_id for view in evidence.views for entry in view.entries}
    for message_id in sorted(readable - evidence.allowed_at.keys()):
        yield f"message {message_id} can be read and no verdict allows it"
    for seen in evidence.seen:
        allowed = evidence.allowed_at.get(seen.message_id)
        if allowed is None and seen.message_id not in readable:
            yield f"message {seen.message_id} was read by {seen.person} and no verdict allows it"
        if allowed is not None and seen.at < allowed:
            yield f"message {seen.message_id} was read by {seen.person} {allowed - seen.at:.3f} s before its verdict"


def other_than_was_judged(evidence: Evidence) -> Iterator[str]:
    """P5: what is released is exactly what a verdict allows, in version and content."""
    for stored in evidence.stored:
        allowed = evidence.allowed.get(stored.message_id)
        if stored.released and allowed is not None and stored.content not in allowed:
            yield f"message {stored.message_id} is released with other content than was allowed"


def out_of_order(evidence: Evidence) -> Iterator[str]:
    """P6: places run from 1 without gap, are the same for everybody, and follow the order of posting."""
    places = Counter(stored.seq for stored in evidence.stored)
    missing = [place for place in range(1, len(evidence.stored) + 1) if place not in places]
    yield from (f"place {place} of the conversation is missing" for place in missing)
    yield from (f"place {place} of the conversation is taken {times} times" for place, times in places.items() if times > 1)
    stored = {each.message_id: each.seq for each in evidence.stored}
    for view in evidence.views:
        for entry in view.entries:
            if stored.get(entry.message_id) != entry.seq:
                yield f"message {entry.message_id} stands at {entry.seq} for {view.person} and is stored elsewhere"
    for one, other in pairwise(evidence.views):
        if [(e.feed_seq, e.message_id) for e in one.entries] != [(e.feed_seq, e.message_id) for e in other.entries]:
            yield f"{one.person} and {other.person} do not read the same messages in the same order"
    yield from _not_in_order_of_posting(evidence)


def _not_in_order_of_posting(evidence: Evidence) -> Iterator[str]:
    """A post that began after another one was acknowledged stands after it."""
    acked = sorted((each for each in evidence.attempts if each.outcome is Outcome.OK), key=lambda each: each.start)
    for earlier, later in pairwise(acked):
        if earlier.end < later.start and earlier.seq >= later.seq:
            where = f"stands at {later.seq}, not after {earlier.seq}"
            yield f"message {later.message_id} was posted after {earlier.message_id} and {where}"


def gap_in_feed(evidence: Evidence) -> Iterator[str]:
    """P7: a feed counts from 1 without gap, for every reader; and what a stream once gave stays at its place."""
    for view in evidence.views:
        counted = [entry.feed_seq for entry in view.entries]
        if counted != list(range(1, len(counted) + 1)):
            gap = next(place for place, found in enumerate([*counted, None], 1) if found != place)
            yield f"the feed of {view.person} does not count on at {gap}"
    places = {(view.person, entry.message_id, entry.feed_seq) for view in evidence.views for entry in view.entries}
    for seen in evidence.seen:
        if (seen.person, seen.message_id, seen.feed_seq) not in places:
            yield f"message {seen.message_id} came to {seen.person} at {seen.feed_seq} of the feed and is not there any more"
    yield from _passed_over(evidence)


def _passed_over(evidence: Evidence) -> Iterator[str]:
    """Who reads on from a cursor gets what others wrote in the order of the feed, and passes nothing over."""
    for view in evidence.views:
        feed = [entry.feed_seq for entry in view.entries if entry.author != view.person]
        there = set(feed)
        came = [seen.feed_seq for seen in evidence.seen if seen.person == view.person and seen.feed_seq in there]
        for due, got in zip(feed, came, strict=False):
            if due != got:
                yield f"entry {got} of the feed came to {view.person} before entry {due}"
                break


def state_without_event(evidence: Evidence) -> Iterator[str]:
    """P9: every stored message has its event, every release too, and no event tells of what is not so."""
    ids = {stored.message_id for stored in evidence.stored}
    released = {stored.message_id for stored in evidence.stored if stored.released}
    yield from (f"message {id} is stored without its event MessagePosted" for id in sorted(ids - evidence.posted))
    yield from (f"message {id} is released without its event MessageReleased" for id in sorted(released - evidence.released))
    yield from (f"an event MessagePosted tells of message {id}, which is not stored" for id in sorted(evidence.posted - ids))
    yield from (
        f"an event MessageReleased tells of message {id}, which is not released" for id in sorted(evidence.released - released)
    )
    readable = {entry.message_id for view in evidence.views for entry in view.entries}
    yield from (f"message {id} can be read and is not stored as released" for id in sorted(readable - released))


PROMISES: dict[str, Callable[[Evidence], Iterator[str]]] = {
    "P1": lost_or_changed,
    "P2": shown_twice,
    "P4": readable_before_verdict,
    "P5": other_than_was_judged,
    "P6": out_of_order,
    "P7": gap_in_feed,
    "P9": state_without_event,
}


def names() -> Sequence[str]:
    return list(PROMISES)
