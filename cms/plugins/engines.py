"""What an engine of the content origin declares (ADR 0036). Pure data: imports nothing of ours and no Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Bundle", "Control", "Engine", "Source"]


class Source(StrEnum):
    """What an engine's page may be allowed to load from.

    FILES are those of the package that is open, LISTING is `{path: bytes}` of them, BUNDLE the engine's own files.
    """

    FILES = "files"
    LISTING = "listing"
    BUNDLE = "bundle"
    DATA = "data:"
    BLOB = "blob:"
    INLINE = "'unsafe-inline'"


class Control(StrEnum):
    """What a reader can set about the letters of an engine; the engine gets it by the message `theme`.

    SIZE and GROUND are size and paper, FACE and SPACING typeface and line spacing of text that flows.
    """

    SIZE = "size"
    FACE = "face"
    SPACING = "spacing"
    GROUND = "ground"


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of an engine, built by whoever brings it.

    Attributes:
        script: path of its one script, a module, in the folder; it is let into the page by a nonce.
        style: path of its style sheet in the folder.
        package: the Python package that the folder lies in, installed with the distribution.
        folder: path in it. All its files are served from the content origin and kept by browsers for good, at an
            address that changes with any of them; what ends with `-worker.js` can be started as a worker.
    """

    script: str
    style: str
    package: str = ""
    folder: str = "engine"


@dataclass(frozen=True, slots=True)
class Engine:
    """A page of the content origin that shows packages, with all that seals it.

    Attributes:
        name: in addresses, and what an opening names; lower-case ASCII, never renamed.
        title: of its page.
        bundle: its script, style and other files.
        sources: what its page may load beside its own script, by directive of Content Security Policy: `style-src`,
            `font-src`, `img-src`, `media-src`, `connect-src`, `frame-src`, `worker-src`. What is not named is `'none'`.
        scripted: whether the files of a package run scripts of their own (ADR 0037); else none of them ever does.
        sandbox: what the frame of a scripted engine may do beside running: `allow-forms`, `allow-modals`.
        features: features of Permissions Policy that its page has: `autoplay`.
        controls: what a reader can set in it.
        is_paged: whether a place is said as a page of the publication's `pages`.
    """

    name: str
    title: str
    bundle: Bundle
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scripted: bool = False
    sandbox: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    controls: tuple[Control, ...] = ()
    is_paged: bool = False
