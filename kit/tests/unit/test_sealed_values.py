"""Sealed values open only with their owner's key and at their own place."""

import pytest

from causeway_kit.sealed import FileVault, KeyNotLoaded, Keyring, Unreadable, owner_of
from causeway_kit.testing import MemoryKeyring


async def a_keyring(*owners: str) -> MemoryKeyring:
    keyring = MemoryKeyring()
    await keyring.load(owners)
    return keyring


async def test_a_sealed_text_opens_again_at_its_place() -> None:
    keyring = await a_keyring("maya")

    sealed = keyring.seal("maya", "messages/1/text/1", "see you at nine, Zoë 🎈")

    assert keyring.open(sealed, "messages/1/text/1") == "see you at nine, Zoë 🎈"
    assert owner_of(sealed) == "maya"


async def test_a_sealed_text_shows_nothing_of_what_it_holds() -> None:
    keyring = await a_keyring("maya")

    assert "secret garden" not in keyring.seal("maya", "p", "secret garden")


async def test_a_sealed_text_cannot_be_moved_to_another_place() -> None:
    keyring = await a_keyring("maya")
    sealed = keyring.seal("maya", "messages/1/text/1", "hello")

    with pytest.raises(Unreadable):
        keyring.open(sealed, "messages/2/text/1")


async def test_a_sealed_text_cannot_be_given_to_another_owner() -> None:
    keyring = await a_keyring("maya", "omar")
    sealed = keyring.seal("maya", "p", "hello").replace("s1:maya:", "s1:omar:")

    with pytest.raises(Unreadable):
        keyring.open(sealed, "p")


@pytest.mark.parametrize("value", ["", "hello", "s1:", "s1::", "s1:maya:@@@", "s2:maya:AAAA", "s1:maya:AAAA"])
async def test_what_is_not_a_sealed_value_is_refused(value: str) -> None:
    keyring = await a_keyring("maya")

    with pytest.raises(Unreadable):
        keyring.open(value, "p")


async def test_nothing_opens_after_the_owners_key_is_destroyed() -> None:
    keyring = await a_keyring("maya")
    sealed = keyring.seal("maya", "p", "hello")

    keyring.destroy("maya")
    await keyring.load(["maya"], create=False)

    with pytest.raises(Unreadable):
        keyring.open(sealed, "p")


async def test_the_content_hash_tells_equal_texts_of_one_owner_only() -> None:
    keyring = await a_keyring("maya", "omar")

    assert keyring.content_hash("maya", "hello") == keyring.content_hash("maya", "hello")
    assert keyring.content_hash("maya", "hello") != keyring.content_hash("omar", "hello")


async def test_sealing_without_a_loaded_key_is_a_programming_error() -> None:
    with pytest.raises(KeyNotLoaded):
        (await a_keyring()).seal("maya", "p", "hello")


async def test_a_key_file_of_the_wrong_length_is_refused(tmp_path) -> None:
    (tmp_path / "kek").write_bytes(b"short")

    with pytest.raises(ValueError, match="32 bytes"):
        FileVault(tmp_path / "kek")


async def test_a_data_key_cannot_be_unwrapped_by_another_key_file(tmp_path) -> None:
    (tmp_path / "one").write_bytes(b"1" * 32)
    (tmp_path / "two").write_bytes(b"2" * 32)
    wrapped = FileVault(tmp_path / "one").wrap("maya", b"k" * 32)

    with pytest.raises(Unreadable):
        FileVault(tmp_path / "two").unwrap("maya", wrapped)
    assert issubclass(MemoryKeyring, Keyring)
