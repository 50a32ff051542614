"""Who wrote a text, as far as its words tell: rough signs of a way of speaking, so that figures can be set side by side.

A text with at least one sign counts as written so; many texts by the same people carry none, and others borrow the words.
"""

import re

_SIGNS = {
    # Words that studies of African-American English on Twitter list most often.
    "african_american": (
        "finna|tryna|ion|iont|aint|bruh|yall|y'all|ima|imma|dat|dis|dem|wit|gon|lil|mfs?|smh|thang|homie|af|fasho|cuh|"
        "talmbout|deadass|niggas?|nigga'?s?|bout to|ain't|shawty|turnt|lowkey|wassup|whatchu|gotta|dawg"
    ),
    "singapore": "lah|lor|leh|liao|meh|sia|hor|wat|ard|oredi|dun|haf|tmr|den|dat|la|rite|wif",
    "british_texting": "u|ur|txt|luv|cos|gonna|wanna|mate|innit|soz|pls|plz|tmrw|bout|dont|cant|r|n|wot|ya|xx+|2nite|2moro|b4",
}
_WRITTEN = {name: re.compile(rf"(?<![\w'])(?:{signs})(?![\w'])", re.IGNORECASE) for name, signs in _SIGNS.items()}
# Which set speaks of which: a sign means nothing where nobody writes so.
OF_SOURCE = {"davidson": ("african_american",), "sms_spam": ("singapore", "british_texting")}


def dialects_of(source: str, text: str) -> tuple[str, ...]:
    """«other» when the text carries none of the signs that are looked for in its set."""
    looked_for = OF_SOURCE.get(source, ())
    return tuple(name for name in looked_for if _WRITTEN[name].search(text)) or (("other",) if looked_for else ())
