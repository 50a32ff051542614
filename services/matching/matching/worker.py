"""Does one heavy piece of work in a process of its own: reads it from standard input, writes the result to standard output."""

import os
import pickle
import sys


def main() -> None:
    # what a library prints must not mix with the result
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answer:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        work, arguments, named = pickle.load(sys.stdin.buffer)
        pickle.dump(work(*arguments, **named), answer, pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
