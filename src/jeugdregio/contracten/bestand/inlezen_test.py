# SPDX-License-Identifier: EUPL-1.2
"""A contract file: what goes out comes in again as it was, and a fault stops all of it."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from jeugdregio.components.inlezen import MEESTE_RIJEN, lees_bestand
from jeugdregio.components.rekenblad import OnleesbaarBestand, lees_bladen
from jeugdregio.components.werkboek import schrijf_werkboek
from jeugdregio.contracten.bestand import bladen
from jeugdregio.contracten.bestand.inlezen import (
    NietInTeLezen,
    Voorbeeld,
    contractbestand_als_voorstel,
    contractsjabloon,
    lees_contractbestand,
    neem_contractbestand_in,
    schrijf_contractbestand,
    wijzigingen_van,
)
from jeugdregio.contracten.bestand.stand import stand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking

IJSSELLAND = "IJSSELLAND"
REGIE = verwerking(IJSSELLAND)
VANDAAG = date(2026, 11, 24)
AGB, ANDER = "88000001", "88000002"


def bestand(**rijen: list[dict[str, Any]]) -> bytes:
    """A workbook with these rows; what is not said is empty."""
    sheets = []
    for blad in bladen.BLADEN:
        rows = [
            {kolom.naam: row.get(kolom.naam, kolom.leeg) for kolom in blad.kolommen}
            for row in rijen.get(blad.naam.lower(), ())
        ]
        sheets.append((blad, rows))
    return schrijf_werkboek(sheets)


def gelezen(**rijen: list[dict[str, Any]]) -> Voorbeeld:
    return lees_contractbestand(bestand(**rijen), IJSSELLAND, peildatum=VANDAAG, on_behalf_of=REGIE)


def neem_in(data: bytes) -> None:
    found = lees_contractbestand(data, IJSSELLAND, peildatum=VANDAAG, on_behalf_of=REGIE)
    assert found.fouten == ()
    neem_contractbestand_in(
        contractbestand_als_voorstel(found, naam="t.xlsx", data=data), IJSSELLAND, peildatum=VANDAAG, on_behalf_of=REGIE
    )


def fouten(**rijen: list[dict[str, Any]]) -> list[tuple[str, int, str]]:
    return [(one.blad, one.rij, one.kolom) for one in gelezen(**rijen).fouten]


AANBIEDER = {"AGB": AGB, "KvK": "00008801", "Naam": "De Proef (verzonnen)", "Rechtsvorm": "stichting"}
CONTRACT = {
    "Nummer": "P-1", "Aanbieder": AGB, "Perceel": "GGZ", "Soort": "raam", "Tafel": "GGZ", "Omvang": "groot",
    "Variant": "inspanning", "Bekostiging": "PxQ", "Contractmanager": "M. van Voorbeeld (verzonnen)",
    "Van": date(2024, 1, 1), "Tot en met": date(2027, 12, 31), "Plafond": 60_000_001, "Offerte": 100_000_000,
}  # fmt: skip
PRODUCT = {"Categorie": "45", "Code": "45P01", "Omschrijving": "Proef", "Eenheid": "04", "Variant": "inspanning"}
TARIEF = {
    "Aanbieder": AGB, "Categorie": "45", "Code": "45P01", "Eenheid": "04", "Van": date(2024, 1, 1),
    "Tot en met": date(2026, 12, 31), "Tarief": 9_999,
}  # fmt: skip

OPTIE = {"Contract": "P-1", "Volgnummer": 1, "Tot en met": date(2028, 12, 31), "Stand": "open"}
GELICHT = OPTIE | {"Tot en met": date(2027, 12, 31), "Stand": "gelicht", "Besluit": "b (verzonnen)"}
AFSPRAAK = {
    "Categorie": "45", "Code": "45P01", "Van": date(2025, 1, 1), "Eerste gebroken maand": False,
    "Laatste gebroken maand": True, "Bron": "SAP-GI v1.3",
}  # fmt: skip
CLAUSULE = {"Contract": "P-1", "Volgnummer": 1, "Code": "x", "Soort": "afname", "Titel": "T", "Tekst": "Geen."}
ZICHZELF = {"Onderaannemer": AGB, "Hoofdaannemer": AGB}


@pytest.fixture
def nieuw(als_regio):
    """A database with this one provider, its contract, a product and a tariff, from a file."""
    neem_in(bestand(aanbieders=[AANBIEDER], contracten=[CONTRACT], producten=[PRODUCT], tarieven=[TARIEF]))


class TestRoundTrip:
    def test_what_goes_out_changes_nothing_when_it_comes_in(self, gespeeld):
        """Every date, amount and code of the whole region, to the cent."""
        data = schrijf_contractbestand(IJSSELLAND, on_behalf_of=REGIE)
        found = lees_contractbestand(data, IJSSELLAND, peildatum=VANDAAG, on_behalf_of=REGIE)

        assert found.fouten == ()
        assert found.vergelijking.wijzigingen == ()
        same = {one.blad: one.gelijk for one in found.vergelijking.tellingen}
        assert same["Contracten"] == 178 + 169 + 205
        assert same["Lidmaatschap"] == 41
        assert same["Onderaanneming"] == 29
        assert same["Tarieven"] > 1000

    def test_an_empty_region_is_filled_with_the_file_of_another(
        self, gespeeld, make_database, django_db_blocker, worker_id
    ):
        """A region's first day is an import."""
        from tests.eigen_database import met_database

        data = schrijf_contractbestand(IJSSELLAND, on_behalf_of=REGIE)
        with namens(REGIE):
            before = stand(IJSSELLAND)
        with met_database(make_database(f"eerste_dag_{worker_id}"), django_db_blocker):
            neem_in(data)
            with namens(REGIE):
                assert stand(IJSSELLAND) == before

    def test_the_template_has_every_sheet_and_no_row(self):
        sheets = lees_bladen(contractsjabloon(), rijen=10)

        assert [*sheets] == [blad.naam for blad in bladen.BLADEN]
        assert {len(rows) for rows in sheets.values()} == {1}

    def test_text_that_looks_like_a_formula_stays_text(self, nieuw):
        evil = CONTRACT | {"Bron": '=HYPERLINK("https://example.org";"klik")', "Contractmanager": "+31 (verzonnen)"}
        neem_in(bestand(contracten=[evil]))

        data = schrijf_contractbestand(IJSSELLAND, on_behalf_of=REGIE)
        parts = ZipFile(BytesIO(data))
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())
        assert gelezen(contracten=[evil]).vergelijking.wijzigingen == ()


class TestChanges:
    def test_new_changed_and_same_are_counted_and_the_money_is_summed(self, nieuw):
        found = gelezen(
            aanbieders=[AANBIEDER], contracten=[CONTRACT | {"Plafond": 70_000_001}, CONTRACT | {"Nummer": "P-2"}]
        ).vergelijking

        assert [(one.nieuw, one.gewijzigd, one.gelijk) for one in found.tellingen if one.blad == "Contracten"] == [
            (1, 1, 0)
        ]
        assert [one.gelijk for one in found.tellingen if one.blad == "Aanbieders"] == [1]
        assert found.geld == (("Contracten, Plafond", 60_000_001, 70_000_001 + 60_000_001),)
        assert [one.velden for one in found.wijzigingen if one.oud] == [["Plafond"]]

    def test_a_row_that_is_not_in_the_file_stays(self, nieuw):
        neem_in(bestand(contracten=[CONTRACT | {"Nummer": "P-2"}]))

        with namens(REGIE):
            assert {key[0] for key in stand(IJSSELLAND)["Contracten"]} == {"P-1", "P-2"}

    def test_a_proposal_is_the_rows_that_change_and_comes_back_the_same(self, nieuw):
        data = bestand(contracten=[CONTRACT | {"Plafond": 70_000_001}])
        found = lees_contractbestand(data, IJSSELLAND, peildatum=VANDAAG, on_behalf_of=REGIE)

        inhoud = contractbestand_als_voorstel(found, naam="t.xlsx", data=data)

        assert tuple(wijzigingen_van(inhoud)) == found.vergelijking.wijzigingen

    def test_what_changed_meanwhile_stops_a_proposal(self, nieuw):
        data = bestand(contracten=[CONTRACT | {"Plafond": 70_000_001}])
        inhoud = contractbestand_als_voorstel(
            gelezen(contracten=[CONTRACT | {"Plafond": 70_000_001}]), naam="t.xlsx", data=data
        )
        neem_in(bestand(contracten=[CONTRACT | {"Plafond": 1}]))

        with pytest.raises(NietInTeLezen, match="Intussen"):
            neem_contractbestand_in(inhoud, IJSSELLAND, peildatum=VANDAAG, on_behalf_of=REGIE)

    def test_nothing_to_change_is_no_proposal(self, nieuw):
        with pytest.raises(NietInTeLezen, match="verandert niets"):
            contractbestand_als_voorstel(gelezen(contracten=[CONTRACT]), naam="t.xlsx", data=b"")

    def test_an_option_and_a_clause_come_with_their_contract(self, nieuw):
        neem_in(bestand(opties=[OPTIE], clausules=[CLAUSULE]))
        with namens(REGIE):
            now = stand(IJSSELLAND)
        assert now["Opties"]["P-1", 1]["Tot en met"] == date(2028, 12, 31)
        assert now["Clausules"]["P-1", 1]["Tekst"] == "Geen."

    def test_a_tariff_ends_in_the_future_and_the_next_one_begins(self, nieuw):
        last, first = date(2026, 11, 30), date(2026, 12, 1)
        neem_in(bestand(tarieven=[TARIEF | {"Tot en met": last}, TARIEF | {"Van": first, "Tarief": 10_001}]))

        with namens(REGIE):
            rows = stand(IJSSELLAND)["Tarieven"].values()
        assert [(row["Van"], row["Tot en met"], row["Tarief"]) for row in rows] == [
            (date(2024, 1, 1), last, 9_999),
            (first, date(2026, 12, 31), 10_001),
        ]


class TestFaults:
    @pytest.mark.parametrize(
        ("rijen", "where"),
        [
            ({"contracten": [CONTRACT | {"Nummer": "P-9", "Aanbieder": ANDER}]}, ("Contracten", 2, "Aanbieder")),
            ({"tarieven": [TARIEF | {"Van": date(2026, 1, 1)}]}, ("Tarieven", 2, "Van")),
            ({"tarieven": [TARIEF | {"Van": date(2027, 1, 2), "Tot en met": None}]}, ("Tarieven", 2, "Van")),
            ({"tarieven": [TARIEF | {"Code": "45P99"}]}, ("Tarieven", 2, "Code")),
            ({"tarieven": [TARIEF | {"Tarief": 1}]}, ("Tarieven", 2, "Tarief")),
            ({"tarieven": [TARIEF | {"Tot en met": date(2026, 6, 30)}]}, ("Tarieven", 2, "Tot en met")),
            ({"tarieven": [TARIEF | {"Eenheid": "83"}]}, ("Tarieven", 2, "Tarief")),
            ({"maandafspraken": [AFSPRAAK | {"Code": "45P99"}]}, ("Maandafspraken", 2, "Code")),
            ({"maandafspraken": [AFSPRAAK | {"Tot en met": date(2024, 1, 1)}]}, ("Maandafspraken", 2, "Tot en met")),
            ({"contracten": [CONTRACT | {"Tot en met": date(2028, 1, 1)}]}, ("Contracten", 2, "Besluit voor langer")),
            ({"contracten": [CONTRACT | {"Tot en met": date(2023, 1, 1)}]}, ("Contracten", 2, "Tot en met")),
            ({"contracten": [CONTRACT | {"Plafond": -1}]}, ("Contracten", 2, "Plafond")),
            ({"contracten": [CONTRACT | {"Gunning": 7}]}, ("Contracten", 2, "Gunning")),
            ({"clausules": [CLAUSULE | {"Soort": "garantie"}]}, ("Clausules", 2, "Soort")),
            ({"clausules": [CLAUSULE | {"Tekst": "De regio garandeert een omzet."}]}, ("Clausules", 2, "Tekst")),
            ({"opties": [OPTIE | {"Contract": "P-0"}]}, ("Opties", 2, "Contract")),
            ({"opties": [GELICHT | {"Besluit": ""}]}, ("Opties", 2, "Besluit")),
            ({"opties": [GELICHT | {"Tot en met": date(2028, 12, 31)}]}, ("Opties", 2, "Stand")),
            ({"opties": [GELICHT | {"Volgnummer": 2}]}, ("Opties", 2, "Volgnummer")),
            ({"opties": [GELICHT | {"Besluit uiterlijk": date(2026, 1, 5), "Besloten op": date(2026, 1, 6)}]},
             ("Opties", 2, "Besloten op")),
            ({"opties": [OPTIE | {"Besloten op": date(2026, 1, 6)}]}, ("Opties", 2, "Besloten op")),
            ({"aanbieders": [AANBIEDER | {"AGB": ANDER}]}, ("Aanbieders", 2, "KvK")),
            ({"onderaanneming": [ZICHZELF]}, ("Onderaanneming", 2, "Hoofdaannemer")),
            ({"lidmaatschap": [{"Lid": ANDER, "Coöperatie": AGB}]}, ("Lidmaatschap", 2, "Lid")),
            ({"producten": [PRODUCT | {"Profiel": "99:midden"}]}, ("Producten", 2, "Profiel")),
            ({"contracten": [CONTRACT | {"Bron": "kind 999900018"}]}, ("Contracten", 2, "Bron")),
        ],
    )  # fmt: skip
    def test_each_says_sheet_row_and_column(self, nieuw, rijen, where):
        assert fouten(**rijen) == [where]

    def test_an_option_that_is_decided_stays_so(self, nieuw):
        neem_in(bestand(opties=[GELICHT]))

        assert fouten(opties=[GELICHT | {"Bron": "anders"}]) == []
        assert fouten(opties=[GELICHT | {"Stand": "vervallen"}]) == [("Opties", 2, "Stand")]

    def test_an_agreement_on_broken_months_ends_and_is_followed_but_does_not_change(self, nieuw):
        neem_in(bestand(maandafspraken=[AFSPRAAK]))
        after = AFSPRAAK | {"Van": date(2027, 1, 1), "Eerste gebroken maand": True}

        assert fouten(maandafspraken=[AFSPRAAK]) == []
        assert fouten(maandafspraken=[AFSPRAAK | {"Eerste gebroken maand": True}]) == [
            ("Maandafspraken", 2, "Eerste gebroken maand")
        ]
        assert fouten(maandafspraken=[AFSPRAAK | {"Tot en met": date(2026, 6, 30)}]) == [
            ("Maandafspraken", 2, "Tot en met")
        ]
        assert fouten(maandafspraken=[after]) == [("Maandafspraken", 2, "Van")]
        neem_in(bestand(maandafspraken=[AFSPRAAK | {"Tot en met": date(2026, 12, 31)}, after]))
        with namens(REGIE):
            rows = stand(IJSSELLAND)["Maandafspraken"].values()
        assert [(row["Tot en met"], row["Eerste gebroken maand"]) for row in rows] == [
            (date(2026, 12, 31), False),
            (None, True),
        ]

    def test_one_fault_stores_nothing(self, nieuw):
        data = bestand(contracten=[CONTRACT | {"Nummer": "P-3"}, CONTRACT | {"Nummer": "P-4", "Aanbieder": ANDER}])
        found = lees_contractbestand(data, IJSSELLAND, peildatum=VANDAAG, on_behalf_of=REGIE)

        with pytest.raises(NietInTeLezen, match="fouten"):
            contractbestand_als_voorstel(found, naam="t.xlsx", data=data)
        with namens(REGIE):
            assert ("P-3",) not in stand(IJSSELLAND)["Contracten"]

    def test_a_hole_counts_only_while_a_contract_runs(self, nieuw):
        later = TARIEF | {"Van": date(2028, 2, 1), "Tot en met": None}
        closed = TARIEF | {"Tot en met": date(2027, 12, 31)}

        assert fouten(tarieven=[closed, later]) == []
        assert fouten(tarieven=[later]) == [("Tarieven", 2, "Van")]

    def test_four_years_to_the_day_need_no_decision_and_one_day_more_does(self, nieuw):
        """S33."""
        last = CONTRACT["Van"].replace(year=2028) - timedelta(days=1)

        assert fouten(contracten=[CONTRACT | {"Nummer": "P-5", "Tot en met": last}]) == []
        longer = CONTRACT | {"Nummer": "P-5", "Tot en met": last + timedelta(days=1)}
        assert fouten(contracten=[longer]) == [("Contracten", 2, "Besluit voor langer")]
        assert fouten(contracten=[longer | {"Besluit voor langer": "Besluit van 1 juli 2027"}]) == []

    def test_one_price_per_profile(self, nieuw):
        """S32: a second provider with another price on a day is refused before the database does."""
        neem_in(
            bestand(
                aanbieders=[AANBIEDER | {"AGB": ANDER, "KvK": "00008802"}],
                segmenten=[{"Code": "midden", "Naam": "Midden", "Prijsregel": "per_profiel"}],
                profielen=[
                    {"Code": "1:midden", "Nummer": 1, "Segment": "midden", "Naam": "P", "Bron": "t", "Zekerheid": "t"}
                ],
                producten=[PRODUCT | {"Code": "50P01", "Categorie": "50", "Variant": "output", "Profiel": "1:midden"}],
                tarieven=[TARIEF | {"Code": "50P01", "Categorie": "50"}],
            )
        )
        other = TARIEF | {"Code": "50P01", "Categorie": "50", "Aanbieder": ANDER}

        assert fouten(tarieven=[other]) == []
        assert fouten(tarieven=[other | {"Tarief": 1}]) == [("Tarieven", 2, "Tarief")]

    def test_a_file_that_is_no_workbook_is_refused(self, als_regio):
        with pytest.raises(OnleesbaarBestand):
            lees_contractbestand(b"geen bestand", IJSSELLAND, peildatum=VANDAAG, on_behalf_of=REGIE)

    def test_as_many_rows_as_the_page_promises_are_read(self):
        rows = [{**dict.fromkeys(TARIEF), **TARIEF, "Per uur": False, "Tarief": n} for n in range(MEESTE_RIJEN - 1)]

        found = lees_bestand(schrijf_werkboek([(bladen.TARIEVEN, rows)]), [bladen.TARIEVEN])["Tarieven"]

        assert len(found.rijen) + len(found.fouten) == MEESTE_RIJEN - 1
