"""What anyone may be told: helplines, official sites, and the words that mark a public office."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublicPlaces:
    """`numbers` are digits only; a host covers the hosts below it, but not `open_hosts`, where anybody may write or talk; an
    ending covers every host that ends so.
    """

    numbers: frozenset[str]
    hosts: frozenset[str]
    host_endings: tuple[str, ...]
    open_hosts: frozenset[str]
    mailboxes: frozenset[str]
    office_words: re.Pattern[str]
    private_words: re.Pattern[str]

    def has_number(self, digits: str) -> bool:
        return digits in self.numbers

    def has_host(self, host: str) -> bool:
        if host.endswith(self.host_endings):
            return True
        labels = host.split(".")
        above = {".".join(labels[i:]) for i in range(len(labels) - 1)}
        return not above.isdisjoint(self.hosts) and above.isdisjoint(self.open_hosts)

    def has_mailbox(self, name: str, host: str) -> bool:
        """A role's address at an official host; a person's address there is still personal."""
        return self.has_host(host) and self.is_role(name)

    def is_role(self, name: str) -> bool:
        """«admissions», not somebody's name."""
        return name.split("-")[0].split(".")[0] in self.mailboxes

    def is_office(self, sentence: str) -> bool:
        """Does this sentence give a public office's details, and nobody's own?"""
        return bool(self.office_words.search(sentence)) and not self.private_words.search(sentence)
