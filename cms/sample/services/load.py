"""Making the sample library, step by step; killed at any point, the next load goes on where this one stopped."""

from analytics.services import sample as readings
from cms.sample.services.announce import write_pages
from cms.sample.services.collect import collect
from cms.sample.services.enrol import enrol_everybody
from cms.sample.services.memory import GoneError
from cms.sample.services.record import record_everything
from cms.sample.services.shelve import shelve_everything
from cms.sample.services.tree import make_levels, make_pages, make_school


def load() -> bool:
    """Make what has not been made before. What somebody has deleted or changed since stays so.

    Returns:
        Whether everything that the rest stands on is there; False when the school, a page of its tree or the
        librarian has been deleted by hand.
    """
    try:
        school = make_school()
        home, shelf, index = make_pages(school)
        librarian = enrol_everybody(school)
        levels = make_levels(school)
        shelved = shelve_everything(shelf, librarian, levels) | record_everything(shelf, librarian, levels)
    except GoneError:
        return False
    collect(index, shelved, librarian)
    write_pages(home, librarian)
    readings.fill(school)
    return True
