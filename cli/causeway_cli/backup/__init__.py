"""Backup and restore of the services' databases: logical, of one moment, verified; what came later is read from the log."""
