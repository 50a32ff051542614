"""What all calls of moderation share: checks of ids and pages."""

from causeway_kit.errors import invalid

LARGEST_PAGE, DEFAULT_PAGE = 200, 50
LONGEST_ID = 64


def require(value: str, field: str) -> None:
    if not 0 < len(value) <= LONGEST_ID:
        raise invalid(f"{field} must have 1 to {LONGEST_ID} characters. Nothing was changed.")


def page_size(asked: int) -> int:
    if not 0 <= asked <= LARGEST_PAGE:
        raise invalid(f"page_size must be 0 to {LARGEST_PAGE}.")
    return asked or DEFAULT_PAGE
