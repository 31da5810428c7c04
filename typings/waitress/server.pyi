from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.task import ThreadedTaskDispatcher
from waitress.wasyncore import dispatcher

class TcpWSGIServer(dispatcher):
    channel_class: type[HTTPChannel]
    def __init__(
        self,
        application: Any,
        map: dict[int, Any] | None = None,
        _start: bool = True,
        _sock: Any = None,
        dispatcher: ThreadedTaskDispatcher | None = None,
        adj: Adjustments | None = None,
        sockinfo: Any = None,
        bind_socket: bool = True,
    ) -> None: ...
    def pull_trigger(self) -> None: ...
