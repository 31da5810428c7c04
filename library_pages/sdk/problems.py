"""Refusals that a person is meant to read."""

from cms.foundation.errors import Problem

__all__ = ["Problem"]
