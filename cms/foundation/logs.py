"""Logs as JSON lines that carry the request's id, and nothing that opens a door."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Final

from django.http import HttpRequest

request_id: ContextVar[str] = ContextVar("request_id", default="")

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "request_id"}
# Grants and whatever else is signed (two parts of base64url, or a value and its signature), tokens by name, and what
# stands behind the addresses that carry one. A line may come from a library that knows nothing of them.
_SECRET: Final = re.compile(
    r"(?P<before>/(?:m|r|c|hinh|set-up|thong-ke/ngung-nhan)/|Bearer\s+|(?:sessionid|session|csrftoken|csrf|token|acted)=)"
    r"[^/\s\"'\\?&;,]+"
    r"|[\w-]{2,}[.:][\w-]{27,}(?![\w-])"
)


def without_secrets(text: str) -> str:
    """The text without tokens, signatures and cookies."""
    return _SECRET.sub(lambda found: f"{found['before'] or ''}…", text)


class RequestIdFilter(logging.Filter):
    """Puts the id of the current request on every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never drops a record."""
        record.request_id = request_id.get()
        return True


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, request, extra fields, exception."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line without a newline. A request is named by its id and its route, never by its address."""
        extra = {key: value for key, value in vars(record).items() if key not in _STANDARD}
        message, asked = record.getMessage(), extra.pop("request", None)
        if isinstance(asked, HttpRequest):
            match = asked.resolver_match
            extra["route"] = match.route if match else ""
            message = message.replace(asked.path, extra["route"])
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message,
            "request": getattr(record, "request_id", ""),
            **extra,
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return without_secrets(json.dumps(line, ensure_ascii=False, default=str))
