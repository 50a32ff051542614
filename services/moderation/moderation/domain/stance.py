"""How a text speaks of groups of people: signs that part contempt from praise, from denial and from quoting it.

A sum of words cannot tell «no woman deserves to die» from its opposite. So each word of regard is read where it stands: in the
scope of a negation (Chapman et al. 2001, NegEx: the next few words of the clause), inside a quotation, or plainly. The kinds of
innocent talk about groups follow the functions of HateCheck (Röttger et al. 2021).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from moderation.domain.regard import HOSTILE, OWED, WARM

_SCOPE = 6  # words that a negation reaches
_MOST = 2  # more words of one kind say no more
_SHORT = 6  # words

_GROUPS = (
    r"wom[ae]n|girls?|females?|m[ae]n|males?|muslims?|islam\w*|jew\w*|christians?|catholics?|hindus?|sikhs?|buddhists?|atheists?|"
    r"gays?|lesbians?|bi(?:sexual)?s?|trans(?:gender|sexual)?s?|queers?|lgbt\w*|homosexuals?|non-?binary|blacks?|whites?|asians?|"
    r"chinese|indians?|pakistanis?|africans?|arabs?|mexicans?|latin[oax]s?|polish|poles|romanians?|nigerians?|somalis?|turks?|"
    r"russians?|irish|jamaicans?|immigrants?|immigration|migrants?|refugees?|foreigners?|asylum|disab\w+|wheelchair|autis\w+|deaf|"
    r"blind|handicapped|dwar\w+|down.?s syndrome|gyps(?:y|ies)|roma|travellers?|dalits?|elderly|pensioners|old people|"
    r"fat people|brown people|natives?|aborigin\w+|hijab\w*|minorit\w+|people of colou?r|ethnic\w*|coloured"
)
_SLURS = (
    r"nigg\w*|fag\w*|dykes?|trann\w*|paki\w*|kikes?|sp[ia]cs?|wetbacks?|chinks?|gooks?|ragheads?|muzzies?|retard\w*|spaz\w*|mongs?|"
    r"sluts?|whores?|bitch\w*|cunts?|coons?|jihadis?|cripples?|homos?|shemales?"
)
_GROUP, _SLUR = re.compile(rf"\b(?:{_GROUPS})\b"), re.compile(rf"\b(?:{_SLURS})\b")
_WORD = re.compile(r"[a-z']+|[.;:!?]")
_ENDS = frozenset((".", ";", ":", "!", "?", "but", "because", "although", "while"))
_DENIES = re.compile(
    r"not|no|never|nobody|none|nor|neither|without|hardly|cannot|cant|dont|isnt|arent|wasnt|wont|shouldnt|doesnt|didnt|wouldnt|"
    r"couldnt|stop|nothing|opposite|far|deny|against|refuse|\w+n't"
)
_QUOTED = re.compile(  # bounded, so that a text of opening marks takes no longer than another
    r"\"[^\"]{3,300}\"|[“”][^“”]{3,300}[“”]|(?<![a-z0-9])['‘][^\"]{3,300}?'(?![a-z0-9])|«[^»]{3,300}»"
)
_SAYS = re.compile(
    r"\b(?:say|says|said|saying|call|calls|called|calling|claim\w*|shout\w*|chant\w*|tell\w*|told|think\w*|believ\w*|wr[io]t\w*|"
    r"tweet\w*|post\w*|comment\w*|joke\w*|repeat\w*|slogan|phrase|words?|statement|sentence|line|argu\w*|treat\w*)\b"
)
_OF_OTHERS = re.compile(
    r"\b(?:people who|those who|anyone who|anybody who|whoever|everyone who|someone who|if you (?:say|think|believe|call)|"
    r"they (?:say|said|call|told|shout)|s?he (?:said|says|called|calls|shouted|told)|"
    r"(?:it's|it is|is) (?:so )?(?:wrong|unacceptable|awful|disgusting|racist|sexist|cruel|offensive) (?:to|when|that)|"
    r"stop (?:say|call|hat|tell|treat|us)|should(?:n't| not) (?:say|call|be allowed)|"
    r"(?:say|call|tell|treat|hat|compar|mock|insult|attack|us|reduc|generali[sz]|stereotyp)ing|the (?:idea|belief) that|heard)\b"
)
_CONDEMNS = re.compile(
    r"\b(?:wrong|unacceptable|shame\w*|ashamed|racis\w*|sexis\w*|homophob\w*|transphob\w*|islamophob\w*|xenophob\w*|"
    r"anti-?semit\w*|ableis\w*|misogyn\w*|bigot\w*|hateful|hatred|hate speech|ignoran\w*|cruel\w*|unfair|prejudic\w*|"
    r"discriminat\w*|stereotyp\w*|intoleran\w*|offensive|appalling|outrageous|not ok(?:ay)?|inexcusable|harmful|abhorrent|"
    r"condemn\w*|lies?|untrue|nonsense|stand up|report(?:ed)?|block(?:ed)?|ban(?:ned)?|cowards?|false|myth|insult\w*)\b"
)
_OWN = re.compile(
    rf"\b(?:(?:i am|i'm|im|we are|we're) (?:an? |both |all )?(?:proud )?(?:{_GROUPS})|as an? (?:{_GROUPS})|"
    r"my (?:friend|sister|brother|mum|dad|wife|husband|neighbou?r|teacher|best|family|partner)|us|proud\w*|"
    r"our (?:community|people|pride))\b"
)
_POINTS = re.compile(rf"\b(?:these|those|all|you|typical|most|every|fucking|the) (?:of (?:an?|the) )?(?:other )?(?:{_GROUPS})\b")
_DISCLAIMS = re.compile(
    r"(?:nothing|anything) against|not (?:a )?(?:racist|sexist|homophobic)|no offen[cs]e|i'm sorry,? but|don't get me wrong"
)
_MENACES = re.compile(
    r"\b(?:i|we|someone|somebody)(?:'m|'ll|'re| am| will| are| want| would| should| have| need)?(?: really| am| just)*"
    r"(?: going| gonna| want| have| need| love)?(?: to)?(?: just)? (?:kill|murder|shoot|stab|hurt|beat|make|put an end|attack|"
    r"destroy|burn|hang)\b"
)


class Regard(NamedTuple):
    """How many words of each kind stand where, each at most twice. Warm ones count as denied also where a right is denied."""

    warm: int
    hostile: int
    denied_warm: int
    denied_hostile: int
    quoted: int


class Signs(NamedTuple):
    """What speaks for contempt or against it; `names` is 1 where the others mean anything."""

    names: float = 0.0
    warm: float = 0.0
    hostile: float = 0.0
    denied_hostile: float = 0.0
    plain: float = 0.0  # no word of regard at all
    praise: float = 0.0
    slur: float = 0.0
    only_quoted: float = 0.0  # the group is named in a quotation only
    of_others: float = 0.0  # what others say or do
    says: float = 0.0
    quote_condemned: float = 0.0
    own: float = 0.0  # the writer's own group, friends or family
    points: float = 0.0  # «those …», «all …»
    disclaims: float = 0.0  # «nothing against …»
    menaces: float = 0.0
    short: float = 0.0


def signs_of(text: str) -> Signs:
    """All of them 0 where the text names no group of people. Time is linear in the text's length."""
    lower = text.lower().replace("’", "'")
    slur = bool(_SLUR.search(lower))
    if not slur and not _GROUP.search(lower):
        return _NONE
    quotes = [match.span() for match in _QUOTED.finditer(lower)]
    unquoted = _QUOTED.sub(" ", lower)
    regard = _regard(lower, quotes)
    return Signs(
        names=1.0,
        warm=float(regard.warm),
        hostile=float(regard.hostile),
        denied_hostile=float(regard.denied_hostile),
        plain=float(not any(regard) and not slur),
        praise=float(regard.warm > 0 and not (regard.hostile or regard.denied_warm or slur)),
        slur=float(slur),
        only_quoted=float(not _GROUP.search(unquoted)),
        of_others=float(bool(_OF_OTHERS.search(unquoted))),
        says=float(bool(_SAYS.search(unquoted))),
        quote_condemned=float(bool(quotes and _CONDEMNS.search(unquoted))),
        own=float(bool(_OWN.search(unquoted))),
        points=float(bool(_POINTS.search(lower))),
        disclaims=float(bool(_DISCLAIMS.search(lower))),
        menaces=float(bool(_MENACES.search(lower))),
        short=float(len(lower.split()) < _SHORT),
    )


def _regard(text: str, quotes: Sequence[tuple[int, int]]) -> Regard:
    counts = dict.fromkeys(Regard._fields, 0)
    denied_until = -1
    for number, match in enumerate(_WORD.finditer(text)):
        word = match[0]
        denied = number <= denied_until
        if word in _ENDS:
            denied_until = -1
        elif _DENIES.fullmatch(word):
            denied_until = number + _SCOPE
        elif kind := _kind(word, denied=denied):
            quoted = any(start <= match.start() < end for start, end in quotes)
            counts["quoted" if quoted else f"denied_{kind}" if denied else kind] += 1
    return Regard(**{field: min(count, _MOST) for field, count in counts.items()})


def _kind(word: str, *, denied: bool) -> str:
    if _CONDEMNS.fullmatch(word) or _GROUP.fullmatch(word):
        return ""
    if word in OWED:
        return "warm" if denied else ""
    return "warm" if word in WARM else "hostile" if word in HOSTILE else ""


_NONE = Signs()
NAMES = Signs._fields.index("names")
