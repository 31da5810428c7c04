"""One module a form; each draws `(seed, style, title, creator) -> SVG` on the canvas of its form."""
