"""Plays conversations through the running system at a given rate and measures what becomes of them."""
