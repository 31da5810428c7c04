"""Generated covers: a pure function of type style, title and creator (docs/design/visual.md, “Covers”)."""
