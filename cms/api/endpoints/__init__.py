"""The operations that the API brings itself; accounts lie below it, so theirs are here too."""

from collections.abc import Callable


def mount(add_router: Callable[..., None]) -> None:
    """Bring the routers; called when the apps are ready."""
    from cms.api.endpoints import auth, me, root, types  # noqa: PLC0415  (models are not loaded before)

    add_router("", root.router, public=True)
    add_router("auth", auth.router)
    add_router("me", me.router)
    add_router("types", types.router, public=True)
