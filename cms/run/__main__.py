"""`python -m cms.run`: the whole site on one machine. `python -m cms.run manage …`: a command with its settings."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured

from cms.plugins import examination
from cms.plugins.discovery import PluginError
from cms.run import environment
from cms.run.errors import RunError
from cms.run.options import ROOT, Options
from cms.run.services.probe import ServiceError
from cms.run.signals import StopRequestedError
from cms.run.supervisor import Supervisor
from cms.run.terminal import complain, say
from cms.settings.env import SettingError

_INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """The exit code: 0 after an orderly stop, 1 when it could not start."""
    if str(ROOT / "collections") not in sys.path:
        sys.path.insert(1, str(ROOT / "collections"))  # a source root of its own
    try:
        options = Options.read(os.environ)
        if arguments[:1] == ["manage"]:
            return manage(options, arguments[1:])
        Supervisor(options).run()
    except StopRequestedError:
        say("Stopped.")
        return 0
    except (RunError, ServiceError, ImproperlyConfigured, SettingError, PluginError) as error:
        complain(str(error))
        return 1
    except OSError as error:  # a disk that fills up while it starts, a file that belongs to somebody else
        complain(f"{error.filename or 'The data folder'} can't be used: {error.strerror or error}.")
        return 1
    return 0


def manage(options: Options, arguments: list[str]) -> int:
    """Run a Django management command on the data folder's installation, running or not.

    Raises:
        RunError: it has not been started yet.
    """
    values = environment.remembered(options.data / "run")
    if not values:
        raise RunError(f"There is no installation in {options.data} yet: start it once with `make run`.")
    environment.apply(values)
    from django.core.management import execute_from_command_line  # noqa: PLC0415  (reads the environment)

    with examination.explaining():
        execute_from_command_line(["manage", *arguments])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
