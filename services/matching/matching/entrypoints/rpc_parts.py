"""What all calls of matching share: statuses of domain errors, checks of fields, pages."""

import grpc

from causeway_kit.errors import invalid
from matching.app.ports import ProgrammeNotFound
from matching.domain.pair import PairNotFound
from matching.domain.programme import PoliciesMissing, ProgrammeClosed, ProgrammeNotAccepted
from matching.domain.role import AppointmentNotAccepted
from matching.domain.run import NotMadeYet, RunFailed, RunNotFound

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
    RunFailed: grpc.StatusCode.FAILED_PRECONDITION,
    NotMadeYet: grpc.StatusCode.UNAVAILABLE,  # clients send the same again, which is right
}


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
