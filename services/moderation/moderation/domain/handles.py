"""Names that people carry on other services: «maya_fox07 on snap», «ruby dot star, the photo app»."""

import re
from collections.abc import Iterator

from moderation.domain.judgement import Category, Finding
from moderation.domain.view import View, sentence_around

RULE = "pii_contact.handle"
_NAME = re.compile(
    r"(?<![a-z0-9@./_#-])@?(?:[a-z]{2,20}[0-9]{0,4}(?:[._-][a-z0-9]{1,20}){1,4}|[a-z]{3,20}[0-9]{2,4}|"
    r"@[a-z][a-z0-9]{2,24}|x{1,2}_[a-z0-9_]{2,24})"
    r"(?:#[0-9]{3,5})?(?![a-z0-9@/-]|[._][a-z0-9]|\()"
)
_PLACE = re.compile(
    r"\b(?:snap(?:chat)?|snp|sc|insta(?:gram)?|ig|tik ?tok|tt|disc(?:ord)?|telegram|tele|kik|viber|signal|whats ?app|"
    r"bsky|bluesky|"
    r"twitter|threads|twitch|steam|psn|xbox|roblox|fortnite|minecraft|gamer ?tag|wattpad|bereal|be real|yubo|reddit|pinterest|"
    r"(?:the|that) (?:\w+ )?app|friend code|user ?name|user is|user|handle|my tag|my dms?|dm me|add me|follow me|"
    r"find me|look me up|"
    r"hmu|search me|message me|same everywhere|on there|on all of (?:them|it)|number sign)\b|(?<![a-z0-9])t[!1*i]kt[o0]k(?![a-z])"
)
_OTHER_MATTER = re.compile(
    r"\b(?:variables?|python|snake ?case|functions?|files?|fields?|columns?|code|class|css|html|import|print|method|decorator|"
    r"password rules?|username rules?|the rules|story|stories|novel|lesson|called a|e ?g|i ?e)\b"
)
_FILE = re.compile(
    r"\.(?:py|js|ts|java|docx?|pptx?|xlsx?|pdf|txt|csv|png|jpe?g|mp[34]|zip|html?|css|json|com|org|net|uk|edu|gov)$"
)
_PLAIN = re.compile(
    r"^[a-z]+-[a-z]+(?:-[a-z]+)*$|^(?:[a-z]\.)+[a-z]?$|^(?:year|group|set|unit|task|part|week|paper|form|room|top|covid|"
    r"level)[0-9]+$"
)
_MARK = re.compile(r"[a-z0-9][_.-][a-z0-9]|[a-z][0-9]|@[a-z]|_[a-z]")  # no name of ours is without one
_FEW = 5


def find_handles(view: View) -> Iterator[Finding]:
    """Something shaped like a user name, in a sentence that speaks of a service or of adding somebody."""
    text = view.text
    if not _MARK.search(text) or not _PLACE.search(text):
        return
    for found, name in enumerate(_NAME.finditer(text)):
        if found == _FEW:
            return
        if _is_name(name.group()) and _is_told(text, name):
            yield Finding(RULE, Category.PII_CONTACT, 0.65, *view.raw_span(*name.span()), view.name)


def _is_name(written: str) -> bool:
    return not _FILE.search(written) and not _PLAIN.match(written)


def _is_told(text: str, name: re.Match[str]) -> bool:
    sentence = sentence_around(text, *name.span())
    return bool(_PLACE.search(sentence)) and not _OTHER_MATTER.search(sentence)
