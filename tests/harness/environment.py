"""What the tests' processes find in the environment: the run's own services, never the developer's installation."""

import os
from typing import Final

from cms.run.services.postgres import OWNER
from cms.run.services.redis import Redis
from tests.harness.services import ask
from tests.harness.state import State

SERVICE_VARIABLES: Final = ("DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL", "STORAGE_URL", "EMAIL_URL")
OURS: Final = (
    *SERVICE_VARIABLES,
    *("DJANGO_SETTINGS_MODULE", "KHOVANG_DATA", "KHOVANG_SECRET_KEY", "KHOVANG_HOSTS", "KHOVANG_INTERNAL_HOSTS"),
    *("KHOVANG_BEHIND_TLS", "KHOVANG_PROXIES", "SEARCH_ENGINE", "SEARCH_INDEX_PREFIX", "LOG_LEVEL"),
    *("PORT", "BIND", "PROFILE", "SAMPLE"),
)
"""Every variable of .env.example that an application process reads."""


def enter() -> tuple[State, bool]:
    """The run of this process, made if it is the first, and whether it was; the environment is set for Django.

    `DATABASE=postgres` lets the tests of this process run on PostgreSQL instead of SQLite.
    """
    inherited = State.inherited()
    state = inherited or begin()
    for name in OURS:
        os.environ.pop(name, None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "KHOVANG_DATA": str(state.own / "data"),
        "DATABASE_URL": _database(state),
        "REDIS_URL": _redis(state),
        "SEARCH_INDEX_PREFIX": f"kvt-{state.folder.name[4:].lower()}-{state.worker}",
        # Playwright's loop runs in the thread of the test; Django takes that for asynchronous code.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }
    return state, inherited is None


def begin() -> State:
    """A new run that ends with this process; `SERVICES=external` lets it use servers that somebody else has started."""
    state = State.make(os.getpid())
    if os.environ.get("SERVICES") == "external":
        state.use({name: os.environ[name] for name in SERVICE_VARIABLES if os.environ.get(name)})
    return state


def without_ours() -> dict[str, str]:
    """The environment for a program that is to choose for itself, such as `python -m cms.run`."""
    mine = {*OURS, "DJANGO_ALLOW_ASYNC_UNSAFE", "PYTEST_CURRENT_TEST"}
    return {name: value for name, value in os.environ.items() if name not in mine}


def on_postgres() -> bool:
    """Whether this process' tests run on PostgreSQL."""
    return os.environ.get("DATABASE", "sqlite") == "postgres"


def _database(state: State) -> str:
    if not on_postgres():
        return f"sqlite://{state.own / 'khovang.sqlite3'}"
    url = str(ask(state, "postgres")["url"])
    head, _, tail = url.partition("?")
    name = f"{state.folder.name.replace('-', '_').lower()}_{state.worker}"
    user = f"postgres://{OWNER}@/" if not state.external else head.rpartition("/")[0] + "/"
    return f"{user}{name}?{tail}"


def _redis(state: State) -> str:
    """An own Redis for each worker (started when first asked for); of an external one an own database number."""
    external = state.external.get("REDIS_URL")
    if not external:
        return Redis(state.own / "redis").url
    number = 1 + int(state.worker.removeprefix("gw")) if state.worker.startswith("gw") else 0
    return f"{external.rpartition('/')[0]}/{number}"
