# SPDX-License-Identifier: EUPL-1.2
"""
Our schema, our reader, libxml2 and a second validator agree on what is a message, and our reader on what it says.

On the corpus of the fuzzer, on messages by hypothesis, whole and a little broken, and on every element broken in
every way. `make nacht` does so by the thousand. What differs on purpose stands in `tests/validators.py`.
"""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from jeugdregio.berichten.schrijven import schrijf
from jeugdregio.berichten.values import Soort
from tests.berichten import beschadig, dobbelsteen, vermom, willekeurig
from tests.breken import BREUKEN
from tests.fuzz import corpus
from tests.langzaam import assert_reads_as_the_slow_walk
from tests.shared import needs_shared
from tests.validators import KEUR, OFFICIEEL, VERSCHILLEN, onbedoeld, oordelen, soort_van

pytestmark = needs_shared

LANG = settings.default.max_examples > 1_000
VOORBEELDEN = 300 if LANG else 12
STAP = 1 if LANG else 23
"""One in so many breaks of an element."""

weinig = settings(max_examples=VOORBEELDEN, deadline=None, suppress_health_check=[HealthCheck.too_slow])
getekend = given(zaad=st.integers(min_value=0), breed=st.integers(1, 3), kans=st.floats(0, 1))
"""A seed, how wide lists are, and how often an optional element is there."""


def agree(soort: Soort, data: bytes) -> bool:
    """Nobody differs without meaning to, and what is valid is read as it stands; gives the official verdict."""
    found = oordelen(soort, data)
    assert onbedoeld(found, data) == [], (found, data[:3_000])
    if found[KEUR]:
        assert_reads_as_the_slow_walk(soort, [data])
    return found[OFFICIEEL]


@pytest.mark.parametrize("soort", list(Soort))
class TestEveryone:
    @weinig
    @getekend
    def test_agrees_on_a_message_however_it_is_written(self, soort, zaad, breed, kans):
        rng = dobbelsteen(zaad)

        assert agree(soort, vermom(schrijf(willekeurig(soort, rng, breed=breed, kans=kans)), rng))

    @weinig
    @getekend
    def test_agrees_on_a_message_that_is_a_little_broken(self, soort, zaad, breed, kans):
        rng = dobbelsteen(zaad)
        whole = etree.fromstring(schrijf(willekeurig(soort, rng, breed=breed, kans=kans)))

        agree(soort, etree.tostring(beschadig(whole, rng), encoding="utf-8"))

    def test_agrees_on_every_element_broken_in_every_way(self, soort):
        whole = schrijf(willekeurig(soort, dobbelsteen("complete"), breed=1, kans=1))
        count = len(list(etree.fromstring(whole).iter(etree.Element)))
        verdicts = Counter()
        cases = [(number, name) for number in range(1, count) for name in BREUKEN]

        for number, name in cases[list(Soort).index(soort) % STAP :: STAP]:
            root = etree.fromstring(whole)
            BREUKEN[name](list(root.iter(etree.Element))[number])
            verdicts[agree(soort, etree.tostring(root, encoding="utf-8"))] += 1

        assert verdicts[False] > verdicts[True]


def test_everyone_agrees_on_the_corpus():
    kinds = Counter()
    for doel in ("deur", "lezen", "antwoord"):
        for _, data in corpus.inhoud(doel):
            if (soort := soort_van(data)) is not None:
                kinds[soort, agree(soort, data)] += 1

    assert {soort for soort, valid in kinds if valid} == set(Soort)
    assert any(not valid for _, valid in kinds)


@pytest.mark.parametrize("difference", VERSCHILLEN, ids=lambda difference: difference.reden[:30])
def test_a_difference_that_is_meant_is_one(difference):
    found = oordelen(Soort.JW305, difference.voorbeeld)

    assert difference.herken(difference.voorbeeld)
    assert {judge for judge, verdict in found.items() if verdict != found[OFFICIEEL]} == difference.wie


def test_a_difference_that_nobody_meant_is_seen():
    assert onbedoeld({OFFICIEEL: True, KEUR: False}, b"<a>2026-01-01</a>") == [KEUR]
