"""E-mail addresses and web hosts, plain or disguised, set against the list of official ones."""

import re
from collections.abc import Iterator

from moderation.domain.handles import find_handles
from moderation.domain.homes import find_homes
from moderation.domain.judgement import Category, Finding
from moderation.domain.public import PublicPlaces
from moderation.domain.view import View, rewritten, sentence_around

EMAIL_RULE = "pii_contact.email"
LINK_RULE = "pii_contact.link"
SCAM_LINK_RULE = "spam_scam.link"
CHAT_LINK_RULE = "off_platform.link"

_OPEN, _CLOSE = r"[(\[{<*_|/\\~-]{0,2}", r"[)\]}>*_|/\\~-]{0,2}"
_DOT = r"(?:dot|d0t|punto|punkt|kropka)"
_AT = r"(?:at|a t|at[ -]?s(?:ymbol|ign)|(?:then )?the at sign(?: then)?|arroba|malpa|aet)"
_DISGUISE = re.compile(
    rf"\s{{0,2}}{_OPEN}\s{{0,2}}\b(?P<dot>{_DOT})(?:\b|(?=com\b|co\b|net\b|org\b|uk\b))\s{{0,2}}{_CLOSE}\s{{0,2}}"
    rf"|\s{{0,2}}[(\[{{<]{{1,2}}\s{{0,2}}(?P<stop>[.,])\s{{0,2}}[)\]}}>]{{1,2}}\s{{0,2}}"
    rf"|\s{{0,2}}{_OPEN}\s{{0,2}}(?:\b(?P<at>{_AT})\b|@)\s{{0,2}}{_CLOSE}\s{{0,2}}"
    r"|\s{0,2}\b(?P<line>underscore|under score|underscor|guion bajo)\b\s{0,2}"
    r"|\s{0,2}\b(?P<dash>dash|hyphen)\b\s{0,2}"
    r"|\s{1,2}(?P<gap>\.)\s{0,2}(?=[a-z0-9])|(?<=[a-z0-9])\.\s{1,2}(?=(?:com|co|net|org|uk|gmail)\b)"
)
_TOP = (
    "com|net|org|edu|gov|info|biz|io|me|tv|gg|uk|us|ca|au|nz|ie|fr|de|es|it|nl|eu|pl|pt|se|no|dk|fi|ch|at|be|ru|cn|in|"
    "jp|br|za|ng|ke|pk|bd|xyz|live|club|online|site|app|dev|link|top|shop|store|win|vip|icu|fun|chat|page|ly|to|co|cc|social|space|bio"
)
_EMAIL = re.compile(
    r"(?<![a-z0-9._%+-])(?P<name>[a-z0-9][a-z0-9._%+-]{0,63})@(?P<host>(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})(?![a-z0-9-])"
)
_FREE_MAIL = "gmail|g ?mail|googlemail|hotmail|outlook|yahoo|ymail|icloud|proton|protonmail|live|aol|msn|gmx"
_PROVIDER = re.compile(rf"(?<![a-z0-9._%+-])(?P<name>[a-z0-9][a-z0-9._%+-]{{1,63}})@(?P<host>{_FREE_MAIL})(?![a-z0-9-])")
_INSTITUTION = re.compile(r"universit|college|museum|library|council|hospital|school")
# Endings that are also words («done.online»); alone they count only after «www.», a scheme or before a path.
_WORDLIKE_TOPS = (
    "me|in|it|at|be|no|to|us|live|club|online|site|app|link|top|shop|store|win|vip|fun|chat|page|co|is|so|cc|social|space|bio"
)
_WORDLIKE = frozenset(_WORDLIKE_TOPS.split("|"))
_PLAIN_TOPS = frozenset(_TOP.split("|")) - _WORDLIKE
LINK = re.compile(
    r"(?P<scheme>h[tx]{2}ps?\s?:\s?//\s?|www\.)?"
    rf"(?P<host>(?<![a-z0-9@.-])(?:[a-z0-9-]{{1,63}}\.){{1,5}}(?P<top>{_TOP}))(?![a-z0-9@-])(?P<path>(?::[0-9]+)?/[^\s]{{0,200}})?"
)
# Not those that every home network has inside (RFC 1918, RFC 5735): they lead nowhere.
_BARE_ADDRESS = re.compile(
    r"(?<![0-9.])(?!10\.|127\.|0\.0\.0\.0|255\.|192\.168\.|172\.(?:1[6-9]|2[0-9]|3[01])\.)(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.])"
)
_CHAT_HOSTS = re.compile(
    r"(?:^|\.)(?:wa\.me|t\.me|telegram\.me|discord\.gg|discord\.com|discordapp\.com|snapchat\.com|instagram\.com|"
    r"ig\.me|m\.me|"
    r"facebook\.com|fb\.me|tiktok\.com|twitter\.com|x\.com|whatsapp\.com|omegle\.com|kik\.me|signal\.me|line\.me|"
    r"viber\.com|zoom\.us|meet\.google\.com|roblox\.com|twitch\.tv|threads\.net|reddit\.com|linktr\.ee|"
    r"onlyfans\.com|ngl\.link|yubo\.live|bsky\.app|bsky\.social|skype\.com)$"
)
_SCAM_HOSTS = re.compile(
    r"(?:^|\.)(?:bit\.ly|tinyurl\.com|goo\.gl|t\.co|is\.gd|cutt\.ly|rb\.gy|shorturl\.at|ow\.ly)$"
    r"|\.(?:xyz|top|biz|club|win|vip|icu|live|online|site|shop|store|fun|cc)$"
    r"|(?:free|prize|bonus|grant|crypto|bitcoin|coin|wallet|casino|bet|loan|login|verify|secure|refund|boost|followers|gift)"
)
_DEFANGED = re.compile(r"hxxp|\[\.\]|\(\.\)")
_SPACED = re.compile(r"(?<![a-z0-9])(?:[a-z0-9@._-] ){5,80}[a-z0-9](?![a-z0-9])")
_HOSTLIKE = re.compile(r"[a-z0-9]\.[a-z0-9]")
_DISGUISED = re.compile(
    r"@|\b(?:dot|d0t|arroba|punto|punkt|kropka|malpa|dotcom|underscore|under score|dash|hyphen)\b|[\[({<][.,]|at ?[)\]}>]"
    r"|\bat (?:g ?mail|hotmail|yahoo|outlook|icloud|proton)| \. ?[a-z]{2,3}\b|[a-z]\. (?:com|co|net|org|uk)\b"
)
_BACKWARDS = re.compile(r"(?<![a-z0-9])(?:moc|ku\.oc|ten)\.[a-z0-9-]{2,20}@[a-z0-9._-]{2,40}")
_HAS_PROVIDER = re.compile(r"mail|yahoo|icloud|outlook|moc\.|ku\.|ten\.")
_PROVIDERS = r"(?:g ?mail|hotmail|googlemail|yahoo|icloud|outlook|ymail|proton ?mail)"
_IN_WORDS = re.compile(
    rf"\b[a-z]{{3,}} ?[0-9]{{0,4}} at (?:the )?(?:g ?mail|hotmail|googlemail|ymail|icloud|proton ?mail)\b(?! (?:hq|"
    rf"lesson|session|workshop|works))"
    rf"|\b[a-z]{{3,}} ?[0-9]{{0,4}},? {_PROVIDERS},? (?:all one word|one word|no spaces?|no gaps?|dot com)\b"
    rf"|\b{_PROVIDERS} (?:name|address|is)(?: is)? (?!not|the|a|an|full|down|broken|so|very|really|better|"
    rf"free)[a-z]{{3,}}[0-9._]+"
)
_FEW = 40  # findings of one kind in one text; the rest adds nothing to the verdict


def find_addresses(canonical: View, public: PublicPlaces) -> list[Finding]:
    text = canonical.text
    views = [canonical] if _HOSTLIKE.search(text) or "@" in text else []
    close = rewritten(canonical, "closed", _SPACED, _without_spaces) if _SPACED.search(text) else canonical
    if _DISGUISED.search(close.text):
        views.append(rewritten(close, "addresses", _DISGUISE, _plain))
    found = [finding for view in views for finding in (*_emails(view, public), *_links(view, public))]
    found += _described(canonical)
    for view in [canonical, *views[-1:]] if not views or views[-1] is not canonical else views:
        found += find_handles(view)
    found += find_homes(canonical)
    return found[:_FEW]


def _described(view: View) -> Iterator[Finding]:
    """An address in words that hold no @ and no dot, or turned round."""
    if not _HAS_PROVIDER.search(view.text):
        return
    for match in (*_BACKWARDS.finditer(view.text), *_IN_WORDS.finditer(view.text)):
        yield Finding(EMAIL_RULE, Category.PII_CONTACT, 0.6, *view.raw_span(*match.span()), view.name)


def _without_spaces(run: re.Match[str]) -> str:
    return run.group().replace(" ", "")


def _plain(match: re.Match[str]) -> str:
    if match["line"]:
        return "_"
    if match["dash"]:
        return "-"
    return "@" if match["at"] or "@" in match.group() else "."


def _emails(view: View, public: PublicPlaces) -> Iterator[Finding]:
    for match in (*_EMAIL.finditer(view.text), *_PROVIDER.finditer(view.text)):
        start, end = view.raw_span(*match.span())
        typed_at = view.source is None or "@" in _between(view, match)
        host = match["host"]
        if not typed_at and "." in host and host.rsplit(".", 1)[1] not in _PLAIN_TOPS:
            continue
        listed = public.has_mailbox(match["name"], host) or (not typed_at and public.has_host(host))
        if listed or _is_office(view.text, match, public):
            continue
        known = "." in host
        if not typed_at and _SCAM_HOSTS.search(host):
            yield Finding(SCAM_LINK_RULE, Category.SPAM_SCAM, 0.7, start, end, view.name)
        score = 0.95 if typed_at and known else 0.8 if known else 0.6
        yield Finding(EMAIL_RULE, Category.PII_CONTACT, score, start, end, view.name)


def _is_office(text: str, match: re.Match[str], public: PublicPlaces) -> bool:
    """«The university's office answers at admissions@university…»: what is said and the host must both name an institution."""
    role = public.is_role(match["name"]) and _INSTITUTION.search(match["host"]) is not None
    return role and public.is_office(sentence_around(text, *match.span()))


def _between(view: View, match: re.Match[str]) -> str:
    """What stood for the @ in the text that this view was written from."""
    if view.name != "addresses" or view.source is None:
        return match.group()
    place = match.start() + match.group().index("@")
    changed = [c for c in view.changes() if c.start <= place < c.end]
    return view.source.text[changed[0].source_start : changed[0].source_end] if changed else "@"


def _links(view: View, public: PublicPlaces) -> Iterator[Finding]:
    for match in LINK.finditer(view.text):
        host, explicit = match["host"], bool(match["scheme"] or match["path"])
        whole = view.name == "addresses" and host.count(".") > 1  # nobody spells three parts of a host by chance
        if not (explicit or whole) and match["top"] in _WORDLIKE and not _CHAT_HOSTS.search(host):
            continue
        if public.has_host(host.removeprefix("www.")):
            continue
        start, end = view.raw_span(*match.span())
        yield from _judge_link(view, host, match.group(), start, end)
    for match in _BARE_ADDRESS.finditer(view.text):
        start, end = view.raw_span(*match.span())
        if not sentence_around(view.text, *match.span()).count("version"):
            yield Finding(LINK_RULE, Category.PII_CONTACT, 0.55, start, end, view.name)


def _judge_link(view: View, host: str, written: str, start: int, end: int) -> Iterator[Finding]:
    if _CHAT_HOSTS.search(host):
        yield Finding(CHAT_LINK_RULE, Category.OFF_PLATFORM, 0.8, start, end, view.name)
        yield Finding(LINK_RULE, Category.PII_CONTACT, 0.6, start, end, view.name)
    elif _SCAM_HOSTS.search(host) or _DEFANGED.search(written):
        yield Finding(SCAM_LINK_RULE, Category.SPAM_SCAM, 0.7, start, end, view.name)
    else:
        yield Finding(LINK_RULE, Category.PII_CONTACT, 0.6, start, end, view.name)
