"""Where somebody of the staff is written to about what cannot wait."""

import re

LONGEST_ADDRESS = 254
_ADDRESS = re.compile(r"[^\s@<>(),;:\"\\\[\]]{1,64}@([^\W_]([\w-]{0,61}[^\W_])?\.)+[^\W_]([\w-]{0,61}[^\W_])")


class AddressNotAccepted(Exception):
    """This is no e-mail address."""


def check_address(email: str) -> None:
    """Empty is fine: then there is none. Raises AddressNotAccepted."""
    if email and (len(email) > LONGEST_ADDRESS or not email.isprintable() or not _ADDRESS.fullmatch(email)):
        raise AddressNotAccepted(
            "Write one e-mail address such as lena@programme.example, or leave it empty. Nothing was changed."
        )
