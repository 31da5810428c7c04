"""One cover several times in a page."""

import re

from cms.web.covers.drawing import cover_for
from cms.web.covers.repeats import tell_apart
from cms.web.looks import GONE

COVER = str(cover_for(GONE, "gone", "Tấm Cám", "Dân gian").svg)


def ids(html):
    return re.findall(r'\bid="([^"]+)"', html)


def test_copies_get_ids_of_their_own_and_refer_to_them():
    page = tell_apart(COVER * 3)
    assert len(ids(page)) == len(set(ids(page))) == 3 * len(ids(COVER))
    assert set(re.findall(r'href="#([^"]+)"', page)) | set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids(page))


def test_a_cover_that_stands_alone_is_left_as_it_is():
    assert tell_apart(f"<p>k0123abcd-1</p>{COVER}") == f"<p>k0123abcd-1</p>{COVER}"
