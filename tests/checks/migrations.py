"""`python -m tests.checks.migrations`: the models and the migrations say the same."""

import os
import sys
import tempfile


def main() -> int:
    """In a data folder of its own: the check connects to the database, and there may be a running installation."""
    with tempfile.TemporaryDirectory(prefix="kv-check-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "KHOVANG_DATA": folder,
            "DATABASE_URL": f"sqlite://{folder}/check.sqlite3",
        }
        from django.core.management import execute_from_command_line

        execute_from_command_line(["manage", "makemigrations", "--check", "--dry-run", "--verbosity", "1"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
