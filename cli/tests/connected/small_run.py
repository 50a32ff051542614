"""A keeper over two small processes instead of the whole system: `python small_run.py DATA BASE_PORT`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from causeway_cli.keeper.run import run
from causeway_cli.keeper.spec import ProcessSpec, Stage, page_ready
from causeway_cli.trouble import Trouble

PAGE = """
import signal, sys, threading, time
from causeway_cli.embedded.http import as_json, serve
stop = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
serve(int(sys.argv[1]), lambda request: as_json({}))
stop.wait()
with open(sys.argv[2], "a") as order:
    order.write(sys.argv[3] + "\\n")
"""


def plan(data: Path, base_port: int) -> Sequence[ProcessSpec]:
    return [
        ProcessSpec(
            name=name,
            command=(sys.executable, "-c", PAGE, str(base_port + place), str(data / "order"), name),
            ready=page_ready(base_port + place),
            ports=(base_port + place,),
            stage=stage,
            patience_seconds=20,
        )
        for place, (name, stage) in enumerate([("store", Stage.STORES), ("service", Stage.SERVICES)])
    ]


if __name__ == "__main__":
    try:
        run(Path(sys.argv[1]), int(sys.argv[2]), plan=plan)
    except Trouble as trouble:
        sys.exit(trouble.sentence)
