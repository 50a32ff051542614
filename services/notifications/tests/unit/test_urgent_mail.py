"""Mail that cannot wait, and the kind reply to somebody who may be telling of harm."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from causeway.moderation.v1.events import (
    CaseDueSoon,
    RuleFlooding,
    RuleQuarantined,
    RuleTrouble,
    SafeguardingAlertRaised,
    SafeguardingAlertUnheard,
    SafeguardingLeadAsked,
    Trouble,
)
from causeway.notifications.v1.events import LeadAskSettled, Outcome
from notifications.app.begin_sending import begin_sending
from notifications.app.list_notices import list_notices
from notifications.app.mark_seen import mark_seen
from notifications.app.offer_help import offer_help
from notifications.app.send_urgent import send_about_rule, send_asking, send_due, send_telling
from notifications.app.set_staff_contact import set_staff_contact
from notifications.app.settle_delivery import settle_delivery
from notifications.domain.help import HELPLINES, REPLY, automated_reply
from notifications.domain.letter import Contact, Pages
from notifications.domain.letters import letter_for
from notifications.domain.nudge import Delivery, State
from notifications.domain.preferences import Preferences
from notifications.domain.staff_contact import AddressNotAccepted
from notifications.domain.urgent import ALERT_ASKED, ALERT_UNHEARD, CASES_DUE, RULE_FLOODING, RULE_STOPPED
from notifications.testing import MONDAY, FakePostroom, FakeReading

NIGHT = MONDAY + timedelta(hours=17)


def an_asking(**changes: Any) -> SafeguardingLeadAsked:
    return SafeguardingLeadAsked(
        **{"alert_id": "a1", "programme_id": "north", "person_id": "lena", "asking": 1, "version": 2, **changes}
    )


def a_sign(**changes: Any) -> SafeguardingAlertRaised:
    given = {"sign_id": "m1.1", "message_id": "m1", "conversation_id": "c1", "programme_id": "north", "author_id": "maya"}
    about = {"categories": ("self_harm",), "minor": True, "telling": True, "version": 1}
    return SafeguardingAlertRaised(**{**given, **about, **changes})


def only(postroom: FakePostroom) -> Delivery:
    [delivery] = postroom.deliveries.values()
    return delivery


def begun(postroom: FakePostroom, *, has_address: bool = True) -> Delivery | None:
    return begin_sending(postroom, only(postroom).id, has_address=has_address)


def test_a_lead_is_written_to_at_night_with_e_mail_switched_off_and_on_a_day_with_another_mail() -> None:
    postroom = FakePostroom(now=NIGHT)
    postroom.save_preferences("lena", Preferences(email=False))

    send_asking(postroom, an_asking())
    first = begun(postroom)
    settle_delivery(postroom, only(postroom).id, Outcome.SENT)

    assert first is not None
    assert postroom.last_mails == {}
    [told] = postroom.sent
    assert isinstance(told, LeadAskSettled)
    assert (told.alert_id, told.person_id, told.asking, told.outcome) == ("a1", "lena", 1, Outcome.SENT)


def test_the_same_asking_is_mailed_once_and_the_next_one_again() -> None:
    postroom = FakePostroom()

    for asking in (1, 1, 2):
        send_asking(postroom, an_asking(asking=asking))

    assert len(postroom.deliveries) == 2
    delivery = next(iter(postroom.deliveries.values()))
    assert begin_sending(postroom, delivery.id, has_address=True) is not None
    assert begin_sending(postroom, delivery.id, has_address=True) is None


def test_without_an_address_it_is_told_at_once_that_they_were_not_reached() -> None:
    postroom = FakePostroom()
    send_asking(postroom, an_asking())

    assert begun(postroom, has_address=False) is None

    [told] = postroom.sent
    assert isinstance(told, LeadAskSettled)
    assert told.outcome is Outcome.DROPPED
    assert only(postroom).state is State.DROPPED


def test_coordinators_are_told_each_once_that_nobody_could_be_asked() -> None:
    postroom = FakePostroom()
    unheard = SafeguardingAlertUnheard(
        alert_id="a1", programme_id="north", trouble=Trouble.NOBODY_ON_ROTA, coordinator_ids=("carla", "cem", "carla"), version=2
    )

    send_telling(postroom, unheard)
    send_telling(postroom, unheard)
    send_telling(postroom, unheard.model_copy(update={"version": 3}))

    assert sorted(delivery.person_id for delivery in postroom.deliveries.values()) == ["carla", "carla", "cem", "cem"]


@pytest.mark.parametrize("kind", [ALERT_ASKED, ALERT_UNHEARD])
def test_urgent_letters_name_nobody_and_repeat_nothing(kind: str) -> None:
    letter = letter_for(kind, Contact(email="lena@programme.example"), Pages(alerts="https://causeway.example/alerts"))

    words = letter.subject + letter.text + letter.html
    assert "alert" in words
    for secret in ("maya", "self", "harm", "grooming", "m1", "c1", "a1"):
        assert secret not in words.replace("/alerts", "").lower().replace("from", "")


def test_the_letter_to_a_lead_leads_to_the_alerts_page() -> None:
    pages = Pages(alerts="https://causeway.example/alerts?programme=1&x=<y>")

    letter = letter_for(ALERT_ASKED, Contact(), pages)

    assert pages.alerts in letter.text
    assert "<y>" not in letter.html


async def test_who_tells_gets_a_notice_of_its_own_and_nobody_else_does() -> None:
    postroom = FakePostroom()

    offer_help(postroom, a_sign())

    [notice] = (await list_notices(FakeReading(postroom), {"maya"}, 10, "")).notices
    assert (notice.kind, notice.person_id, notice.conversation_id, notice.seen) == ("help", "maya", "c1", False)
    assert postroom.deliveries == {}


async def test_the_reply_is_new_again_each_time_and_stays_one_notice() -> None:
    postroom = FakePostroom()
    offer_help(postroom, a_sign())
    mark_seen(postroom, {"maya"}, list(postroom.pigeonholes))
    postroom.now += timedelta(minutes=5)

    offer_help(postroom, a_sign(message_id="m2"))

    page = await list_notices(FakeReading(postroom), {"maya"}, 10, "")
    assert [(one.made_at, one.seen) for one in page.notices] == [(postroom.now, False)]
    assert page.unseen == 1


def test_who_is_not_telling_gets_no_reply() -> None:
    postroom = FakePostroom()

    offer_help(postroom, a_sign(telling=False, author_id="mark"))

    assert postroom.pigeonholes == {}


def test_the_usual_reply_says_that_it_is_automated_and_names_the_helplines() -> None:
    reply = automated_reply(REPLY, HELPLINES)

    assert reply.startswith("This is an automated reply")
    for line in ("116 123", "0800 1111", "85258"):
        assert line in reply


class FakeStaffBook:
    def __init__(self) -> None:
        self.addresses: dict[str, str] = {}
        self.saved = 0

    def address(self, person_id: str) -> str:
        return self.addresses.get(person_id, "")

    def save_address(self, person_id: str, email: str) -> None:
        self.addresses[person_id] = email
        self.saved += 1


def test_staff_leave_an_address_and_take_it_back() -> None:
    book = FakeStaffBook()

    for email in ("lena@programme.example", "lena@programme.example", ""):
        set_staff_contact(book, "lena", email)

    assert book.addresses == {"lena": ""}
    assert book.saved == 2


@pytest.mark.parametrize(
    "email",
    ["lena", "a@b@c.example", "lena@programme.example\r\nBcc: x@y.example", " lena@p.example", "x" * 250 + "@p.example", "l@p"],
)
def test_what_is_no_address_is_refused_and_the_old_one_stays(email: str) -> None:
    book = FakeStaffBook()
    set_staff_contact(book, "lena", "lena@programme.example")

    with pytest.raises(AddressNotAccepted, match="Nothing was changed"):
        set_staff_contact(book, "lena", email)
    assert book.addresses == {"lena": "lena@programme.example"}


def test_an_unknown_outcome_is_told_too() -> None:
    postroom = FakePostroom()
    send_asking(postroom, an_asking())
    delivery = begun(postroom)
    assert delivery is not None

    settle_delivery(postroom, delivery.id, Outcome.UNKNOWN)
    settle_delivery(postroom, delivery.id, Outcome.SENT)

    assert [one.outcome for one in postroom.sent if isinstance(one, LeadAskSettled)] == [Outcome.UNKNOWN]
    assert replace(only(postroom), settled_at=None).state is State.UNKNOWN


def a_due_case(**changes: Any) -> CaseDueSoon:
    given = {"case_id": "m1", "programme_id": "north", "minor": True, "due_at": MONDAY, "claimed": False, "version": 1}
    return CaseDueSoon(**{"occurred_at": MONDAY, "reviewer_ids": ("rosa", "omar"), **given, **changes})


def test_reviewers_hear_once_an_hour_that_cases_come_due() -> None:
    postroom = FakePostroom()

    for minutes, case in ((0, "m1"), (1, "m2"), (59, "m3"), (60, "m4")):
        send_due(postroom, a_due_case(case_id=case, occurred_at=MONDAY + timedelta(minutes=minutes)))
    send_due(postroom, a_due_case(programme_id="south"))

    to_rosa = [one.programme_id for one in postroom.deliveries.values() if one.person_id == "rosa"]
    assert sorted(to_rosa) == ["north", "north", "south"]
    letter = letter_for(CASES_DUE, Contact(), Pages())
    assert "review queue" in letter.text


def test_who_is_responsible_for_a_rule_hears_that_it_stopped_or_floods() -> None:
    postroom = FakePostroom()
    about: dict[str, Any] = {"rule_id": "spam_scam.own.coins.v2", "programme_id": "north", "category": "spam_scam"}
    stopped = RuleQuarantined(**about, trouble=RuleTrouble.FLOOD, version=5, owner_ids=("rosa", "lena"))
    flooding = RuleFlooding(**about, matches=41, version=6, owner_ids=("rosa", "lena"))

    for told in (stopped, stopped, flooding):
        send_about_rule(postroom, told)

    kinds = [(one.kind, one.person_id) for one in postroom.deliveries.values()]
    assert kinds == [(kind, person) for kind in (RULE_STOPPED, RULE_FLOODING) for person in ("rosa", "lena")]
    assert "What it held stays held" in letter_for(RULE_STOPPED, Contact(), Pages()).text
    assert "goes on acting" in letter_for(RULE_FLOODING, Contact(), Pages()).text


def test_what_earlier_builds_told_reaches_nobody_and_fails_nothing() -> None:
    postroom = FakePostroom()

    send_due(postroom, a_due_case(reviewer_ids=()))

    assert postroom.deliveries == {}
