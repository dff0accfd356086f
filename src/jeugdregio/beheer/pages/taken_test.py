# SPDX-License-Identifier: EUPL-1.2
"""Everyone sees who does which task on a day; the region records what a municipality decided."""

import pytest
from django.utils import timezone

from jeugdregio.core.periode import Maand
from tests.eigen_database import met_database

PAGE = "/taken/"


@pytest.fixture
def gespeeld(ongerepte_database, django_db_blocker):
    with met_database(ongerepte_database, django_db_blocker):
        yield


def decision(**other: str) -> dict[str, str]:
    month = Maand.van(timezone.localdate()).einde
    facts = {"gemeente": "0148", "taak": "facturatie", "wordt": "zelf", "vanaf": str(month), "besluit": "Raad, punt 7"}
    return facts | other


def own(client, day: str) -> list[tuple[str, str]]:
    """(municipality, task) of what municipalities do themselves on this day."""
    table = client.get(PAGE, {"dag": day}).context["page"].tabel
    heads = [column.tekst for column in table.kolommen][1:]
    return [
        (row[0], head) for row in table.rijen for head, cell in zip(heads, row[1:], strict=True) if cell.tekst == "Zelf"
    ]


def test_a_decision_counts_from_its_month(als):
    client = als("contracten.regio")
    response = client.post(PAGE, decision(), follow=True)

    assert "vastgelegd" in response.content.decode()
    begin = Maand.van(timezone.localdate()).einde
    assert own(als("backoffice"), str(begin)) == [("Dalfsen", "Facturatie en bekostiging")]
    assert own(als("backoffice"), str(timezone.localdate())) == []
    assert "Raad, punt 7" in als("controller.zwolle").get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"vanaf": "2026-01-15"}, "eerste dag van een maand"),
        ({"besluit": ""}, "vul dit in"),
        ({"taak": "betalingen"}, "betalingen"),
    ],
)
def test_what_is_wrong_is_said_and_stays(als, change, why):
    response = als("contracten.regio").post(PAGE, decision(**change))

    assert response.status_code == 422
    assert why in response.content.decode().lower()
    assert response.context["page"].formulier.data["gemeente"] == "0148"


def test_only_the_region_records(als):
    assert als("controller.dalfsen").post(PAGE, decision()).status_code == 403
    assert als("controller.dalfsen").get(PAGE).context["page"].formulier is None


def test_the_list_of_2015_was_another(als):
    table = als("bestuur.regio").get(PAGE, {"dag": "2016-06-01"}).context["page"].tabel

    heads = [column.tekst for column in table.kolommen]
    assert heads in (
        ["Gemeente", "Inkoop", "Betalingen", "Financiële rapportages"],
        ["Gemeente"],
    )
