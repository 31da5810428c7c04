"""pytest plugin: tests that start a whole site, or a server of their own, come first.

Each takes half a minute or more, most of it waiting; begun last, one worker would still be at it when the others have
ended.
"""

from typing import Final

import pytest

from cms.run.options import ROOT

_LONGEST: Final = tuple(
    str(ROOT / "tests" / name)
    for name in ("e2e/way", "e2e/supervisor", "e2e/path", "integration/search/test_elasticsearch_away.py")
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The rest stays in the order that was drawn."""
    items.sort(key=lambda item: not str(item.path).startswith(_LONGEST))
