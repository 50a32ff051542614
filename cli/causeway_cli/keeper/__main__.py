"""The keeper as a process of its own, as `up --detach` starts it."""

import argparse
import sys
from pathlib import Path

from causeway_cli.keeper.run import run
from causeway_cli.trouble import Trouble


def main() -> None:
    arguments = argparse.ArgumentParser(description="Keep the processes of one data directory running.")
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--ports", type=int, required=True, help="the first port")
    given = arguments.parse_args()
    try:
        run(given.data, given.ports)
    except Trouble as trouble:
        sys.exit(trouble.sentence)


if __name__ == "__main__":
    main()
