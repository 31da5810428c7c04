import pytest

from tests.checks.faces import faults

LIBRARY = {
    "cms/__init__.py": "from cms.celery import app\n",
    "cms/celery.py": "app = 1\n",
    "cms/web/__init__.py": "",
    "cms/web/models/__init__.py": 'from cms.web.models.home import HomePage\n\n__all__ = ["HomePage"]\n',
    "cms/web/models/home.py": "from cms.web.models import other\n\nHomePage = other.HomePage\n",
    "cms/web/models/other.py": "HomePage = 1\n",
    "cms/web/engines/__init__.py": "def chosen():\n    from cms.web.engines import one\n\n    return one\n",
    "cms/web/engines/one.py": "x = 1\n",
    "cms/web/migrations/0001_initial.py": "import cms.web.models.home\n",
}


def test_what_comes_through_the_face_is_no_fault(project):
    reader = "from cms.celery import app\nfrom cms.web.models import HomePage\nfrom cms.web.engines import one\n"
    assert (
        list(faults(project(LIBRARY | {"search/views.py": reader, "tests/test_a.py": "import cms.web.models.home\n"})))
        == []
    )


@pytest.mark.parametrize(
    "past",
    ["from cms.web.models.home import HomePage", "from cms.web.models import home", "import cms.web.models.home"],
)
@pytest.mark.parametrize("reader", ["search/views.py", "cms/web/views.py", "collections/library_collections/views.py"])
def test_an_import_past_a_face_is_named(project, reader, past):
    root = project(LIBRARY | {reader: f"x = 1\n{past}\n"})
    assert list(faults(root)) == [f"{reader}:2: cms.web.models.home lies behind the face of cms.web.models."]
