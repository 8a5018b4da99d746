"""Log lines as JSON, one object a line, each with the id of its request."""

import json
import logging
import re
from datetime import UTC, datetime

from cms.middleware.request_id import current_request_id

# JSON leaves these as they are, and some readers of logs end a line there.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id.get()
        return True


class NoTokensFilter(logging.Filter):
    """What opens a draft to whoever has it, right or only nearly right, is in no log: see `articles.sharing`."""

    TOKEN = re.compile(r"(/shared/\d+/)[^/\s]+")

    def filter(self, record: logging.LogRecord) -> bool:
        if "/shared/" in (said := record.getMessage()):
            record.msg, record.args = self.TOKEN.sub(r"\1…", said), None
        return True


class JsonFormatter(logging.Formatter):
    """JSON escapes line breaks, so a title cannot forge a second log line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": getattr(record, "request_id", "-"),
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False).translate(_LINE_ENDS)
