"""The words of an e-mail."""

import html
import re

import pytest

from notifications.domain.letter import Contact, Letter, Pages, unread_letter

PAGES = Pages("https://north.example/messages", "https://north.example/settings")
CONTACTS = [Contact(), Contact("Amina", "amina@example.org", "North Mentoring"), Contact("<b>Bo & Co</b>", "b@example.org")]
LETTERS = [unread_letter(contact, pages) for contact in CONTACTS for pages in (Pages(), PAGES)]


def words_of(page: str) -> list[str]:
    body = page[page.index("<body>") :]
    return html.unescape(re.sub(r"<[^>]+>", " ", body)).split()


def reading_age(text: str) -> float:
    """Automated readability index (Senter and Smith 1967) is a school grade; children start grade 1 at about six."""
    plain = re.sub(r"https?://\S+", "", text)
    words = re.findall(r"[A-Za-z'-]+", plain)
    sentences = len(re.findall(r"[.,:]\s", plain + " "))
    return 4.71 * sum(map(len, words)) / len(words) + 0.5 * len(words) / sentences - 21.43 + 5


@pytest.mark.parametrize("letter", LETTERS)
def test_the_two_parts_say_the_same_words(letter: Letter) -> None:
    assert words_of(letter.html) == letter.text.split()


@pytest.mark.parametrize("letter", LETTERS)
def test_the_subject_is_short_and_tells_nobody_s_name(letter: Letter) -> None:
    assert letter.subject == "A message is waiting for you"
    assert len(letter.subject) < 60


@pytest.mark.parametrize("letter", LETTERS)
def test_a_child_of_eleven_can_read_it(letter: Letter) -> None:
    assert reading_age(letter.text) < 12


def test_there_is_one_thing_to_do_and_one_way_to_stop() -> None:
    text = unread_letter(CONTACTS[1], PAGES).text

    assert re.findall(r"https://\S+", text) == [PAGES.messages, PAGES.settings]


def test_a_name_cannot_bring_markup_into_the_letter() -> None:
    letter = unread_letter(CONTACTS[2], PAGES)

    assert "<b>" not in letter.html
    assert "Hello <b>Bo & Co</b>," in letter.text
