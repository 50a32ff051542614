"""Servers for messaging's tests on a real MongoDB."""

from causeway_cli.testing import database, mongo, servers_folder

__all__ = ["database", "mongo", "servers_folder"]
