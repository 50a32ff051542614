"""The kinds of failure that plumbing tells apart: wait and repeat, somebody was faster, or refuse."""

import traceback
from pathlib import Path

import grpc


class Unavailable(Exception):
    """Something we depend on is away. Nothing was decided; the same again later is right."""


class Stale(Exception):
    """A document changed after it was read. Read again and repeat."""


class Duplicate(Exception):
    """A document with this id exists already. Read again and repeat."""


class Overloaded(Exception):
    """There is more work waiting than is good for anyone. Come back in a moment."""


class Refused(Exception):
    """A call that is turned down, with the status and one clear sentence for the caller."""

    def __init__(self, status: grpc.StatusCode, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def invalid(sentence: str) -> Refused:
    return Refused(grpc.StatusCode.INVALID_ARGUMENT, sentence)


def not_found(sentence: str) -> Refused:
    return Refused(grpc.StatusCode.NOT_FOUND, sentence)


def place_of(error: BaseException) -> str:
    """Where it was raised, for the log. Its words stay out: they may quote what somebody wrote."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    return "".join(f"at {Path(frame.filename).name}:{frame.lineno}" for frame in last)
