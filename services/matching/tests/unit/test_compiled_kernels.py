"""Machine code is kept where it may be written, and never outlives the sources it came from."""

from pathlib import Path

import pytest

from matching.app.cohort import compiled
from matching.app.cohort.compiled import cache_folder, kernel_sources, version_of


def test_a_change_in_any_source_makes_new_machine_code(tmp_path: Path) -> None:
    (tmp_path / "caller.py").write_text("from called import called")
    (tmp_path / "called.py").write_text("def called(): return 1")
    before = version_of(tmp_path.iterdir())

    assert version_of(sorted(tmp_path.iterdir())) == before
    (tmp_path / "called.py").write_text("def called(): return 2")
    assert version_of(tmp_path.iterdir()) != before


def test_every_file_with_a_kernel_counts() -> None:
    folder = Path(compiled.__file__).parent
    with_kernels = {
        file.name for file in folder.glob("*.py") if "\n@kernel\n" in file.read_text() or "\n@part\n" in file.read_text()
    }

    assert with_kernels | {"compiled.py", "shapes.py"} == {file.name for file in kernel_sources(folder)}


def test_machine_code_goes_where_the_setting_says(tmp_path: Path) -> None:
    assert cache_folder(str(tmp_path / "kernels"), tmp_path) == tmp_path / "kernels"


def test_without_a_setting_it_stays_beside_the_sources(tmp_path: Path) -> None:
    assert cache_folder("", tmp_path) == tmp_path / "__pycache__"


def test_in_a_read_only_installation_it_goes_to_the_users_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".cache").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))

    assert cache_folder("", tmp_path / "not there") == tmp_path / ".cache" / "causeway"


def test_without_any_place_it_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "no home"))

    assert cache_folder("", tmp_path / "not there") is None
