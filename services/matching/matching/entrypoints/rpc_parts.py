"""What all calls of matching share: statuses of domain errors, checks of fields, pages."""

from typing import Any

import grpc

from causeway_kit.errors import invalid
from matching.app.ports import ProgrammeNotFound
from matching.domain.agreement import AgreementNotAccepted
from matching.domain.care_rules import CareRulesNotAccepted
from matching.domain.caseload import CaseloadNotAccepted, NoRoom, NotTrained
from matching.domain.check_in import CheckInNotAccepted, CheckInNotFound
from matching.domain.ending import PairNotActive, TransferNotAccepted, TurnNotAccepted
from matching.domain.goals import GoalNotAccepted, GoalNotFound
from matching.domain.matching_settings import SettingsRefused
from matching.domain.pair import PairNotFound
from matching.domain.programme import ModelOff, PoliciesContradict, PoliciesMissing, ProgrammeClosed, ProgrammeNotAccepted
from matching.domain.review import ReviewNotAccepted, ReviewNotFound
from matching.domain.role import AppointmentNotAccepted
from matching.domain.run import NotMadeYet, RunFailed, RunNotFound, RunRefused
from matching.domain.skills import SkillNotAccepted, SkillNotFound
from matching.domain.writing import WritingNotAccepted

LONGEST_KEY = 200
LONGEST_ID = 64
LARGEST_PAGE, DEFAULT_PAGE = 1_000, 100

STATUSES: dict[type[Exception], grpc.StatusCode] = {
    ProgrammeNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
    AppointmentNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
    ProgrammeNotFound: grpc.StatusCode.NOT_FOUND,
    RunNotFound: grpc.StatusCode.NOT_FOUND,
    PairNotFound: grpc.StatusCode.NOT_FOUND,
    PoliciesMissing: grpc.StatusCode.FAILED_PRECONDITION,
    ProgrammeClosed: grpc.StatusCode.FAILED_PRECONDITION,
    PoliciesContradict: grpc.StatusCode.FAILED_PRECONDITION,
    ModelOff: grpc.StatusCode.FAILED_PRECONDITION,
    RunFailed: grpc.StatusCode.FAILED_PRECONDITION,
    RunRefused: grpc.StatusCode.FAILED_PRECONDITION,
    SettingsRefused: grpc.StatusCode.FAILED_PRECONDITION,
    WritingNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
    CareRulesNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
    CaseloadNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
    AgreementNotAccepted: grpc.StatusCode.FAILED_PRECONDITION,
    GoalNotAccepted: grpc.StatusCode.FAILED_PRECONDITION,
    GoalNotFound: grpc.StatusCode.NOT_FOUND,
    SkillNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
    SkillNotFound: grpc.StatusCode.NOT_FOUND,
    CheckInNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
    CheckInNotFound: grpc.StatusCode.NOT_FOUND,
    ReviewNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
    ReviewNotFound: grpc.StatusCode.NOT_FOUND,
    NoRoom: grpc.StatusCode.FAILED_PRECONDITION,
    NotTrained: grpc.StatusCode.FAILED_PRECONDITION,
    PairNotActive: grpc.StatusCode.FAILED_PRECONDITION,
    TurnNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
    TransferNotAccepted: grpc.StatusCode.FAILED_PRECONDITION,
    NotMadeYet: grpc.StatusCode.UNAVAILABLE,  # clients send the same again, which is right
}


class Together:
    """Several objects that each answer some of the methods of one service."""

    def __init__(self, *parts: object) -> None:
        self._parts = parts

    def __getattr__(self, method: str) -> Any:
        for part in self._parts:
            if hasattr(part, method):
                return getattr(part, method)
        raise AttributeError(f"nobody answers {method}")


def require(value: str, field: str, longest: int = LONGEST_ID) -> None:
    if not value or len(value) > longest:
        raise invalid(f"{field} must have 1 to {longest} characters. Nothing was saved.")


def page_size(asked: int) -> int:
    if not 0 <= asked <= LARGEST_PAGE:
        raise invalid(f"page_size must be 0 to {LARGEST_PAGE:,}.")
    return asked or DEFAULT_PAGE


def page_after(token: str) -> str:
    """The id that a page begins after."""
    if len(token) > LONGEST_ID:
        raise invalid("page_token is not one that this method gave. Start again without it.")
    return token


def page_start(token: str) -> int:
    """The row that a page begins with."""
    if token and not (token.isascii() and token.isdigit() and len(token) < 10):
        raise invalid("page_token is not one that this method gave. Start again without it.")
    return int(token or 0)
