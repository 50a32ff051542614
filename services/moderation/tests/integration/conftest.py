"""Servers for moderation's tests on a real MongoDB."""

from causeway_cli.testing import database, mongo, servers_folder

__all__ = ["database", "mongo", "servers_folder"]
