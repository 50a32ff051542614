"""Works on runs that were asked for: makes them, starts their pairs. What one process leaves undone another takes up."""

import asyncio
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import structlog
from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.consume import Opens
from causeway_kit.errors import Unavailable
from causeway_kit.work import KEYS, UnitOfWork

from matching.adapters.mongo import LEFT_OVER, PROPOSALS
from matching.app import ask_for_run as runs
from matching.app import start_pair
from matching.app.match_profiles import Matched, match_profiles
from matching.app.ports import OwnProcess, Register, RunReading, WorkLost
from matching.domain.run import LEASE, Run, Stage

log = structlog.get_logger()
