"""The weekly mail: its document, its message, and the way over the wire."""
