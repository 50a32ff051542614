"""The models read a link to an official site as words, and what they find is shown where it was typed."""

import pytest

from moderation.adapters.lookalikes import Lookalikes
from moderation.adapters.rule_files import read_rules
from moderation.domain.links import in_words, links_in_words
from moderation.domain.normalise import most_readable, read


@pytest.mark.parametrize(
    ("typed", "in_words_it_is"),
    [
        ("see WWW.bbc.co.uk/bitesize/maths-2 now", "see this page bitesize maths now"),
        ("gov.uk, and bbc.co.uk.", "this page, and this page."),
        ("see docs.google.com/document or free-win.top/now", "see docs.google.com/document or free-win.top/now"),
        ("ask ruth@bbc.co.uk", "ask ruth@bbc.co.uk"),
        ("İ see bbc.co.uk", "İ see this page"),
        ("no link. None at all", "no link. None at all"),
    ],
)
def test_models_read_official_links_as_words(typed: str, in_words_it_is: str) -> None:
    _, public = read_rules()

    assert in_words(typed, public) == in_words_it_is


def test_what_is_found_in_such_a_link_is_shown_where_it_was_typed() -> None:
    text = "Look, full-time, at www.bbc.co.uk/maths now"
    readings = links_in_words(read(text, Lookalikes()), read_rules()[1])
    view = most_readable(readings)

    place = view.text.index("this page")
    start, end = view.raw_span(place, place + len("this page maths"))

    assert view.text == "look, fulltime, at this page maths now"
    assert text[start:end] == "www.bbc.co.uk/maths"
