"""What no engine may have, whoever brings it (ADR 0036): anything that is not listed here."""

from collections.abc import Iterator, Mapping
from typing import Final

from cms.plugins.engines import Engine, Source

_SOURCES: Final[Mapping[str, frozenset[str]]] = {
    "style-src": frozenset({Source.FILES, Source.BUNDLE, Source.INLINE}),
    "font-src": frozenset({Source.FILES, Source.BUNDLE, Source.DATA}),
    "img-src": frozenset({Source.FILES, Source.BUNDLE, Source.DATA, Source.BLOB}),
    "media-src": frozenset({Source.FILES, Source.BUNDLE, Source.BLOB}),
    "connect-src": frozenset({Source.FILES, Source.LISTING, Source.BUNDLE}),
    "frame-src": frozenset({Source.FILES}),
    "worker-src": frozenset({Source.BUNDLE}),
}
# A scripted package runs in its engine's realm at will: what the engine may start, the package starts.
_NEVER_SCRIPTED: Final = frozenset({"worker-src"})
_SANDBOX: Final = frozenset({"allow-forms", "allow-modals"})
_FEATURES: Final = frozenset({"autoplay"})


def excesses(engine: Engine) -> Iterator[str]:
    """What an engine asks for beyond what one may have, each as half a sentence."""
    for directive, sources in engine.sources.items():
        if directive not in _SOURCES or (engine.scripted and directive in _NEVER_SCRIPTED):
            yield f"its policy sets {directive}"
            continue
        for source in sorted({*sources} - _SOURCES[directive]):
            yield f"its policy lets {directive} have {source}"
    for flag in sorted({*engine.sandbox} - (_SANDBOX if engine.scripted else frozenset())):
        yield f"its frame asks for {flag}"
    for feature in sorted({*engine.features} - _FEATURES):
        yield f"its page asks for the feature {feature}"
