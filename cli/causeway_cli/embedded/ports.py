"""Free and taken ports of the loopback interface."""

import contextlib
import random
import socket
from pathlib import Path

from causeway_cli.trouble import Trouble

LOOPBACK = "127.0.0.1"
LOWEST, HIGHEST = 15_000, 20_000  # below the ports of outgoing connections, beside those of whole systems in tests
LISTEN = "0A"  # in /proc/net/tcp


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now, all different. None that Linux may give to an outgoing connection a moment later.

    Raises Trouble.
    """
    found: list[int] = []
    for port in random.sample(range(LOWEST, HIGHEST), 400):
        if len(found) == count:
            return found
        if not is_taken(port):
            found.append(port)
    raise Trouble("No free ports were found: stop programs that listen on many ports and try again.")


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return True
    return False


def accepts(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((LOOPBACK, port)) == 0


def require_free(port: int, wanted_by: str) -> None:
    """Raise Trouble, naming the program in the way where it can be seen, when the port is taken."""
    if is_taken(port):
        raise Trouble(
            f"Port {port}, which {wanted_by} needs, is taken by {_listener(port)}: "
            "stop that program or choose other ports with --ports."
        )


def _listener(port: int) -> str:
    """The program that listens there, as far as this user may see it."""
    loopback = f"{int.from_bytes(socket.inet_aton(LOOPBACK), 'little'):08X}:{port:04X}"
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    sockets = {f"socket:[{row[9]}]" for row in rows if row[3] == LISTEN and row[1] in (loopback, f"00000000:{port:04X}")}
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):
            if str(descriptor.readlink()) in sockets:
                process = descriptor.parents[1]
                return f"{(process / 'comm').read_text().strip()} (process {process.name})"
    return "another program"
