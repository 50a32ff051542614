"""Preferences: what may be chosen, and what holds when nothing was."""

import pytest

from notifications.app.enrol_person import enrol_person
from notifications.app.set_preferences import set_preferences
from notifications.domain.preferences import Person, Preferences, SettingNotAccepted, in_force
from notifications.testing import FakePostroom, an_enrolment


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (Preferences(time_zone="Europe/Lundon"), "time zone is not known"),
        (Preferences(time_zone="../etc/localtime"), "time zone is not known"),
        (Preferences(quiet_from="21:00"), "two times"),
        (Preferences(quiet_until="08:00"), "two times"),
        (Preferences(quiet_from="9pm", quiet_until="08:00"), "two times"),
        (Preferences(quiet_from="24:00", quiet_until="08:00"), "two times"),
        (Preferences(quiet_from="21:00\n", quiet_until="08:00"), "two times"),
        (Preferences(quiet_from="٢١:٠٠", quiet_until="08:00"), "two times"),
        (Preferences(quiet_from="08:00", quiet_until="07:30"), "at least one hour"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence_and_nothing_changes(wanted: Preferences, sentence: str) -> None:
    postroom = FakePostroom()

    with pytest.raises(SettingNotAccepted, match=sentence):
        set_preferences(postroom, "mentee", wanted)

    assert postroom.chosen == {}


@pytest.mark.parametrize("hours", [("22:30", "07:00"), ("00:00", "00:00"), ("12:00", "13:00"), ("", "")])
def test_right_settings_are_kept(hours: tuple[str, str]) -> None:
    postroom, wanted = FakePostroom(), Preferences(False, "Asia/Kathmandu", *hours)

    shown = set_preferences(postroom, "mentee", wanted)

    assert postroom.preferences("mentee") == wanted
    assert (shown.email, shown.time_zone) == (False, "Asia/Kathmandu")


def test_somebody_who_never_chose_has_nights_from_nine_to_eight_in_their_programme_s_zone() -> None:
    postroom = FakePostroom()
    enrol_person(postroom, an_enrolment(time_zone="Europe/Dublin"))

    shown = in_force(postroom.preferences("mentee"), postroom.person("mentee"))

    assert shown == Preferences(True, "Europe/Dublin", "21:00", "08:00")


def test_a_zone_that_nobody_knows_is_shown_as_unknown() -> None:
    assert in_force(Preferences(), Person("mentee")).time_zone == ""
