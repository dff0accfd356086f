# SPDX-License-Identifier: EUPL-1.2
"""
A month of the demo, kept: changed code shows here which verdicts and which cents it changed.

`gouden_maand.json` holds counts and cents per outcome and per rule, and one hash over every verdict. Meant to
change? `make gouden-maand` writes it anew; the difference in the commit is then what was decided.

The same months are the source for `jeugdregio ketentest naspelen`, that judges a stored month again.
"""

import json
import os
import re
from collections import Counter
from datetime import datetime, time

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from jeugdregio.core.periode import Maand
from jeugdregio.demo import afspelen, laden
from jeugdregio.demo.bevolking import bevolking
from jeugdregio.demo.regio import regio_ijsselland
from jeugdregio.demo.retouren import speel_retouren
from jeugdregio.demo.simulator import simuleer
from jeugdregio.demo.verzoeken import speel_verzoeken
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.inrichting import rollen
from jeugdregio.ketentest import naspelen, vergelijken
from jeugdregio.ketentest.oordelen import lees_oordelen, samenvatting
from jeugdregio.ketentest.opdrachten import OPDRACHTEN
from jeugdregio.ketentest.testdatabase import NASPELEN
from jeugdregio.ontvangst.actions import NietIngetrokken, laat_gaan, trek_in
from jeugdregio.ontvangst.queries import wachtende
from tests.eigen_database import met_database
from tests.huis.bestanden import REPO

CODE = "IJSSELLAND"
SCHAAL, SEED, FOUTEN = 0.05, 7, 0.2
MAAND, VERZOEKEN = Maand(2026, 9), Maand(2026, 11)
"""A month of claims, starts and stops that was closed, and one of requests and answers."""
KEPT = REPO / "tests" / "huis" / "gouden_maand.json"
VERNIEUW = "JEUGDREGIO_GOUDEN_MAAND"


def decide(maand):
    """Take back what municipalities have waiting where that can be, let the rest go; gives what was decided."""
    moment = timezone.make_aware(datetime.combine(maand.begin, time(9)))
    decided = Counter()
    for one in wachtende(on_behalf_of=verwerking(CODE)):
        town = Machtiging(rol=Rol.TOEGANG, gemeente=one.bericht.gemeente)
        how = {"regio": CODE, "door": "toegang", "reden": "Proef", "moment": moment, "on_behalf_of": town}
        try:
            trek_in(one.bericht.bericht_id, **how)
            decided["ingetrokken"] += 1
        except NietIngetrokken:
            laat_gaan(one.bericht.bericht_id, **how)
            decided["vrijgegeven"] += 1
    return decided


@pytest.fixture(scope="module")
def gespeeld(make_database, worker_id, django_db_blocker, django_db_setup):
    """The address of a database in which three months were played and closed."""
    url = make_database(f"jeugdregio_goud_{worker_id}")
    with met_database(url, django_db_blocker):
        regio = regio_ijsselland()
        people = bevolking(SCHAAL, SEED, regio)
        play = afspelen.begin(afspelen.Instellingen(SCHAAL, SEED, FOUTEN), regio=CODE)
        laden.laad(regio, code=CODE, schaal=SCHAAL)
        traffic = simuleer(people, regio, seed=SEED, foutkans=FOUTEN)
        afspelen.speel_af(traffic, regio=CODE, opvoering=play, per_partij=400)
        assert set(decide(VERZOEKEN)) == {"vrijgegeven", "ingetrokken"}
        assert speel_verzoeken(regio=CODE, vandaag=VERZOEKEN.laatste_dag)
        assert speel_retouren(regio=CODE, vandaag=VERZOEKEN.laatste_dag)
    return url


def judged(maand):
    """The verdicts on what was judged in this month, in the database that Django works in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('jr.regio', %s, false), set_config('jr.rol', 'verwerking', false)", [CODE])
        cursor.execute(
            "SELECT DISTINCT bestand_id FROM berichten_bericht WHERE peildatum >= %s AND peildatum < %s",
            [maand.begin, maand.einde],
        )
        return lees_oordelen([number for (number,) in cursor.fetchall()], regio=CODE)


def test_the_kept_month_has_the_same_verdicts_and_cents(gespeeld, django_db_blocker):
    with met_database(gespeeld, django_db_blocker):
        found = {str(maand): samenvatting(judged(maand)) for maand in (MAAND, VERZOEKEN)}
    if os.environ.get(VERNIEUW):
        KEPT.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    kept = json.loads(KEPT.read_text(encoding="utf-8"))

    assert found == kept, "Is dit bedoeld? Vernieuw met: make gouden-maand"


def test_the_kept_month_has_enough_in_it():
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    requests = {name.split()[0] for name in kept[str(VERZOEKEN)]["berichten"]}
    month = kept[str(MAAND)]
    outcomes = Counter(name.split()[1] for name in month["berichten"])

    assert requests >= {"JW302", "JW315", "JW317", "JW319", "JW320"}
    assert {"geaccepteerd", "deels_afgewezen", "alles_afgewezen", "afgekeurd"} <= set(outcomes)
    assert len(month["regels"]) >= 15
    assert sum(month["cent"].values()) > 0
    assert min(month["lijnen"].values()) > 100


def changed_source(server, played, name, changes):
    """A copy of the database in which was played, as an older program might have left it."""
    rollen.kopieer(server.url("postgres", "postgres"), psycopg.conninfo.conninfo_to_dict(played)["dbname"], name)
    with psycopg.connect(server.url("postgres", name)) as changed:
        for statement in changes:
            assert changed.execute(statement).rowcount > 0, statement
    return server.url(rollen.APP, name)


@pytest.fixture
def replay(gespeeld, make_database, worker_id, django_db_blocker):
    """Play the months again on a fresh copy, after something was changed in the source; gives the outcome."""
    source, copy = f"jeugdregio_goudbron_{worker_id}", f"jeugdregio_goudkopie_{worker_id}"

    def play(server, maand=MAAND, changes=()):
        told = []
        address = changed_source(server, gespeeld, source, changes)
        with met_database(make_database(copy), django_db_blocker), naspelen.bron(address):
            outcome = naspelen.speel_en_vergelijk(maand, regio=CODE, meld=told.append)
        assert told[-1].bestanden == told[-1].totaal > 0
        return outcome

    return play


def test_the_same_code_gives_the_same_verdicts_cents_answers_and_reports(replay, server):
    outcome = replay(server, maand=None)

    assert outcome.verschillen == []
    assert "33 maandrapporten" in outcome.omvang
    assert int(re.search(r"(\d+) besluiten", outcome.omvang)[1]) >= 2
    assert list(vergelijken.verslag({}, [])) == [
        "Geen verschillen: elk oordeel, elke cent en elk antwoord is hetzelfde."
    ]


OLDER_VERDICT = """
    WITH een AS (
        SELECT f.gemeente, f.bericht_id, f.nr, f.regel FROM declaraties_bevinding f JOIN berichten_bericht b
            ON b.gemeente = f.gemeente AND b.id = f.bericht_id
        WHERE b.peildatum >= '2026-09-01' AND b.peildatum < '2026-10-01' AND f.nr >= 0 ORDER BY 1, 2, 3, 4 LIMIT 1
    ), bericht AS (
        UPDATE berichten_bericht b SET regels = array_replace(b.regels, een.regel, 'TR999') FROM een
        WHERE b.gemeente = een.gemeente AND b.id = een.bericht_id
    )
    UPDATE declaraties_bevinding f SET regel = 'TR999' FROM een
    WHERE (f.gemeente, f.bericht_id, f.nr, f.regel) = (een.gemeente, een.bericht_id, een.nr, een.regel)
"""
OLDER_ANSWER = """
    DELETE FROM berichten_uitgaand WHERE (gemeente, id) = (
        SELECT u.gemeente, u.id FROM berichten_uitgaand u JOIN berichten_bericht b
            ON b.gemeente = u.gemeente AND b.id = u.bericht_id
        WHERE b.soort = 'JW305' AND b.peildatum >= '2026-09-01' AND b.peildatum < '2026-10-01' ORDER BY 1, 2 LIMIT 1)
"""
# In midden a profile has one price: there it cannot rise row by row.
HIGHER_TARIFFS = (
    "UPDATE contracten_tarief SET tarief_cent = tarief_cent + 1"
    " WHERE tarief_cent IS NOT NULL AND prijsregel <> 'per_profiel'"
)


def test_each_difference_is_named_with_its_rule_and_its_place(replay, server):
    outcome = replay(server, changes=[OLDER_VERDICT, OLDER_ANSWER])

    names = Counter(one.wat for one in outcome.verschillen)
    assert names["TR999 vervalt"] == 1
    assert sum(count for name, count in names.items() if name.endswith(" erbij")) == 1
    assert names["antwoord"] == 1
    assert sum(names.values()) == 3


def test_what_a_change_costs_is_told_in_cents_and_can_be_meant(replay, server, tmp_path):
    outcome = replay(server, changes=[HIGHER_TARIFFS])
    path = tmp_path / "bedoeld.csv"
    path.write_text("verschil;bericht;reden;besluit\nTR418 erbij;JW323;Andere tarieven;ADR 9999\n", encoding="utf-8")
    meant = vergelijken.lees_bedoeld(path)
    groups = vergelijken.groepeer(outcome.verschillen, meant)
    report = "\n".join(vergelijken.verslag(groups, meant))

    refused = groups["TR418 erbij", "JW323"]
    assert refused.bedoeld is meant[0]
    assert sum(one.cent_oud for one in refused.verschillen) > 0
    assert sum(one.cent_nieuw for one in refused.verschillen) == 0
    assert groups["maandrapport", "*"].bedoeld is None
    assert "bedoeld: Andere tarieven (ADR 9999)" in report
    assert report.index("NIET BEDOELD") < report.index("bedoeld: Andere tarieven")


def test_the_command_ends_with_1_until_the_difference_is_meant(
    gespeeld, server, worker_id, django_db_blocker, tmp_path
):
    address = changed_source(server, gespeeld, f"jeugdregio_goudbron_{worker_id}", [OLDER_ANSWER])
    listed = tmp_path / "bedoeld.csv"
    listed.write_text("verschil;bericht;reden;besluit\nantwoord;JW305;Proef;ADR 9999\n", encoding="utf-8")
    request = {"bron": address, "regio": CODE, "maand": str(MAAND), "bedoeld": ""}
    said = []

    with met_database(gespeeld, django_db_blocker):
        codes = [
            OPDRACHTEN["naspelen"](server, {**request, "bedoeld": meant}, lambda text, **_: said.append(text))
            for meant in ("", str(listed))
        ]

    text = "\n".join(said)
    assert codes == [1, 0]
    assert "antwoord op JW305: 1 keer\n    NIET BEDOELD: bestand " in text
    assert "antwoord op JW305: 1 keer\n    bedoeld: Proef (ADR 9999)" in text
    assert re.search(r"(\d+) van \1 bestanden nagespeeld", text)
    with psycopg.connect(server.url("postgres", "postgres")) as connection:
        left = connection.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [NASPELEN]).fetchone()
    assert left == (0,)


CONSULTED = """
    INSERT INTO declaraties_overleg (gemeente, aanbieder, client_id, toewijzing_nummer, reden, door, gezet_op)
    SELECT gemeente, aanbieder, client_id, nummer, 'afgesproken (verzonnen)', 'toegang', '2026-09-30 12:00+00'
    FROM toewijzingen_toewijzing WHERE vastgesteld_op < '2026-09-01' ORDER BY gemeente, nummer LIMIT 1
"""
CONSULTED_ON_NOTHING = CONSULTED.replace(" nummer, 'afg", " 0, 'afg")


def test_what_was_agreed_about_a_last_part_is_agreed_again(replay, server):
    """RA001 asks for it; an allocation that is not there shows as a difference."""
    found = [one.wat for one in replay(server, changes=[CONSULTED, CONSULTED_ON_NOTHING]).verschillen]

    assert found == ["overleg over een slotdeel kan niet"]


def test_a_month_without_messages_is_said(replay, server):
    with pytest.raises(naspelen.GeenMaand, match="2020-01"):
        replay(server, maand=Maand(2020, 1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a;b\n", "De eerste regel"),
        ("verschil;bericht;reden;besluit\nTR418 erbij;JW323;;ADR 1\n", "ontbreekt op regel 2: reden"),
        ("verschil;bericht;reden;besluit\nTR418 erbij\n", "bericht, reden, besluit"),
    ],
)
def test_a_list_that_explains_nothing_is_refused(tmp_path, text, said):
    path = tmp_path / "bedoeld.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(vergelijken.OngeldigeLijst, match=said):
        vergelijken.lees_bedoeld(path)
