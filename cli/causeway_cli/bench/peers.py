"""Packages that screening is measured beside, each in an environment of its own that is made for the run."""

from dataclasses import dataclass

_TIMED = """
import json, sys, time
texts = json.load(open(sys.argv[1]))
{prepare}
check(texts[0])
began = time.process_time()
{work}
print(len(texts) / (time.process_time() - began))
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """`texts`: how many it is given, fewer for a slow one. `script` prints how many it did in a second."""

    name: str
    packages: tuple[str, ...]
    script: str
    texts: int
    note: str


def _script(prepare: str, work: str = "for text in texts: check(text)") -> str:
    return _TIMED.format(prepare=prepare, work=work)


PEERS = (
    Peer(
        "alt-profanity-check 1.9.1",
        ("alt-profanity-check==1.9.1",),
        _script("from profanity_check import predict\ncheck = lambda text: predict([text])", "predict(texts)"),
        3_000,
        "swear words only, in one batch",
    ),
    Peer(
        "better-profanity 0.7.0",
        ("better-profanity==0.7.0",),
        _script("from better_profanity import profanity\ncheck = profanity.contains_profanity"),
        100,
        "swear words only",
    ),
    Peer(
        "Presidio analyzer 2.2.366",
        ("presidio-analyzer==2.2.366",),
        _script(
            "from presidio_analyzer.predefined_recognizers import EmailRecognizer, PhoneRecognizer\n"
            "import tldextract\n"
            "tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())\n"
            "phone, email = PhoneRecognizer(), EmailRecognizer()\n"
            "def check(text):\n"
            "    phone.analyze(text, ['PHONE_NUMBER'], None)\n"
            "    email.analyze(text, ['EMAIL_ADDRESS'], None)"
        ),
        500,
        "telephone numbers and e-mail addresses only",
    ),
)
