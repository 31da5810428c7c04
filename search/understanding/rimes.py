"""All possible Vietnamese syllables: a closed list, made of onsets and rimes.

Letters carry quality marks (ă â ê ô ơ ư đ) but no tones. A few real but rare borrowed syllables are missing; the list
only decides whether keystrokes may be read as a syllable.
"""

from collections import defaultdict
from functools import cache

from search.understanding.syllables import fold_word

ONSETS = ("", *"b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split())
RIMES = tuple(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc oong
    op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uyn uynh
    uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ych ynh yt
    """.split()
)
_FRONT = tuple("eêiy")
_ONLY_FRONT = frozenset({"k", "gh", "ngh"})
_NEVER_FRONT = frozenset({"c", "ng"})
_STOPPED = ("c", "ch", "p", "t")
# A rime that ends in a stop has no other tone than sắc and nặng; without any it is half typed.
_STOPPED_TONES = frozenset({"", "1", "5"})


def _fits(onset: str, rime: str) -> bool:
    front = rime.startswith(_FRONT)
    if onset in _ONLY_FRONT:
        return front
    if onset in _NEVER_FRONT:
        return not front
    if onset == "g":
        return not front or rime in {"i", "in"}
    if onset == "qu":
        return rime == "ôc" or not rime.startswith(("o", "u", "ô", "ư"))
    if onset == "gi":
        return not rime.startswith("y")
    return not (onset and rime in {"yêm", "yên", "yêng", "yêt", "yêu", "ych", "ynh", "yt"})


@cache
def syllables() -> frozenset[str]:
    """Every possible syllable, with quality marks, without tones."""
    return frozenset(onset + rime for onset in ONSETS for rime in RIMES if _fits(onset, rime))


@cache
def folded_syllables() -> frozenset[str]:
    """The same as pupils type them, and as they are indexed."""
    return frozenset(fold_word(syllable) for syllable in syllables())


def is_syllable(letters: str, tone: str) -> bool:
    """Whether letters with quality marks and a tone digit make a possible syllable."""
    return letters in syllables() and (tone in _STOPPED_TONES or not letters.endswith(_STOPPED))


def is_folded_syllable(word: str) -> bool:
    """Whether a folded word could be Vietnamese."""
    return word in folded_syllables()


@cache
def by_sound() -> dict[str, tuple[str, ...]]:
    """Folded syllables by how they sound (`sound_key`)."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in sorted(folded_syllables()):
        groups[sound_key(word)].append(word)
    return {key: tuple(words) for key, words in groups.items()}


_ONSET_SOUNDS = (
    ("ngh", "ng"), ("ng", "ng"), ("gh", "g"), ("gi", "z"), ("ch", "c"), ("tr", "c"), ("th", "th"), ("ph", "f"),
    ("nh", "nh"), ("kh", "kh"), ("qu", "kw"), ("x", "s"), ("s", "s"), ("d", "z"), ("r", "z"), ("n", "l"), ("l", "l"),
    ("k", "k"), ("c", "k"),
)  # fmt: skip
_FINAL_SOUNDS = (("ng", "n"), ("nh", "n"), ("ch", "t"), ("c", "t"), ("t", "t"), ("n", "n"), ("y", "i"))


def sound_key(word: str) -> str:
    """A folded syllable as it sounds to somebody who mixes up ch/tr, s/x, d/gi/r, l/n, finals."""
    sound, rest = "", word
    for letters, heard in _ONSET_SOUNDS:
        if word.startswith(letters) and len(word) > len(letters):
            sound, rest = heard, word[len(letters) :]
            break
    for letters, heard in _FINAL_SOUNDS:
        if rest.endswith(letters) and len(rest) > len(letters):
            rest = rest[: -len(letters)] + heard
            break
    return f"{sound}|{rest}"
