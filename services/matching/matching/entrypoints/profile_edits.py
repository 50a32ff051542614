"""Edits of a profile, from values that were read before."""

from collections.abc import Mapping
from dataclasses import replace

from matching.app.change_profile import Edit
from matching.domain.enrolment import Profile


def with_slots(slots: frozenset[int]) -> Edit:
    return with_values({"slots": slots})


def with_values(values: Mapping[str, object]) -> Edit:
    def edit(profile: Profile) -> Profile:
        return replace(profile, person=replace(profile.person, **values))  # type: ignore[arg-type]

    return edit
