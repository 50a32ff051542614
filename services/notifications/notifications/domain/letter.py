"""The words of an e-mail: short and plain, nothing of what was written and nobody else's name."""

import html
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a person is written to. An empty address: only in the in-app inbox."""

    name: str = ""
    email: str = ""
    programme_name: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """Addresses of the pages a letter points to; empty ones are left out."""

    messages: str = ""
    settings: str = ""
    alerts: str = ""  # of staff


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str
    html: str


def unread_letter(contact: Contact, pages: Pages) -> Letter:
    lines = [
        (f"Hello {contact.name}," if contact.name else "Hello,", ""),
        (f"A message is waiting for you{f' in {contact.programme_name}' if contact.programme_name else ''}.", ""),
        _open_messages(pages),
        ("There is no rush. Answer when it suits you.", ""),
        _change_settings(pages),
    ]
    return letter_of("A message is waiting for you", lines)


def letter_of(subject: str, lines: Sequence[tuple[str, str]]) -> Letter:
    """Each line is words and a link, which may be empty."""
    text = "\n\n".join(f"{words} {link}".rstrip() for words, link in lines) + "\n"
    body = "\n".join(f"<p>{html.escape(words)}{_link(link)}</p>" for words, link in lines)
    page = f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"></head><body>\n{body}\n</body></html>\n'
    return Letter(subject, text, page)


def _open_messages(pages: Pages) -> tuple[str, str]:
    if pages.messages:
        return "Open your messages to read it:", pages.messages
    return "Sign in and open your messages to read it.", ""


def _change_settings(pages: Pages) -> tuple[str, str]:
    words = "You choose when we write to you, and you can stop these e-mails."
    return (f"{words} Go to your settings:", pages.settings) if pages.settings else (f"{words} Go to your settings.", "")


def _link(address: str) -> str:
    shown = html.escape(address)
    return f' <a href="{shown}">{shown}</a>' if address else ""
