"""Numbered system checks of the engines that types bring; one with a fault is not served either."""

from django.core.checks import CheckMessage, Error

from cms.web.content_origin import engines


def engines_are_sealed(**_: object) -> list[CheckMessage]:
    """All faults of all engines at once, each naming the distribution."""
    messages: list[CheckMessage] = []
    taken = engines.taken_by_us()
    for brought in engines.brought():
        for number, sentence, remedy in engines.faults_of(brought, taken):
            messages.append(Error(sentence, hint=remedy, id=f"engines.{number}"))
        taken.setdefault(brought.engine.name, brought.origin)
    return messages
