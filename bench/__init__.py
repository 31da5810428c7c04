"""Benchmarks: each prints a ratio against a named reference that was measured in the same run (docs/operations)."""
