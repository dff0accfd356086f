# SPDX-License-Identifier: EUPL-1.2
"""
Waves: a batch is judged as if its messages came one by one, in as few set-based rounds as that allows.

Two messages of a batch depend on each other when one writes what the other reads or writes: the same
allocation, the same reference, the same identification. A message then comes in a later wave than the one it
depends on; messages that have nothing to do with each other share a wave. Verdicts are the same for every
batch size, which a test proves (ADR 0005).
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date


@dataclass
class Golven:
    """Hands out wave numbers, from 1, to the messages of one batch in order of arrival."""

    geschreven: dict[Hashable, int] = field(default_factory=dict)
    gelezen: dict[Hashable, int] = field(default_factory=dict)
    verbruikt: dict[Hashable, int] = field(default_factory=dict)
    maanden: dict[Hashable, dict[date, int]] = field(default_factory=dict)

    def golf(
        self,
        schrijft: Iterable[Hashable],
        leest: Iterable[Hashable] = (),
        volgorde: tuple[Hashable, date] | None = None,
        verbruikt: Iterable[Hashable] = (),
    ) -> int:
        """
        Give the wave of the next message.

        `schrijft` and `leest` are the keys it changes and depends on. `volgorde` is a series and a month in
        it (TR318): a month waits for the verdict on later months that came before it, and never overtakes an
        earlier month. Within one wave all are judged before any is stored, so there they may stand together.
        `verbruikt` are the keys of which it uses up some: whoever came first is served first, so it never comes in
        an earlier wave than they do, but it may share theirs.
        """
        writes, reads, uses = tuple(schrijft), tuple(leest), tuple(verbruikt)
        written, read = self.geschreven, self.gelezen
        wave = 0
        for key in writes:
            wave = max(wave, written.get(key, 0), read.get(key, 0))
        for key in reads:
            wave = max(wave, written.get(key, 0))
        months: dict[date, int] = {}
        if volgorde is not None:
            series, month = volgorde
            months = self.maanden.setdefault(series, {})
            wave = max([wave, *(at for other, at in months.items() if other > month)])
        wave += 1
        for key in uses:
            wave = max(wave, self.verbruikt.get(key, 0))
        if volgorde is not None:
            wave = max([wave, *(at for other, at in months.items() if other < month)])
            months[month] = max(wave, months.get(month, 0))
        for key in writes:
            written[key] = wave
        for key in reads:
            if read.get(key, 0) < wave:
                read[key] = wave
        for key in uses:
            self.verbruikt[key] = wave
        return wave
