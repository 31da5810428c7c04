"""Engines of the content origin that come with a type: pure data, importable without Django."""

from cms.plugins.engines import Bundle, Control, Engine, Source

__all__ = ["Bundle", "Control", "Engine", "Source"]
