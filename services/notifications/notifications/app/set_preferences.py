"""Use case: a person says how and when they want to be written to."""

from notifications.app.ports import PEOPLE, PREFERENCES, Postroom
from notifications.domain.preferences import Preferences, check_preferences, in_force


def needs(person_id: str) -> list[tuple[str, str]]:
    return [(PREFERENCES, person_id), (PEOPLE, person_id)]


def set_preferences(postroom: Postroom, person_id: str, wanted: Preferences) -> Preferences:
    """Gives what holds from now on, with the defaults. Raises SettingNotAccepted."""
    check_preferences(wanted)
    if wanted != postroom.preferences(person_id):
        postroom.save_preferences(person_id, wanted)
    return in_force(wanted, postroom.person(person_id))
