"""Fixtures of the command's tests."""

from causeway_cli.testing import database, issuer, issuer_clients, kafka, mongo, servers_folder, topic

__all__ = ["database", "issuer", "issuer_clients", "kafka", "mongo", "servers_folder", "topic"]
