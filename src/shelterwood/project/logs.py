"""Log lines that cannot carry what somebody wrote: an allow-list of keys, and errors by kind and place only.

A traceback may hold a child's name in a local variable or an exception's text, so neither is printed.
"""

import logging
import traceback
from datetime import UTC, datetime

ALLOWED = ("event", "task", "seconds", "count", "step", "route_name")


class Line(logging.Formatter):
    """`time level logger message key=value …`, and for an exception its type with the file and line of each frame."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        message = record.getMessage() if record.name.startswith(("shelterwood", "django_tasks")) else self._constant_part(record)
        pairs = [f"{key}={record.__dict__[key]}" for key in ALLOWED if key in record.__dict__]
        line = " ".join([at, record.levelname, record.name, message, *pairs])
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])
            places = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in reversed(frames[-12:]))
            line += f" | {record.exc_info[0].__name__} at {places}"
        return line

    def _constant_part(self, record: logging.LogRecord) -> str:
        """Of another library's line the text before its first value; where text and values cannot be told apart, the place alone."""
        return str(record.msg).split("%")[0].strip() if record.args else f"{record.module}:{record.lineno}"
