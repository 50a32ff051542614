"""Counts once more what analytics counts, from the owners' databases and by code of its own."""
