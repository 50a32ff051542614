"""How a text speaks of groups of people: the same words mean contempt or its opposite by where they stand."""

import timeit

import pytest

from moderation.domain.stance import Signs, signs_of


@pytest.mark.parametrize("text", ["", "See you on Tuesday.", "The printer is stupid and I hate it.", "🙂", "\ud800", "a" * 8_000])
def test_a_text_that_names_no_group_has_no_signs(text: str) -> None:
    assert signs_of(text) == Signs()


def test_praise_is_warm_words_and_nothing_else() -> None:
    assert signs_of("Refugees are the bravest neighbours we have.").praise
    assert not signs_of("Refugees are brave, and vermin.").praise
    assert not signs_of("Refugees never are brave.").praise


def test_a_denied_contempt_is_none_of_the_contempt() -> None:
    said, denied = signs_of("Old people are useless."), signs_of("Old people are not useless.")

    assert (said.hostile, said.denied_hostile) == (1, 0)
    assert (denied.hostile, denied.denied_hostile) == (0, 1)


def test_a_denial_ends_with_its_clause() -> None:
    signs = signs_of("I have nothing against immigrants, but they are filthy.")

    assert signs.hostile == 1
    assert signs.disclaims


def test_a_right_that_is_denied_is_no_praise_and_no_plain_talk() -> None:
    signs = signs_of("Gypsies should never be allowed to vote.")

    assert not signs.praise
    assert not signs.plain


def test_what_is_quoted_to_be_condemned_is_told_from_what_is_said() -> None:
    signs = signs_of("Whoever writes «women are filth» is a bigot.")

    assert signs.hostile == 0
    assert signs.only_quoted
    assert signs.quote_condemned


def test_an_apostrophe_opens_no_quotation() -> None:
    assert not signs_of("My sister's friends don't like women's football.").only_quoted


def test_plain_talk_about_groups_is_plain() -> None:
    assert signs_of("There are two deaf students in my class.").plain


def test_the_writers_own_people_are_seen() -> None:
    assert signs_of("I'm a Muslim and I play rugby.").own
    assert not signs_of("I know a Muslim who plays rugby.").own


@pytest.mark.parametrize("mark", ["'a ", "« ", "“ ", '" ', "women i am just just ", "not "])
def test_time_grows_with_the_length_and_not_with_its_square(mark: str) -> None:
    def seconds(times: int) -> float:
        text = "women " + mark * times
        return min(timeit.repeat(lambda: signs_of(text), number=1, repeat=5))

    assert seconds(3_200) < 40 * seconds(320)
