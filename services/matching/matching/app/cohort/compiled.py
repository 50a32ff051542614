"""Kernels: plain functions that are compiled for this processor at first use and kept on disk for the next process."""

import os
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar, cast

import numba
from numba.core import config

from matching.domain import hard_rules, people, score

Kernel = TypeVar("Kernel", bound=Callable[..., object])

_SOURCES = Path(__file__).parent
# values are never NaN and the sign of zero means nothing; sums keep their order, so results stay the same everywhere
_FASTMATH = {"nnan", "nsz"}
_NUMBA = vars(config)  # numba makes its settings at run time


def version_of(sources: Iterable[Path]) -> str:
    """Machine code is kept by what all kernels together say: each contains those it calls and the constants they use."""
    digest = blake2b(digest_size=8)
    for source in sorted(sources):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def kernel_sources(folder: Path) -> list[Path]:
    """The files that make kernels, which import this one, and the shapes of what they are given."""
    return [file for file in folder.glob("*.py") if file.name == "shapes.py" or "cohort.compiled import" in file.read_text()]


def cache_folder(given: str, sources: Path) -> Path | None:
    """Where NUMBA_CACHE_DIR says, else beside the sources, else in the user's cache; None where none of these is writable."""
    if given:
        return Path(given)
    if os.access(sources, os.W_OK):
        return sources / "__pycache__"
    home = Path(os.path.expanduser("~/.cache"))  # stays as it is for a user without a home
    return home / "causeway" if os.access(home, os.W_OK) else None


_FOLDER = cache_folder(_NUMBA["CACHE_DIR"], _SOURCES)
_VERSION = version_of([*kernel_sources(_SOURCES), *(Path(str(module.__file__)) for module in (hard_rules, people, score))])


def kernel(function: Kernel) -> Kernel:
    """It runs outside the interpreter's lock, so that threads share the work. Without a place to keep it, it is compiled anew
    in each process."""
    if _FOLDER is None:
        return cast(Kernel, numba.njit(nogil=True, fastmath=_FASTMATH)(function))
    before = _NUMBA["CACHE_DIR"]
    _NUMBA["CACHE_DIR"] = str(_FOLDER / f"kernels-{_VERSION}")
    try:
        return cast(Kernel, numba.njit(cache=True, nogil=True, fastmath=_FASTMATH)(function))
    except RuntimeError:
        return cast(Kernel, numba.njit(nogil=True, fastmath=_FASTMATH)(function))
    finally:
        _NUMBA["CACHE_DIR"] = before


def part(function: Kernel) -> Kernel:
    """Something that kernels do; only they can call it, and it is kept with them."""
    inner = numba.njit(no_cpython_wrapper=True, no_cfunc_wrapper=True, nogil=True, fastmath=_FASTMATH)  # type: ignore[call-overload]
    return cast(Kernel, inner(function))
