"""What the code of a plugin names in plain words: what is missing is said at the start, not when the page is opened."""

import ast
from collections.abc import Iterator

from cms.plugins.discovery import PluginLocation


def arguments(plugin: PluginLocation, function: str, parameter: str, position: int = 0) -> list[str]:
    """The words that the plugin's modules give as this parameter when they call the function."""
    paths = sorted(plugin.folder.rglob("*.py")) if plugin.folder else []
    return sorted({word for path in paths for word in _words(path.read_text("utf-8"), function, parameter, position)})


def _words(text: str, function: str, parameter: str, position: int) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == function:
            named = [keyword.value for keyword in node.keywords if keyword.arg == parameter]
            for value in (*node.args[position : position + 1], *named):
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value
