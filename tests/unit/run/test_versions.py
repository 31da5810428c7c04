import yaml

from cms.run.options import ROOT
from cms.run.services import versions


def test_compose_starts_the_versions_that_are_pinned():
    services = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]

    assert {name: service["image"] for name, service in services.items()} == {
        "postgres": f"postgres:{versions.POSTGRES}",
        "redis": f"redis:{versions.REDIS}",
        "elasticsearch": f"elasticsearch:{versions.ELASTICSEARCH}",
        "s3": f"versity/versitygw:{versions.VERSITYGW}",
        "mail": f"axllent/mailpit:{versions.MAILPIT}",
    }


def test_compose_opens_its_ports_on_this_machine_only():
    services = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]

    ports = [port for service in services.values() for port in service["ports"]]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_pinned_redis_is_new_enough_for_the_queue():
    assert tuple(int(part) for part in versions.REDIS.split(".")[:2]) >= versions.REDIS_MINIMUM


def test_the_pinned_postgres_is_one_that_is_tested():
    assert int(versions.POSTGRES.split(".")[0]) in versions.POSTGRES_MAJORS
