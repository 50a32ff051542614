"""P26: the audit chain shows any tampering to whoever has kept an older checkpoint."""

import copy
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from causeway_kit.audit import Act, Block, Fault, Verifier, block_after, hash_of
from causeway_kit.checkpoints import Checkpoint, CheckpointRefused, read_signed, signed

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def a_chain(blocks: int) -> list[Block]:
    chain: list[Block] = []
    for number in range(blocks):
        acts = [Act(actor="rosa", action="case.read", thing=f"m{number}", programme_id="north")]
        chain.append(block_after(chain[-1] if chain else None, acts, START + timedelta(minutes=number)))
    return chain


def verified(chain: Sequence[Block], kept: dict[int, str] | None = None) -> Fault | None:
    verifier = Verifier(kept or {})
    for block in chain:
        if fault := verifier.take(block):
            return fault
    return verifier.end()


def written_anew(chain: Sequence[Block], first: int) -> list[Block]:
    """What somebody with the right to write everything would make of it: hashes fit again."""
    made = list(copy.deepcopy(chain[: first - 1]))
    for block in copy.deepcopy(chain[first - 1 :]):
        block["before"] = made[-1]["hash"] if made else ""
        block["hash"] = hash_of(block)
        made.append(block)
    return made


def changed(chain: list[Block], place: int) -> list[Block]:
    chain[place]["acts"][0]["actor"] = "somebody else"
    return chain


def deleted(chain: list[Block], place: int) -> list[Block]:
    return chain[:place] + chain[place + 1 :]


def swapped(chain: list[Block], place: int) -> list[Block]:
    chain[place], chain[place + 1] = chain[place + 1], chain[place]
    return chain


def inserted(chain: list[Block], place: int) -> list[Block]:
    return [*chain[:place], copy.deepcopy(chain[place - 1]) if place else {"_id": 0}, *chain[place:]]


def backdated(chain: list[Block], place: int) -> list[Block]:
    chain[place]["at"] = START.replace(year=2020).isoformat()
    return chain


def test_an_untouched_chain_is_sound() -> None:
    chain = a_chain(20)

    assert verified(chain, {7: chain[6]["hash"], 20: chain[19]["hash"]}) is None


@pytest.mark.parametrize("tampering", [changed, deleted, swapped, inserted, backdated])
@given(place=st.integers(0, 8))
def test_the_first_bad_block_is_named(tampering: Callable[[list[Block], int], list[Block]], place: int) -> None:
    fault = verified(tampering(a_chain(10), place))

    assert fault is not None
    assert fault.number == place + 1


@given(first=st.integers(1, 10))
def test_a_chain_written_anew_differs_from_a_kept_checkpoint(first: int) -> None:
    chain = a_chain(10)
    forged = written_anew(changed(copy.deepcopy(chain), first - 1), first)

    assert verified(forged) is None  # hashes alone cannot tell
    fault = verified(forged, {10: chain[9]["hash"]})
    assert fault is not None
    assert fault.number == 10


@given(left=st.integers(0, 9))
def test_an_end_cut_off_is_known_from_a_kept_checkpoint(left: int) -> None:
    chain = a_chain(10)

    assert verified(chain[:left]) is None
    fault = verified(chain[:left], {10: chain[9]["hash"]})
    assert fault is not None
    assert fault.number == left + 1


def test_a_verifier_that_forgets_the_checkpoints_is_caught() -> None:
    """A planted bug: hashes only."""

    class Forgetful(Verifier):
        def end(self) -> Fault | None:
            return None

    chain = a_chain(10)
    forgetful = Forgetful({10: chain[9]["hash"]})

    assert [forgetful.take(block) for block in chain[:5]] == [None] * 5
    assert forgetful.end() is None
    assert verified(chain[:5], {10: chain[9]["hash"]}) is not None


def test_a_checkpoint_is_read_with_its_own_key_only() -> None:
    key, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    checkpoint = Checkpoint(service="moderation", number=3, hash="ab", at=START.isoformat())
    line = signed(checkpoint, key)

    assert read_signed(line, key.public_key()) == checkpoint
    for wrong in (line.replace('"number": 3', '"number": 2'), "{}", "", "null", "[1]", line[:-5]):
        with pytest.raises(CheckpointRefused):
            read_signed(wrong, key.public_key())
    with pytest.raises(CheckpointRefused):
        read_signed(line, other.public_key())
