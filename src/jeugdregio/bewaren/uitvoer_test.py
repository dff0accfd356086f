# SPDX-License-Identifier: EUPL-1.2
"""Everything about one person is in the export, and nothing about anyone else: looked for in every table."""

import io
import json
import re
import zipfile
from datetime import datetime

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from jeugdregio.bewaren.kaart import KAART, PERSOONSREGELS
from jeugdregio.bewaren.uitvoer import gegevens_over, pak_in
from jeugdregio.core.bsn import persoon, zegel
from jeugdregio.gebruikers.values import Machtiging, Rol
from tests.wereld import AANBIEDERS, GEMEENTEN, Wereld

pytestmark = pytest.mark.django_db
MOMENT = timezone.make_aware(datetime(2027, 7, 1, 9))
G1 = Machtiging(rol=Rol.TOEGANG, gemeente=GEMEENTEN["G1"])
G2 = Machtiging(rol=Rol.TOEGANG, gemeente=GEMEENTEN["G2"])
A1 = Machtiging(rol=Rol.AANBIEDER, aanbieder=AANBIEDERS["A1"])
A2 = Machtiging(rol=Rol.AANBIEDER, aanbieder=AANBIEDERS["A2"])
IN_BERICHTEN = re.compile(
    r"^(berichten_|grootboek_|declaraties_declaratie$|logboek_inzage$|gebruikers_afgeschermdesleutel$)"
)
"""Tables that hold what is of more people than one: messages as they came, bookings and logs."""


@pytest.fixture
def wereld(als_regio) -> Wereld:
    world = Wereld()
    world.zonder_wachters()
    world.gegeven(
        "JW301 | kind | gemeente | aanbieder | begin | einde\n"
        "T1 | K1 | G1 | A1 | 2026-01-01 | 2027-12-31\nT2 | K2 | G1 | A1 | 2026-01-01 | 2027-12-31\n"
        "T3 | K1 | G1 | A2 | 2026-01-01 | 2027-12-31\nT4 | K1 | G2 | A1 | 2026-01-01 | 2027-12-31"
    )
    world.gegeven("JW305 | kind | toewijzing\nS1 | K1 | T1\nS2 | K2 | T2")
    world.gegeven("JW323 | kind | toewijzing | maand\nD1 | K1 | T1 | 2027-05\nD2 | K2 | T2 | 2027-05")
    assert world.neem_in("JW323 | bericht | kind | toewijzing | maand\nD3 | weer | K1 | T1 | 2027-05") != {}
    return world


GENUMMERD = {"auth_permission", "django_content_type"}
"""Rows of the framework about the tables themselves: their numbers can be those of an allocation by chance."""


def tables_with(*words: str) -> set[str]:
    """Every table of the database with one of these in one of its rows, in whatever column."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" r WHERE r::text ~ %s', ["|".join(words)])
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def test_every_table_with_the_person_in_it_is_in_the_export(wereld):
    sealed = zegel(settings.BSN_KEY).verzegel(wereld.bsn("K1"))
    numbers = [str(wereld.nummer(label)) for label in ("T1", "T3", "T4")]
    words = [sealed.hex(), persoon(sealed), *(rf"[(,]{number}[,)]" for number in numbers)]

    there = tables_with(*words)
    covered = {*KAART, *PERSOONSREGELS, *GENUMMERD}

    assert {"toewijzingen_client", "toewijzingen_toewijzing", "declaraties_prestatie"} <= there
    assert {table for table in there - covered if not IN_BERICHTEN.match(table)} == set()


def test_nothing_of_another_child_organisation_or_municipality(wereld):
    def numbers(who: Machtiging) -> set[int]:
        found = gegevens_over(wereld.bsn("K1"), on_behalf_of=who)
        return {
            row["nummer"] for part in found.onderdelen if part.tabel == "toewijzingen_toewijzing" for row in part.rijen
        }

    assert numbers(G1) == {wereld.nummer("T1"), wereld.nummer("T3")}
    assert numbers(G2) == {wereld.nummer("T4")}
    assert numbers(A1) == {wereld.nummer("T1"), wereld.nummer("T4")}
    assert numbers(A2) == {wereld.nummer("T3")}


def test_the_file_has_both_forms_the_messages_and_no_number(wereld):
    found = gegevens_over(wereld.bsn("K1"), on_behalf_of=G1)
    data = pak_in(found, organisatie="Gemeente G1", moment=MOMENT)

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    everything = "\n".join(texts.values())
    tables = json.loads(texts["gegevens.json"])["tabellen"]
    assert {"toewijzingen_client", "toewijzingen_start", "declaraties_prestatie", "declaraties_bevinding"} <= set(
        tables
    )
    assert len([name for name in texts if name.startswith("berichten/")]) >= 3
    assert "Toewijzingen" in texts["overzicht.html"]
    assert wereld.bsn("K1") not in everything
    assert wereld.bsn("K2") not in everything
    for number in (wereld.nummer("T2"), wereld.nummer("T4")):
        assert f">{number}<" not in everything


def test_who_is_not_known_gives_nothing(wereld):
    assert gegevens_over("999990019", on_behalf_of=G1).leeg
