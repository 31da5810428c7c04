"""One cover several times in a page: ids stay unique, and a copy that is hidden does not draw for the others."""

import re
from collections import Counter

_COVER = re.compile(r'<svg [^>]*class="cover".*?</svg>', re.DOTALL)
_PREFIX = re.compile(r"\bk[0-9a-f]{8}-")


def tell_apart(html: str) -> str:
    """The page with fresh ids in every copy but the first of each cover."""
    seen: Counter[str] = Counter()

    def copy(match: re.Match[str]) -> str:
        svg = match[0]
        prefix = _PREFIX.search(svg)
        if prefix is None:
            return svg
        seen[prefix[0]] += 1
        count = seen[prefix[0]]
        return svg if count == 1 else svg.replace(prefix[0], f"{prefix[0]}{count}-")

    return _COVER.sub(copy, html)
