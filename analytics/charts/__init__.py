"""Charts as SVG of the size at which they are shown: labels keep their size, nothing is scaled."""
