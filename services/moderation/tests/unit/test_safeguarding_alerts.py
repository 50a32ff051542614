"""Words of danger open one alert a person, and the rota is asked round and round until somebody acknowledges."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.matching.v1.events import WritingRefused
from causeway.moderation.v1.events import (
    AlertOutcome,
    PersonBarred,
    PersonWarned,
    SafeguardingAlertAcknowledged,
    SafeguardingAlertClosed,
    SafeguardingAlertRaised,
    SafeguardingAlertUnheard,
    SafeguardingLeadAsked,
    Trouble,
)
from causeway.notifications.v1.events import LeadAskSettled, Outcome
from moderation.app.alert_ports import Staff
from moderation.app.answer_alert import Closing, Lead, acknowledge, close
from moderation.app.judge_message import judge_message
from moderation.app.raise_alert import raise_for_writing
from moderation.app.settle_asking import settle_asking
from moderation.domain import alert as alerts
from moderation.domain.alert import Alert, AlertNotFound, AlertNotYours, AlertState, AskingState, ClosingNotAccepted, SignsNotSeen
from moderation.domain.judgement import Action, Category
from moderation.domain.rota import Member, Rota
from moderation.testing import MONDAY, FakeBench, FixedJudge, a_judgement, a_posted
from moderation.testing_alerts import FakeDesk, a_rota, a_sign

LENA = "lena"
TWO = a_rota("lena", "olaf")


def only(desk: FakeDesk) -> Alert:
    [alert] = desk.alerts.values()
    return alert


def asked(desk: FakeDesk) -> list[str]:
    return [one.person_id for one in desk.sent if isinstance(one, SafeguardingLeadAsked)]


def unheard(desk: FakeDesk) -> list[Trouble]:
    return [one.trouble for one in desk.sent if isinstance(one, SafeguardingAlertUnheard)]


def settled(desk: FakeDesk, outcome: Outcome = Outcome.SENT) -> None:
    """The mail of the last asking."""
    settle_asking(desk, a_settlement(only(desk).id, only(desk).askings_so_far, outcome))


def a_settlement(alert_id: str, asking: int, outcome: Outcome = Outcome.SENT) -> LeadAskSettled:
    return LeadAskSettled(alert_id=alert_id, programme_id="north", person_id="lena", asking=asking, outcome=outcome)


def a_refusal(*categories: str) -> WritingRefused:
    return WritingRefused(
        writing_id="goals/g1/1", programme_id="north", author_id="maya", categories=categories, rules_version="r1", version=2
    )


def lead(desk: FakeDesk, person: str = LENA) -> Lead:
    return Lead("north", only(desk).id, person)


def judged(*categories: Category, alert: bool = True, role: Role = Role.MENTEE, text: str = "hello") -> FakeBench:
    bench = FakeBench(text=text)
    judge_message(bench, FixedJudge(replace(a_judgement(Action.HOLD, *categories), alert=alert)), a_posted(author_role=role))
    return bench


def raised(sent: list[Event]) -> list[SafeguardingAlertRaised]:
    return [one for one in sent if isinstance(one, SafeguardingAlertRaised)]


def test_words_of_danger_are_told_with_the_verdict_and_without_the_words() -> None:
    bench = judged(Category.SELF_HARM, text="i do not want to be here any more")

    [told] = raised(bench.sent)
    assert (told.message_id, told.author_id, told.categories, told.minor) == ("m1", "maya", ("self_harm",), True)
    assert b"here any more" not in told.to_json()
    assert [sign.message_id for sign in bench.signs] == ["m1"]


def test_words_without_danger_leave_no_sign() -> None:
    bench = judged(Category.PII_CONTACT, alert=False)

    assert bench.signs == []
    assert raised(bench.sent) == []


def test_nobody_is_warned_or_restricted_for_telling() -> None:
    assert not [one for one in judged(Category.SELF_HARM).sent if isinstance(one, PersonBarred | PersonWarned)]


@pytest.mark.parametrize(
    ("role", "category", "telling"),
    [
        (Role.MENTEE, Category.SELF_HARM, True),
        (Role.MENTEE, Category.SEXUAL_GROOMING, True),
        (Role.MENTOR, Category.SELF_HARM, True),
        (Role.MENTOR, Category.SEXUAL_GROOMING, False),
    ],
)
def test_only_a_mentor_who_writes_as_groomers_do_is_not_answered_as_one_who_tells(
    role: Role, category: Category, telling: bool
) -> None:
    [told] = raised(judged(category, role=role).sent)

    assert told.telling is telling


def test_refused_words_outside_conversations_open_an_alert_too() -> None:
    desk = FakeDesk(rota=TWO)
    refused = a_refusal("self_harm", "spam_scam")

    raise_for_writing(desk, refused)
    raise_for_writing(desk, refused)
    desk.look()

    assert (only(desk).newest.writing_id, only(desk).signs, only(desk).categories) == ("goals/g1/1", 1, ("self_harm",))
    assert len(raised(desk.sent)) == 1


def test_refused_words_that_tell_of_no_danger_open_none() -> None:
    desk = FakeDesk()

    raise_for_writing(desk, a_refusal("spam_scam"))

    assert desk.signs == {}


def test_everything_about_one_person_is_one_alert_while_it_is_open() -> None:
    desk = FakeDesk(a_sign("m1.1"), a_sign("m2.1", categories=("sexual_grooming",), at=MONDAY + timedelta(seconds=1)), rota=TWO)
    desk.look()
    desk.save_sign(a_sign("m3.1", at=MONDAY + timedelta(minutes=1)))
    desk.look(minutes=1)

    alert = only(desk)
    assert (alert.signs, alert.newest.message_id, alert.categories) == (3, "m3", ("self_harm", "sexual_grooming"))
    assert asked(desk) == ["lena"]


def test_another_person_has_an_alert_of_their_own() -> None:
    desk = FakeDesk(a_sign("m1.1"), a_sign("m2.1", author_id="ben"), rota=TWO)

    desk.look()

    assert sorted(alert.person_id for alert in desk.alerts.values()) == ["ben", "maya"]


def test_after_it_is_closed_something_new_opens_another_one() -> None:
    desk = FakeDesk(a_sign("m1.1"), rota=TWO)
    desk.look()
    acknowledge(desk, lead(desk))
    close(desk, lead(desk), Closing(AlertOutcome.SUPPORTED, "talked to her", 1))

    desk.save_sign(a_sign("m2.1"))
    desk.look()

    assert sorted(alert.state for alert in desk.alerts.values()) == [AlertState.CLOSED, AlertState.WAITING]


def keeps_asking(ask: Callable[..., tuple[Alert, list[Event]]], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Who was asked within an hour in which nobody acknowledges."""
    monkeypatch.setattr("moderation.app.ask_lead.ask", ask)
    desk = FakeDesk(a_sign(), rota=TWO)
    for _ in range(60):
        desk.look()
        if only(desk).askings and only(desk).askings[-1].state is AskingState.SENDING:
            settled(desk)
        desk.look(minutes=1)
    return asked(desk)


def test_the_rota_is_asked_round_and_round_every_ten_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert keeps_asking(alerts.ask, monkeypatch) == ["lena", "olaf"] * 3 + ["lena"]


def test_an_escalation_that_stopped_after_one_round_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def stops(alert: Alert, rota: Rota, *rest: object) -> tuple[Alert, list[Event]]:
        left = tuple(member for member in rota.members if member.person_id not in alert.asked)
        return alerts.ask(alert, Rota("north", left), *rest)  # type: ignore[arg-type]

    assert keeps_asking(stops, monkeypatch) != ["lena", "olaf"] * 3 + ["lena"]


def test_at_night_where_they_are_the_wait_is_fifteen_minutes() -> None:
    desk = FakeDesk(a_sign(), rota=a_rota(standing_by=("kim",), zone="Asia/Tokyo"))
    desk.now = MONDAY + timedelta(hours=5)  # 23:00 in Tokyo
    desk.look()
    settled(desk)

    desk.look(minutes=14)
    assert asked(desk) == ["kim"]
    desk.look(minutes=1)
    assert asked(desk) == ["kim", "kim"]


def test_out_of_hours_those_who_stand_by_are_asked() -> None:
    desk = FakeDesk(a_sign(), rota=a_rota("lena", standing_by=("nora",)), now=MONDAY + timedelta(hours=12))

    desk.look()

    assert asked(desk) == ["nora"]


def test_once_everybody_on_duty_was_asked_those_who_stand_by_are_asked_too() -> None:
    desk = FakeDesk(a_sign(), rota=a_rota("lena", standing_by=("nora",)))
    for _ in range(4):
        desk.look()
        settled(desk)
        desk.look(minutes=10)

    assert asked(desk)[:4] == ["lena", "nora", "lena", "nora"]


def test_with_nobody_on_duty_and_nobody_standing_by_everybody_is_asked() -> None:
    desk = FakeDesk(a_sign(), rota=TWO, now=MONDAY + timedelta(hours=12))

    desk.look()

    assert asked(desk) == ["lena"]


def test_whoever_acknowledges_ends_the_asking() -> None:
    desk = FakeDesk(a_sign(), rota=TWO)
    desk.look()
    settled(desk)
    desk.look(minutes=10)

    acknowledge(desk, lead(desk, "olaf"))
    acknowledge(desk, lead(desk, "olaf"))
    desk.look(minutes=60)

    assert asked(desk) == ["lena", "olaf"]
    [told] = [one for one in desk.sent if isinstance(one, SafeguardingAlertAcknowledged)]
    assert told.askings == 2
    assert [(act.actor, act.action) for act in desk.acts] == [("olaf", "alert.acknowledged")]
    with pytest.raises(AlertNotYours, match="Somebody else"):
        acknowledge(desk, lead(desk, "lena"))


def test_who_acknowledged_hears_of_more_but_not_of_every_message() -> None:
    desk = FakeDesk(a_sign("m1.1"), rota=TWO)
    desk.look()
    acknowledge(desk, lead(desk))
    for number in range(2, 6):
        desk.save_sign(a_sign(f"m{number}.1"))
        desk.look(minutes=1)
    desk.look(minutes=6)
    desk.look(minutes=60)

    assert asked(desk) == ["lena", "lena"]
    assert only(desk).state is AlertState.ACKNOWLEDGED


@pytest.mark.parametrize("rota", [None, Rota("north")])
def test_an_alert_without_a_rota_is_told_to_coordinators_again_and_again(rota: Rota | None) -> None:
    desk = FakeDesk(a_sign(), rota=rota)

    desk.look(Staff(frozenset(), ("carla",)))
    desk.look(Staff(frozenset(), ("carla",)), minutes=10)

    assert unheard(desk) == [Trouble.NOBODY_ON_ROTA] * 2
    assert only(desk).trouble is Trouble.NOBODY_ON_ROTA
    [first, _] = [one for one in desk.sent if isinstance(one, SafeguardingAlertUnheard)]
    assert first.coordinator_ids == ("carla",)


def test_whoever_is_no_safeguarding_lead_any_more_is_passed_over() -> None:
    desk = FakeDesk(a_sign(), rota=TWO)

    desk.look(Staff(frozenset({"olaf"}), ()))

    assert asked(desk) == ["olaf"]


def test_who_has_no_address_is_followed_at_once_by_the_next() -> None:
    desk = FakeDesk(a_sign(), rota=TWO)
    desk.look()
    settled(desk, Outcome.DROPPED)
    desk.look()
    settled(desk)

    assert asked(desk) == ["lena", "olaf"]
    assert unheard(desk) == []
    assert [one.state for one in only(desk).askings] == [AskingState.NOT_REACHED, AskingState.SENT]


@pytest.mark.parametrize("outcome", [Outcome.DROPPED, Outcome.FAILED, Outcome.UNKNOWN])
def test_when_nobody_is_reached_coordinators_are_told_and_it_goes_on(outcome: Outcome) -> None:
    desk = FakeDesk(a_sign(), rota=TWO)
    for _ in range(2):
        desk.look()
        settled(desk, outcome)
    desk.look()
    desk.look()
    assert (asked(desk), unheard(desk)) == (["lena", "olaf"], [Trouble.NOBODY_REACHED])
    assert only(desk).trouble is Trouble.NOBODY_REACHED

    desk.look(minutes=10)
    settled(desk)

    assert asked(desk) == ["lena", "olaf", "lena"]
    assert only(desk).trouble is Trouble.UNSPECIFIED


def test_mails_of_which_nothing_is_heard_count_as_not_reached() -> None:
    desk = FakeDesk(a_sign(), rota=TWO)
    desk.look()
    desk.look(minutes=10)
    assert unheard(desk) == []

    desk.look(minutes=10)

    assert unheard(desk) == [Trouble.NOBODY_REACHED]
    assert asked(desk) == ["lena", "olaf", "lena"]


def test_late_and_repeated_news_of_a_mail_changes_nothing() -> None:
    desk = FakeDesk(a_sign(), rota=TWO)
    desk.look()
    settled(desk)
    before = only(desk)

    settled(desk, Outcome.FAILED)
    settled(desk)
    settle_asking(desk, a_settlement("unknown", 1))
    settle_asking(desk, a_settlement(before.id, 77))

    assert only(desk) == before


def test_two_processes_that_look_at_once_ask_once() -> None:
    desk = FakeDesk(a_sign(), rota=TWO)

    desk.look()
    desk.look()

    assert asked(desk) == ["lena"]


def test_an_alert_is_closed_with_an_outcome_a_reason_and_everything_seen() -> None:
    desk = FakeDesk(a_sign("m1.1"), rota=TWO)
    desk.look()
    closing = Closing(AlertOutcome.REFERRED, "called the family's doctor", 2)
    with pytest.raises(AlertNotYours, match="Acknowledge"):
        close(desk, lead(desk), closing)
    acknowledge(desk, lead(desk))
    desk.save_sign(a_sign("m2.1"))
    desk.look()
    with pytest.raises(SignsNotSeen, match="has 2 signs"):
        close(desk, lead(desk), replace(closing, signs=1))

    close(desk, lead(desk), closing)
    close(desk, lead(desk), closing)

    [told] = [one for one in desk.sent if isinstance(one, SafeguardingAlertClosed)]
    assert (told.outcome, told.signs) == (AlertOutcome.REFERRED, 2)
    assert [act.action for act in desk.acts] == ["alert.acknowledged", "alert.closed"]
    assert "doctor" not in repr(desk.alerts) + repr(desk.acts) + repr(desk.sent)
    with pytest.raises(AlertNotYours, match="closed before"):
        close(desk, lead(desk), replace(closing, outcome=AlertOutcome.NO_DANGER))
    with pytest.raises(AlertNotYours):
        acknowledge(desk, lead(desk, "olaf"))


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [(AlertOutcome.UNSPECIFIED, "talked"), (AlertOutcome.SUPPORTED, " "), (AlertOutcome.SUPPORTED, "x" * 501)],
)
def test_a_closing_without_outcome_or_reason_changes_nothing(outcome: AlertOutcome, reason: str) -> None:
    desk = FakeDesk(a_sign(), rota=TWO)
    desk.look()
    acknowledge(desk, lead(desk))

    with pytest.raises(ClosingNotAccepted, match="Nothing was changed"):
        close(desk, lead(desk), Closing(outcome, reason, 1))
    assert only(desk).state is AlertState.ACKNOWLEDGED


def test_an_alert_of_another_programme_is_not_there() -> None:
    desk = FakeDesk(a_sign(), rota=TWO)
    desk.look()
    stranger = replace(lead(desk), programme_id="south")

    with pytest.raises(AlertNotFound):
        acknowledge(desk, stranger)
    with pytest.raises(AlertNotFound):
        close(desk, stranger, Closing(AlertOutcome.SUPPORTED, "talked", 1))
    assert only(desk).state is AlertState.WAITING


def test_of_a_long_alert_the_newest_askings_are_kept_and_numbers_go_on() -> None:
    desk = FakeDesk(a_sign(), rota=Rota("north", (Member("lena", "Europe/London"),)))
    for _ in range(alerts.MOST_ASKINGS + 5):
        desk.look()
        settled(desk)
        desk.look(minutes=15)

    assert len(only(desk).askings) == alerts.MOST_ASKINGS
    assert only(desk).askings_so_far > alerts.MOST_ASKINGS
