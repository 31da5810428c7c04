import ast
from pathlib import Path

import pytest
from django.utils.translation import override

import library_pages.text
from library_pages.text.media_types import media_type_of
from library_pages.text.wording import REASONS, reason_of

PACKAGE = Path(library_pages.text.__file__).parent
# Codes that end inside the code and are shown to nobody: a picture that can't be drawn leaves the book without a cover.
INTERNAL = {"picture"}


def raised_codes():
    """Every literal code that a module of ours refuses a file with."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if name == "RefusedError":
                yield from literals(node.args[0])
            elif name == "refused":
                yield from literals(node.args[1])


def literals(expression):
    if isinstance(expression, ast.Constant):
        yield expression.value
    elif isinstance(expression, ast.IfExp):
        yield from (*literals(expression.body), *literals(expression.orelse))


def test_every_reason_has_a_sentence():
    codes = {code for code in raised_codes() if code and " " not in code} - INTERNAL
    assert len(codes) > 20
    assert codes <= set(REASONS)


@pytest.mark.parametrize("code", sorted(REASONS))
def test_every_sentence_is_whole_and_short_enough_to_be_read(code):
    with override("en"):
        sentence = str(reason_of(code))
    assert sentence.endswith(".")
    assert len(sentence) < 260


def test_a_code_that_nobody_knows_still_says_something():
    assert str(reason_of("heard-of-never"))
    assert str(reason_of("")) == ""


@pytest.mark.parametrize(
    ("path", "declared", "served"),
    [
        ("a.xhtml", "", "application/xhtml+xml"),
        ("a.html", "text/html", "application/xhtml+xml"),
        ("a.ttf", "application/x-font-ttf", "font/ttf"),
        ("a.ttf", "application/octet-stream", "font/ttf"),
        ("A.JPG", "", "image/jpeg"),
        ("a.css", "text/css; charset=utf-8", "text/css"),
        ("a.js", "application/javascript", None),
        ("a.js", "text/css", "text/css"),
        ("a", "", None),
    ],
)
def test_a_file_is_served_as_what_the_map_says_or_not_at_all(path, declared, served):
    assert media_type_of(path, declared) == served
