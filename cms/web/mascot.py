"""Nghé the buffalo calf, in flat shapes, holding one thing."""

from functools import cache

from cms.web.covers.palette import GOLD, INK, PAPER, WHITE

HIDE, HOOF, MUZZLE, PINK, SON = "#4A5488", "#3A4577", "#A8B2DC", "#E9A3B4", "#BF4135"
THINGS = ("book", "screen", "frame", "headphones")
_LINE = f'stroke="{INK}" stroke-width="3.5" stroke-linejoin="round"'

_HORNS = (
    f'<path d="M66 52C42 48 22 30 26 6C12 22 12 58 52 68Z" fill="{GOLD}" {_LINE}/>'
    f'<path d="M134 52C158 48 178 30 174 6C188 22 188 58 148 68Z" fill="{GOLD}" {_LINE}/>'
)
_EARS = (
    f'<path d="M50 84C34 70 14 72 4 82C14 96 36 98 50 90Z" fill="{HOOF}"/>'
    f'<path d="M42 84C32 76 20 77 14 82C22 90 34 90 42 87Z" fill="{PINK}"/>'
    f'<path d="M150 84C166 70 186 72 196 82C186 96 164 98 150 90Z" fill="{HOOF}"/>'
    f'<path d="M158 84C168 76 180 77 186 82C178 90 166 90 158 87Z" fill="{PINK}"/>'
)
_HEAD = (
    f'<path d="M100 34C66 34 46 54 46 84C46 116 60 150 100 150C140 150 154 116 154 84C154 54 134 34 100 34Z" '
    f'fill="{HIDE}"/>'
    f'<path d="M78 56C76 40 90 30 100 30C112 30 124 40 122 56C116 50 112 50 108 56C102 50 98 50 93 56C88 50 82 50 78 '
    f'56Z" fill="{INK}"/>'
    f'<circle cx="56" cy="112" r="8" fill="{PINK}" fill-opacity=".75"/>'
    f'<circle cx="144" cy="112" r="8" fill="{PINK}" fill-opacity=".75"/>'
    f'<ellipse cx="100" cy="130" rx="44" ry="30" fill="{MUZZLE}"/>'
)
_FACE = (
    f'<ellipse cx="74" cy="88" rx="11.5" ry="12.5" fill="{WHITE}"/>'
    f'<ellipse cx="126" cy="88" rx="11.5" ry="12.5" fill="{WHITE}"/>'
    f'<circle cx="75" cy="91" r="6.5" fill="{INK}"/><circle cx="125" cy="91" r="6.5" fill="{INK}"/>'
    f'<circle cx="78" cy="89" r="2.2" fill="{WHITE}"/><circle cx="128" cy="89" r="2.2" fill="{WHITE}"/>'
    f'<ellipse cx="85" cy="123" rx="6" ry="8" fill="{INK}"/><ellipse cx="115" cy="123" rx="6" ry="8" fill="{INK}"/>'
    f'<path d="M84 144Q100 153 116 144" fill="none" stroke="{INK}" stroke-width="4" stroke-linecap="round"/>'
)
_HOOVES = (
    f'<ellipse cx="18" cy="194" rx="13" ry="15" fill="{HOOF}" {_LINE}/>'
    f'<ellipse cx="182" cy="194" rx="13" ry="15" fill="{HOOF}" {_LINE}/>'
)
_BOOK = (
    f'<path d="M16 158Q62 146 100 168Q138 146 184 158V218Q138 208 100 230Q62 208 16 218Z" fill="{SON}" {_LINE}/>'
    f'<path d="M100 168V230" {_LINE}/><circle cx="58" cy="184" r="13" fill="{GOLD}"/>'
    f'<path d="M124 176Q142 170 160 172M124 190Q142 184 160 186" fill="none" stroke="#F8DFD8" stroke-width="4.5" '
    f'stroke-linecap="round"/>'
)
_SCREEN = (
    f'<rect x="22" y="150" width="156" height="92" rx="8" fill="{INK}"/><rect x="34" y="162" width="132" height="68" '
    f'fill="#DDEFFA"/><circle cx="68" cy="184" r="14" fill="{GOLD}"/>'
    f'<path d="M34 206Q66 196 98 206T166 200V230H34Z" fill="#07806F"/><path d="M34 220H166V230H34Z" fill="#2B59BE"/>'
    f'<circle cx="100" cy="196" r="18" fill="{WHITE}"/><path d="M94 186L110 196L94 206Z" fill="{INK}"/>'
)
_FRAME = (
    f'<rect x="22" y="152" width="156" height="90" rx="3" fill="{GOLD}" {_LINE}/><rect x="34" y="164" width="132" '
    f'height="66" fill="{PAPER}"/><circle cx="132" cy="188" r="15" fill="{SON}"/>'
    f'<path d="M34 212Q50 188 66 208Q82 190 98 210Q116 192 132 210Q150 198 166 212V230H34Z" fill="#07806F"/>'
    f'<path d="M34 218H166V230H34Z" fill="#2B59BE"/>'
)
_BODY = (
    f'<path d="M44 244C44 190 66 166 100 166C134 166 156 190 156 244Z" fill="{HOOF}" {_LINE}/>'
    f'<ellipse cx="100" cy="232" rx="26" ry="36" fill="{MUZZLE}"/>'
)
_PHONES = (
    f'<path d="M46 96C40 20 160 20 154 96" fill="none" stroke="{SON}" stroke-width="9"/>'
    f'<rect x="32" y="86" width="22" height="38" rx="9" fill="{SON}" {_LINE}/>'
    f'<rect x="146" y="86" width="22" height="38" rx="9" fill="{SON}" {_LINE}/>'
)


@cache
def nghe(holds: str = "book") -> str:
    """The drawing as SVG, decoration only.

    Raises:
        ValueError: he does not hold such a thing.
    """
    head = _HORNS + _EARS + _HEAD + _FACE
    drawn = {
        "book": head + _BOOK + _HOOVES,
        "screen": head + _SCREEN + _HOOVES,
        "frame": head + _FRAME + _HOOVES,
        "headphones": _BODY + head + _PHONES,
    }
    if holds not in drawn:
        raise ValueError(f"{holds!r} is not one of {', '.join(THINGS)}.")
    height = 234 if holds == "book" else 244
    return (
        f'<svg class="nghe" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 {height}" width="200" '
        f'height="{height}" aria-hidden="true" focusable="false">{drawn[holds]}</svg>'
    )
