"""Folders, locks and files of a run."""

import os
import stat
from pathlib import Path

import pytest

from causeway_cli.embedded.lock import take
from causeway_cli.embedded.mongo import missing
from causeway_cli.embedded.places import private_folder, require_room, write_whole
from causeway_cli.trouble import Trouble


def test_a_folder_in_use_names_the_run_that_has_it(tmp_path: Path) -> None:
    lock = take(tmp_path)

    with pytest.raises(Trouble, match=rf"in use by another run \(started by process {os.getpid()}\)"):
        take(tmp_path)

    os.close(lock)


def test_a_folder_is_free_again_when_its_holder_is_gone(tmp_path: Path) -> None:
    os.close(take(tmp_path))

    os.close(take(tmp_path))

    assert (tmp_path / "in-use.lock").read_text() == f"{os.getpid()}\n"


def test_too_little_room_on_the_disk_is_said_before_the_start(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"GB is free on the disk .* is needed: make room"):
        require_room(tmp_path / "not" / "there", needed_bytes=10**18)


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(Trouble, match="cannot be made"):
        private_folder(tmp_path / "file" / "data")


def test_a_replaced_file_is_whole_and_private(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    write_whole(path, b"one")
    write_whole(path, b"two")

    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["state.json"]


@pytest.mark.parametrize(
    ("exit_code", "said", "sentence"),
    [
        (127, "mongod: error while loading shared libraries: libcrypto.so.3: cannot open", "package libssl3"),
        (127, "mongod: error while loading shared libraries: libodd.so.9: cannot open", "needs the system library libodd"),
        (1, "/lib/libc.so.6: version `GLIBC_2.34' not found", "glibc 2.34 or newer"),
        (-4, "", "processor with AVX"),
        (1, "something else", "stopped with 1 .* something else"),
    ],
)
def test_what_mongodb_lacks_is_named_with_its_cure(exit_code: int, said: str, sentence: str) -> None:
    with pytest.raises(Trouble, match=sentence):
        raise Trouble(missing(exit_code, said))
