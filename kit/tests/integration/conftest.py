"""Real servers for the kit's own tests."""

from causeway_cli.testing import database, kafka, mongo, servers_folder, topic  # noqa: F401
