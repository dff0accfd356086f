# SPDX-License-Identifier: EUPL-1.2
"""
No line that any test makes the program log names a child; a pytest plugin, loaded by conftest.py.

Lines of others are looked at as they are written, by the formatter of the settings, which masks; our own have nothing
to mask. The test during which one holds a number from the range for tests has an error, whatever it said itself.
"""

import logging
from typing import Any

import pytest

from tests.sporen import losse_nummers

SPOREN: list[str] = []
EIGEN = "jeugdregio."


class Meelezer(logging.Handler):
    """Remembers who wrote one."""

    def emit(self, record: logging.LogRecord) -> None:
        """Look at the line, and forget it."""
        line = record.getMessage() if record.name.startswith(EIGEN) else self.format(record)
        if losse_nummers(line):
            SPOREN.append(f"{record.name}, {record.pathname}:{record.lineno}")


def lezer(opmaak: list[Any] | None = None) -> Meelezer:
    """One that reads lines as they are written: by these processors, or those of the settings."""
    import structlog

    from jeugdregio.config import logregels

    reader = Meelezer()
    reader.setFormatter(structlog.stdlib.ProcessorFormatter(processors=opmaak or logregels.opmaak()))
    return reader


def pytest_sessionstart(session: pytest.Session) -> None:
    """Read along with the root logger, in the words of the settings."""
    session.config.stash[_LEZER] = reader = lezer()
    logging.getLogger().addHandler(reader)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Read along no more."""
    logging.getLogger().removeHandler(session.config.stash[_LEZER])


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """One line is too many: the test that ends here has an error, on any worker."""
    found, SPOREN[:] = SPOREN[:], []
    if found:
        pytest.fail(f"een burgerservicenummer in het logboek bij {item.nodeid}: {'; '.join(found)}", pytrace=False)


_LEZER = pytest.StashKey[Meelezer]()
