"""The keeper of a system whose services stand behind lines; started as a process of its own."""

import argparse
import sys
from pathlib import Path

from causeway_cli.failing.layout import FILE, Layout, planned
from causeway_cli.keeper.run import run
from causeway_cli.trouble import Trouble


def main() -> None:
    arguments = argparse.ArgumentParser(description="Keep the processes of one data directory running, behind lines.")
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--ports", type=int, required=True, help="the first port")
    given = arguments.parse_args()
    layout = Layout.model_validate_json((given.data / FILE).read_bytes())
    try:
        run(given.data, given.ports, plan=lambda data, base_port: planned(data, base_port, layout))
    except Trouble as trouble:
        sys.exit(trouble.sentence)


if __name__ == "__main__":
    main()
