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
    laatste_maand: dict[Hashable, tuple[date, int]] = field(default_factory=dict)

    def golf(
        self,
        schrijft: Iterable[Hashable],
        leest: Iterable[Hashable] = (),
        volgorde: tuple[Hashable, date] | None = None,
    ) -> int:
        """
        Give the wave of the next message.

        `schrijft` and `leest` are the keys it changes and depends on. `volgorde` is a series and a month in
        it (TR318): a month before the last one of its series has to wait for the verdict on that one.
        """
        writes, reads = tuple(schrijft), tuple(leest)
        written, read = self.geschreven, self.gelezen
        wave = 0
        for key in writes:
            wave = max(wave, written.get(key, 0), read.get(key, 0))
        for key in reads:
            wave = max(wave, written.get(key, 0))
        if volgorde is not None:
            wave = max(wave, self._after_later_months(*volgorde))
        wave += 1
        for key in writes:
            written[key] = wave
        for key in reads:
            if read.get(key, 0) < wave:
                read[key] = wave
        if volgorde is not None:
            self._remember_month(*volgorde, wave)
        return wave

    def _after_later_months(self, series: Hashable, month: date) -> int:
        latest, wave = self.laatste_maand.get(series, (date.min, 0))
        return wave if month < latest else 0

    def _remember_month(self, series: Hashable, month: date, wave: int) -> None:
        latest, latest_wave = self.laatste_maand.get(series, (date.min, 0))
        if month >= latest:
            self.laatste_maand[series] = (month, max(wave, latest_wave))
