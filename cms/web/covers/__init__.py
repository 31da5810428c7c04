"""Generated covers: a pure function of type style, title and creator (docs/design/visual.md, “Covers”)."""

from cms.web.covers.drawing import canvas, cover_for, draw

__all__ = ["canvas", "cover_for", "draw"]
