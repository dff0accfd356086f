# SPDX-License-Identifier: EUPL-1.2
"""
A batch that fails on a bug is split until the files that cause it stand alone; all others go through.

What the database does when it is gone or busy (`OperationalError`, `InterfaceError`) is never held against a
file: a deadlock, a lock that came too late and two transactions in each other's way are tried again here, the
rest is for the caller. No error text leaves this module, for it may quote a message.
"""

import logging
import time
import traceback
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from django.db import InterfaceError, OperationalError

from jeugdregio.ontvangst.apart import tel_mislukking
from jeugdregio.ontvangst.partij import Verdacht, verwerk_partij
from jeugdregio.ontvangst.values import Mislukking, Uitkomst

NOG_EENS = {"40001", "40P01", "55P03"}
"""Serialization failure, deadlock, lock not available: the same work may well succeed a moment later."""
EIGEN_SCHULD = ("54", "57014")
"""SQLSTATE "program limit exceeded" and a statement that took too long: too much, however often it is asked."""
POGINGEN, PAUZE = 6, 0.05
HOOGSTENS_VERDACHT = 25
"""So many files that fail alone while none goes through: the program is broken, not the files. Then it rests."""

_LOG = logging.getLogger(__name__)
_Werk = Callable[..., list[Uitkomst]]


def werk_af(
    *, regio: str, peildatum: date, moment: datetime, hoogstens: int, bestanden: Sequence[int] | None = None
) -> tuple[list[Uitkomst], tuple[Mislukking, ...]]:
    """Work off what is waiting, or of it these `bestanden`; gives the outcomes, and the files that failed alone."""
    taken: list[int] = []
    work = partial(verwerk_partij, regio=regio, peildatum=peildatum, moment=moment, hoogstens=hoogstens)
    if bestanden is not None:
        split = _Splitsing(work, regio, moment)
        split.verwerk(bestanden)
        return split.uitkomsten, tuple(split.mislukt)
    try:
        return _probeer(partial(work, gekozen=taken)), ()
    except Verdacht as found:
        split = _Splitsing(work, regio, moment)
        before = dict(found.bestanden)
        for part in _rond_verdachten(before):
            split.verwerk(part)
    except Exception as error:
        if _omstandigheid(error):
            raise
        _LOG.error("Een partij van %d bestanden ging mis; wij splitsen haar. %s", len(taken), plaats_van(error))
        split = _Splitsing(work, regio, moment)
        split.na_fout(taken, error)
    return split.uitkomsten, tuple(split.mislukt)


def _rond_verdachten(bestanden: dict[int, int]) -> list[list[int]]:
    """In order of arrival: each file that failed before by itself, what lies between them together."""
    parts: list[list[int]] = [[]]
    for number, failed in bestanden.items():
        if failed:
            parts += [[number], []]
        else:
            parts[-1].append(number)
    return [part for part in parts if part]


class _Splitsing:
    """The work on a batch that does not go through as a whole."""

    def __init__(self, werk: _Werk, regio: str, moment: datetime) -> None:
        self._werk, self._regio, self._moment = werk, regio, moment
        self.uitkomsten: list[Uitkomst] = []
        self.mislukt: list[Mislukking] = []

    def verwerk(self, bestanden: Sequence[int]) -> None:
        """Process these files together, and apart when that fails."""
        if self._uitzichtloos():
            return
        try:
            self.uitkomsten += _probeer(partial(self._werk, bestanden=list(bestanden), gekozen=[]))
        except Exception as error:
            if _omstandigheid(error):
                raise
            self.na_fout(bestanden, error)

    def na_fout(self, bestanden: Sequence[int], error: Exception) -> None:
        """Halve what failed; a file that failed alone is counted."""
        if len(bestanden) > 1:
            middle = len(bestanden) // 2
            self.verwerk(bestanden[:middle])
            self.verwerk(bestanden[middle:])
        elif bestanden:
            where = plaats_van(error)
            failure = tel_mislukking(bestanden[0], fout=where, regio=self._regio, moment=self._moment)
            self.mislukt.append(failure)
            _LOG.error(
                "Bestand %d ging mis, poging %d%s. %s\n%s",
                failure.bestand_id,
                failure.poging,
                "; het is apart gezet" if failure.apart else "",
                where,
                "".join(traceback.format_tb(error.__traceback__)),
            )

    def _uitzichtloos(self) -> bool:
        return not self.uitkomsten and len(self.mislukt) >= HOOGSTENS_VERDACHT


def _probeer(werk: Callable[[], list[Uitkomst]]) -> list[Uitkomst]:
    """Do the work; again, after a pause that doubles, when it only came at a bad moment."""
    for attempt in range(POGINGEN - 1):
        try:
            return werk()
        except OperationalError as error:
            if _sqlstate(error) not in NOG_EENS:
                raise
            time.sleep(PAUZE * 2**attempt)
    return werk()


def _omstandigheid(error: Exception) -> bool:
    """Whether this says something about the database at this moment, and nothing about the files."""
    if isinstance(error, OperationalError):
        return not _sqlstate(error).startswith(EIGEN_SCHULD)
    return isinstance(error, InterfaceError)


def _sqlstate(error: BaseException) -> str:
    return getattr(error.__cause__, "sqlstate", None) or ""


def plaats_van(error: BaseException) -> str:
    """The class of an error, the constraint it names, and where in our code it came up; never its text."""
    constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if "jeugdregio" in Path(frame.filename).parts]
    where = f" in {Path(ours[-1].filename).name}, regel {ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}{f' ({constraint})' if constraint else ''}{where}"
