# SPDX-License-Identifier: EUPL-1.2
"""Messages made for a provider are valid by our schema, and say what they were given."""

from datetime import date

import pytest

from jeugdregio.berichten.actions import (
    Briefhoofd,
    Declaratieregel,
    Geleverd,
    Persoon,
    Wijziging,
    jw305,
    jw307,
    jw317,
    jw323,
    keur,
)
from jeugdregio.berichten.ontleden import ontleed

KOP = Briefhoofd("99900001", "0193", "JP1", date(2026, 10, 2))
KIND = Persoon("999900006", date(2015, 5, 1), "2", "Brug", "van der", "Jo <&>")
CARE = Geleverd(12, "45", "45A04", date(2026, 1, 1), date(2026, 2, 1))


def line(amount: int, dc: str, earlier: str = "", bsn: str = KIND.bsn) -> Declaratieregel:
    first, last = date(2026, 9, 1), date(2026, 9, 30)
    return Declaratieregel(bsn, f"P{amount}", earlier, 12, "45", "45A04", first, last, 60, "01", 100, amount, dc)


@pytest.mark.parametrize("status", ["1", "3"])
def test_start_and_stop_are_valid(status: str):
    started = Geleverd(**{**vars(CARE), "status": status})
    stopped = Geleverd(**{**vars(started), "einde": date(2026, 3, 1), "reden": "31"})

    assert keur(jw305(KOP, KIND, started)).geldig
    assert keur(jw307(KOP, KIND, stopped)).geldig
    assert ontleed(jw305(KOP, KIND, started))[1].client.naam.voornamen == "Jo <&>"


def test_an_allocation_without_a_category_names_no_product():
    bare = Geleverd(**{**vars(CARE), "categorie": None, "code": None})

    assert keur(jw305(KOP, KIND, bare)).geldig
    assert b"Product>" not in jw305(KOP, KIND, bare).replace(b"StartProduct>", b"")


@pytest.mark.parametrize(("credit", "total", "dc"), [(400, 600, "D"), (1_400, 400, "C"), (1_000, 0, "D")])
def test_the_total_of_a_declaratie_has_a_side(credit: int, total: int, dc: str):
    lines = [line(1_000, "D"), line(credit + 1, "C", "P0"), line(1, "D", bsn="999900018")]
    data = jw323(KOP, nummer="D1", begin=date(2026, 9, 1), einde=date(2026, 9, 30), regels=lines)

    body = ontleed(data)[1].declaratie
    assert keur(data).geldig
    assert (body.totaal_ingediend_bedrag.totaal_bedrag, body.totaal_ingediend_bedrag.debet_credit) == (total, dc)
    assert [len(client.prestaties) for client in body.clienten] == [2, 1]


@pytest.mark.parametrize(("size", "budget"), [((12, "04", "2"), None), (None, 150_000), (None, None)])
@pytest.mark.parametrize("others", [(), (13, 14)])
def test_a_change_names_every_allocation(size, budget, others):
    asked = Wijziging("V1", "2", 12, date(2026, 11, 1), None, size, budget, others)
    data = jw317(KOP, KIND.bsn, asked)

    request = ontleed(data)[1].client.verzoek
    assert keur(data).geldig
    assert [one.toewijzing_nummer for one in request.ongewijzigde_producten] == list(others)
    assert request.te_wijzigen_producten[0].budget == budget
