# SPDX-License-Identifier: EUPL-1.2
"""What the portal of a municipality reads for a resident, in the played region: the own children and nobody else's."""

from datetime import date, timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone
from psycopg.conninfo import conninfo_to_dict

from jeugdregio.aansluiting import actions
from jeugdregio.aansluiting.values import INWONERS, JEUGDIGEN
from jeugdregio.core.bsn import zegel
from jeugdregio.demo import besluiten
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol
from tests.eigen_database import met_database

ADRES, DALFSEN = "/api/v1/inwonerzaken", "0148"
TOEGANG = Machtiging(rol=Rol.TOEGANG, gemeente=DALFSEN)
OUDERS = """
    SELECT o.bsn, j.naam, j.geboortedatum, j.persoon, bool_or(b.id IS NOT NULL)
    FROM gezinnen_gezinslid o
    JOIN gezinnen_gezag g ON o.id IN (g.houder_id, g.medehouder_id) AND g.geldig @> current_date
    JOIN gezinnen_gezinslid j ON j.id = g.lid_id
    JOIN toegang_aanmelding a ON a.persoon = j.persoon
    LEFT JOIN besluiten_besluit b ON b.persoon = j.persoon AND b.bekendgemaakt_op IS NOT NULL
    WHERE o.bsn IS NOT NULL AND j.uit_gezin_op IS NULL AND o.uit_gezin_op IS NULL
    GROUP BY 1, 2, 3, 4 ORDER BY j.geboortedatum DESC
"""


@pytest.fixture(scope="module")
def bekend(server, ongerepte_database, django_db_blocker):
    """(address of a superuser, parents with custody over a youth with an application)."""
    with met_database(ongerepte_database, django_db_blocker):
        assert besluiten.laad(timezone.now()), "er zijn geen besluiten"
        with namens(TOEGANG), connection.cursor() as cursor:
            cursor.execute(OUDERS)
            rows = [(zegel(settings.BSN_KEY).ontzegel(bytes(bsn)), *more) for bsn, *more in cursor.fetchall()]
    return server.url("postgres", conninfo_to_dict(ongerepte_database)["dbname"]), rows


@pytest.fixture(autouse=True)
def gespeeld(ongerepte_database, django_db_blocker):
    with met_database(ongerepte_database, django_db_blocker):
        yield


def vraag(bsn, organisatie=DALFSEN, rechten=(INWONERS,), **more):
    now = timezone.now()
    key = actions.maak_sleutel(organisatie, moment=now - timedelta(minutes=1), rechten=rechten)
    token = actions.log_in(key.code, key.geheim, moment=now).token
    body = more.pop("body", {"bsn": bsn})
    return Client(headers={"Authorization": f"Bearer {token}"}).post(ADRES, body, content_type="application/json")


def years(born: date) -> int:
    today = timezone.localdate()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def test_a_parent_reads_the_case_of_a_young_child_and_it_is_in_the_read_log(bekend):
    address, parents = bekend
    bsn, name, _, person, _ = next(one for one in parents if years(one[2]) < 12)

    answer = vraag(bsn)

    cases = answer.json()["zaken"]
    assert name in {one["jeugdige"] for one in cases}
    assert all(one["id"].startswith(f"AANMELDING-{DALFSEN}-") for one in cases)
    assert bsn not in answer.content.decode()
    with psycopg.connect(address) as connected:
        rows = connected.execute(
            "SELECT persoon, doel FROM logboek_inzage WHERE verzoek = %s AND persoon <> ''", [answer["X-Request-ID"]]
        ).fetchall()
    assert (person, "De inwoner zelf keek, in het portaal van de gemeente.") in rows


def test_a_decision_has_its_last_day_to_object_and_no_reasons(bekend):
    bsn, *_ = next(one for one in bekend[1] if years(one[2]) < 12 and one[4])

    decisions = [each for one in vraag(bsn).json()["zaken"] for each in one["besluiten"]]

    assert decisions
    for one in decisions:
        assert one["uiterlijkeReactiedatum"] > one["verzenddatum"]
        assert set(one) == {
            "id", "soort", "datum", "verzenddatum", "uiterlijkeReactiedatum", "voorzieningen", "brieven",
        }  # fmt: skip


def test_of_a_youth_from_twelve_a_parent_reads_no_decision_and_from_sixteen_nothing(bekend):
    for bsn, name, born, *_ in bekend[1]:
        mine = [one for one in vraag(bsn).json()["zaken"] if one["jeugdige"] == name]
        if 12 <= years(born) < 16:
            assert all(one["besluiten"] == [] for one in mine)
        if years(born) >= 16:
            assert mine == []


@pytest.mark.parametrize("organisatie", ["0193", "99900001"])
def test_another_organisation_gets_an_empty_list_for_the_same_person(bekend, organisatie):
    bsn = bekend[1][0][0]

    found = [one for one in vraag(bsn, organisatie).json()["zaken"] if one["id"].startswith(f"AANMELDING-{DALFSEN}")]

    assert found == []


def test_who_is_not_known_gets_an_empty_list():
    assert vraag("999990019").json() == {"zaken": []}
    assert vraag("123456789").json() == {"zaken": []}


@pytest.mark.parametrize(
    "body", [{}, {"bsn": 999990019}, {"bsn": "99999001"}, {"bsn": "999990019", "meer": 1}, [], "geen json"]
)
def test_a_wrong_question_says_what_to_send_and_no_number(body):
    answer = vraag("", body=body)

    assert answer.status_code == 400
    assert "burgerservicenummer van wie is ingelogd" in answer.json()["detail"]
    assert "99999" not in answer.content.decode()


def test_it_takes_its_own_right_and_json(bekend):
    assert vraag(bekend[1][0][0], rechten=(JEUGDIGEN,)).status_code == 403
    assert Client().post(ADRES, {"bsn": "999990019"}, content_type="application/json").status_code == 401
    assert Client().get(ADRES).status_code == 405
