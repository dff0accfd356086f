# SPDX-License-Identifier: EUPL-1.2
"""Our schema and the official one give the same verdict on every document we can think of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from lxml import etree

from jeugdregio.berichten.definities import BERICHTEN
from jeugdregio.berichten.definities.vorm import Veld, velden
from jeugdregio.berichten.schema import schema, streng_schema
from jeugdregio.berichten.schrijven import schrijf
from jeugdregio.berichten.values import XSD_VERSIE, Soort
from tests.berichten import CODES, LASTIG, LENGTES, MUTATIES, beschadig, dobbelsteen, willekeurig
from tests.breken import doubled, emptied, left_out, swapped
from tests.shared import IJW, needs_shared, voorbeelden

MUTANTEN_PER_SOORT = 600


def official_tree(soort: Soort) -> etree._ElementTree:
    return etree.parse(str(IJW / "xsd" / f"{soort}.xsd"))


@cache
def official(soort: Soort) -> etree.XMLSchema:
    return etree.XMLSchema(official_tree(soort))


@cache
def originals(soort: Soort) -> list[etree._Element]:
    """Example messages of this kind, and random ones, because the standard has no example of every kind."""
    namespace = soort.namespace
    found = [etree.parse(str(path)).getroot() for path in voorbeelden()]
    rng = dobbelsteen(f"originals {soort}")
    made = [etree.fromstring(schrijf(willekeurig(soort, rng))) for _ in range(12)]
    return [root for root in found if etree.QName(root).namespace == namespace] + made


def complete(soort: Soort) -> etree._Element:
    """A message of this kind with every optional element in it."""
    return etree.fromstring(schrijf(willekeurig(soort, dobbelsteen("complete"), breed=1, kans=1)))


@cache
def places() -> dict[str, tuple[Soort, int]]:
    """For each leaf, by type and restriction, one place where it stands: the kind and which element it is."""
    found: dict[str, tuple[Soort, int]] = {}
    for soort in sorted(Soort, key=lambda soort: len(etree.tostring(complete(soort)))):
        leaves = [veld for veld in leaves_of(BERICHTEN[soort]) if not veld.klasse]
        elements = [(nr, e) for nr, e in enumerate(complete(soort).iter(etree.Element)) if not len(e) and e.text]
        for veld, (nr, element) in zip(leaves, elements, strict=True):
            assert etree.QName(element).localname in {veld.element, veld.herhaald}
            found.setdefault(f"{veld.blad.naam} {veld.patroon or ''}".strip(), (soort, nr))
    return found


@needs_shared
@pytest.mark.parametrize("soort", Soort)
def test_our_messages_name_the_version_of_the_schema(soort: Soort):
    named = official_tree(soort).xpath("//*[local-name()='appinfo']/*[contains(local-name(), 'XsdVersie')]/text()")

    assert set(named) == {XSD_VERSIE}


def leaves_of(klasse: type) -> Iterator[Veld]:
    for veld in velden(klasse):
        yield veld
        if veld.klasse:
            yield from leaves_of(veld.klasse)


@needs_shared
class TestSameVerdictAsTheOfficialSchema:
    def test_on_all_example_messages(self):
        differing = []
        for path in voorbeelden():
            document = etree.parse(str(path))
            soort = Soort(path.stem[-5:] if path.stem[-5:-3] == "JW" else path.stem[:5])
            if schema(soort).validate(document) != official(soort).validate(document):
                differing.append(path)

        assert len(voorbeelden()) >= 190
        assert differing == []

    @pytest.mark.parametrize("soort", list(Soort))
    def test_on_damaged_messages(self, soort):
        rng = dobbelsteen(f"mutants {soort}")
        verdicts = Counter()
        differing = []

        for nr in range(MUTANTEN_PER_SOORT):
            mutant = beschadig(rng.choice(originals(soort)), rng)
            ours, theirs = schema(soort).validate(mutant), official(soort).validate(mutant)
            verdicts[theirs] += 1
            if ours != theirs:
                differing.append((nr, ours, theirs, etree.tostring(mutant)))

        assert differing == []
        assert verdicts[True] >= MUTANTEN_PER_SOORT // 10
        assert verdicts[False] >= MUTANTEN_PER_SOORT // 2

    @pytest.mark.parametrize("mutation", dict.fromkeys(MUTATIES), ids=lambda mutation: mutation.__name__)
    def test_with_each_way_of_damaging(self, mutation):
        rng = dobbelsteen(mutation.__name__)
        judged = 0
        for soort in Soort:
            for original in originals(soort)[-12:]:
                mutant = etree.fromstring(etree.tostring(original))
                mutation(mutant, rng)
                document = etree.fromstring(etree.tostring(mutant))

                assert schema(soort).validate(document) == official(soort).validate(document), etree.tostring(document)
                judged += 1

        assert judged == 12 * len(Soort)

    @pytest.mark.parametrize("blad", sorted(places()))
    def test_for_every_type_on_every_tricky_value(self, blad):
        soort, number = places()[blad]
        message = complete(soort)
        element = list(message.iter(etree.Element))[number]
        verdicts = Counter()

        for value in dict.fromkeys([element.text, *LASTIG, *LENGTES, *CODES]):
            element.text = value
            expected = official(soort).validate(message)
            verdicts[expected] += 1

            assert schema(soort).validate(message) == expected, value

        assert verdicts[True] >= 1
        assert verdicts[False] >= 3

    @pytest.mark.parametrize("soort", list(Soort))
    def test_when_an_element_is_left_out_doubled_or_swapped(self, soort):
        count = len(list(complete(soort).iter(etree.Element)))
        verdicts = Counter()

        for number in range(1, count):
            for change in (left_out, doubled, swapped, emptied):
                message = complete(soort)
                change(list(message.iter(etree.Element))[number])
                expected = official(soort).validate(message)
                verdicts[change.__name__, expected] += 1

                assert schema(soort).validate(message) == expected, etree.tostring(message)

        assert {change for change, expected in verdicts if not expected} == {
            *["left_out", "doubled", "swapped", "emptied"]
        }

    @pytest.mark.parametrize("soort", list(Soort))
    def test_a_message_is_refused_by_the_schema_of_another_kind(self, soort):
        document = originals(soort)[-1]

        assert [other for other in Soort if schema(other).validate(document)] == [soort]
        assert [other for other in Soort if official(other).validate(document)] == [soort]


class TestOurOwnSchema:
    @pytest.mark.parametrize("soort", list(Soort))
    def test_accepts_what_we_write(self, soort):
        rng = dobbelsteen(soort.value)
        for _ in range(50):
            document = etree.fromstring(schrijf(willekeurig(soort, rng)))

            schema(soort).assertValid(document)
            streng_schema(soort).assertValid(document)

    def test_the_strict_one_differs_only_in_dates_a_database_cannot_hold(self):
        bericht = etree.fromstring(schrijf(willekeurig(Soort.JW305, dobbelsteen(1))))
        datum = next(element for element in bericht.iter() if str(element.tag).endswith("Dagtekening"))

        verdicts = {}
        for text in ["0001-01-01", "9999-12-31", "10000-01-01", "-0001-01-01"]:
            datum.text = text
            verdicts[text] = (
                schema(Soort.JW305).validate(bericht),
                streng_schema(Soort.JW305).validate(bericht),
            )

        assert verdicts == {
            "0001-01-01": (True, True),
            "9999-12-31": (True, True),
            "10000-01-01": (True, False),
            "-0001-01-01": (True, False),
        }

    def test_every_kind_has_a_definition(self):
        assert set(BERICHTEN) == set(Soort)
