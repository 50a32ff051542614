"""The keeper as a process of its own, as `up --detach` starts it."""

import argparse
import sys
from functools import partial
from pathlib import Path

from causeway_cli.keeper.plan import processes
from causeway_cli.keeper.replicas import read_counts
from causeway_cli.keeper.run import run
from causeway_cli.trouble import Trouble


def main() -> None:
    arguments = argparse.ArgumentParser(description="Keep the processes of one data directory running.")
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--ports", type=int, required=True, help="the first port")
    arguments.add_argument("--replicas", action="append", default=[], help="a service and how often it runs")
    given = arguments.parse_args()
    try:
        run(given.data, given.ports, plan=partial(processes, counts=read_counts(given.replicas)))
    except Trouble as trouble:
        sys.exit(trouble.sentence)


if __name__ == "__main__":
    main()
