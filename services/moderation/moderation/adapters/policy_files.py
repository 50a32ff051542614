"""A policy in a file, for screening without a running system."""

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from moderation.domain.category import Category
from moderation.domain.choosing import PolicyRefused, check_policy
from moderation.domain.policy import AgeGroup, Policy
from moderation.domain.ruling import Choice


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    under_18: dict[Category, Choice] = {}
    adult: dict[Category, Choice] = {}
    adults_only: bool = False
    block_hate_when_sure: float = 0.0


def read_policy(path: Path) -> Policy:
    """Such as {"adults_only": true, "adult": {"pii_contact": "warn"}}. Raises OSError, PolicyRefused."""
    try:
        read = _File.model_validate(json.loads(path.read_bytes()))
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        raise PolicyRefused(
            f"{place or 'The file'} is not of a policy. Give choices (allow, warn, hold, block) by category under under_18 and "
            "adult, adults_only, and block_hate_when_sure."
        ) from None
    except (ValueError, RecursionError):
        raise PolicyRefused('The policy is not JSON. Write it as in {"adult": {"spam_scam": "allow"}}.') from None
    chosen = ((AgeGroup.UNDER_18, read.under_18), (AgeGroup.ADULT, read.adult))
    choices = {(group, category): choice for group, row in chosen for category, choice in row.items()}
    policy = Policy(choices=choices, adults_only=read.adults_only, block_hate_when_sure=read.block_hate_when_sure)
    check_policy(policy)
    return policy
