"""Offline screening takes a policy from a file, and says in one sentence what is wrong with it."""

import json
from pathlib import Path

import pytest

from moderation.adapters.policy_files import read_policy
from moderation.app.judge_text import TextJudge
from moderation.domain.choosing import PolicyRefused
from moderation.offline import screen_file

NUMBER = "My number is 07700 900456, ring me."


def test_a_file_is_screened_by_the_policy_it_is_given(judge: TextJudge, tmp_path: Path) -> None:
    texts, chosen, out = tmp_path / "in.jsonl", tmp_path / "policy.json", tmp_path / "out.jsonl"
    lines = [{"id": age, "text": NUMBER, "age": age} for age in (15, 40)]
    lines += [
        {"id": "to a minor", "text": NUMBER, "age": 40, "role": "mentor", "conversation_id": "c", "turn": 2},
        {"id": "?", "text": NUMBER},
    ]
    texts.write_text("\n".join(json.dumps(line) for line in lines))
    chosen.write_text('{"adults_only": true, "adult": {"pii_contact": "warn"}}')

    screen_file(judge, texts, out, policy=read_policy(chosen))

    actions = {row["id"]: row["action"] for row in map(json.loads, out.read_text().splitlines())}
    assert actions == {"15": "block", "40": "allow", "to a minor": "hold", "?": "allow"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("not JSON", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "is not of a policy"),
        ('{"adult": {"spam": "allow"}}', "adult.spam"),
        ('{"adult": {"spam_scam": "pass"}}', "adult.spam_scam"),
        ('{"adults": true}', "adults is not of a policy"),
        ('{"block_hate_when_sure": "NaN"}', "must be 0.95 to 1"),
        ('{"under_18": {"self_harm": "block"}}', "self_harm for under_18 cannot be set to block"),
        ('{"adult": {"pii_contact": "allow"}}', "adults_only"),
    ],
)
def test_a_file_that_is_no_policy_is_refused(tmp_path: Path, content: str, why: str) -> None:
    file = tmp_path / "policy.json"
    file.write_text(content)

    with pytest.raises(PolicyRefused, match=why):
        read_policy(file)
