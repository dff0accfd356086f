# SPDX-License-Identifier: EUPL-1.2
"""Shape of the traffic: order, schema, determinism, repairs, files. Verdicts: see tegenlezing_test."""

import hashlib
import os
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from lxml import etree

from jeugdregio.demo.bevolking import bevolking
from jeugdregio.demo.fouten import ALLE_SOORTEN
from jeugdregio.demo.regio import regio_ijsselland
from jeugdregio.demo.simulator import naar_map, simuleer
from jeugdregio.demo.tegenlezing_test import boom

REGIO = regio_ijsselland()
GEDEELD = Path(os.environ.get("JEUGDREGIO_SHARED", Path(__file__).resolve().parents[4] / "shared"))
SCHAAL, SEED = 0.12, 3
VEEL = dict.fromkeys(ALLE_SOORTEN, 0.012)


@pytest.fixture(scope="module")
def mensen():
    return bevolking(SCHAAL, SEED, REGIO)


@pytest.fixture(scope="module")
def berichten(mensen):
    return list(simuleer(mensen, REGIO, seed=SEED, foutkans=VEEL))


def test_messages_come_in_order_of_time(berichten):
    momenten = [b.moment for b in berichten]
    assert momenten == sorted(momenten)
    assert {b.soort for b in berichten} == {"JW301", "JW305", "JW307", "JW323"}


def test_every_kind_of_mistake_occurs(berichten):
    soorten = Counter(b.waarheid.fout for b in berichten if b.waarheid.fout)
    soorten += Counter(r.fout for b in berichten for r in b.waarheid.regels if r.fout)
    assert set(ALLE_SOORTEN) - set(soorten) == set()


def test_without_mistakes_everything_is_right(mensen):
    for b in simuleer(mensen, REGIO, [date(2026, 7, 1)], seed=1, foutkans=0.0):
        assert b.waarheid.juist
        assert all(r.juist for r in b.waarheid.regels)


def test_a_duplicate_is_the_same_to_the_byte_and_comes_later(berichten):
    eerder = {}
    dubbele = 0
    for b in berichten:
        if b.waarheid.dubbel:
            assert eerder[b.bestandsnaam] == b.xml
            dubbele += 1
        eerder[b.bestandsnaam] = b.xml
    assert dubbele


def test_a_refused_declaration_is_sent_again_with_new_numbers(berichten):
    geweigerd = [b for b in berichten if b.waarheid.fout in ("totaal", "bsn_elfproef")]
    assert geweigerd
    for b in geweigerd:
        later = [
            x
            for x in berichten
            if (x.soort, x.afzender, x.ontvanger) == (b.soort, b.afzender, b.ontvanger)
            and x.moment == b.moment + timedelta(days=4)
        ]
        assert len(later) == 1
        assert len(later[0].waarheid.regels) == len(b.waarheid.regels)


def test_credits_and_both_temporary_and_final_stops_occur(berichten):
    redenen = Counter(e.text for b in berichten if b.soort == "JW307" for e in boom(b.xml).iter("RedenBeeindiging"))
    assert redenen["20"]
    assert redenen["31"]
    assert any(r.juist and r.bedrag_cent < 0 for b in berichten for r in b.waarheid.regels)


def test_no_message_is_larger_than_500_lines_and_no_name_holds_a_citizen_number(mensen, berichten):
    nummers = {k.bsn for k in mensen.kinderen}
    for b in berichten:
        assert len(b.waarheid.regels) <= 500
        assert not any(deel in nummers for deel in b.bestandsnaam.replace(".", "_").split("_"))


def test_the_same_seed_gives_the_same_bytes(mensen):
    def afdruk(seed):
        h = hashlib.sha256()
        for b in simuleer(mensen, REGIO, [date(2026, 7, 1)], seed=seed):
            h.update(b.xml)
        return h.hexdigest()

    assert afdruk(1) == afdruk(1)
    assert afdruk(1) != afdruk(2)


def test_files_for_the_folder_command(tmp_path):
    verkeer = simuleer(bevolking(0.01, 1, REGIO), REGIO, [date(2026, 7, 1)], seed=1)

    aantal = naar_map(verkeer, tmp_path)

    bestanden = sorted(tmp_path.rglob("*.xml"))
    assert len(bestanden) == aantal == sum(1 for _ in verkeer)
    assert [p.read_bytes() for p in bestanden] == [b.xml for b in verkeer]


def test_months_must_follow_one_another_and_kinds_must_exist(mensen):
    with pytest.raises(ValueError, match="maanden"):
        simuleer(mensen, REGIO, [date(2026, 7, 1), date(2026, 9, 1)], seed=1)
    with pytest.raises(ValueError, match="foutsoort"):
        simuleer(mensen, REGIO, seed=1, foutkans={"bestaat_niet": 0.1})


def test_every_message_fits_the_official_schema(berichten):
    xsd = GEDEELD / "ijw-3.2" / "xsd"
    if not xsd.is_dir():
        pytest.skip("the official schemas are not here")
    schemas = {s: etree.XMLSchema(etree.parse(xsd / f"{s}.xsd")) for s in ("JW301", "JW305", "JW307", "JW323")}
    geteld = Counter()
    for b in berichten:
        if b.waarheid.fout or geteld[b.soort] < 300:
            geteld[b.soort] += 1
            schemas[b.soort].assertValid(etree.fromstring(b.xml))
    assert set(geteld) == set(schemas)
