"""What the results page says: pupils are called “em” and told what to do next, everybody else reads plain facts."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cms.web.shapes import Action, EmptyState, Notice
from search.facets import grade_label
from search.parameters import SearchParameters
from search.port import Answer
from search.understanding.marked_forms import Interpretation
from search.understanding.plan import Rung

_NOTHING = SafeString("")


def title(parameters: SearchParameters, answer: Answer, names: Sequence[str]) -> str:
    """The head of the page: how many, for what.

    Args:
        parameters: what the page was asked for.
        answer: what was found.
        names: labels of the chosen values of all facets; one alone can head a list.
    """
    count = answer.total
    query = answer.understood.marked or parameters.text
    if query and not count:
        return _("Nothing found for “%(query)s”") % {"query": query}
    if query:
        return ngettext("%(count)s result for “%(query)s”", "%(count)s results for “%(query)s”", count) % {
            "count": count,
            "query": query,
        }
    if not count:
        return ", ".join(names) or _("The library")
    if len(names) == 1:
        return ngettext("%(name)s: %(count)s title", "%(name)s: %(count)s titles", count) % {
            "name": names[0],
            "count": count,
        }
    return ngettext("%(count)s title in the library", "%(count)s titles in the library", count) % {"count": count}


def understood(interpretation: Interpretation, *, pupil: bool) -> SafeString:
    """What the library made of the words, the words as they are written in bold; empty when nothing needs saying."""
    sentences = [_meaning(interpretation, pupil=pupil)]
    if interpretation.dropped:
        sentences.append(
            format_html(_("No text in the library has {words}."), words=_bold(", ".join(interpretation.dropped)))
        )
    if interpretation.grade and interpretation.rung is not Rung.NOTHING:
        sentences.append(
            format_html(_("Titles for {grade} come first."), grade=_bold(grade_label(interpretation.grade)))
        )
    return format_html_join(" ", "{}", ((sentence,) for sentence in sentences if sentence))


def is_interpreted(interpretation: Interpretation) -> bool:
    """Whether a search for exactly what was typed could find something else."""
    return interpretation.rung is not Rung.NOTHING and bool(
        interpretation.marked or interpretation.grade or interpretation.rung in {Rung.KEYSTROKES, Rung.SIMILAR}
    )


def _meaning(interpretation: Interpretation, *, pupil: bool) -> SafeString:
    if interpretation.rung is Rung.FEWER and not interpretation.dropped:
        return mark_safe(_("No single place has all the words; these come closest."))  # noqa: S308  (our own words)
    if not interpretation.marked:
        return _NOTHING
    words = _bold(interpretation.marked)
    if interpretation.rung is Rung.SIMILAR:
        return format_html(_("The library doesn't know what was typed and looked for {words}."), words=words)
    if interpretation.rung is Rung.KEYSTROKES:
        return format_html(_("The keys typed were taken as {words}."), words=words)
    if pupil:
        return format_html(
            pgettext("to a pupil", "You typed without marks; the library took it as {words}."), words=words
        )
    return format_html(_("Typed without marks, taken as {words}."), words=words)


def nothing_found(parameters: SearchParameters, *, pupil: bool, everything: str) -> EmptyState:
    """Nothing here; the button takes off the filters where there are some, else it leads to all that there is."""
    action = (
        Action(_("Search without filters"), parameters.without_filters().url())
        if parameters.filters and parameters.text
        else Action(_("See the whole library"), everything)
    )
    if pupil:
        return EmptyState(
            title=pgettext("to a pupil", "Nghé has looked on every shelf and not found it."),
            text=pgettext("to a pupil", "Try fewer words, or ask the librarian to help you look."),
            action=action,
        )
    return EmptyState(
        title=_("Nothing in the library fits."),
        text=_("Try fewer words, or take off a filter. Marks may be left out."),
        action=action,
        holds="",
    )


def stand_in_answers(*, pupil: bool) -> Notice:
    """The notice over an answer of the stand-in."""
    if pupil:
        return Notice(
            pgettext("to a pupil", "The search is taking a rest. A simpler one answers, so look further down too.")
        )
    return Notice(_("The search engine isn't answering. The database has answered instead; the order is simpler."))


def nobody_answers(*, pupil: bool) -> EmptyState:
    """What stands in place of results while no engine answers."""
    text = (
        pgettext("to a pupil", "Try again in a little while, or walk along the shelves.")
        if pupil
        else _("Try again in a few minutes. Bookshelves and collections are open as always.")
    )
    return EmptyState(title=_("The search can't answer at the moment."), text=text, holds="")


def _bold(text: str) -> SafeString:
    return format_html("<strong>{}</strong>", text)
