"""Numbered system checks of the engines that types bring; one with a fault is not served either."""

from collections.abc import Iterator

from django.core.checks import CheckMessage, Error

from cms.plugins import registry, source
from cms.web.content_origin import engines


def engines_are_sealed(**_: object) -> list[CheckMessage]:
    """All faults of all engines at once, each naming the distribution."""
    messages: list[CheckMessage] = []
    taken = engines.taken_by_us()
    for brought in engines.brought():
        for number, sentence, remedy in engines.faults_of(brought, taken):
            messages.append(Error(sentence, hint=remedy, id=f"engines.{number}"))
        taken.setdefault(brought.engine.name, brought.origin)
    return [*messages, *_unknown(sorted(taken))]


def _unknown(known: list[str]) -> Iterator[CheckMessage]:
    """Engines that the code of a type names and nobody has."""
    for declaration in registry.all_types():
        plugin = registry.plugin_of(declaration.slug)
        if plugin is None:
            continue
        named = (*source.arguments(plugin, "Launch", "engine"), *source.arguments(plugin, "Publication", "engine", 1))
        for name in named:
            if name not in known:
                yield Error(
                    f"{registry.called(declaration)}: there is no engine {name!r}.",
                    hint=f"Bring it in `engines` of the declaration, or name one of {', '.join(known)}.",
                    id="engines.E005",
                )
