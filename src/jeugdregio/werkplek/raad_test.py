# SPDX-License-Identifier: EUPL-1.2
"""A question of the council gets a figure with its source, which stays as it was and says when it is another by now."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from jeugdregio.afsluiting import queries as afsluiting
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht, Rol
from jeugdregio.werkplek import raad
from jeugdregio.werkplek.models import Raadsantwoord, Raadsvraag
from tests.eigen_database import met_database
from tests.paginawereld import machtiging_van

MOMENT = datetime(2026, 11, 24, 9, tzinfo=UTC)
DICHT, OPEN = Maand(2026, 9), Maand(2026, 10)


@pytest.fixture(scope="module")
def eigen(ongerepte_database, django_db_blocker):
    """The played region, for this module alone."""
    with met_database(ongerepte_database, django_db_blocker):
        yield ongerepte_database


@pytest.fixture
def zwolle(eigen, django_db_blocker) -> Machtiging:
    with met_database(eigen, django_db_blocker):
        yield machtiging_van("controller.zwolle")


def ask(who: Machtiging) -> int:
    return raad.leg_vast(
        "Fractie Test",
        "Wat kostte jeugdhulp dit jaar?",
        gesteld_op=date(2026, 11, 1),
        uiterlijk=date(2026, 12, 1),
        moment=MOMENT,
        on_behalf_of=who,
    )


def answer(number: int, who: Machtiging, month: Maand, figure: str = "toegekend") -> int:
    return raad.beantwoord(number, "Zoveel.", cijfer=figure, maand=month, moment=MOMENT, on_behalf_of=who)


def one(number: int, who: Machtiging) -> raad.Antwoord:
    (found,) = raad.vragen(on_behalf_of=who, nummer=number)
    assert found.antwoord is not None
    return found.antwoord


@pytest.mark.parametrize("month", [DICHT, OPEN])
def test_the_figure_is_that_of_the_month_report(zwolle, month):
    edition = afsluiting.rapport(zwolle.gemeente, month, on_behalf_of=zwolle)
    number = ask(zwolle)

    assert answer(number, zwolle, month) == edition.rapport.totaal.nu.toegekend_cent > 0
    found = one(number, zwolle)
    assert (found.maand, found.definitie.key, found.definitief) == (month, "toegekend", edition.definitief)
    assert (found.sha256, found.anders) == (edition.sha256, False)


def test_both_kinds_of_month_are_there(zwolle):
    editions = [afsluiting.rapport(zwolle.gemeente, month, on_behalf_of=zwolle) for month in (DICHT, OPEN)]

    assert [edition.definitief for edition in editions] == [True, False]


def test_says_so_when_the_figure_is_another_by_now(zwolle, monkeypatch):
    number = ask(zwolle)
    then = answer(number, zwolle, OPEN)
    before = raad.begroting.cijferregels

    def later(rapport):
        return (type(line)(line.definitie, (line.nu or 0) + 1_00, line.vorig) for line in before(rapport))

    monkeypatch.setattr(raad.begroting, "cijferregels", later)
    found = one(number, zwolle)
    assert (found.waarde_cent, found.nu_cent, found.anders) == (then, then + 1_00, True)


def test_a_question_is_answered_once_and_nothing_is_changed(zwolle):
    number = ask(zwolle)
    answer(number, zwolle, DICHT)

    with pytest.raises(raad.GeenAntwoord, match="al beantwoord"):
        answer(number, zwolle, DICHT)
    for statement in (
        "UPDATE werkplek_raadsantwoord SET waarde_cent = 0",
        "DELETE FROM werkplek_raadsantwoord",
        "UPDATE werkplek_raadsvraag SET vraag = 'x'",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            namens(zwolle),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


@pytest.mark.parametrize(
    "figure", ["open_einde", "zonder_waarde", "open_einde_verplicht", "uitputting", "bestaat niet"]
)
def test_a_figure_that_may_tell_of_a_few_is_not_given(zwolle, figure):
    with pytest.raises(raad.GeenAntwoord, match="Dit cijfer"):
        answer(ask(zwolle), zwolle, DICHT, figure)


def test_a_question_that_is_not_there(zwolle):
    with pytest.raises(raad.GeenAntwoord, match="is er niet"):
        answer(999_999, zwolle, DICHT)


def test_another_municipality_the_region_and_a_provider_see_none(zwolle):
    answer(ask(zwolle), zwolle, DICHT)

    with namens(zwolle):
        assert Raadsvraag.objects.exists()
    for name in ("controller.dalfsen", "controller.regio", "backoffice"):
        with namens(machtiging_van(name)):
            assert not Raadsvraag.objects.exists()
            assert not Raadsantwoord.objects.exists()


def test_who_has_the_right():
    allowed = (Rol.TOEGANG, Rol.CONTROLLER, Rol.CONTRACTMANAGER, Rol.BESTUUR, Rol.PRIVACY)
    assert {r for r in allowed if Machtiging(rol=r, gemeente="0193").mag(Recht.RAADSVRAGEN)} == {
        Rol.CONTROLLER,
        Rol.BESTUUR,
    }


class TestPages:
    def test_from_the_question_to_the_list_for_the_council(self, zwolle, als):
        client = als("controller.zwolle")
        asked = {
            "fractie": "Fractie Pagina",
            "vraag": "Hoeveel?",
            "gesteld_op": "2026-11-01",
            "uiterlijk": "2026-12-01",
        }
        opened = client.post(reverse("raadsvragen"), asked)
        client.post(opened.url, {"antwoord": "Dit is het.", "cijfer": "toegekend", "maand": str(DICHT)})

        pages = [client.get(url).content.decode() for url in (opened.url, reverse("raadsantwoorden"))]
        for page in pages:
            for word in ("Dit is het.", "€", "vastgesteld", "Kosten in het grootboek"):
                assert word in page, word
        assert "Geef het antwoord" not in pages[0]
        assert "Fractie Pagina" in client.get(reverse("raadsvragen")).content.decode()

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"vraag": "Over 999900006"}, "vraag"),
            ({"uiterlijk": "2026-10-01"}, "uiterlijk"),
            ({"fractie": ""}, "fractie"),
        ],
    )
    def test_what_is_wrong_stays_and_is_said(self, zwolle, als, change, field):
        asked = {"fractie": "F", "vraag": "Hoeveel?", "gesteld_op": "2026-11-01", "uiterlijk": "2026-12-01"}
        response = als("controller.zwolle").post(reverse("raadsvragen"), asked | change)

        assert response.status_code == 422
        assert field in response.context["page"].formulier.errors

    @pytest.mark.parametrize("name", ["toegang.dalfsen", "backoffice", "controller.regio", "huisarts"])
    def test_nobody_else_opens_them(self, zwolle, als, name):
        client = als(name)
        for url in (reverse("raadsvragen"), reverse("raadsantwoorden"), reverse("raadsvraag", args=[1])):
            assert client.get(url).status_code == 403

    def test_the_question_of_another_municipality_is_not_there(self, zwolle, als):
        number = max(ask(zwolle) for _ in range(3))

        assert als("controller.dalfsen").get(reverse("raadsvraag", args=[number])).status_code == 404
