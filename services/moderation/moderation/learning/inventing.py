"""Invented contact details for examples: telephone numbers come from ranges that are kept for fiction."""

import random
from collections.abc import Callable

_NAMES = ("maya", "josh", "leah", "omar", "ruby", "callum", "priya", "zack", "ella", "tariq", "bethany", "kofi", "nina", "liam")
_THINGS = ("skates", "panda", "draws", "fox", "gamer", "vibes", "star", "dancer", "noodle", "wolf", "frost", "plays", "muffin")
_HOSTS = ("gmail.com", "hotmail.com", "outlook.com", "yahoo.co.uk", "icloud.com", "example.com", "proton.me", "live.co.uk")
_STREETS = ("Road", "Street", "Avenue", "Gardens", "Lane", "Crescent", "Close", "Terrace", "Drive", "Grove", "Way", "Court")
_PLACES = (
    "Maple",
    "Station",
    "Victoria",
    "Orchard",
    "Highfield",
    "Mill",
    "Priory",
    "Windsor",
    "Beech",
    "Queens",
    "Harbour",
    "Elm",
)
_TOWNS = ("Ashford Vale", "Westbrook", "Riverton", "Oakfield", "Dunley", "Northwick", "Fairley")
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def invent(kind: str, chance: random.Random) -> str:
    """Raises KeyError for a kind that nobody knows."""
    return _KINDS[kind](chance)


def _mobile(chance: random.Random) -> str:
    return f"07700900{chance.randrange(1000):03d}"


def _phone(chance: random.Random) -> str:
    digits = _mobile(chance)
    return chance.choice(
        (
            digits,
            f"{digits[:5]} {digits[5:]}",
            f"{digits[:5]} {digits[5:8]} {digits[8:]}",
            f"+44 {digits[1:5]} {digits[5:]}",
            f"({chance.choice(('212', '646', '415'))}) 555-01{chance.randrange(100):02d}",
        )
    )


def _spoken(digits: str, chance: random.Random) -> str:
    words = [chance.choice(("oh", "zero", "o")) if digit == "0" else _DIGITS[int(digit)] for digit in digits]
    return " ".join(words)


def _landline(chance: random.Random) -> str:
    return chance.choice(("0113 496 0", "0121 496 0", "020 7946 0", "0161 496 0", "01632 960")) + f"{chance.randrange(1000):03d}"


def _mail_name(chance: random.Random) -> str:
    return chance.choice(_NAMES) + chance.choice((".", "_", "")) + chance.choice(_THINGS) + chance.choice(("", "07", "2010", "x"))


def _email(chance: random.Random) -> str:
    return f"{_mail_name(chance)}@{chance.choice(_HOSTS)}"


def _email_spoken(chance: random.Random) -> str:
    return _email(chance).replace("_", " underscore ").replace(".", " dot ").replace("@", " at ")


def _email_bracketed(chance: random.Random) -> str:
    left, right = chance.choice((("(", ")"), ("[", "]"), (" {", "} ")))
    return _email(chance).replace("@", f"{left}at{right}").replace(".", f"{left}dot{right}")


def _handle(chance: random.Random) -> str:
    name = chance.choice(_NAMES) + chance.choice(("_", ".", "")) + chance.choice(_THINGS) + chance.choice(("", "_09", "11", "_x"))
    return chance.choice(("@", "")) + name


def _handle_spoken(chance: random.Random) -> str:
    return f"{chance.choice(_NAMES)} underscore {chance.choice(_THINGS)} {chance.choice(('underscore', 'zero nine', 'dot x'))}"


def _street(chance: random.Random) -> str:
    return f"{chance.choice(_PLACES)} {chance.choice(_STREETS)}"


def _address(chance: random.Random) -> str:
    return f"{chance.randrange(1, 180)} {_street(chance)}{chance.choice(('', ', ' + chance.choice(_TOWNS)))}"


def _url(chance: random.Random) -> str:
    host = chance.choice(
        ("ucas.com", "nhs.uk", "gov.uk", "bbc.co.uk", "khanacademy.org", "wikipedia.org", "prospects.ac.uk", "open.edu")
    )
    return chance.choice(("https://www.", "www.", "", "https://")) + host + chance.choice(("", "/courses", "/apply", "/help"))


def _mailbox(chance: random.Random) -> str:
    return f"{chance.choice(('admissions', 'enquiries', 'outreach', 'careers'))}@{chance.choice(('leeds', 'york', 'ucl'))}.ac.uk"


_KINDS: dict[str, Callable[[random.Random], str]] = {
    "phone": _phone,
    "phonewords": lambda chance: _spoken(_mobile(chance), chance),
    "phonespaced": lambda chance: " ".join(_mobile(chance)),
    "phonedots": lambda chance: chance.choice(".-/*").join(_mobile(chance)),
    "phoneleet": lambda chance: _mobile(chance).replace("0", "O").replace("1", "l"),
    "phonerev": lambda chance: _mobile(chance)[::-1],
    "part": lambda chance: f"{chance.randrange(100, 1000)}",
    "partwords": lambda chance: _spoken(f"{chance.randrange(100, 1000)}", chance),
    "land": _landline,
    "office": _landline,
    "email": _email,
    "emailwords": _email_spoken,
    "emailbr": _email_bracketed,
    "emailspaced": lambda chance: " ".join(_email(chance)),
    "handle": _handle,
    "handlewords": _handle_spoken,
    "address": _address,
    "postcode": lambda chance: f"ZZ{chance.randrange(1, 99)} {chance.randrange(1, 9)}{chance.choice('ABDEFGHJ')}Q",
    "street": _street,
    "num": lambda chance: str(chance.randrange(1, 200)),
    "help": lambda chance: chance.choice(("0800 1111", "116 123", "85258", "0808 808 4994", "988")),
    "mailbox": _mailbox,
    "url": _url,
}
