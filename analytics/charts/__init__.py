"""Charts as SVG of the size at which they are shown (visual.md 7): labels keep their size, nothing is scaled."""
