# SPDX-License-Identifier: EUPL-1.2
"""What may stand in a log line: where something went wrong, never what the program had in hand."""

import logging
import re
from collections.abc import MutableMapping
from typing import IO, Any

import structlog

from jeugdregio.core.bsn import masker
from jeugdregio.core.storing import beschrijf

SERVER_ERROR = 500
_ONZICHTBAAR = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_REGELEINDE = re.compile("\n")


class ZonderSpoor(logging.Filter):
    """A request that was turned away is no fault of ours: one line says it, without a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every line passes."""
        if getattr(record, "status_code", SERVER_ERROR) < SERVER_ERROR:
            record.exc_info = None
        return True


def veilig(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Text of others cannot begin a line of its own, colour the screen or turn the order of the characters."""
    record = event.get("_record")
    text = _ONZICHTBAAR.sub(_geschreven, str(event.get("event", "")))
    ours = record is not None and record.name.startswith("jeugdregio.")  # never quotes, may have a traceback
    event["event"] = text if ours else _REGELEINDE.sub(_geschreven, text)
    for name, value in event.items():
        if name != "event" and isinstance(value, str):
            event[name] = _REGELEINDE.sub(_geschreven, _ONZICHTBAAR.sub(_geschreven, value))
    return event


def _geschreven(found: re.Match[str]) -> str:
    return found.group().encode("unicode_escape").decode()


def _storing(stream: IO[str], exc_info: tuple[type[BaseException], BaseException, object]) -> None:
    stream.write("\n" + beschrijf(exc_info[1]))


def _storing_als_veld(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    found = event.pop("exc_info", None)
    if found:
        event["storing"] = beschrijf(found[1])
    return event


def leid_om() -> None:
    """What is logged with structlog goes where all goes, with the same level and the same shape."""
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def opmaak(vorm: str = "regels") -> list[Any]:
    """
    Lines of text (`regels`) or one JSON object each (`json`), with moment (UTC), level and place.

    Of an error class and place, never its text or its variables, for those hold data of children.
    """
    written: list[Any] = [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=_storing)]
    if vorm == "json":
        written = [_storing_als_veld, structlog.processors.JSONRenderer(ensure_ascii=False)]
    return [
        veilig,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        *written,
        lambda _logger, _name, line: masker(line),
    ]
