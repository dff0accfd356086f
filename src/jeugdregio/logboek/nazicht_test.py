# SPDX-License-Identifier: EUPL-1.2
"""What stands out in the read log, and what the person concerned may know of it."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from jeugdregio.core.bsn import persoon
from jeugdregio.core.greep import Greep
from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Caseload
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.logboek import queries
from jeugdregio.logboek.actions import gelezen, schrijf
from jeugdregio.logboek.values import Gelezen, Leeslijst, Resultaat

OVERDAG = datetime(2026, 11, 24, 10, tzinfo=UTC)
BEGIN, EIND = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
NAZICHT = Machtiging(rol=Rol.PRIVACY, gemeente="0193", account=99)


def kind(number):
    return persoon(f"kind {number}".encode())


def kijk(account, personen, moment=OVERDAG, **more):
    wie = Machtiging(rol=Rol.TOEGANG, gemeente="0193", account=account)
    with namens(wie):
        gelezen(wie, personen, wat="toewijzing-inzien", moment=moment, **more)


def counts():
    return queries.opvallend_aantal(BEGIN, EIND, on_behalf_of=NAZICHT)


def rows(key):
    figure = queries.PER_SLEUTEL[key]
    return queries.opvallend(figure, BEGIN, EIND, greep=Greep(), on_behalf_of=NAZICHT)


@pytest.fixture
def worker(settings):
    """Someone of the municipality who has one child in the caseload; gives the number of the account."""
    account = geef_rol(
        "anna", rol=Rol.TOEGANG, bij={"gemeente": "0193"}, vanaf=date(2026, 1, 1), wie="Anna", regio=settings.REGIO,
        moment=OVERDAG,
    )  # fmt: skip
    with namens(Machtiging(rol=Rol.TOEGANG, gemeente="0193", account=account.pk)):
        Caseload.objects.create(
            gemeente="0193",
            account=account,
            persoon=kind(1),
            periode=(date(2026, 11, 1), date(2026, 12, 1)),
            reden="begeleidt dit kind",
            gezet_op=OVERDAG,
            door=account,
        )
    return account.pk


@pytest.mark.django_db
class TestOutsideTheCaseload:
    def test_a_child_of_the_own_caseload_is_not_counted_and_another_is(self, worker):
        kijk(worker, [kind(1)])
        kijk(worker, [kind(2)])

        assert [row.persoon for row in rows("buiten")] == [kind(2)]
        assert counts()["buiten"] == (1, 1)

    def test_the_caseload_of_that_day_counts(self, worker):
        kijk(worker, [kind(1)], moment=datetime(2026, 11, 1, 12, tzinfo=UTC) - timedelta(days=1))

        assert counts()["buiten"] == (0, 0)
        october = queries.opvallend_aantal(BEGIN - timedelta(days=31), BEGIN, on_behalf_of=NAZICHT)
        assert october["buiten"] == (1, 1)

    def test_who_has_no_caseload_is_not_outside_it(self, worker):
        kijk(worker + 1_000, [kind(2)])

        assert counts()["buiten"] == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(("hour", "seen"), [(20, 0), (21, 1), (4, 1), (5, 0)], ids=["21:00", "22:00", "05:00", "06:00"])
def test_the_night_is_in_the_time_of_the_netherlands(hour, seen):
    wie = Machtiging(rol=Rol.TOEGANG, gemeente="0193", account=7)
    with namens(wie):
        one = Leeslijst(verzoek=uuid4(), wie=wie, regels=[Gelezen("werk", "", frozenset([kind(1)]))])
        schrijf(one, moment=OVERDAG.replace(hour=hour))

    assert counts()["nacht"] == (seen, seen)


@pytest.mark.django_db
def test_often_refused_or_nothing_found():
    for _ in range(9):
        kijk(7, [], resultaat=Resultaat.GEWEIGERD)
    assert counts()["niets"] == (0, 0)

    kijk(7, [], resultaat=Resultaat.NIETS)

    assert counts()["niets"] == (10, 1)


@pytest.mark.django_db
def test_another_organisation_sees_none_of_it():
    for _ in range(10):
        kijk(7, [], resultaat=Resultaat.GEWEIGERD)
    other = Machtiging(rol=Rol.PRIVACY, gemeente="0148")

    assert queries.opvallend_aantal(BEGIN, EIND, on_behalf_of=other)["niets"] == (0, 0)


@pytest.mark.django_db
class TestForThePersonConcerned:
    def test_says_when_in_which_role_and_for_what_and_names_nobody(self, worker):
        kijk(worker, [kind(1), kind(2)])
        kijk(worker, [kind(1)])
        kijk(worker, [kind(1)], moment=OVERDAG + timedelta(days=1), doel="verzoek van een collega")
        wie = Machtiging(rol=Rol.TOEGANG, gemeente="0193", account=worker)

        found = queries.gezien(kind(1), on_behalf_of=wie)

        assert [(row.dag, row.rol, row.doel, row.wat, row.keren) for row in found] == [
            (date(2026, 11, 25), "toegang", "verzoek van een collega", ("toewijzing-inzien",), 1),
            (date(2026, 11, 24), "toegang", "toeleiden naar jeugdhulp", ("toewijzing-inzien",), 2),
        ]
        assert "Anna" not in repr(found)

    @pytest.mark.parametrize("wie", [
        Machtiging(rol=Rol.CONTROLLER, gemeente="0193"),
        Machtiging(rol=Rol.TOEGANG, gemeente="0148"),
        Machtiging(rol=Rol.AANBIEDER, aanbieder="71000001"),
    ])  # fmt: skip
    def test_is_not_for_others(self, wie):
        kijk(7, [kind(1)])

        assert queries.gezien(kind(1), on_behalf_of=wie) == []


class TestPage:
    def test_the_reviewer_sees_figures_and_the_rows_under_them_and_takes_them_along(self, als):
        als("toegang.dalfsen").get("/verzoeken/")
        client = als("privacy.dalfsen")

        page = client.get("/logboek/", {"cijfer": "nacht"})
        file = client.get("/logboek/", {"cijfer": "nacht", "als": "xlsx"})

        assert page.status_code == 200
        assert [row[0].tekst for row in page.context["page"].cijfers.rijen] == [one.naam for one in queries.CIJFERS]
        assert file["Content-Disposition"] == 'attachment; filename="nazicht-logboek.xlsx"'
        offered = [item.tekst for group in page.context["menu"] for item in group.items]
        assert offered == ["Voorstellen", "Taken", "Regels door de tijd", "Begrippen", "Bewaren", "Logboek"]

    @pytest.mark.parametrize("name", ["toegang.dalfsen", "controller.zwolle", "bestuur.regio", "backoffice"])
    def test_is_for_nobody_else(self, als, name):
        assert als(name).get("/logboek/").status_code == 403

    def test_a_month_that_is_none_is_not_there(self, als):
        wrong = als("privacy.dalfsen").get("/logboek/?maand=2026-13")
        assert next(str(one) for one in wrong.context["messages"]).startswith("‘2026-13’ is geen maand.")
        assert als("privacy.dalfsen").get("/logboek/?maand=2020-01").status_code == 200
