# SPDX-License-Identifier: EUPL-1.2
"""The pages of families: what they ask first, what they show, and what they refuse, in the played region."""

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from jeugdregio.gezinnen import queries
from jeugdregio.gezinnen.values import Teamrol
from jeugdregio.logboek.models import Inzage
from tests.paginawereld import machtiging_van

WAAROM = {"doe": "reden", "reden": "Vervang een zieke collega."}


@pytest.fixture
def toegang(als: Callable[[str], Client]) -> Client:
    return als("toegang.dalfsen")


@pytest.fixture
def geopend(toegang: Client) -> tuple[Client, int]:
    """A family of Dalfsen with an open plan, after saying why."""
    for one in gezinnen():
        if one.plan_sinds:
            toegang.post(reverse("gezin", args=[one.id]), WAAROM)
            return toegang, one.id
    raise AssertionError("de demo heeft gezinnen met een plan")


def gezinnen() -> list[Any]:
    wie = machtiging_van("toegang.dalfsen")
    return queries.gezinnen(zoek="familie", peildatum=date(2026, 11, 24), on_behalf_of=wie)


def post(client: Client, pagina: str, nummer: int, doe: str, /, **velden: object) -> Any:
    data = {"doe": doe} | {f"{doe}-{name}": value for name, value in velden.items()}
    return client.post(reverse(pagina, args=[nummer]), data, follow=True)


def plan(nummer: int) -> Any:
    found = queries.plan(nummer, on_behalf_of=machtiging_van("toegang.dalfsen"))
    assert found is not None
    return found


class TestOpening:
    def test_a_list_without_a_word_is_of_the_own_caseload(self, toegang):
        page = toegang.get(reverse("gezinnen")).content.decode()

        # Whoever is in it says so; a family of nobody's caseload is only found by name.
        assert page.count("uw caseload") - 1 == len(re.findall(r'href="/gezinnen/\d+/"', page))

    def test_a_name_finds_families_of_the_own_municipality(self, toegang):
        page = toegang.get(reverse("gezinnen"), {"zoek": "familie"}).content.decode()

        assert page.count('href="/gezinnen/') > 5

    @pytest.mark.parametrize("naam", ["gezin", "gezinsplan", "gezinsplan-pdf", "gezin-tijdlijn", "gezin-samenvoegen"])
    def test_outside_the_caseload_every_page_asks_why(self, toegang, naam):
        number = gezinnen()[-1].id

        page = toegang.get(reverse(naam, args=[number])).content.decode()

        assert "Waarom opent u dit gezin?" in page

    def test_opening_is_in_the_read_log_for_everyone_in_it_with_the_reason(self, geopend):
        client, number = geopend
        family = queries.gezin(number, on_behalf_of=machtiging_van("toegang.dalfsen"))

        client.get(reverse("gezin", args=[number]))

        rows = Inzage.objects.filter(wat="gezin", kenmerk=str(number), doel=WAAROM["reden"])
        from jeugdregio.gebruikers.isolatie import als_verwerking

        with als_verwerking("IJSSELLAND"):
            assert set(rows.values_list("persoon", flat=True)) == family.sporen

    @pytest.mark.parametrize("naam", ["controller.zwolle", "backoffice", "bestuur.regio", "huisarts"])
    def test_other_roles_have_no_such_page(self, als, naam):
        assert als(naam).get(reverse("gezinnen")).status_code == 403

    def test_a_checker_reads_and_changes_nothing(self, als):
        number = gezinnen()[0].id
        checker = als("toetser.dalfsen")
        checker.post(reverse("gezin", args=[number]), WAAROM)

        assert "Bijwerken" not in checker.get(reverse("gezin", args=[number])).content.decode()
        assert post(checker, "gezin", number, "lid", naam="Wie", soort="ouder").status_code == 403


class TestAFamily:
    def test_it_leads_to_which_municipality_is_responsible(self, toegang, als):
        for one in gezinnen():
            toegang.post(reverse("gezin", args=[one.id]), WAAROM)
            text = toegang.get(reverse("gezin", args=[one.id])).content.decode()
            if "/woonplaats/gezinslid/" in text:
                break
        else:
            raise AssertionError("de demo heeft een jeugdige met een nummer")

        link = text.split('href="/woonplaats/gezinslid/')[1].split('"')[0]

        assert toegang.get(f"/woonplaats/gezinslid/{link}").status_code == 200

    def test_it_is_made_from_the_brp_with_parents_and_custody(self, toegang):
        page = toegang.post(reverse("gezin-nieuw"), {"doe": "brp", "brp-bsn": "999900018"}, follow=True)

        text = page.content.decode()
        assert page.status_code == 200, text[:500]
        assert "Wie tekent voor" in text

    def test_it_is_made_by_hand(self, toegang):
        data = {"naam": "Gezin Pagina", "jeugdige": "Pim Pagina", "geboren": "2015-02-03", "ouder": "Ria Pagina"}
        page = toegang.post(
            reverse("gezin-nieuw"), {"doe": "hand"} | {f"hand-{k}": v for k, v in data.items()}, follow=True
        )

        # Whoever made it is not asked why it is opened.
        assert "Wie tekent voor Pim Pagina" in page.content.decode()

    @pytest.mark.parametrize(
        ("doe", "velden", "tekst"),
        [
            ("lid", {"naam": "Kind", "soort": "jeugdige"}, "geboortedatum"),
            ("lid", {"naam": "X", "soort": "ouder", "bsn": "123456789"}, "geen burgerservicenummer"),
            ("lid", {"naam": "Nummer 999900018", "soort": "ouder"}, "Laat dat weg"),
            ("maatregel", {"soort": "ondertoezicht"}, "jr-veld--fout"),
            ("weet-niet", {}, "Dit kan nu niet"),
        ],
    )
    def test_a_fault_is_said_on_the_page(self, geopend, doe, velden, tekst):
        client, number = geopend

        page = post(client, "gezin", number, doe, **velden)

        assert page.status_code == 422
        assert tekst in page.content.decode()

    def test_custody_of_one_person_twice_is_refused(self, geopend):
        client, number = geopend
        family = queries.gezin(number, on_behalf_of=machtiging_van("toegang.dalfsen"))
        parent = next(one.id for one in family.leden if not one.is_jeugdige)

        page = post(
            client,
            "gezin",
            number,
            "gezag",
            lid=family.jeugdigen[0].id,
            vorm="beide_ouders",
            houder=parent,
            medehouder=parent,
            vanaf="2026-11-01",
            bron="register",
        )

        assert "twee verschillende mensen" in page.content.decode()


class TestThePlan:
    def test_a_goal_is_set_scored_and_seen_as_a_picture(self, geopend):
        client, number = geopend
        page = post(
            client,
            "gezinsplan",
            number,
            "doel",
            doel="Vaker zwemmen",
            indicator="keer per week",
            schaal_van=0,
            schaal_tot=4,
            beginscore=1,
            streefscore=3,
            uiterlijk=f"{timezone.localdate().year + 1}-12-01",
        )
        assert page.status_code == 200, re.findall(r"jr-veld__fout.*", page.content.decode())
        goal = next(one for one in plan(number).doelen if one.doel == "Vaker zwemmen")

        page = post(client, "gezinsplan", number, "score", doel=goal.id, score=2, gemeten_op=str(timezone.localdate()))

        text = page.content.decode()
        assert "begin 1, nu 2, streven 3 (loopt)" in text
        assert 'cx="500"' in text

    def test_a_score_off_the_scale_says_which_scale(self, geopend):
        client, number = geopend
        goal = next(one for one in plan(number).doelen if one.is_open)

        page = post(client, "gezinsplan", number, "score", doel=goal.id, score=99, gemeten_op="2026-11-24")

        assert page.status_code == 422
        assert "op de schaal van dit doel" in page.content.decode()

    def test_the_last_generalist_stays(self, geopend):
        client, number = geopend
        general = next(one for one in plan(number).team if one.rol == Teamrol.GENERALIST and one.tot is None)

        page = post(client, "gezinsplan", number, "weg", teamlid=general.id, per="2026-11-20", reden="weg")

        assert "van begin tot eind een generalist" in page.content.decode()

    def test_it_is_printed_for_the_archive_with_everyone_who_signs(self, geopend):
        client, number = geopend

        answer = client.get(reverse("gezinsplan-pdf", args=[number]))

        assert answer["Content-Type"] == "application/pdf"
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
        for word in ("Gezinsplan van", "Onze doelen", "Hoe de hulp stopt", "Wie tekent"):
            assert word in text

    def test_an_unknown_plan_of_a_family_is_not_there(self, geopend):
        client, number = geopend

        assert client.get(reverse("gezinsplan", args=[number]), {"plan": "999999"}).status_code == 404


def test_the_time_line_has_lines_of_other_rooms_with_their_source(geopend):
    client, number = geopend

    text = client.get(reverse("gezin-tijdlijn", args=[number])).content.decode()

    assert "Gezinsplan geopend" in text
    assert "Toegewezen:" in text
    assert 'href="/toewijzingen/' in text or "Toewijzing " in text


def test_families_are_brought_together_on_the_page(geopend):
    client, number = geopend
    other = next(one for one in gezinnen() if one.id != number)

    page = client.post(
        reverse("gezin-samenvoegen", args=[number]) + "?zoek=familie",
        {"doe": "samen", "samen-van": other.id, "samen-reden": "zelfde moeder"},
        follow=True,
    )

    assert "Samengevoegd" in page.content.decode()
    gone = queries.gezin(other.id, on_behalf_of=machtiging_van("toegang.dalfsen"))
    assert gone is not None
    assert gone.samengevoegd_in == number
