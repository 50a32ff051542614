"""Somebody who is suspended or restricted keeps their roles, and may not use them for a time."""

from datetime import UTC, datetime, timedelta

import grpc
import pytest

from causeway.access.v1 import access_pb2
from causeway.messaging.v1 import messaging_pb2 as pb
from causeway_kit.access import Caller, Grant, Policy
from causeway_kit.bars import Bar
from causeway_kit.errors import Refused

UNTIL = datetime(2026, 3, 3, 9, tzinfo=UTC)
GRANTS = (Grant("mark", "mentor", "programme:north", None),)
MESSAGES = pb.DESCRIPTOR.services_by_name["Messages"].methods_by_name


def admitted(name: str, bar: Bar | None) -> bool:
    try:
        Policy.of(MESSAGES[name]).admit(Caller("mark", "", GRANTS, bar), pb.PostRequest())
    except Refused:
        return False
    return True


@pytest.mark.parametrize(
    ("bar", "writes", "reads"), [(None, True, True), (Bar(False, UNTIL), False, True), (Bar(True, UNTIL), False, False)]
)
def test_who_is_restricted_reads_and_who_is_suspended_does_neither(bar: Bar | None, writes: bool, reads: bool) -> None:
    assert (admitted("Post", bar), admitted("Sync", bar)) == (writes, reads)


def test_the_refusal_says_until_when() -> None:
    with pytest.raises(Refused, match="until 03 March 2026, 09:00 UTC") as refusal:
        Policy.of(MESSAGES["Post"]).admit(Caller("mark", "", GRANTS, Bar(True, UNTIL)), pb.PostRequest())
    assert refusal.value.status is grpc.StatusCode.PERMISSION_DENIED


def test_who_is_suspended_may_still_ask_for_help_and_appeal() -> None:
    bar = Bar(suspended=True, until=UNTIL + timedelta(days=1))

    assert not bar.keeps_from(access_pb2.PRIORITY_SAFEGUARDING)
    assert not bar.keeps_from(access_pb2.PRIORITY_MODERATION)
    assert bar.keeps_from(access_pb2.PRIORITY_NUDGES)
