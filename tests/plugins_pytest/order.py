"""pytest plugin: tests that start a whole site come first.

Each takes a minute or more, most of it waiting; begun last, one worker would still be at it when the others have ended.
"""

from typing import Final

import pytest

from cms.run.options import ROOT

_LONGEST: Final = tuple(str(ROOT / "tests" / "e2e" / name) for name in ("way", "supervisor"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The rest stays in the order that was drawn."""
    items.sort(key=lambda item: not str(item.path).startswith(_LONGEST))
