"""Who writes what when in a replay."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from causeway_cli.dialogues import Dialogue, Turn, read_dialogues
from causeway_cli.load.roster import MOST_PAIRS, roster
from causeway_cli.load.script import once, script
from causeway_cli.trouble import Trouble
from matching.app.match_roster import match_roster
from matching.app.read_roster import read_roster
from matching.app.read_table import read_table
from matching.domain.people import Side
from matching.domain.weights import Weights


def a_dialogue(id: str, turns: int) -> Dialogue:
    return Dialogue(id, tuple(Turn("mentor" if turn % 2 else "mentee", f"{id}{turn}") for turn in range(turns)))


def test_messages_are_due_at_equal_distances() -> None:
    due = [each.at for each in script([a_dialogue("a", 3)], conversations=2, messages=5, rate=10)]

    assert due == [0.0, 0.1, 0.2, 0.3, 0.4]


def test_conversations_take_turns_and_each_keeps_its_order() -> None:
    due = list(script([a_dialogue("a", 2), a_dialogue("b", 2)], conversations=2, messages=6, rate=1))

    assert [each.text for each in due if each.conversation == 0] == ["a0", "a1", "b0"]
    assert [each.text for each in due if each.conversation == 1] == ["b0", "b1", "a0"]


def test_without_a_time_each_message_is_posted_once() -> None:
    dialogues = [a_dialogue("a", 3), a_dialogue("b", 1), a_dialogue("c", 2)]

    texts = Counter(each.text for each in once(dialogues, conversations=2, rate=5))

    assert texts == Counter(turn.text for dialogue in dialogues for turn in dialogue.turns)


def test_everybody_of_the_invented_roster_has_exactly_one_possible_partner() -> None:
    files = roster(60)

    mentees, bad_mentees = read_roster(read_table(files[0]), Side.MENTEE)
    mentors, bad_mentors = read_roster(read_table(files[1]), Side.MENTOR)
    assignment = match_roster(mentees, mentors, set(), Weights(), 0)

    assert (bad_mentees, bad_mentors) == ([], [])
    assert {(pair.mentee_id, pair.mentor_id) for pair in assignment.pairs} == {
        (f"mentee-{number:05}", f"mentor-{number:05}") for number in range(1, 61)
    }


def test_there_is_room_for_the_largest_replays() -> None:
    assert MOST_PAIRS > 10_000


def test_dialogues_are_read_by_conversation_and_turn(tmp_path: Path) -> None:
    rows = [("b", 1, "mentee", "two"), ("a", 0, "mentor", "hello"), ("b", 0, "mentor", "one")]
    lines = [json.dumps(dict(zip(("conversation_id", "turn", "role", "text"), row, strict=True))) for row in rows]
    path = tmp_path / "talk.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode()))

    assert read_dialogues(path) == [
        Dialogue("b", (Turn("mentor", "one"), Turn("mentee", "two"))),
        Dialogue("a", (Turn("mentor", "hello"),)),
    ]


@pytest.mark.parametrize(
    "line", ["not json", '{"conversation_id": "a"}', '{"conversation_id":"a","turn":0,"role":"x","text":"y"}']
)
def test_a_line_that_is_no_message_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "talk.jsonl"
    path.write_text(f"\n{line}\n")

    with pytest.raises(Trouble, match="line 2"):
        read_dialogues(path)


def test_the_sample_conversations_can_be_read() -> None:
    from causeway_cli.sample.people import SAMPLES

    assert len(read_dialogues(SAMPLES / "conversations.jsonl")) == 10
