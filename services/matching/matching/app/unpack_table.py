"""From the bytes of a file to its lines of text: unpacked within limits, in whatever alphabet they were saved."""

import gzip
import io
import zlib

GZIP = b"\x1f\x8b"
LARGEST_TABLE = 256 * 1024 * 1024
MOST_LINES = 4_000_000


class Unreadable(Exception):
    """The message is one sentence that says why, and what to do."""


def lines_of(data: bytes) -> list[str]:
    """With their ends. Raises Unreadable."""
    plain = _unpacked(data)
    if plain.count(b"\n") + plain.count(b"\r") > 2 * MOST_LINES:
        raise Unreadable(f"The file has more than {MOST_LINES:,} lines; split it.")
    return list(io.StringIO(_text(plain), newline=""))


def _unpacked(data: bytes) -> bytes:
    if len(data) > LARGEST_TABLE:
        raise Unreadable(f"The file is larger than {LARGEST_TABLE >> 20} MB; split it.")
    if not data.startswith(GZIP):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            plain = packed.read(LARGEST_TABLE + 1)
    except (OSError, EOFError, zlib.error):
        raise Unreadable("The file is not a whole gzip file; pack it again.") from None
    if len(plain) > LARGEST_TABLE:
        raise Unreadable(f"The file is larger than {LARGEST_TABLE >> 20} MB when unpacked; split it.")
    return plain


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\x00" in data[:2]:
        # two bytes a letter without the mark that should say so; no header starts with an invisible character
        return data.decode("utf-16-be" if data.startswith(b"\x00") else "utf-16-le", "replace")
    plain = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return plain.decode("utf-8")
    except UnicodeDecodeError:
        # line by line, so that one foreign line does not spoil the accents of all others
        return "".join(map(_decoded, plain.splitlines(keepends=True)))


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
