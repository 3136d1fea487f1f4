"""Sets up logging so that no visitor text can reach a log, at any level.

Rasa and the libraries around it put messages, slots and whole trackers into log lines,
warnings and exception texts. So of a foreign logger only the place is kept, and of an
exception, whoever logs it, only its type and the lines it came through. `configure()` has
to run before `rasa` is imported: until then structlog prints everything it gets.
"""

import logging
import os
import sys
import threading
import traceback
import warnings
from collections.abc import Mapping, MutableMapping
from pathlib import PurePath
from typing import Any, TextIO

import structlog

OWN_LOGGERS = frozenset({"bot", "__main__", "alembic"})
"""Loggers whose messages are passed on; they never hold anything a visitor typed."""

OWN_EXACTLY = frozenset({"uvicorn", "uvicorn.error"})

FRAMES = 4

_plain_record = logging.LogRecord


def configure(level: str = "INFO") -> None:
    """Sends log lines of `level` and above to stderr, without visitor text.

    Safe to call again, with another level.
    """
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    logging.setLogRecordFactory(_textless_record)
    root = logging.getLogger()
    if not any(isinstance(handler.formatter, _Formatter) for handler in root.handlers):
        handler = logging.StreamHandler()
        handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        root.addHandler(handler)
    root.setLevel(level)
    for noisy in ("rasa", "rasa_sdk", "matplotlib", "asyncio"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, root.level))
    keep_text_out_of_structlog()
    warnings.showwarning = _show_warning
    threading.excepthook = _log_thread_failure
    sys.unraisablehook = _log_unraisable


class _Formatter(logging.Formatter):
    """A formatter of its own type, so that `configure` finds its own handler again."""


def describe(error: BaseException | None) -> str:
    """The type of an exception and where it came from, without its text."""
    if error is None:
        return "unknown error"
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    places = " < ".join(f"{_short(frame.filename)}:{frame.lineno}" for frame in reversed(frames))
    words = f"{type(error).__name__} at {places}" if places else type(error).__name__
    cause = error.__cause__ or error.__context__
    return f"{words} (after {type(cause).__name__})" if cause is not None else words


def _short(filename: str) -> str:
    return "/".join(PurePath(filename).parts[-3:])


def _is_own(name: str) -> bool:
    return name.partition(".")[0] in OWN_LOGGERS or name in OWN_EXACTLY


def _textless_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    """A log record whose message and exception hold no text of others.

    It is made when the line is logged, so it holds for every handler, also for those that
    a library adds later.
    """
    record = _plain_record(*args, **kwargs)
    if not _is_own(record.name):
        record.msg, record.args = f"at {_short(record.pathname)}:{record.lineno}", ()
    if record.exc_info:
        if record.exc_info[1] is not None:
            words = describe(record.exc_info[1])
            record.msg, record.args = f"{record.getMessage()}: {words}", ()
        record.exc_info = record.exc_text = None
    record.stack_info = None
    return record


def keep_text_out_of_structlog() -> None:
    """Lets structlog pass on warnings and errors, without the values in them.

    As it comes, it prints every value that Rasa gives it, visitor text too.
    """
    structlog.configure(
        processors=[_event_name_only, structlog.stdlib.render_to_log_kwargs],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _event_name_only(
    logger: Any, method: str, event: MutableMapping[str, Any]
) -> Mapping[str, Any]:
    """Drops every value of a structured line: Rasa names its events, the values hold text."""
    return {"event": str(event.get("event", ""))}


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    logging.getLogger(__name__).debug("%s at %s:%d", category.__name__, _short(filename), lineno)


def _log_thread_failure(args: threading.ExceptHookArgs) -> None:
    logging.getLogger(__name__).error("a thread ended: %s", describe(args.exc_value))


def _log_unraisable(args: Any) -> None:
    logging.getLogger(__name__).error("an ignored error: %s", describe(args.exc_value))
