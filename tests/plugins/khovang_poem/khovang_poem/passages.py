from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext

from library_pages.sdk.declaration import Passage
from library_pages.sdk.language import nfc


def parts(page: Any) -> list[str]:
    """The stanzas of a poem."""
    verses = nfc(page.specific.verses).replace("\r\n", "\n")
    return [stanza.strip() for stanza in verses.split("\n\n") if stanza.strip()]


def stanzas(page: Any) -> Iterator[Passage]:
    """One passage a stanza; its locator is the anchor on the reader page."""
    found = parts(page)
    for order, stanza in enumerate(found):
        label = gettext("Stanza %(number)s") % {"number": order + 1}
        yield Passage(
            order=order,
            locator={
                "href": f"#stanza-{order + 1}",
                "type": "text/html",
                "title": label,
                "locations": {"position": order + 1, "totalProgression": order / len(found)},
                "text": {"highlight": stanza[:80]},
            },
            label=label,
            heading="",
            body=stanza,
        )


def lengths(pages: Iterable[Any]) -> dict[int, int]:
    """How many stanzas, by primary key."""
    from khovang_poem.models import PoemPage  # the declaration is read before models are loaded

    poems = PoemPage.objects.filter(pk__in=[page.pk for page in pages])
    return {poem.pk: len(parts(poem)) for poem in poems}
