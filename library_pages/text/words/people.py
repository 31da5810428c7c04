"""Names that stand where an author should, and are nobody's."""

import re
from typing import Final

from cms.foundation.normal_form import nfc

_NOBODY: Final = frozenset(
    name.strip()
    for name in """
    anonymous, anonyme, anonymus, anonim, anon, unknown, unknown author, unknown artist, author, author unknown,
    no author, various, various authors, various artists, n/a, na, none, null, nil, undefined, tba, default, test,
    user, admin, administrator, windows user, owner, guest, pc, my pc, mypc, home, microsoft, dell, hp, acer, asus,
    lenovo, calibre, sigil, khuyết danh, khuyet danh, vô danh, vo danh, ẩn danh, không rõ, không rõ tác giả, khong ro,
    chưa rõ, chưa rõ tác giả, không có, không có tác giả, không biết, tác giả, tac gia, nhiều tác giả, nhieu tac gia,
    đang cập nhật, sưu tầm
    """.split(",")
)
_AROUND: Final = re.compile(r"^[\W_]+|[\W_]+$")


def is_somebody(name: str) -> bool:
    """Whether a name that a file gives as its author's can be one: "Khuyết danh", "unknown" and "admin" are not."""
    bare = _AROUND.sub("", nfc(name[:255]).lower())
    return bool(bare) and bare not in _NOBODY
