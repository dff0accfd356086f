# SPDX-License-Identifier: EUPL-1.2
"""
`python -m tests.kwetsbare_worker`: the command `jeugdregio`, with a reader that dies of certain messages.

Stands for a hole in a library that nobody knows yet: a message with one of these texts in it brings down, blocks or
fills the process that reads it.
"""

import os
import signal
import sys
import time

from jeugdregio.opdrachtregel import omgeving, worker
from jeugdregio.opdrachtregel.app import bouw_app

MIB = 1024 * 1024
STERFT, HANGT, SAMEN = b"<!--sterft-->", b"<!--hangt-->", b"<!--samen-->"
VULT, VULT_INEENS = b"<!--vult-->", b"<!--vult ineens-->"


def lees(data):
    """What happens to the process that reads one of these."""
    if STERFT in data:
        os.kill(os.getpid(), signal.SIGSEGV)
    while HANGT in data:
        pass
    kept = []
    while VULT in data:
        kept.append(b"x" * (8 * MIB))
        time.sleep(0.01)
    if VULT_INEENS in data:
        kept.append(bytes(8_000 * MIB))


def maak_kwetsbaar():
    """Give the reader of this process its holes."""
    from jeugdregio.berichten import partij as berichten
    from jeugdregio.ontvangst import partij as ontvangst

    keur, verwerk = berichten.keur, ontvangst.verwerk_stukken

    def bad_keur(data):
        lees(data)
        return keur(data)

    def bad_verwerk(stukken, **rest):
        done = verwerk(stukken, **rest)
        if any(SAMEN in stuk.data for stuk in stukken):
            os.kill(os.getpid(), signal.SIGABRT)
        return done

    berichten.keur, ontvangst.verwerk_stukken, ontvangst.SECONDEN = bad_keur, bad_verwerk, 2


if __name__ == "__main__":
    met_django = omgeving.met_django

    def kwetsbaar():
        found = met_django()
        maak_kwetsbaar()
        return found

    omgeving.met_django = kwetsbaar
    worker.PROGRAMMA = (sys.executable, "-m", "tests.kwetsbare_worker")
    bouw_app()()
