"""Real servers for what runs in one process."""

from causeway_cli.testing import kafka, mongo, servers_folder

__all__ = ["kafka", "mongo", "servers_folder"]
