"""A keeper over two small processes instead of the whole system: `python small_run.py [KIND] --data DATA --ports BASE`.

The service is `willing`, or `stubborn` (does not end when asked), or `broken` (ends at once).
"""

import argparse
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
if sys.argv[4] == "broken":
    sys.exit("the service lacks its settings")
signal.signal(signal.SIGTERM, signal.SIG_IGN if sys.argv[4] == "stubborn" else lambda *_: stop.set())
serve(int(sys.argv[1]), lambda request: as_json({}))
stop.wait()
with open(sys.argv[2], "a") as order:
    order.write(sys.argv[3] + "\\n")
"""


arguments = argparse.ArgumentParser()
arguments.add_argument("kind", nargs="?", default="willing")
arguments.add_argument("--data", type=Path, required=True)
arguments.add_argument("--ports", type=int, required=True)
GIVEN = arguments.parse_args()


def plan(data: Path, base_port: int) -> Sequence[ProcessSpec]:
    return [
        ProcessSpec(
            name=name,
            command=(sys.executable, "-c", PAGE, str(base_port + place), str(data / "order"), name, kind),
            ready=page_ready(base_port + place),
            ports=(base_port + place,),
            stage=stage,
            patience_seconds=20,
        )
        for place, name, stage, kind in [(0, "store", Stage.STORES, "willing"), (1, "service", Stage.SERVICES, GIVEN.kind)]
    ]


if __name__ == "__main__":
    try:
        run(GIVEN.data, GIVEN.ports, plan=plan)
    except Trouble as trouble:
        sys.exit(trouble.sentence)
