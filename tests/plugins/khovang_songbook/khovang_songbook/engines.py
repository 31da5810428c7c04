"""The songbook's page on the content origin: its songs one by one."""

from typing import Final

from library_pages.sdk.engines import Bundle, Control, Engine, Source

SONGS: Final = Engine(
    name="songs",
    title="Songs",
    bundle=Bundle(package="khovang_songbook", script="songs.js", style="songs.css"),
    sources={"style-src": (Source.BUNDLE,), "connect-src": (Source.FILES,)},
    controls=(Control.SIZE, Control.GROUND),
    is_paged=True,
)
