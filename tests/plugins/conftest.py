"""Tests of the distributions run where these are installed (tests/integration/plugins)."""

collect_ignore_glob = ["*/tests/*"]
