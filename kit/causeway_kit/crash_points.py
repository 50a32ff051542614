"""Named places in the code at which a test may kill the process. Without CAUSEWAY_CRASH_AT each is an empty call.

The variable names a folder. A file there with the name of a point arms it; its content, if any, is how many times the
point is let pass before. The process takes the file away before it dies, so that the one started after it lives on.
"""

import os
import signal
from collections import Counter
from pathlib import Path

POINTS = (
    "after_commit_before_publish",
    "after_publish_before_mark",
    "after_effect_before_offset",
    "after_claim_before_send",
    "after_send_before_record",
)

_folder = os.environ.get("CAUSEWAY_CRASH_AT")
_passed: Counter[str] = Counter()


def reached(point: str) -> None:
    """Kills this process by SIGKILL if the point is armed."""
    if _folder is not None and _is_armed(Path(_folder) / point):
        os.kill(os.getpid(), signal.SIGKILL)


def _is_armed(path: Path) -> bool:
    """Whether it is this process's turn to die here: of several only one can take the file away."""
    try:
        let_pass = int(path.read_text() or 0)
        _passed[path.name] += 1
        if _passed[path.name] <= let_pass:
            return False
        path.unlink()
    except OSError:
        return False
    return True
