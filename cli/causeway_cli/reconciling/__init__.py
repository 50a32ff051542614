"""Fills topics from the outboxes of their owners."""
