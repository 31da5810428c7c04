"""Document types of uploaded XML, read by a scanner of our own and cut out before any parser sees them.

A public identifier is harmless then. Of an internal subset the entities are taken that stand for plain text, as XHTML
declared them in the years before EPUB 3; whatever could fetch something or grow is refused (XML 1.0, 2.8 and 4.2).
"""

import re
from collections.abc import Mapping

from library_pages.catalogue.refusals import RefusedError

_MAX_PROLOG = 64 << 10
_MAX_GROWTH = 1 << 20  # characters that all entities of a document may add
_BETWEEN = re.compile(r"(?:\s++|<!--(?:(?!-->).)*+-->|<\?(?:(?!\?>).)*+\?>)", re.DOTALL)
_BEGIN = re.compile(r"""<!DOCTYPE(?:[^\[\]<>"']++|"[^"]*+"|'[^']*+')*+""", re.IGNORECASE)
_NAME = r"[^\s<>&\"'%;\[\]]{1,100}"
_ENTITY = re.compile(rf"""<!ENTITY\s+({_NAME})\s+(?:"([^"]*+)"|'([^']*+)')\s*>""")
# Types, defaults and notations are for validating; browsers that don't validate pass over the first and the last.
_DECLARATION = re.compile(r"""<!(?:ELEMENT|ATTLIST|NOTATION)\s(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_END = re.compile(r"\]\s*+>")
_REFERENCE = re.compile(r"&([^;&\s<]{1,100});")
_CHARACTER = re.compile(r"#(?:[0-9]{1,7}|x[0-9A-Fa-f]{1,6})\Z")
_OWN = {"amp", "lt", "gt", "quot", "apos"}


def taken_apart(text: str) -> tuple[str, dict[str, str]]:
    """The text without its document type, and the entities that were declared in it, as text to be put in their place.

    Raises:
        RefusedError: `xml-doctype` when an entity leads to a file or to another entity, or it is no declaration.
    """
    at = _end_of_prolog(text, 0)
    if text[at : at + 9].upper() != "<!DOCTYPE":
        return text, {}
    begin = _BEGIN.match(text, at)
    end = begin.end() if begin else at
    entities: dict[str, str] = {}
    if text[end : end + 1] == "[":
        end = _read_subset(text, end + 1, entities)
    elif text[end : end + 1] != ">":
        raise RefusedError("xml-doctype", text[at : at + 200])
    else:
        end += 1
    return text[:at] + text[end:], entities


def with_entities(text: str, entities: Mapping[str, str]) -> str:
    """The text with these entities written out.

    Raises:
        RefusedError: `xml-doctype` when it would grow by more than 1 MiB.
    """
    if not entities:
        return text
    growth = 0

    def value(found: re.Match[str]) -> str:
        nonlocal growth
        if found[1] not in entities:
            return found[0]
        growth += len(entities[found[1]])
        if growth > _MAX_GROWTH:
            raise RefusedError("xml-doctype", f"entity {found[1][:100]} grows too much")
        return entities[found[1]]

    return _REFERENCE.sub(value, text)


def _end_of_prolog(text: str, at: int) -> int:
    stop = at + _MAX_PROLOG
    while at < stop and (found := _BETWEEN.match(text, at)):
        at = found.end()
    return at


def _read_subset(text: str, at: int, entities: dict[str, str]) -> int:
    while True:
        at = _end_of_prolog(text, at)
        if end := _END.match(text, at):
            return end.end()
        if found := _ENTITY.match(text, at):
            value = found[2] if found[2] is not None else found[3]
            if found[1] not in _OWN:
                entities.setdefault(found[1], _plain(value))  # the first declaration is the one that counts
        else:
            found = _DECLARATION.match(text, at)
        if found is None:
            # A parameter entity, one of a file, a conditional section, or no subset at all.
            raise RefusedError("xml-doctype", text[at : at + 200])
        at = found.end()


def _plain(value: str) -> str:
    """The value of an entity, which may name characters but no entity: such ones grow from a line to gigabytes."""
    for found in _REFERENCE.finditer(value):
        if found[1] not in _OWN and not _CHARACTER.match(found[1]):
            raise RefusedError("xml-doctype", f"entity in an entity: {found[1]}")
    # It may stand in an attribute, where a quotation mark would end it.
    return value if "<" in value else value.replace('"', "&#34;").replace("'", "&#39;")
