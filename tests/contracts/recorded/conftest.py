"""A real MongoDB for the stores that recordings are replayed into."""

from causeway_cli.testing import mongo, servers_folder  # noqa: F401
