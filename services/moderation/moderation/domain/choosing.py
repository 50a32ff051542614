"""Which policies are refused, with a sentence that names the choice, why, and what to choose instead."""

from urllib.parse import urlsplit

from moderation.domain.case import LONGEST_REASON, SHORTEST_REASON
from moderation.domain.category import Category
from moderation.domain.policy import LOWEST_SURE_HATE, AgeGroup, Policy

LONGEST_HELPLINES, LONGEST_LINK = 300, 300


class PolicyRefused(Exception):
    """Something in the policy cannot be chosen, or is not complete."""


class PolicyMoved(Exception):
    """Somebody else has changed the policy since it was read."""


def check_policy(policy: Policy) -> None:
    """Raises PolicyRefused for the first thing that cannot be so."""
    sure = policy.block_hate_when_sure
    if sure != 0 and not LOWEST_SURE_HATE <= sure <= 1:
        raise PolicyRefused(
            f"block_hate_when_sure must be {LOWEST_SURE_HATE} to 1, or 0 so that hate is never blocked. Nothing was changed."
        )
    for (group, category), choice in policy.choices.items():
        if choice not in policy.choosable(group, category):
            instead = " or ".join(sorted(policy.choosable(group, category), reverse=True))
            raise PolicyRefused(
                f"{category} for {group} cannot be set to {choice}: {_why_not(group, category)}. "
                f"Choose {instead}. Nothing was changed."
            )
    _check_helplines(policy)


def check_reason(reason: str) -> None:
    """Raises PolicyRefused."""
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        raise PolicyRefused(f"Give a reason of {SHORTEST_REASON} to {LONGEST_REASON} characters. Nothing was changed.")


def _why_not(group: AgeGroup, category: Category) -> str:
    young = group is AgeGroup.UNDER_18
    match category:
        case Category.SELF_HARM | Category.SEXUAL_GROOMING:
            return "a person always reads it, and nobody is stopped or warned off for telling of harm"
        case Category.THREAT_BULLYING if young:
            return "a person always reads threats to or from somebody under 18"
        case Category.THREAT_BULLYING:
            return "nobody is advised about threats, so that nobody learns where the line is, and none passes unread"
        case Category.ABUSE_HATE:
            return f"hate goes to a person; blocking it needs block_hate_when_sure of {LOWEST_SURE_HATE} or more"
        case Category.PII_CONTACT | Category.OFF_PLATFORM if not young:
            return "it passes only in a programme that says adults_only"
        case Category.PII_CONTACT | Category.OFF_PLATFORM | Category.SPAM_SCAM:
            return "it never passes unread where somebody under 18 is in the pair"


def _check_helplines(policy: Policy) -> None:
    if not 0 < len(policy.helplines.strip()) <= LONGEST_HELPLINES:
        raise PolicyRefused(f"helplines must have 1 to {LONGEST_HELPLINES} characters. Nothing was changed.")
    if not policy.helplines.isprintable():
        raise PolicyRefused("helplines must be one line of ordinary characters. Nothing was changed.")
    link = policy.helplines_link
    if link and (len(link) > LONGEST_LINK or not _is_https(link)):
        raise PolicyRefused(
            f"helplines_link must be an https:// address of at most {LONGEST_LINK} characters, or empty. Nothing was changed."
        )


def _is_https(link: str) -> bool:
    try:
        parts = urlsplit(link)
        return parts.scheme == "https" and bool(parts.hostname) and link.isprintable() and " " not in link
    except ValueError:
        return False
