# SPDX-License-Identifier: EUPL-1.2
"""What is written is read back as it was, and is what the standard asks of a sender."""

from __future__ import annotations

import dataclasses

import pytest
from lxml import etree

from jeugdregio.berichten.definities import BERICHTEN, jw305
from jeugdregio.berichten.lezen import keur
from jeugdregio.berichten.ontleden import ontleed
from jeugdregio.berichten.schrijven import OngeldigTeken, schrijf
from jeugdregio.berichten.values import Keuring, Soort
from tests.berichten import dobbelsteen, vermom, willekeurig
from tests.shared import needs_shared, voorbeelden


class TestAWrittenMessage:
    @pytest.mark.parametrize("soort", list(Soort))
    def test_is_valid_and_reads_back_as_it_was(self, soort):
        rng = dobbelsteen(f"write {soort}")
        for _ in range(100):
            bericht = willekeurig(soort, rng)

            data = schrijf(bericht)

            assert keur(data) == Keuring(soort, geldig=True)
            assert ontleed(data) == (soort, bericht)
            assert ontleed(vermom(data, rng)) == (soort, bericht)

    @needs_shared
    def test_holds_the_same_as_the_example_it_was_read_from(self):
        written = 0
        for path in voorbeelden():
            original = path.read_bytes()
            if keur(original).geldig:
                again = schrijf(ontleed(original)[1])
                assert canonical(again) == canonical(original), path
                written += 1

        assert written >= 190

    def test_is_strict_about_encoding_and_line_ends(self):
        data = schrijf(willekeurig(Soort.JW301, dobbelsteen(1)))

        assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\r\n')
        assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")

    def test_is_the_same_every_time(self):
        assert schrijf(willekeurig(Soort.JW323, dobbelsteen(2))) == schrijf(willekeurig(Soort.JW323, dobbelsteen(2)))

    @pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ud800", "\uffff"])
    def test_refuses_a_character_that_xml_cannot_hold(self, character):
        bericht = willekeurig(Soort.JW305, dobbelsteen(3))
        kop = dataclasses.replace(bericht.header.bericht_identificatie, identificatie=f"9999{character}")
        stuk = jw305.Bericht(
            header=dataclasses.replace(bericht.header, bericht_identificatie=kop), client=bericht.client
        )

        with pytest.raises(OngeldigTeken) as refusal:
            schrijf(stuk)

        assert "9999" not in str(refusal.value)


def canonical(data):
    """Names and texts in order, without white space between elements."""
    elements = etree.fromstring(data).iter(etree.Element)
    return [(element.tag, None if len(element) else element.text) for element in elements]


def test_every_message_class_is_frozen():
    bericht = willekeurig(Soort.JW323, dobbelsteen(4))

    with pytest.raises(dataclasses.FrozenInstanceError):
        bericht.header = None
    assert isinstance(bericht, BERICHTEN[Soort.JW323])
