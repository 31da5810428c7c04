"""The services behind the site: started here unless the operator names running ones."""

from cms.run import environment
from cms.run.options import Options
from cms.run.services.elasticsearch import Elasticsearch
from cms.run.services.postgres import Postgres
from cms.run.services.redis import Redis
from cms.run.services.service import Service
from cms.run.terminal import say


def services(options: Options, taken: dict[str, str]) -> dict[str, Service]:
    """What is to be started, by the variable that carries its address.

    Args:
        options: the choices of this start.
        taken: the operator's environment; a service whose variable is set there is his own.
    """
    all_of_them: dict[str, Service] = {"REDIS_URL": Redis(options.data / "redis", durable=True)}
    if options.profile == "province":
        all_of_them["DATABASE_URL"] = Postgres(options.data / "postgres")
        all_of_them["ELASTICSEARCH_URL"] = Elasticsearch(options.data / "elasticsearch")
    return {name: service for name, service in all_of_them.items() if not taken.get(name)}


def start(name: str, service: Service) -> str:
    """Start one and put its address into the environment; the address."""
    if service.start_seconds > 60:  # noqa: PLR2004  (a person gets uneasy)
        say(f"  {service.name} starts, which takes a while …")
    url = service.start()
    environment.apply({name: url})
    return url
