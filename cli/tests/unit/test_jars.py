"""A jar that is not on the list never reaches the class path."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

import pytest

from causeway_cli.embedded import jars
from causeway_cli.embedded.jars import LIST, check, differences, kafka_jars, read_list
from causeway_cli.trouble import Trouble

Download = Callable[[Iterable[str], Path, Path], None]


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A list of two small jars, in place of Kafka's."""
    expected = {f"org/example/{name}/1/{name}-1.jar": sha256(name.encode()).hexdigest() for name in ("one", "two")}
    path = tmp_path / "list.sha256"
    path.write_text("".join(f"{digest}  {place}\n" for place, digest in expected.items()))
    monkeypatch.setattr(jars, "LIST", path)
    return expected


def delivering(contents: dict[str, bytes]) -> Download:
    def download(places: Iterable[str], scratch: Path, folder: Path) -> None:
        folder.mkdir(parents=True)
        for name, content in contents.items():
            (folder / name).write_bytes(content)

    return download


def test_the_kept_list_names_every_jar_once_with_its_checksum() -> None:
    listed = read_list(LIST)

    assert len({place.rpartition("/")[2] for place in listed}) == len(listed)
    assert "org/apache/kafka/kafka-clients/4.1.0/kafka-clients-4.1.0.jar" in listed
    assert all(len(digest) == 64 for digest in listed.values())


def test_jars_that_match_the_list_are_put_in_place(
    listed: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jars, "download", delivering({"one-1.jar": b"one", "two-1.jar": b"two"}))

    folder = kafka_jars(tmp_path / "cache")

    assert sorted(path.name for path in folder.iterdir()) == ["one-1.jar", "two-1.jar"]


@pytest.mark.parametrize(
    "delivered",
    [
        pytest.param({"one-1.jar": b"one", "two-1.jar": b"changed"}, id="another content"),
        pytest.param({"one-1.jar": b"one"}, id="one missing"),
        pytest.param({"one-1.jar": b"one", "two-1.jar": b"two", "three.jar": b"three"}, id="one too many"),
    ],
)
def test_a_download_that_does_not_match_the_list_is_refused_and_not_kept(
    delivered: dict[str, bytes], listed: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jars, "download", delivering(delivered))

    with pytest.raises(Trouble, match="does not match the checked list"):
        kafka_jars(tmp_path / "cache")

    assert list((tmp_path / "cache").rglob("*.jar")) == []


def test_a_jar_that_changed_on_disk_is_fetched_again(
    listed: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jars, "download", delivering({"one-1.jar": b"one", "two-1.jar": b"two"}))
    folder = kafka_jars(tmp_path / "cache")
    (folder / "one-1.jar").write_bytes(b"damaged")

    kafka_jars(tmp_path / "cache")

    assert differences(folder, listed) == []


def test_a_download_that_was_cut_off_leaves_nothing_that_looks_whole(
    listed: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(places: Iterable[str], scratch: Path, folder: Path) -> None:
        delivering({"one-1.jar": b"one"})(places, scratch, folder)
        raise KeyboardInterrupt

    monkeypatch.setattr(jars, "download", cut_off)

    with pytest.raises(KeyboardInterrupt):
        kafka_jars(tmp_path / "cache")

    assert differences(tmp_path / "cache" / "kafka-4.1.0", listed) == ["one-1.jar", "two-1.jar"]


def test_without_a_network_one_sentence_says_what_to_do() -> None:
    import requests

    with pytest.raises(Trouble, match=r"could not be fetched .*ConnectionError.* Check the network"), jars.fetching("X"):
        raise requests.ConnectionError("a long address that nobody wants to read")


def test_the_check_names_the_first_wrong_jar(tmp_path: Path) -> None:
    (tmp_path / "two.jar").write_bytes(b"changed")

    with pytest.raises(Trouble, match=r"1 of 1 files differ, first two\.jar"):
        check(tmp_path, {"org/two/1/two.jar": sha256(b"two").hexdigest()})
