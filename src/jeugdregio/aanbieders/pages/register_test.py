# SPDX-License-Identifier: EUPL-1.2
"""The register as people see it: no provider twice, chains, and what one list calls a provider (S51, K12)."""

import pytest
from django.db import IntegrityError, connection, transaction

from jeugdregio.aanbieders import actions
from jeugdregio.aanbieders.values import Inschrijving
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking

REGION = verwerking("IJSSELLAND")
INKOPER = "contracten.regio"


def test_a_second_agb_code_with_the_same_kvk_number_is_refused(gespeeld):
    """S51: no double counting; a further code belongs to a branch."""
    with namens(REGION), pytest.raises(IntegrityError), transaction.atomic():
        actions.schrijf_in([Inschrijving("99900999", "00000001", "Trias nog eens")])


def test_the_same_link_of_a_chain_is_held_once_a_day(gespeeld):
    with namens(REGION), pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO aanbieders_onderaanneming (onderaannemer_id, hoofdaannemer_id, geldig)"
            " SELECT onderaannemer_id, hoofdaannemer_id, daterange('2026-01-01', NULL)"
            " FROM aanbieders_onderaanneming LIMIT 1"
        )


def test_every_provider_is_listed_once_and_can_be_found(als):
    page = als(INKOPER).get("/register/").context["page"]

    assert page.blad.bladen.paginator.count == 205 + 41
    found = als(INKOPER).get("/register/?naam=karakter").context["page"].blad.tabel.rijen
    assert [row[0].tekst for row in found] == ["Karakter"]


def test_a_filter_narrows_and_the_file_has_the_same_rows(als):
    client = als(INKOPER)

    page = client.get("/register/?keten=onderaannemer").context["page"]
    lines = client.get("/register/?keten=onderaannemer&als=csv").content.decode("utf-8-sig").splitlines()

    assert page.blad.bladen.paginator.count == 29
    assert len(lines) == 1 + 29


def test_forty_one_farms_stand_behind_three_cooperatives(als):
    """S25."""
    client = als(INKOPER)
    members = client.get("/register/?keten=lid&als=csv").content.decode("utf-8-sig").splitlines()[1:]
    whole = client.get("/register/?keten=coöperatie").context["page"].blad.tabel.rijen

    assert (len(members), len(whole)) == (41, 3)
    chain = client.get(whole[0][0].url).context["page"].ketens.rijen
    assert {row[1] for row in chain} == {"lid"}


def test_a_subcontractor_is_paid_by_its_main_contractor(als):
    """S22."""
    client = als(INKOPER)
    row = client.get("/register/?keten=onderaannemer").context["page"].blad.tabel.rijen[0]
    page = client.get(row[0].url).context["page"]

    assert page.betaalt.startswith("De betaling loopt via ")


def test_one_provider_is_called_local_in_one_source_and_large_in_another(als):
    """K12: it is said per list, never of the provider."""
    client = als(INKOPER)
    (row,) = client.get("/register/?naam=karakter").context["page"].blad.tabel.rijen

    called = {one[0].tekst: one[1] for one in client.get(row[0].url).context["page"].vermeldingen.rijen}

    assert called["Gesproken voor de praktijkscan, 2020"] == "lokale aanbieder"
    assert called["Tafel jeugd-GGZ 2015"] == "groot"
    assert called["Tafel AWBZ: J-GGZ en LVB 2015"] == "groot"


def test_the_test_for_supervision_has_every_outcome_by_name(als):
    """L16, S50."""
    client = als(INKOPER)
    for outcome in ("voldoet", "voldoet_niet", "niet_verplicht", "onbekend"):
        assert client.get(f"/register/?toezicht={outcome}").context["page"].blad.tabel.rijen


def test_a_code_that_is_not_in_the_register_is_not_found(als):
    assert als(INKOPER).get("/register/00000000/").status_code == 404


def test_a_provider_does_not_get_the_register(als):
    assert als("backoffice").get("/register/").status_code == 403
