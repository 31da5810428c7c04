"""Saying to the reader what was understood, in the marked form that the library's own texts use."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.understanding.plan import Plan, Rung
from search.understanding.syllables import fold_word, surfaces


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What the library made of a query.

    Attributes:
        typed: the cleaned query.
        marked: the query as it is properly written, learnt from what was found; empty when nothing needs saying.
        rung: the step of the ladder that answered.
        grade: the grade that was understood.
        isbn: the number, when it was one.
        dropped: words that the library does not know.
    """

    typed: str
    marked: str = ""
    rung: Rung = Rung.LITERAL
    grade: int | None = None
    isbn: str = ""
    dropped: tuple[str, ...] = ()


class MarkedForms:
    """How runs of folded words are written in some texts: the most frequent way, a title counting ten times."""

    def __init__(self, forms: frozenset[str], longest: int) -> None:
        self._forms = forms
        self._longest = longest
        self._runs: dict[tuple[str, ...], Counter[str]] = {}

    def learn(self, text: str, weight: int = 1) -> None:
        """Count the runs of wanted words in a text."""
        run: list[tuple[str, str]] = []
        for surface in surfaces(text):
            folded = fold_word(surface)
            if folded in self._forms:
                run.append((folded, surface))
                self._count(run, weight)
            else:
                run = []

    def _count(self, run: Sequence[tuple[str, str]], weight: int) -> None:
        for length in range(1, min(len(run), self._longest) + 1):
            part = run[-length:]
            key = tuple(folded for folded, _ in part)
            self._runs.setdefault(key, Counter())[" ".join(surface for _, surface in part)] += weight

    def best(self, run: tuple[str, ...]) -> str:
        """The usual way to write a run; empty when it was never seen."""
        counted = self._runs.get(run)
        return min(counted, key=lambda form: (-counted[form], form)) if counted else ""


def marked_form(plan: Plan, texts: Iterable[tuple[str, int]]) -> str:
    """The query as the texts write it, by the longest runs; empty when it is the same as typed.

    Args:
        plan: the query as it was understood.
        texts: (text, weight) pairs of what was found, all of it visible to the reader.
    """
    learnt = MarkedForms(plan.all_forms, len(plan.terms))
    for text, weight in texts:
        learnt.learn(text, weight)
    forms = [term.form for term in plan.terms]
    pieces: list[str] = []
    start = 0
    while start < len(forms):
        for end in range(len(forms), start, -1):
            piece = learnt.best(tuple(forms[start:end])) or _other_form(plan, learnt, start, end)
            if piece:
                pieces.append(piece)
                start = end
                break
        else:
            pieces.append(plan.terms[start].typed)
            start += 1
    shown = " ".join(pieces)
    typed = " ".join(term.typed for term in plan.terms)
    return "" if shown.lower() == typed.lower() else shown


def _other_form(plan: Plan, learnt: MarkedForms, start: int, end: int) -> str:
    if end - start > 1:
        return ""
    return next((found for form in plan.terms[start].forms if (found := learnt.best((form,)))), "")
