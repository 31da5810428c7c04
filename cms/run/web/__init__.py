"""The web server: waitress, with deadlines for whoever is slow and room for everybody else (ADR 0021)."""
