# SPDX-License-Identifier: EUPL-1.2
"""Retourberichten are built as IV028 says, answers to declaraties as IV087 says."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import pytest
from lxml import etree

from jeugdregio.berichten.definities import jw325, typen
from jeugdregio.berichten.lezen import keur, lees
from jeugdregio.berichten.ontleden import ontleed
from jeugdregio.berichten.retour import (
    AfgewezenClient,
    AfgewezenPrestatie,
    Antwoord325,
    Kop325,
    antwoord_jw325,
    retourbericht,
)
from jeugdregio.berichten.schrijven import schrijf
from jeugdregio.berichten.values import XSD_VERSIE, Keuring, Soort
from tests.berichten import dobbelsteen, willekeurig
from tests.shared import IJW, needs_shared

HEEN = [soort for soort in Soort if soort.is_heen and soort != Soort.JW323]
VANDAAG = date(2026, 5, 9)


@cache
def official(soort):
    return etree.XMLSchema(etree.parse(str(IJW / "xsd" / f"{soort}.xsd")))


def een(soort, zaad=0):
    return schrijf(willekeurig(soort, dobbelsteen(f"{soort} {zaad}")))


def answer(heen, **kwargs):
    return retourbericht(heen, identificatie="RET1", dagtekening=VANDAAG, **kwargs)


class TestARetourbericht:
    def test_is_made_for_a_number_with_thousands_of_leading_zeros(self):
        plain = een(Soort.JW305)
        padded = plain.replace(b":ToewijzingNummer>", b":ToewijzingNummer>" + b"0" * 5_000).replace(
            b"</jw305:ToewijzingNummer>" + b"0" * 5_000, b"</jw305:ToewijzingNummer>"
        )

        assert len(padded) > len(plain)
        assert keur(padded).geldig
        assert answer(padded, klasse_codes={}) == answer(plain, klasse_codes={})

    @pytest.mark.parametrize("soort", HEEN)
    def test_copies_the_header_and_adds_its_own(self, soort):
        heen = een(soort)
        before = ontleed(heen)[1].header

        kind, bericht = ontleed(answer(heen))

        after = bericht.header
        assert kind == soort.antwoord
        assert after.bericht_code == soort.antwoord.code
        for name in ("afzender", "ontvanger", "bericht_identificatie", "xsd_versie", "bericht_versie"):
            assert getattr(after, name) == getattr(before, name)
        assert (after.identificatie_retour, after.dagtekening_retour) == ("RET1", VANDAAG)
        assert after.xsd_versie_retour == typen.XsdVersie(
            basisschema_xsd_versie=XSD_VERSIE, bericht_xsd_versie=XSD_VERSIE
        )

    @pytest.mark.parametrize("soort", HEEN)
    def test_without_errors_is_a_header_without_codes(self, soort):
        bericht = ontleed(answer(een(soort)))[1]

        assert bericht.header.retour_codes == ()
        assert [value for name, value in vars(bericht).items() if name != "header"] == [None]

    def test_on_the_whole_message_is_a_header_with_the_code_and_the_xslt_version(self):
        bericht = ontleed(answer(een(Soort.JW305), header_codes=["0001"], xslt_versie="1.0.0"))[1]

        assert (bericht.header.retour_codes, bericht.header.xslt_versie) == (("0001",), "1.0.0")
        assert bericht.client is None

    @pytest.mark.parametrize("soort", HEEN)
    def test_below_the_header_brings_every_class_back_with_its_codes(self, soort):
        for nr in range(20):
            heen = een(soort, nr)
            classes = classes_of(soort, heen)
            name, count = list(classes.items())[nr % len(classes)]

            data = answer(heen, klasse_codes={(name, count - 1): ["9074", "9326"]})

            codes = lees(soort.antwoord, [data])["retour_codes"].to_pylist()
            found = Counter(row["klasse"] for row in codes if row["nr"] == 0)
            assert found == {**classes, "Header": 1}
            given = {(row["klasse"], row["klasse_nr"], row["retour_code"]) for row in codes}
            assert {code for code in given if code[2] != "0200"} == {
                (name, count - 1, "9074"),
                (name, count - 1, "9326"),
            }
            assert (name, count - 1, "0200") not in given
            assert ("Header", 0, "0200") in given

    @pytest.mark.parametrize("soort", HEEN)
    def test_holds_what_the_heenbericht_held(self, soort):
        heen = een(soort, "same")
        tables_before = lees(soort, [heen])

        tables_after = lees(soort.antwoord, [answer(heen, klasse_codes={})])

        for name, table in tables_before.items():
            if name != "header":
                assert tables_after[name].equals(table), name

    def test_for_a_class_that_is_not_in_the_message_is_a_bug(self):
        with pytest.raises(AssertionError, match="not in the message"):
            answer(een(Soort.JW305), klasse_codes={("StartProduct", 99): ["9019"]})

    def test_for_a_declaratie_does_not_exist(self):
        with pytest.raises(AssertionError, match="no retourbericht"):
            answer(een(Soort.JW323))

    @needs_shared
    @pytest.mark.parametrize("soort", HEEN)
    def test_is_valid_by_our_schema_and_the_official_one(self, soort):
        for nr in range(30):
            heen = een(soort, nr)
            for kwargs in ({}, {"header_codes": ["0001"], "xslt_versie": "1.0.0"}, {"klasse_codes": {}}):
                assert_valid(soort.antwoord, answer(heen, **kwargs))


def classes_of(soort, heen):
    """How often each class occurs, by its element name, straight from the tables."""
    names = {name: table.num_rows for name, table in lees(soort, [heen]).items() if name != "header"}
    return {"".join(part.capitalize() for part in name.split("_")): n for name, n in names.items() if n}


def assert_valid(soort, data):
    assert keur(data) == Keuring(soort, geldig=True)
    official(soort).assertValid(etree.fromstring(data))


KOP = Kop325("0193", "42420001", "A<1", VANDAAG, "B&1", date(2026, 5, 6), "0.1.0", "1.0.0")
REGEL = AfgewezenPrestatie(
    *[
        "R&1",
        None,
        10_072,
        "45",
        "45A03",
        date(2026, 4, 1),
        date(2026, 4, 30),
        4,
        "04",
        1250,
        5000,
        "D",
        ["9338"],
    ]
)
CREDIT = REGEL._replace(
    vorig_referentie_nummer="R<0", product_tarief_cent=None, debet_credit="C", codes=["8017", "9308"]
)


class TestAnAnswerToADeclaratie:
    def test_equals_what_the_writer_makes_of_the_same_answer(self):
        fast = antwoord_jw325(
            KOP,
            antwoord=Antwoord325("DN1", 79_000, -5_000, ["0200"], [AfgewezenClient("999900006", [REGEL, CREDIT])]),
        )

        kind, bericht = ontleed(fast)

        assert kind == Soort.JW325
        assert schrijf(bericht) == fast
        (client,) = bericht.declaratie_antwoord.clienten
        assert client.retour_codes == ("0200",)
        assert [prestatie.retour_codes for prestatie in client.prestaties] == [("9338",), ("8017", "9308")]
        assert client.prestaties[1].product_referentie == typen.Referentie(
            referentie_nummer="R&1", vorig_referentie_nummer="R<0"
        )
        assert bericht.header.declaratie_identificatie.identificatie == "B&1"
        assert bericht.header.xsd_versie_declaratie.basisschema_xsd_versie == "0.1.0"

    def test_totals_carry_their_side(self):
        data = antwoord_jw325(KOP, antwoord=Antwoord325("DN1", 79_000, -5_000, ["8001"]))

        answer = ontleed(data)[1].declaratie_antwoord
        assert answer.totaal_ingediend_bedrag == typen.TotaalBedragMetDC(totaal_bedrag=79_000, debet_credit="D")
        assert answer.totaal_toegekend_bedrag == typen.TotaalBedragMetDC(totaal_bedrag=5_000, debet_credit="C")
        assert answer.clienten == ()

    def test_header_alone(self):
        data = antwoord_jw325(KOP, header_codes=["0001"], antwoord=None, xslt_versie="1.0.0")

        assert ontleed(data)[1] == jw325.Bericht(header=ontleed(data)[1].header, declaratie_antwoord=None)
        assert ontleed(data)[1].header.retour_codes == ("0001",)

    @needs_shared
    @pytest.mark.parametrize(
        "antwoord",
        [
            None,
            Antwoord325("DN1", 0, 0, ["8001"]),
            Antwoord325("DN1", 100, 0, ["8214", "9333"]),
            Antwoord325("DN1", 100, 0, ["0200"], [AfgewezenClient("999900006", [REGEL, CREDIT])] * 3),
            Antwoord325(
                "DN1",
                100,
                0,
                ["0200"],
                [AfgewezenClient("999900006", [REGEL._replace(codes=["0233"])], ["8187"])],
            ),
        ],
    )
    def test_is_valid_by_our_schema_and_the_official_one(self, antwoord):
        assert_valid(Soort.JW325, antwoord_jw325(KOP, antwoord=antwoord))
