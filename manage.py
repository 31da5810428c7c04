#!/usr/bin/env python
"""Command line of the project."""

import os
import sys
from pathlib import Path


def main() -> None:
    # collections/ is a source root and never a package: it must be on the path, after our own root.
    sys.path.insert(1, str(Path(__file__).resolve().parent / "collections"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    from django.core.management import execute_from_command_line

    from cms.plugins import examination
    from cms.plugins.discovery import PluginError

    try:
        with examination.explaining():
            execute_from_command_line(sys.argv)
    except PluginError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
