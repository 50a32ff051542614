"""Does one piece of heavy work after the other in a process that keeps what it has learnt: pickles in, pickles out, each
with its length before it."""

import os
import pickle
import struct
import sys
from typing import IO, Any

LENGTH = struct.Struct("!Q")


def main() -> None:
    # what a library prints must not mix with the results
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        kept: dict[str, Any] = {}
        while (asked := read_frame(sys.stdin.buffer)) is not None:
            work, arguments = pickle.loads(asked)
            write_frame(answers, pickle.dumps(work(kept, *arguments), pickle.HIGHEST_PROTOCOL))


def read_frame(stream: IO[bytes]) -> bytes | None:
    """None at the end: whoever asks has gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    body = stream.read(size)
    return body if len(body) == size else None


def write_frame(stream: IO[bytes], body: bytes) -> None:
    stream.write(LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


if __name__ == "__main__":
    main()
