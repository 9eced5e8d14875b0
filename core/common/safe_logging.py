"""What a log may say: kind and place of a mishap, never the words of an exception, which may quote a table."""

import logging
from typing import Any

from core.common.errors import technical


def log_safely() -> None:
    """Keep tracebacks and exceptions' messages out of this process's log from here on, whoever writes to it."""
    make = logging.getLogRecordFactory()

    def without_traceback(*arguments: Any, **named: Any) -> logging.LogRecord:
        record = make(*arguments, **named)
        if record.exc_info and record.exc_info[0]:
            kind, _, trace = record.exc_info
            record.msg, record.args = f"{record.name}: {technical(kind, trace)}", ()
            record.exc_info = record.exc_text = None
        return record

    logging.setLogRecordFactory(without_traceback)
