"""One process that loads the site once, forks its processes and keeps them running until it is told to stop.

A process that is killed is forked again; when the supervisor itself is killed, the kernel ends its processes with it
(`cms.run.services.tether`), so that none of them goes on writing beside the next start's.
"""

import os
import time
from contextlib import ExitStack
from functools import partial
from signal import SIGCHLD, SIGKILL, SIGTERM
from typing import TYPE_CHECKING, Final

from cms.plugins import examination
from cms.plugins.translations import compile_catalogues, compile_plugins
from cms.run import addresses, backing, environment, folder, lock, logs, readiness, signals
from cms.run.child import Child
from cms.run.errors import RunError
from cms.run.options import ROOT, Options
from cms.run.services.probe import ServiceError, tail
from cms.run.services.service import Service
from cms.run.terminal import complain, say

if TYPE_CHECKING:
    from cms.run.preparation import Hints

_READY_SECONDS: Final = 90.0
_PATIENCE_SECONDS: Final = 8.0
"""How long the processes may take to finish what they are at."""
_LOOK_SECONDS: Final = 5.0
"""How often the services and the logs are looked at."""
_SERVICE_PAUSE_SECONDS: Final = 30.0
_HOPELESS: Final = 5
"""Deaths in a row before READY after which the start is given up."""


class Supervisor:
    """One run, from the lock to the last process' end."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._logs = options.data / "logs"
        self._services: dict[str, Service] = {}
        self._service_due: dict[str, float] = {}
        self._children: list[Child] = []

    def run(self) -> None:
        """Serve until a stop signal.

        Raises:
            RunError, ServiceError: it could not start; nothing is left running.
            StopRequestedError: it was told to stop while it started.
        """
        self._lay_out()
        signals.raise_on_stop()
        with ExitStack() as stack:
            stack.enter_context(lock.held(self._options.data))
            stack.enter_context(signals.collected())
            with signals.interrupting():
                places = self._open(stack)
                stack.callback(self._stop_children)
                self._prepare()
            self._launch(places)
            self._supervise()

    def _lay_out(self) -> None:
        os.umask(0o077)  # the folder holds a secret and children's names
        folder.make_ready(self._options.data)

    def _open(self, stack: ExitStack) -> addresses.Addresses:
        """Ports first, since a taken one is the likeliest trouble; then the services."""
        options = self._options
        places = addresses.listen(options.bind, options.port)
        stack.callback(places.close)
        say(f"Kho Vàng starts; data in {options.data}")
        operators = dict(os.environ)
        values = environment.settings_for(options, places.port, places.internal_port)
        environment.apply(values, over=frozenset({"KHOVANG_HOSTS", "KHOVANG_DATA", "KHOVANG_INTERNAL_HOSTS"}))
        self._services = backing.services(options, operators)
        for name, service in self._services.items():
            stack.callback(service.stop)
            values[name] = backing.start(name, service)
        environment.remember(options.data / "run", {name: os.environ[name] for name in values})
        return places

    def _prepare(self) -> None:
        """Prepare the site; runs in a child, so that this process stays without connections and threads."""
        compile_catalogues(ROOT)
        compile_plugins()
        from cms.run import loading  # noqa: PLC0415  (Django reads the environment that was just made)

        with examination.explaining():
            loading.load_django()
        from cms.run.preparation import prepare  # noqa: PLC0415  (imports models)

        child = Child("preparation", partial(prepare, self._options))
        self._children = [child]
        child.start()
        with signals.collected():
            while (code := child.ended()) is None:
                heard = signals.wait(_LOOK_SECONDS)
                if heard in signals.STOP:
                    raise signals.StopRequestedError
        if code != 0:
            raise RunError("The preparation failed; nothing was started.")
        self._children = []
        loading.load_all()

    def _launch(self, places: addresses.Addresses) -> None:
        """Fork the roles and say READY once the site answers."""
        from cms.run.preparation import hints  # noqa: PLC0415  (imports models)
        from cms.run.roles import roles  # noqa: PLC0415  (imports Django)

        todo = roles(places.descriptors(), self._options.data)
        self._children = [Child(name, run, self._logs / f"{name}.log") for name, run in todo.items()]
        for child in self._children:
            child.start()
        deadline = time.monotonic() + _READY_SECONDS
        while not readiness.serves(places.internal_port):
            self._look_after(0.1)
            dead = next((child for child in self._children if child.deaths >= _HOPELESS), None)
            if dead is not None or time.monotonic() > deadline:
                name = "web" if dead is None else dead.name
                log = self._logs / f"{name}.log"
                raise RunError(f"The site does not serve. The end of {log}:\n{tail(log)}")
        say(f"READY http://localhost:{places.port}")
        self._welcome(places.port, hints(self._options.data))

    def _welcome(self, port: int, hints: "Hints") -> None:
        site = f"http://localhost:{port}"
        say(f"  site    {site}/")
        say(f"  CMS     {site}/admin/")
        say(f"  API     {site}/api/")
        for pair in filter(None, self._options.hosts.split(",")):
            say(f"  network http://{pair.partition('=')[0]}/")
        say(f"  logs    {self._logs}")
        if hints.set_up:
            say(f"  There is no school yet. Make the first one at {site}{hints.set_up}")
        for line in hints.logins:
            say(f"  {line}")
        say("Ctrl-C stops it.")

    def _supervise(self) -> None:
        while True:
            self._look_after(_LOOK_SECONDS)

    def _look_after(self, seconds: float) -> None:
        """One round: hear signals, start again what has died.

        Raises:
            StopRequestedError: a stop signal came.
        """
        due = [child.due - time.monotonic() for child in self._children if not child.pid]
        heard = signals.wait(min([seconds, *due]))
        if heard in signals.STOP:
            raise signals.StopRequestedError
        for child in self._children:
            code = child.ended()
            if code is not None:
                pause = child.schedule()
                complain(f"{child.name} ended ({code}); again in {pause:.1f} s. See {child.log}")
            elif not child.pid and time.monotonic() >= child.due:
                child.start()
        if heard is not SIGCHLD:
            logs.bound([*self._logs.glob("*.log"), *(service.log for service in self._services.values())])
        self._revive_services()

    def _revive_services(self) -> None:
        for name, service in self._services.items():
            if service.alive() or time.monotonic() < self._service_due.get(name, 0.0):
                continue
            complain(f"{service.name} ended; it is started again. See {service.log}")
            try:
                with signals.interrupting():
                    backing.start(name, service)
            except ServiceError as error:
                # The site can do without for a while: readers read, and what changes waits in the outbox.
                complain(f"{error}\nTried again in {_SERVICE_PAUSE_SECONDS:.0f} s.")
                self._service_due[name] = time.monotonic() + _SERVICE_PAUSE_SECONDS

    def _stop_children(self) -> None:
        with signals.collected():
            say("Stopping …")
            for child in self._children:
                child.signal(SIGTERM)
            deadline = time.monotonic() + _PATIENCE_SECONDS
            while any(child.pid for child in self._children) and time.monotonic() < deadline:
                for child in self._children:
                    child.ended()
                if any(child.pid for child in self._children):
                    signals.wait(0.2)
            for child in self._children:
                child.signal(SIGKILL)
                child.signal(SIGKILL, group=True)
