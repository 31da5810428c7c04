"""One reader of the environment, and one page that names what it reads (.env.example)."""

import ast
import re

from cms.run.options import ROOT
from tests.checks.sources import tracked

# Variables that are read, and that no person sets: where a program or its cache lies.
OF_THE_MACHINE = {"PATH", "HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "ES_JAVA_HOME", "JAVA_HOME"}
READERS = ("cms/settings/env.py", "cms/run/")
# The examination hands all of it on to processes of its own.
OUTSIDE = {"manage.py", "cms/celery.py", "cms/wsgi.py", "cms/plugins/examination.py"}


def applications():
    return [path for path in tracked() if path.suffix == ".py" and path.parts[0] in {"cms", "library_pages", "search"}]


def calls(path):
    return [node for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))) if isinstance(node, ast.Call)]


def test_only_the_reader_and_the_start_command_look_into_the_environment():
    readers = {
        str(path)
        for path in applications()
        if re.search(r"os\.environ|os\.getenv", (ROOT / path).read_text("utf-8")) and not str(path).startswith(READERS)
    }
    assert readers <= OUTSIDE


def test_the_example_names_every_variable_that_settings_and_start_command_read():
    named = set(re.findall(r"^([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE))
    read = set()
    for path in applications():
        if not str(path).startswith(("cms/settings/", "cms/run/")):
            continue
        for call in calls(path):
            function = ast.unparse(call.func)
            first = call.args[0] if call.args else None
            if (function.startswith("env.") or "environ" in function) and isinstance(first, ast.Constant):
                read.add(str(first.value))
    read = {name for name in read - OF_THE_MACHINE if re.fullmatch(r"[A-Z][A-Z_]+", name)}
    assert "DATABASE_URL" in read
    assert read <= named
    assert named <= read | {"DJANGO_SETTINGS_MODULE", "KHOVANG_HOSTS", "SEARCH_ENGINE", "SERVICES"}
