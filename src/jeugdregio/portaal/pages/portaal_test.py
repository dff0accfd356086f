# SPDX-License-Identifier: EUPL-1.2
"""The portal in the played region: what a provider sees, sends and gets back, and nobody else."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jeugdregio.berichten.models import Bericht, Bestand, Verzending
from jeugdregio.berichten.values import Soort
from jeugdregio.components.rekenblad import lees_rijen
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties.models import Declaratie, Prestatie
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.toewijzingen.models import Start, Stop, Toewijzing
from jeugdregio.verzoeken.models import OPEN, Verzoek

REGIO = verwerking("IJSSELLAND")
BSN = re.compile(r"\b9999\d{5}\b")


def text(response) -> str:
    return response.content.decode()


def provider() -> str:
    return Account.objects.get(username="backoffice").aanbieder


@pytest.fixture
def month(gespeeld) -> Maand:
    return Maand.van(timezone.localdate()).vorige


@pytest.fixture
def place(gespeeld, month) -> str:
    """A municipality where the provider has an allocation with a code and a volume in the last month."""
    with namens(REGIO):
        rows = Toewijzing.objects.filter(
            aanbieder=provider(), verwijderd=False, code__isnull=False, volume__isnull=False
        ).order_by("gemeente", "nummer")
        fits = [
            row
            for row in rows
            if row.geldig.lower < month.einde and (not row.geldig.upper or row.geldig.upper > month.begin)
        ]
    assert fits
    return fits[0].gemeente


@pytest.fixture
def undeclared(gespeeld, place):
    """Nothing was granted in this municipality; gone after the test."""
    with transaction.atomic():
        with namens(REGIO):
            Prestatie.objects.filter(aanbieder=provider(), gemeente=place, dc="D", toegekend=True).update(
                gecrediteerd=True
            )
        yield
        transaction.set_rollback(True)


def address(place: str, month: Maand) -> str:
    return reverse("declareren-maand", args=[place, str(month)])


def filled(page, **other: str) -> dict[str, object]:
    """The form as a browser would send it."""
    data: dict[str, object] = {"sleutel": page.sleutel, "actie": "stuur"}
    for row in page.rijen:
        data[f"volume-{row.sleutel}"] = row.volume
        data[f"product-{row.sleutel}"] = next((one.waarde for one in row.keuzes if one.gekozen), "")
    return {**data, **other}


class TestAllocations:
    def test_a_provider_sees_its_own_with_what_is_left(self, als):
        page = als("backoffice").get("/toewijzingen/?stand=alles").context["page"]
        with namens(REGIO):
            held = Verzending.objects.filter(stand="vastgehouden").values("bericht_id")
            sent = Toewijzing.objects.filter(aanbieder=provider(), verwijderd=False).exclude(bericht_id__in=held)
            own = sent.count()

        assert page.lijst.bladen.paginator.count == own > 0
        assert (
            als("backoffice.ander").get("/toewijzingen/?stand=alles").context["page"].lijst.bladen.paginator.count
            != own
        )

    @pytest.mark.parametrize("name", ["controller.regio", "controller.zwolle", "toegang.dalfsen", "bestuur.regio"])
    @pytest.mark.parametrize("path", ["/toewijzingen/", "/declareren/", "/antwoorden/"])
    def test_nobody_else_has_a_portal(self, als, name, path):
        assert als(name).get(path).status_code == 403

    def test_of_another_provider_is_not_there(self, als, gespeeld):
        with namens(REGIO):
            row = Toewijzing.objects.filter(aanbieder=provider()).first()
        url = reverse("toewijzing", args=[row.gemeente, row.nummer])

        assert als("backoffice").get(url).status_code == 200
        assert als("backoffice.ander").get(url).status_code == 404

    def test_no_burgerservicenummer_on_any_page(self, als, place, month):
        client = als("backoffice")
        row = client.get("/toewijzingen/").context["page"].lijst.tabel.rijen[0]
        for url in ("/toewijzingen/", row[0].url, "/declareren/", address(place, month), "/antwoorden/"):
            assert not BSN.search(text(client.get(url)))
            assert not BSN.search(url)


class TestCare:
    @pytest.fixture
    def fresh(self, gespeeld) -> Toewijzing:
        """An allocation on which no care was started yet."""
        with namens(REGIO):
            started = set(Start.objects.values_list("gemeente", "toewijzing_nummer"))
            held = Verzending.objects.exclude(stand="vrij").values("bericht_id")
            rows = Toewijzing.objects.filter(aanbieder=provider(), verwijderd=False).exclude(bericht_id__in=held)
            rows = rows.order_by("id")
            found = [row for row in rows if (row.gemeente, row.nummer) not in started]
            if not found:  # every one was started: take back the first
                row = rows[0]
                mine = {"gemeente": row.gemeente, "toewijzing_nummer": row.nummer, "verwijderd_door": None}
                Stop.objects.filter(**mine).update(verwijderd_door=1)
                Start.objects.filter(**mine).update(verwijderd_door=1)
                return row
        return found[0]

    def send(self, client, row: Toewijzing, **data: str):
        url = reverse("toewijzing", args=[row.gemeente, row.nummer])
        form = client.get(url).context["page"].formulier
        return client.post(url, {"sleutel": form["sleutel"].value(), **data}, follow=True)

    def test_start_stop_for_a_while_start_again_and_stop(self, als, fresh):
        client = als("backoffice")
        day = fresh.geldig.lower

        started = self.send(client, fresh, wat="start", dag=f"{day}")
        assert "geaccepteerd" in text(started)
        assert started.context["page"].stand[0] == "Loopt"
        paused = self.send(client, fresh, wat="stop", dag=f"{day}", reden="20")
        assert paused.context["page"].stand[0] == "Tijdelijk gestopt"
        stopped = self.send(client, fresh, wat="stop", dag=f"{day}", reden="31")
        assert stopped.context["page"].stand[0] == "Gestopt"
        undone = self.send(client, fresh, wat="wis-stop")
        assert "geaccepteerd" in text(undone)

    @pytest.mark.parametrize(
        ("data", "field"),
        [
            ({}, "wat"),
            ({"wat": "start"}, "dag"),
            ({"wat": "start", "dag": "1990-01-01"}, "dag"),
            ({"wat": "stop"}, "wat"),
        ],
    )
    def test_what_is_missing_is_said_at_its_field(self, als, fresh, data, field):
        url = reverse("toewijzing", args=[fresh.gemeente, fresh.nummer])
        client = als("backoffice")
        with namens(REGIO):
            Start.objects.filter(gemeente=fresh.gemeente, toewijzing_nummer=fresh.nummer, verwijderd_door=None).update(
                verwijderd_door=1
            )
        response = client.post(url, {"sleutel": "0" * 32, **data})

        assert response.status_code == 422
        assert field in response.context["page"].formulier.errors


class TestChange:
    @pytest.fixture
    def current(self, gespeeld) -> Iterator[Toewijzing]:
        """An allocation that holds now, of a child without an open request; the request is decided on afterwards."""
        today = timezone.localdate()
        with namens(REGIO):
            rows = Toewijzing.objects.filter(aanbieder=provider(), verwijderd=False, code__isnull=False)
            found = next(
                row for row in rows.order_by("id") if row.volume and (not row.geldig.upper or row.geldig.upper > today)
            )
        yield found
        with namens(REGIO):
            asked = Verzoek.objects.filter(aanbieder=provider(), referentie__startswith="JP", status__in=OPEN)
            asked.update(status="afgewezen", besluit_id=0)

    def url(self, row: Toewijzing) -> str:
        return reverse("toewijzing-wijziging", args=[row.gemeente, row.nummer])

    def test_a_request_waits_for_the_municipality_and_two_clicks_are_one(self, als, current):
        client = als("backoffice")
        form = client.get(self.url(current)).context["page"].formulier
        data = {
            "sleutel": form["sleutel"].value(),
            "reden": "1",
            "ingang": f"{timezone.localdate() + timedelta(days=10)}",
            "einde": f"{timezone.localdate() + timedelta(days=100)}",
            "hoeveel": str(current.volume + 1),
        }
        if current.frequentie == "6":
            del data["ingang"]

        first = client.post(self.url(current), data, follow=True)
        second = client.post(self.url(current), data, follow=True)

        assert "wacht nu op de gemeente" in text(first), text(first)
        assert first.request["PATH_INFO"] == second.request["PATH_INFO"] == "/verzoeken/"
        with namens(REGIO):
            (asked,) = Verzoek.objects.filter(referentie__startswith="JP", status__in=OPEN)
        assert (asked.soort, asked.gemeente) == ("JW317", current.gemeente)

    @pytest.mark.parametrize(
        ("data", "field"),
        [({}, "reden"), ({"reden": "1", "hoeveel": "veel"}, "hoeveel"), ({"einde": "1990-01-01"}, "einde")],
    )
    def test_what_is_missing_is_said_at_its_field(self, als, current, data, field):
        response = als("backoffice").post(self.url(current), {"sleutel": "1" * 32, **data})

        assert response.status_code == 422
        assert field in response.context["page"].formulier.errors

    def test_of_another_provider_is_not_there(self, als, current):
        assert als("backoffice.ander").get(self.url(current)).status_code == 404


class TestDeclare:
    def test_proposes_sends_and_is_granted_to_the_cent(self, als, place, month):
        client = als("backoffice")
        page = client.get(address(place, month)).context["page"]
        assert page.totaal_cent > 0
        assert all(" " in row.product for row in page.rijen if row.kan and not row.keuzes), "code and name"

        response = client.post(address(place, month), filled(page), follow=True)

        (file,) = response.context["page"].bestanden
        assert file.stand == "Geaccepteerd", file
        with namens(REGIO):
            row = Declaratie.objects.get(nummer=file_number(file))
        assert (row.toegekend_cent, row.gemeente) == (page.totaal_cent, place)

    def test_twice_the_same_form_is_one_message(self, als, place, month):
        """After a declaratie there is nothing new: take one granted line back and claim it again, by two clicks."""
        client = als("backoffice")
        page = client.get(address(place, month)).context["page"]
        row = next(row for row in page.rijen if row.crediteren and row.kan)
        again = filled(page, crediteer=[row.crediteren[0].waarde], **{f"volume-{row.sleutel}": "1"})
        with namens(REGIO):
            before = Bestand.objects.count()

        def click(_: int) -> str:
            own = Client()
            own.cookies = client.cookies
            try:
                return own.post(address(place, month), again).url
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            first, second = pool.map(click, range(2))
        third = client.post(address(place, month), again).url

        with namens(REGIO):
            assert Bestand.objects.count() == before + 1
        assert len({url.rpartition("=")[2] for url in (first, second, third)}) == 1
        (file,) = client.get(third).context["page"].bestanden
        with namens(REGIO):
            sent = Declaratie.objects.get(nummer=file_number(file))
            lines = Prestatie.objects.filter(gemeente=place, bericht_id=sent.bericht_id)
            assert {line.dc for line in lines} == {"C", "D"}
            assert all(line.toegekend for line in lines)

    def test_a_declared_month_says_so(self, als, place, month):
        client = als("backoffice")
        states = [row[2].tekst for row in client.get("/declareren/").context["page"].tabel.rijen]

        assert "Gedeclareerd" in states or "Nog niet gedeclareerd" in states
        with namens(REGIO):
            declared = Declaratie.objects.filter(
                gemeente=place, aanbieder=provider(), maand=month.begin, verwerkt=True
            ).exists()
        assert bool(client.get(address(place, month)).context["page"].eerder) == declared

    def test_a_fault_is_said_at_its_line_and_nothing_is_sent(self, als, place, month, undeclared):
        client = als("backoffice")
        page = client.get(address(place, month)).context["page"]
        row = next(row for row in page.rijen if row.kan and not row.keuzes)
        with namens(REGIO):
            before = Bestand.objects.count()

        response = client.post(address(place, month), filled(page, **{f"volume-{row.sleutel}": "veel"}))

        assert response.status_code == 422
        shown = next(one for one in response.context["page"].rijen if one.sleutel == row.sleutel)
        assert "geen getal" in shown.fout
        assert shown.volume == "veel"
        with namens(REGIO):
            assert Bestand.objects.count() == before

    def test_an_empty_declaratie_is_not_sent(self, als, place, month):
        client = als("backoffice")
        page = client.get(address(place, month)).context["page"]
        empty = {f"volume-{row.sleutel}": "" for row in page.rijen}

        response = client.post(address(place, month), filled(page, **empty))

        assert response.status_code == 422
        assert "Er staat niets in deze declaratie" in text(response)

    @pytest.mark.parametrize("tail", ["2026-13", "september", "2999-01"])
    def test_a_month_that_is_none_or_not_over_is_not_there(self, als, place, tail):
        assert als("backoffice").get(f"/declareren/{place}/{tail}/").status_code == 404


class TestSpreadsheet:
    def rows(self, client, place, month) -> list[list[str]]:
        data = client.get(address(place, month) + "sjabloon.xlsx").content
        return [[cells.get(column, "") for column in range(7)] for _, cells in lees_rijen(data)]

    def upload(self, client, place, month, rows: list[list[object]]):
        target = BytesIO()
        book = xlsxwriter.Workbook(target, {"in_memory": True})
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
        book.close()
        file = SimpleUploadedFile("mijn.xlsx", target.getvalue())
        return client.post(address(place, month) + "inlezen/", {"werkblad": file})

    def test_the_template_comes_back_as_lines(self, als, place, month, undeclared):
        client = als("backoffice")
        heading, *rest = self.rows(client, place, month)
        for row in rest:
            row[6] = 3 if row[4] else ""

        response = self.upload(client, place, month, [heading, *rest])

        assert response.status_code == 200, response.context["page"].fouten
        filled_in = [row for row in response.context["page"].rijen if row.volume]
        assert len(filled_in) == sum(1 for row in rest if row[6]) > 0
        assert "uit het bestand overgenomen" in text(response)

    def test_faults_name_row_and_column_and_what_to_do(self, als, place, month, undeclared):
        client = als("backoffice")
        heading, *rest = self.rows(client, place, month)
        good, other = [row for row in rest if row[4]][:2]
        bad = [
            [*good[:6], "=1+1x"],
            ["nummer", *good[1:6], 3],
            [999_999_999, *good[1:6], 3],
            [good[0], *good[1:3], "voorjaar", *good[4:6], 3],
            [*other[:4], "99Z99", other[5], 3],
        ]

        response = self.upload(client, place, month, [heading, *bad])

        faults = response.context["page"].fouten
        assert response.status_code == 422
        assert [fault.split(":")[0] for fault in faults] == [
            "Rij 2, kolom Volume",
            "Rij 3, kolom Toewijzing",
            "Rij 4, kolom Toewijzing",
            "Rij 5, kolom Maand",
            "Rij 6, kolom Product",
        ]

    @pytest.mark.parametrize("data", [b"", b"geen xlsx", b"PK\x03\x04kapot"])
    def test_a_file_that_is_none_says_what_to_do(self, als, place, month, data):
        file = SimpleUploadedFile("x.xlsx", data)
        response = als("backoffice").post(address(place, month) + "inlezen/", {"werkblad": file})

        assert response.status_code == 422
        assert response.context["page"].fouten


class TestAnswers:
    def test_xml_pdf_and_spreadsheet_of_every_kind(self, als):
        client = als("backoffice")
        with namens(REGIO):
            kinds = {
                row.soort: (row.gemeente, row.id) for row in Bericht.objects.filter(afzender=provider()).order_by("id")
            }
        assert "JW323" in kinds
        returned = {kind: address for kind, address in kinds.items() if Soort(kind).is_retour}
        assert returned
        for address in returned.values():
            assert client.get(reverse("antwoord-pdf", args=address)).status_code == 404
        kinds = {kind: address for kind, address in kinds.items() if kind not in returned}

        for place, number in kinds.values():
            pdf = client.get(reverse("antwoord-pdf", args=[place, number]))
            xlsx = client.get(reverse("antwoord-xlsx", args=[place, number]))
            xml = client.get(reverse("antwoord-xml", args=[place, number]))
            assert pdf.content.startswith(b"%PDF")
            assert list(lees_rijen(xlsx.content))
            assert xml.content.startswith(b"<?xml")
            assert not BSN.search(xlsx.content.decode("latin-1"))
            assert als("backoffice.ander").get(reverse("antwoord-pdf", args=[place, number])).status_code == 404

    def test_the_list_offers_them(self, als):
        client = als("backoffice")
        page = client.get("/antwoorden/").context["page"]

        assert page.regels
        assert client.get(page.regels[0].pdf_url).status_code == 200


def file_number(file) -> str:
    """The declaratie of the only message in a file; its number follows from the page it links to."""
    place, number = file.berichten[0].url.strip("/").split("/")[1:]
    with namens(REGIO):
        return Declaratie.objects.get(gemeente=place, bericht_id=number).nummer
