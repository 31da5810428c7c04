"""The page that frames a drill: the drill's own scripts run, and keep their state through it."""

from typing import Final

from library_pages.sdk.engines import Bundle, Engine, Source

DRILL: Final = Engine(
    name="drill",
    title="Drill",
    bundle=Bundle(package="khovang_drill", script="drill.js", style="drill.css"),
    sources={"style-src": (Source.BUNDLE,), "frame-src": (Source.FILES,)},
    scripted=True,
    sandbox=("allow-forms", "allow-modals"),
    features=("autoplay",),
)
