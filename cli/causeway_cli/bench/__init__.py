"""Benchmarks: the system under a given load, beside the floor below it and, where it is installed, a comparable server."""
