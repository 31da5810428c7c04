"""Fills the home page."""
