# SPDX-License-Identifier: EUPL-1.2
"""Declaraties, uitval, weekly letter and rules, as each role sees them and as nobody else does."""

import re

import pytest

from jeugdregio.berichten import queries as berichten
from jeugdregio.berichten.models import Bericht
from jeugdregio.declaraties.models import Declaratie, Prestatie
from jeugdregio.gebruikers.isolatie import lezend, namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from tests.paginawereld import machtiging_van

REGIO = verwerking("IJSSELLAND")
BSN = re.compile(r"\b9999\d{5}\b|\b\d{9}\b")
PAGES = ("/declaraties/", "/uitval/?toon=alles", "/weekbrief/", "/regels/")


def text(response) -> str:
    return response.content.decode()


def of(name: str) -> Account:
    return Account.objects.get(username=name)


def one(**filters) -> Declaratie:
    with namens(REGIO):
        return Declaratie.objects.filter(**filters).order_by("bericht_id").first()


def url(row: Declaratie, tail: str = "") -> str:
    return f"/declaraties/{row.gemeente}/{row.bericht_id}/{tail}"


@pytest.fixture
def partly(gespeeld) -> Declaratie:
    """A declaratie of the provider that logs in as backoffice, with a refused line and a granted one."""
    with namens(REGIO):
        rows = Declaratie.objects.filter(aanbieder=of("backoffice").aanbieder, verwerkt=True, afgewezen__gt=0)
        return next(row for row in rows.order_by("-regels") if row.afgewezen < row.regels)


class TestList:
    def test_a_provider_sees_its_own(self, als):
        provider = of("backoffice").aanbieder
        with namens(REGIO):
            own = Declaratie.objects.filter(aanbieder=provider).count()
            every = Declaratie.objects.count()

        assert als("backoffice").get("/declaraties/").context["page"].lijst.bladen.paginator.count == own
        assert als("controller.regio").get("/declaraties/").context["page"].lijst.bladen.paginator.count == every
        assert 0 < own < every

    def test_filters_by_number_and_state(self, als, partly):
        client = als("controller.regio")

        page = client.get("/declaraties/", {"nummer": partly.nummer, "stand": "deels"}).context["page"]
        nothing = client.get("/declaraties/", {"nummer": partly.nummer, "stand": "toegekend"})

        assert [row[0].tekst for row in page.lijst.tabel.rijen] == [partly.nummer]
        assert "Geen declaratie voldoet" in text(nothing)

    def test_a_value_that_does_not_exist_filters_nothing(self, als):
        client = als("controller.regio")
        every = client.get("/declaraties/").context["page"].lijst.bladen.paginator.count

        strange = client.get("/declaraties/", {"maand": "1900-01", "stand": "x", "pagina": "-3"})

        assert strange.context["page"].lijst.bladen.paginator.count == every

    def test_htmx_gets_the_part_at_the_same_address(self, als):
        client = als("backoffice")

        part = text(client.get("/declaraties/", headers={"HX-Request": "true"}))
        back = text(client.get("/declaraties/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}))

        assert part.strip().startswith('<div id="resultaat">')
        assert "<html" not in part
        assert "<html" in back

    @pytest.mark.parametrize("path", PAGES)
    @pytest.mark.parametrize("name", ["backoffice", "controller.zwolle", "controller.regio"])
    def test_no_page_holds_a_burgerservicenummer(self, als, name, path):
        response = als(name).get(path, follow=True)

        assert response.status_code == 200
        found = set(BSN.findall(re.sub(r"\b9001\d{5}\b|[Tt]oewijzing(nummer)? \d+", "", text(response))))
        assert found == set()


class TestDetail:
    def test_explains_a_refused_line_in_dutch_and_says_what_to_do(self, als, partly):
        page = als("backoffice").get(url(partly)).context["page"]

        refused = [line for line in page.regels if line.stand == "Afgewezen"]
        assert refused
        assert all(why.uitleg and why.wat_te_doen for line in refused for why in line.uitleg)

    def test_shows_only_the_refused_lines(self, als, partly):
        page = als("backoffice").get(url(partly), {"toon": "afgewezen"}).context["page"]

        assert len(page.regels) == partly.afgewezen
        assert {line.stand for line in page.regels} == {"Afgewezen"}

    def test_numbers_the_children_and_names_none(self, als, partly):
        response = als("backoffice").get(url(partly))

        assert "cliënt 1" in text(response)
        with namens(REGIO):
            ids = Prestatie.objects.filter(gemeente=partly.gemeente, bericht_id=partly.bericht_id)
            known = set(ids.exclude(client_id=None).values_list("client_id", flat=True))
        assert {f"Regel 1, cliënt {number}" for number in known if number > 50}.isdisjoint(
            {line.titel for line in response.context["page"].regels}
        )

    def test_keeps_a_receipt(self, als, partly):
        receipt = dict(als("backoffice").get(url(partly)).context["page"].bewijs)

        assert receipt["Regels en versie"].startswith("iJw 3.2")
        assert len(receipt["Vingerafdruk (SHA-256)"]) == 64

    def test_a_declaratie_refused_as_a_whole_says_why(self, als):
        row = one(verwerkt=False)
        assert row is not None

        page = als("controller.regio").get(url(row)).context["page"]

        assert page.stand == "Als geheel afgekeurd"
        assert page.uitleg

    @pytest.mark.parametrize("tail", ["", "antwoord/", "antwoord.xml", "bericht.xml"])
    def test_anothers_and_none_are_the_same(self, als, partly, tail):
        other = als("backoffice.ander")

        anothers = other.get(url(partly, tail))
        none = other.get(f"/declaraties/0193/999999999/{tail}")

        assert (anothers.status_code, none.status_code) == (404, 404)
        assert re.sub(r'value="[^"]*"|X-CSRFToken": "[^"]*"', "", text(anothers)) == re.sub(
            r'value="[^"]*"|X-CSRFToken": "[^"]*"', "", text(none)
        )

    def test_another_municipality_sees_nothing(self, als, partly):
        name = "controller.dalfsen" if partly.gemeente != "0148" else "controller.zwolle"

        assert als(name).get(url(partly)).status_code == 404


class TestMessages:
    def test_the_answer_is_readable_with_its_numbers_covered(self, als, partly):
        xml = als("backoffice").get(url(partly, "antwoord/")).context["page"].xml

        assert "<jw325:Bsn>•••••••••</jw325:Bsn>" in xml
        assert not re.search(r"Bsn>\d", xml)

    def test_both_messages_can_be_fetched_byte_for_byte(self, als, partly):
        client = als("backoffice")

        answer, message = client.get(url(partly, "antwoord.xml")), client.get(url(partly, "bericht.xml"))

        assert b"jw325" in answer.content
        assert partly.nummer.encode() in message.content
        assert answer["Cache-Control"] == message["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("name", ["controller.zwolle", "controller.dalfsen"])
    def test_the_message_is_for_the_municipality_it_was_sent_to_alone(self, als, name):
        place = of(name).gemeente
        with namens(REGIO):
            own = Declaratie.objects.filter(gemeente=place, verwerkt=True).first()
            others = Declaratie.objects.exclude(gemeente=place).filter(verwerkt=True).first()
        client = als(name)

        fetched = client.get(url(own, "bericht.xml"))

        assert own.nummer.encode() in fetched.content
        assert client.get(url(own)).context["page"].bericht_xml_url == url(own, "bericht.xml")
        assert client.get(url(others, "bericht.xml")).status_code == 404
        assert als("controller.regio").get(url(own, "bericht.xml")).content == fetched.content

    def test_whoever_holds_the_receipt_of_someone_else_gets_nothing(self, gespeeld, partly):
        receipt = berichten.bewijs(partly.gemeente, partly.bericht_id, on_behalf_of=REGIO)
        other = Machtiging(rol=Rol.CONTROLLER, gemeente="0193" if partly.gemeente != "0193" else "0148")

        assert not berichten.heeft_origineel(receipt, on_behalf_of=other)
        assert berichten.origineel(receipt, on_behalf_of=other) is None

    def test_someone_who_governs_gets_no_message(self, als, partly):
        client = als("bestuur.regio")

        assert client.get(url(partly, "antwoord.xml")).status_code == 403
        assert client.get(url(partly, "bericht.xml")).status_code == 403
        page = client.get(url(partly)).context["page"]
        assert (page.antwoord_xml_url, page.regels, page.bewijs) == ("", (), ())
        assert f"{partly.regels} regel" in page.niet_getoond


class TestUitval:
    def test_counts_what_is_open_and_shows_it(self, als):
        page = als("controller.regio").get("/uitval/").context["page"]

        assert page.bladen.paginator.count > 0
        assert len(page.gevallen) == min(20, page.bladen.paginator.count)
        assert not any(case.opgelost for case in page.gevallen)

    @pytest.mark.parametrize("name", ["controller.regio", "backoffice"])
    def test_messages_refused_as_a_whole_stand_there_with_the_reason(self, als, name):
        """Also those with a finding on level 2 or an identification used before, which have no lines to show."""
        with lezend(machtiging_van(name)):
            refused = Bericht.objects.filter(uitkomst="afgekeurd")
            expected = {(row.soort, row.identificatie) for row in refused.order_by("-id")[:50]}
            number = refused.count()

        page = als(name).get("/uitval/").context["page"]

        assert {tuple(case.bericht.split()) for case in page.berichten} == expected
        assert all(why.uitleg and why.wat_te_doen for case in page.berichten for why in case.redenen)
        assert all(case.redenen for case in page.berichten)
        assert f"{number} " in page.over_berichten
        assert expected or name == "backoffice"

    def test_a_cause_that_is_chosen_is_that_of_the_messages_as_well(self, als):
        client = als("controller.regio")
        first = next(why.regel for case in client.get("/uitval/").context["page"].berichten for why in case.redenen)

        page = client.get("/uitval/", {"regel": first}).context["page"]

        assert page.berichten
        assert all(first in [why.regel for why in case.redenen] for case in page.berichten)

    def test_filters_by_cause(self, als):
        client = als("controller.regio")
        code = client.get("/uitval/").context["page"].gevallen[0].regel

        page = client.get("/uitval/", {"regel": code, "toon": "alles"}).context["page"]

        assert {case.regel for case in page.gevallen} == {code}

    def test_a_provider_sees_its_own(self, als):
        page = als("backoffice").get("/uitval/", {"toon": "alles"}).context["page"]

        assert {case.wie.split(",")[0].split(" ")[0] for case in page.gevallen} <= {"gemeente"}


class TestWeekbrief:
    def test_a_provider_goes_straight_to_its_own(self, als):
        assert als("backoffice").get("/weekbrief/").url == f"/weekbrief/{of('backoffice').aanbieder}/"

    def test_is_a_page_and_a_pdf(self, als):
        address = f"/weekbrief/{of('backoffice').aanbieder}/"
        client = als("backoffice")

        page = client.get(address).context["page"]
        pdf = client.get(f"{address}weekbrief.pdf")

        assert page.groepen
        assert pdf.content.startswith(b"%PDF")

    @pytest.mark.parametrize("tail", ["", "weekbrief.pdf"])
    def test_anothers_and_none_are_not_there(self, als, tail):
        client = als("backoffice.ander")

        assert client.get(f"/weekbrief/{of('backoffice').aanbieder}/{tail}").status_code == 404
        assert client.get(f"/weekbrief/00000000/{tail}").status_code == 404

    def test_an_impossible_day_is_today(self, als):
        address = f"/weekbrief/{of('backoffice').aanbieder}/?peildatum=2026-13-99"

        assert als("backoffice").get(address).status_code == 200


class TestRules:
    def test_every_rule_has_a_page(self, als):
        client = als("backoffice")
        rows = client.get("/regels/").context["page"].lijst.tabel.rijen

        assert len(rows) > 70
        for row in rows:
            page = client.get(row[0].url).context["page"]
            assert page.wat_te_doen
            assert "{" not in page.uitleg

    def test_can_be_searched(self, als):
        rows = (
            als("backoffice").get("/regels/", {"zoek": "tarief", "bericht": "JW323"}).context["page"].lijst.tabel.rijen
        )

        assert "TR418" in {row[0].tekst for row in rows}
        assert len(rows) < 20

    def test_a_rule_that_does_not_exist_is_not_there(self, als):
        assert als("backoffice").get("/regels/TR999/").status_code == 404
