# SPDX-License-Identifier: EUPL-1.2
"""The measure of all ratios: lxml parse + XSD alone, over the same messages, in between the work that is measured."""

from __future__ import annotations

import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import zstandard
from corpus import Zending
from lxml import etree

from jeugdregio.berichten.schema import schema


def kerntijd() -> float:
    """CPU seconds of this process, all threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


@dataclass
class Keuring:
    """
    Validates batches that were just taken in, while the chain stands still.

    On a machine with neighbours a calibration before or afterwards runs at another speed than the work did.
    `keuring_s` is the CPU it took; `kern_s` and `wand_s` are what the clocks of the work must leave out.
    """

    keuring_s: float = 0.0
    kern_s: float = 0.0
    wand_s: float = 0.0
    _xsd: etree.XMLSchema = field(default_factory=partial(schema, "JW323"))

    def keur(self, batch: Sequence[Zending]) -> None:
        """Parse and validate every message of the batch."""
        cpu, wall = kerntijd(), time.perf_counter()
        unpacker = zstandard.ZstdDecompressor()
        messages = [unpacker.decompress(sent.data) for sent in batch]
        self.keur_xml(messages)
        self.kern_s += kerntijd() - cpu
        self.wand_s += time.perf_counter() - wall

    def keur_xml(self, messages: Sequence[bytes]) -> None:
        """Parse and validate these messages; adds to `keuring_s` only."""
        start = kerntijd()
        for data in messages:
            assert self._xsd.validate(etree.fromstring(data))
        self.keuring_s += kerntijd() - start
