"""The engine's state for /readyz."""

from cms.web.health import register_probe
from search.engines import chosen_engine


def register() -> None:
    """Add the probe."""
    register_probe("search", _probe)


def _probe() -> tuple[bool, str]:
    engine = chosen_engine()
    return engine.ping(), engine.name
