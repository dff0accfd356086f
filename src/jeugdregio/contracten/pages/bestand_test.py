# SPDX-License-Identifier: EUPL-1.2
"""A contract file on the pages: seen first, proposed by one, taken in by another, and nobody alone."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction

from jeugdregio.components.inlezen import lees_bestand
from jeugdregio.components.werkboek import schrijf_werkboek
from jeugdregio.contracten.bestand.bladen import BLADEN, CONTRACTEN, TARIEVEN
from jeugdregio.contracten.pages.bestand import ONEVEN
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Voorstel
from jeugdregio.gebruikers.values import verwerking
from tests.paginawereld import machtiging_van

REGIE = verwerking("IJSSELLAND")
MAKER, ANDER = "contracten.regio", "financien.regio"
PAGINA = "/contracten/bestand/"


@pytest.fixture
def gespeeld(ongerepte_database, django_db_blocker):
    """A region of this module alone: contracts change in it."""
    from tests.eigen_database import met_database

    with met_database(ongerepte_database, django_db_blocker):
        yield


def bladen(client) -> dict[str, list[dict[str, object]]]:
    data = b"".join(client.get(f"{PAGINA}alles.xlsx"))
    return {name: [dict(row) for _, row in one.rijen] for name, one in lees_bestand(data, BLADEN).items()}


def stuur(client, doe: str, **rijen):
    data = schrijf_werkboek((blad, rijen.get(blad.naam, ())) for blad in BLADEN)
    file = SimpleUploadedFile("proef.xlsx", BytesIO(data).read())
    return client.post(PAGINA, {"rekenblad": file, "doe": doe, "reden": "nieuwe afspraken"})


def hoger(client) -> dict[str, object]:
    """A contract of today with a ceiling of a euro more."""
    row = next(one for one in bladen(client)["Contracten"] if one["Plafond"] and one["Nummer"].count("-") == 1)
    return row | {"Plafond": row["Plafond"] + 100}


def plafond(nummer: str) -> int:
    with namens(REGIE), connection.cursor() as cursor:
        cursor.execute("SELECT plafond_cent FROM contracten_contract WHERE nummer = %s", [nummer])
        return cursor.fetchone()[0]


def test_looking_changes_nothing_and_shows_the_cell_and_the_sum(als):
    client = als(MAKER)
    row = hoger(client)

    page = stuur(client, "bekijken", Contracten=[row]).context["page"]

    assert page.fouten == ()
    counts, money, cells = page.verandert
    assert [one[:3] for one in counts.rijen if one[0] == "Contracten"] == [("Contracten", "0", "1")]
    assert money.rijen[0][0] == "Contracten, Plafond"
    assert [(one[2], one[3]) for one in cells.rijen] == [(row["Nummer"], "Plafond")]
    assert plafond(row["Nummer"]) == row["Plafond"] - 100


def test_an_hourly_tariff_that_is_no_whole_cents_per_minute_is_pointed_out(als):
    """TO-23: it may be meant, so it is no fault."""
    client = als(MAKER)
    hours = [one for one in bladen(client)["Tarieven"] if one["Eenheid"] == "04" and one["Tarief"]]
    last = max(hours, key=lambda one: one["Tot en met"] or date.max)
    after = last | {"Van": last["Tot en met"] + timedelta(days=1), "Tot en met": None}

    odd = stuur(client, "bekijken", Tarieven=[after | {"Tarief": 111_61}]).context["page"]
    even = stuur(client, "bekijken", Tarieven=[after | {"Tarief": 111_60}]).context["page"]

    table = next(one for one in odd.verandert if one.bijschrift == ONEVEN)
    assert [text.replace("\xa0", " ") for text in table.rijen[0][2:]] == ["€ 111,61", "€ 1,86", "€ 111,60"]
    assert ONEVEN not in [one.bijschrift for one in even.verandert]


def test_one_proposes_and_another_confirms(als):
    client = als(MAKER)
    row = hoger(client)

    made = stuur(client, "voorstellen", Contracten=[row])
    assert made.status_code == 302
    page = client.get(made.url).context["page"]
    assert [one[2] for one in page.blad.rijen] == [row["Nummer"]]
    assert plafond(row["Nummer"]) == row["Plafond"] - 100

    own = client.post(page.voorstel_url, {"doe": "bevestigen", "gelezen": _afdruk(page.voorstel_url)})
    assert own.status_code == 422
    done = als(ANDER).post(page.voorstel_url, {"doe": "bevestigen", "gelezen": _afdruk(page.voorstel_url)})
    assert done.status_code == 302
    assert plafond(row["Nummer"]) == row["Plafond"]


def test_tariffs_of_a_file_come_in_with_its_proposal_and_with_nothing_else(als):
    client = als(MAKER)
    price = next(one for one in bladen(client)["Tarieven"] if one["Tot en met"] and one["Tarief"])
    series = ("Aanbieder", "Categorie", "Code", "Eenheid")
    last = max(
        (one for one in bladen(client)["Tarieven"] if all(one[name] == price[name] for name in series)),
        key=lambda one: one["Van"],
    )
    after = last | {"Van": last["Tot en met"].replace(year=2027, month=1, day=1), "Tot en met": None}

    made = stuur(client, "voorstellen", Tarieven=[after])
    nummer = int(made.url.rstrip("/").rsplit("/", 1)[1])
    with (
        pytest.raises(IntegrityError, match="vier ogen"),
        namens(machtiging_van(ANDER)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE contracten_tarief SET tarief_cent = 0")
    url = f"/voorstellen/{nummer}/"
    assert als(ANDER).post(url, {"doe": "bevestigen", "gelezen": _afdruk(url)}).status_code == 302
    assert after in bladen(client)["Tarieven"]


def test_a_fault_is_told_with_its_place_and_makes_no_proposal(als):
    client = als(MAKER)
    with namens(machtiging_van(MAKER)):
        before = Voorstel.objects.count()

    page = stuur(client, "voorstellen", Contracten=[hoger(client) | {"Nummer": "N-1", "Aanbieder": "00000009"}])

    assert page.status_code == 422
    assert [one[:3] for one in page.context["page"].rijen.rijen] == [("Contracten", "2", "Aanbieder")]
    with namens(machtiging_van(MAKER)):
        assert Voorstel.objects.count() == before


def test_no_file_and_no_spreadsheet_are_told(als):
    client = als(MAKER)

    assert client.post(PAGINA, {"doe": "bekijken"}).context["page"].fouten == ("Kies eerst een bestand.",)
    file = SimpleUploadedFile("x.xlsx", b"PK maar niet heus")
    assert client.post(PAGINA, {"doe": "bekijken", "rekenblad": file}).status_code == 422


def test_a_provider_gets_the_file_of_its_own_contracts_and_reads_none_in(als):
    client = als("backoffice")
    own = machtiging_van("backoffice").aanbieder

    found = bladen(client)

    assert {row["Aanbieder"] for row in found["Contracten"]} == {own}
    assert {row["Aanbieder"] for row in found["Tarieven"]} == {own}
    assert client.get(PAGINA).status_code == 403
    assert client.get(f"{PAGINA}sjabloon.xlsx").status_code == 403


def test_the_help_names_every_column_of_every_sheet(als):
    page = als(MAKER).get(PAGINA).context["page"]

    assert [table.bijschrift for table in page.bladen] == [f"Blad {blad.naam}" for blad in BLADEN]
    assert [row[0] for row in page.bladen[BLADEN.index(TARIEVEN)].rijen] == [one.naam for one in TARIEVEN.kolommen]
    assert CONTRACTEN in BLADEN


def _afdruk(url: str) -> str:
    with namens(machtiging_van(ANDER)):
        return str(Voorstel.objects.get(pk=int(url.rstrip("/").rsplit("/", 1)[1])).sha256)
