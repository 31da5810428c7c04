"""References inside a book's documents and style sheets that name a file in other letters than the archive does.

Windows finds `Images/Hinh.PNG` where `images/hinh.png` lies, and so do books that were made there; a reader that asks a
server does not. What is meant is never in doubt, since no two names of an archive differ in letter case alone.
"""

import re
from typing import Final

from lxml import etree

from library_pages.text.epub.paths import locate, relative, resolve
from library_pages.text.epub.xml import XLINK, local
from library_pages.text.safe_zip import SafeZip

_ATTRIBUTES: Final = ("href", "src", "poster", "data", f"{{{XLINK}}}href")
_LONGEST: Final = 2_000
_ADDRESS: Final = re.compile(
    r"""(url\(\s{0,20}|@import\s{1,20})("[^"\n]{0,2000}+"|'[^'\n]{0,2000}+'|(?<=[(\s])[^)("'\s;]{1,2000}+)""",
    re.IGNORECASE,
)


def correct(archive: SafeZip, path: str, root: etree._Element) -> int:
    """Write the references of a document as the archive has the names; how many were changed."""
    changed = 0
    for element in root.iter():
        for name in _ATTRIBUTES:
            said = element.get(name)
            right = said and corrected(archive, path, said)
            if right:
                element.set(name, right)
                changed += 1
        if (style := element.get("style")) and (right := corrected_css(archive, path, style)):
            element.set("style", right)
            changed += 1
        if local(element) == "style" and element.text and (right := corrected_css(archive, path, element.text)):
            element.text = right
            changed += 1
    return changed


def corrected_css(archive: SafeZip, path: str, text: str) -> str | None:
    """A style sheet with its addresses written as the archive has the names; None when nothing has to be changed."""
    changed = False

    def address(found: re.Match[str]) -> str:
        nonlocal changed
        quote = found[2][0] if found[2][0] in "\"'" else ""
        right = corrected(archive, path, found[2].strip("\"'"))
        changed = changed or right is not None
        return found[0] if right is None else f"{found[1]}{quote}{right}{quote}"

    text = _ADDRESS.sub(address, text)
    return text if changed else None


def corrected(archive: SafeZip, base: str, said: str) -> str | None:
    """A reference as it has to be; None when it is right, or leads to nothing in the archive."""
    if len(said) > _LONGEST:
        return None  # a picture in the address itself
    resolved = resolve(base, said)
    if resolved is None or resolved[0] in archive:
        return None
    found = locate(archive, base, said)
    if found is None:
        return None
    _, sharp, fragment = said.strip().partition("#")
    return f"{relative(base, found[0])}{sharp}{fragment}"
