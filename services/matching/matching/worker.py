"""Does one heavy piece of work in a process of its own: reads it from standard input, writes the result to standard output.

With a file descriptor as its argument the work says there what it does."""

import os
import pickle
import sys


def main() -> None:
    # what a library prints must not mix with the result
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answer:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        work, arguments, named = pickle.load(sys.stdin.buffer)
        aloud = (_say,) if sys.argv[1:] else ()
        pickle.dump(work(*aloud, *arguments, **named), answer, pickle.HIGHEST_PROTOCOL)


def _say(words: str) -> None:
    os.write(int(sys.argv[1]), f"{words}\n".encode())


if __name__ == "__main__":
    main()
