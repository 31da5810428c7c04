"""The environment that the Django processes get: the names of .env.example, nothing else."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from cms.run.errors import RunError
from cms.run.options import Options
from cms.run.secret import secret_key


def settings_for(options: Options, port: int, internal_port: int) -> dict[str, str]:
    """What follows from the choices alone; the operator's own values win over these.

    The first pair of hosts is the one that mails and previews link to.
    """
    local = f"localhost:{port}=127.0.0.1:{port}"
    return {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "KHOVANG_DATA": str(options.data),
        "KHOVANG_SECRET_KEY": secret_key(options.data),
        "KHOVANG_HOSTS": f"{options.hosts},{local}" if options.hosts else local,
        "KHOVANG_INTERNAL_HOSTS": f"127.0.0.1:{internal_port}",
        "SEARCH_ENGINE": "elasticsearch" if options.profile == "province" else "tantivy",
    }


def apply(values: Mapping[str, str], *, over: frozenset[str] = frozenset()) -> None:
    """Put the values into this process' environment; one that the operator has set stays, except those in `over`."""
    for name, value in values.items():
        if name in over or not os.environ.get(name):
            os.environ[name] = value


def remember(folder: Path, values: Mapping[str, str]) -> None:
    """Write down for `cms.run manage` how the running processes reach their services; readable by the owner only."""
    path = folder / "environment.json"
    part = path.with_suffix(".part")
    part.touch(mode=0o600)
    part.write_text(json.dumps(dict(values)), "utf-8")
    part.rename(path)


def remembered(folder: Path) -> dict[str, str]:
    """What the last start wrote down; empty before the first one.

    Raises:
        RunError: it can't be read any more.
    """
    path = folder / "environment.json"
    if not path.exists():
        return {}
    try:
        return {str(name): str(value) for name, value in json.loads(path.read_text("utf-8")).items()}
    except (ValueError, AttributeError) as error:
        raise RunError(f"{path} is damaged; start it once with `make run`, which writes it anew.") from error
