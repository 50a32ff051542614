"""Breaks a running system on purpose, by a schedule that a seed repeats, and holds what is left against the promises."""
