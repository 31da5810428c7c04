"""The admin in Vietnamese: what we say in Wagtail's place must still be what Wagtail asks for."""

import re
from pathlib import Path

import polib
import pytest
import wagtail
from django.conf import settings

WORDS = Path(settings.LOCALE_PATHS[0], "vi", "LC_MESSAGES")
PACKAGES = Path(wagtail.__file__).parents[1]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def asked_for(domain):
    """Every message of Wagtail, Django and taggit: their English or German catalogues hold all of them."""
    patterns = ("wagtail/**/locale/en", "django/**/locale/en", "taggit/locale/de")
    found = set()
    for pattern in patterns:
        for path in PACKAGES.glob(f"{pattern}/LC_MESSAGES/{domain}.po"):
            found |= {entry.msgid for entry in polib.pofile(str(path))}
    return found


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_sentence_is_asked_for_and_keeps_its_places(domain):
    asked = asked_for(domain)
    entries = polib.pofile(str(WORDS / f"{domain}.po"))
    assert len(entries) > 50
    for entry in entries:
        assert entry.msgid in asked, entry.msgid
        for form in [entry.msgstr] if not entry.msgid_plural else entry.msgstr_plural.values():
            assert form
            wanted = {frozenset(PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.msgid_plural)}
            assert frozenset(PLACEHOLDER.findall(form)) in wanted, entry.msgid
