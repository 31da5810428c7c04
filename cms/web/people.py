"""How people are called: a reader to her face, and the librarian as pupils say it."""

from typing import Final

from cms.accounts.models import User

# Middle words that only tell men's names from women's: nobody is called by them.
_NOT_CALLED_BY: Final = frozenset({"thị", "văn"})


def called(user: User) -> str:
    """What a person is called to her face: the given name with its middle word (“Minh Anh” of Trần Minh Anh)."""
    middle = user.last_name.split()[1:]
    if user.first_name and middle and middle[-1].lower() not in _NOT_CALLED_BY:
        return f"{middle[-1]} {user.first_name}"
    return str(user.get_short_name())


def librarian(title: str, name: str) -> str:
    """The librarian as pupils say it: how they address her and her given name (“cô Thảo”); empty without a name."""
    given = name.split()[-1:]
    return " ".join([title, *given]).strip() if given else ""
