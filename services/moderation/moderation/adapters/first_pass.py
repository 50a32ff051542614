"""The first pass as it is kept in a file: small whole numbers, one row a hashed piece of text."""

from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from moderation.adapters.grams import SIZE, grams_of
from moderation.domain.judgement import Category

KEPT = Path(__file__).parent.parent / "models" / "first_pass.npz"


class LinearFirstPass:
    """Raises ValueError when the file is not one that `causeway train` wrote for these categories."""

    def __init__(self, file: Path = KEPT) -> None:
        content = file.read_bytes()
        with np.load(BytesIO(content)) as parts:
            self._weights: NDArray[np.int8] = parts["weights"]
            self._scale: NDArray[np.float32] = parts["scale"]
            self._bias: NDArray[np.float32] = parts["bias"]
            self._holds: NDArray[np.float32] = parts["holds"]
            self._doubts: list[float] = parts["doubts"].tolist()
            names = [str(name) for name in parts["categories"]]
        if names != [category.value for category in Category] or self._weights.shape != (SIZE, len(names)):
            raise ValueError(f"{file.name} is for other categories. Run causeway train.")
        self.version = sha256(content).hexdigest()[:12]

    def scores(self, texts: Sequence[str]) -> NDArray[np.float32]:
        grams = grams_of(texts)
        sums = np.add.reduceat(self._weights[grams.numbers], grams.starts, axis=0, dtype=np.int32)
        scores: NDArray[np.float32] = (sums * self._scale * grams.scales()[:, None] + self._bias).astype(np.float32)
        return scores

    def chances(self, texts: Sequence[str]) -> list[list[float]]:
        """0.5 is where a category holds when the first pass is alone."""
        if not texts:
            return []
        shifted = np.clip(self.scores(texts) - self._holds, -30, 30)
        chances: list[list[float]] = (1 / (1 + np.exp(-shifted))).tolist()
        return chances

    def doubtful(self, chances: Sequence[float]) -> bool:
        return any(chance >= doubt for chance, doubt in zip(chances, self._doubts, strict=True))


def keep_first_pass(
    file: Path,
    weights: NDArray[np.float32],
    bias: NDArray[np.float32],
    holds: NDArray[np.float32],
    doubts: NDArray[np.float32],
) -> None:
    """`holds` are scores from which a category holds alone, `doubts` chances from which the second stage looks."""
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    small = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8)
    names = np.array([category.value for category in Category])
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        file, weights=small, scale=scale.astype(np.float32), bias=bias, holds=holds, doubts=doubts, categories=names
    )
