"""Plans as expressions of the full-text index."""

from collections.abc import Sequence
from itertools import combinations

from search.engines.database.dialect import dialect
from search.understanding.plan import Plan

_COMBINED = 5


def is_loose(plan: Plan) -> bool:
    """Whether `matching` lets through rows that hold too few words: they have to be looked at."""
    return len(plan.terms) > _COMBINED and 1 < plan.needed < len(plan.terms)


def matching(plan: Plan, *, names: bool = False) -> str:
    """Rows that hold as many words as are needed, quoted words side by side.

    With more than five words, of which at least 70 % are needed: rows that hold both words of any of the disjoint
    pairs. All that match are among them.
    """
    build = dialect()
    words = [build.any_of([build.term(form, names=names) for form in term.forms]) for term in plan.terms]
    if is_loose(plan):
        pairs = zip(words[::2], words[1::2], strict=False)
        enough = build.any_of([build.every(pair) for pair in pairs])
    else:
        enough = _enough(words, plan.needed)
    phrases = [build.phrase(phrase) for phrase in plan.phrases if len(phrase) > 1]
    return build.every([enough, *phrases]) if phrases else enough


def _enough(words: Sequence[str], needed: int) -> str:
    build = dialect()
    if needed <= 1:
        return build.any_of(words)
    return build.any_of([build.every(some) for some in combinations(words, min(needed, len(words)))])


def best_first(plan: Plan) -> list[str]:
    """Stricter expressions than `matching`, then that: side by side, all words, enough words."""
    build = dialect()
    found = []
    if len(plan.terms) > 1:
        found.append(build.phrase([term.form for term in plan.terms]))
        found.append(build.every([build.any_of([build.term(form) for form in term.forms]) for term in plan.terms]))
    return [*found, matching(plan)]


def beginning(words: Sequence[str]) -> str:
    """Records with these words in their names, the last one perhaps half typed."""
    build = dialect()
    whole = [build.term(word, names=True) for word in words[:-1]]
    return build.every([*whole, build.term(words[-1], names=True, prefix=True)])
