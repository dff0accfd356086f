# SPDX-License-Identifier: EUPL-1.2
"""The pages of the access, from the first question on; a form that is wrong keeps what was typed and says why."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jeugdregio.core.bsn import voldoet_aan_elfproef
from jeugdregio.gebruikers.isolatie import CONTEXT, namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.logboek.models import Inzage
from jeugdregio.regio.models import Gemeente
from jeugdregio.toegang import queries
from jeugdregio.toegang.conftest import works

pytestmark = pytest.mark.django_db
BSN = next(str(number) for number in range(999_900_010, 999_990_000) if voldoet_aan_elfproef(str(number)))
GEBIEDEN = ("gezondheid", "sociaal", "psychisch", "huisvesting", "financien")


@pytest.fixture(autouse=True)
def gemeenten(db):
    with namens(verwerking("IJSSELLAND")):
        for code, name in (("0193", "Zwolle"), ("0150", "Deventer")):
            Gemeente.objects.get_or_create(
                code=code,
                defaults={
                    "naam": name,
                    "regio": "IJSSELLAND",
                    "inwoners": 1000,
                    "jeugdigen": 200,
                    "deelname": (date(2015, 1, 1), None),
                },
            )


def browser(wie) -> Client:
    with namens(wie):
        account = Account.objects.get(pk=wie.account)
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def anderen(deventer):
    """Everyone who comes later: a request leaves its context in the transaction of a test, so they log in first."""
    return {
        "piet": browser(works("piet")),
        "geld": browser(works("geld", rol=Rol.CONTROLLER)),
        "bestuur": browser(works("bestuur", rol=Rol.BESTUUR)),
        "deventer": browser(deventer),
    }


@pytest.fixture
def jan(zwolle, anderen):
    return browser(zwolle)


def opnieuw(client: Client) -> Client:
    """The next request begins as nobody: in the one transaction of a test the context of the one before is still on."""
    with connection.cursor() as cursor:
        for name in CONTEXT:
            cursor.execute("SELECT set_config(%s, '', true)", [name])
    return client


def vandaag() -> str:
    return timezone.localdate().isoformat()


def meld_aan(client, kanaal="eigen", **more):
    data = {"bsn": BSN, "onderwerp": "opvoeden", "vraag": "Ruzie thuis.", "ontvangen": vandaag(), "team": "cjg", **more}
    return client.post(f"{reverse('aanmelden')}?kanaal={kanaal}", data)


def nummer_uit(response) -> int:
    return int(response["Location"].rstrip("/").split("/")[-2])


class TestOrdinaryPath:
    def test_four_screens_from_question_to_ready(self, jan, zwolle):
        """Each step sends the worker on to the next; what follows is the decision."""
        first = meld_aan(jan)
        number = nummer_uit(first)
        screens = [reverse("aanmelden"), first["Location"]]
        areas = dict.fromkeys(GEBIEDEN, "goed") | {"sociaal": "zorg", "sociaal_tekst": "Spijbelt.", "doe": "klaar"}
        second = jan.post(first["Location"], areas)
        steps = {
            "a_uitkomst": "deels", "a_trede": "3", "a_tekst": "Oma helpt.", "b_uitkomst": "niet", "b_trede": "4",
            "b_tekst": "Cursus past niet.", "gewenst": "45", "c_trede": "5", "c_tekst": "Begeleiding.", "doe": "klaar",
        }  # fmt: skip
        third = jan.post(second["Location"], steps)
        screens += [second["Location"], third["Location"]]
        page = jan.get(third["Location"]).content.decode()
        signers = [name.split('"')[0] for name in page.split('name="lid_')[1:]]
        assert signers
        done = jan.post(third["Location"], {f"lid_{name}": "mondeling" for name in signers} | {"doe": "klaar"})

        assert done.status_code == 302
        assert queries.aanmelding(number, on_behalf_of=zwolle).stand == "klaar_voor_besluit"
        assert len(set(screens)) == 4

    def test_the_child_is_put_in_a_family_with_what_the_brp_tells_and_nothing_is_typed_twice(self, jan, zwolle):
        number = nummer_uit(meld_aan(jan))
        made = queries.aanmelding(number, on_behalf_of=zwolle)
        again = queries.aanmelding(nummer_uit(meld_aan(jan, onderwerp="leren")), on_behalf_of=zwolle)

        assert made.gezin_id
        assert (made.gezin_id, made.lid_id, made.persoon) == (again.gezin_id, again.lid_id, again.persoon)

    def test_the_number_is_on_no_page(self, jan):
        first = meld_aan(jan)
        for address in (first["Location"], reverse("caseloadbord"), reverse("aanmelding", args=[nummer_uit(first)])):
            assert BSN not in jan.get(address).content.decode()

    def test_a_case_can_be_fetched_as_a_file_from_its_page(self, jan):
        number = nummer_uit(meld_aan(jan))

        page = jan.get(reverse("aanmelding", args=[number])).content.decode()
        link = page.split('href="')[1:]
        found = jan.get(next(one.split('"')[0] for one in link if one.split('"')[0].endswith("zaak.zip")))

        assert found["Content-Type"] == "application/zip"
        assert found["Content-Disposition"].endswith(f'zaak-{number}.zip"')

    def test_enough_by_the_family_is_done_without_a_decision(self, jan, zwolle):
        number = nummer_uit(meld_aan(jan))
        steps = {"a_uitkomst": "genoeg", "a_trede": "3", "a_tekst": "Oma neemt het over.", "doe": "klaar"}
        jan.post(reverse("aanmelding-stappen", args=[number]), steps)
        jan.post(reverse("aanmelding-akkoord", args=[number]), {"doe": "genoeg"})

        assert queries.aanmelding(number, on_behalf_of=zwolle).stand == "afgerond"


class TestChannels:
    @pytest.mark.parametrize(
        ("kanaal", "wel", "niet"),
        [
            ("eigen", "8 weken", "bewijs_datum"),
            ("verwijzing", "verwijzer_type", 'name="gi"'),
            ("maatregel", 'name="gi"', "verwijzer_type"),
            ("crisis", "4 weken", 'name="gi"'),
        ],
    )
    def test_each_asks_for_its_own_proof(self, jan, kanaal, wel, niet):
        page = jan.get(f"{reverse('aanmelden')}?kanaal={kanaal}").content.decode()

        assert wel in page
        assert niet not in page

    def test_a_crisis_without_a_child(self, jan, zwolle):
        done = meld_aan(jan, "crisis", bsn="", bewijs="melding", bewijs_datum=vandaag())
        number = nummer_uit(done)
        page = jan.get(reverse("aanmelding", args=[number])).content.decode()

        assert "Kies om welk kind het gaat" in page
        jan.post(reverse("aanmelding", args=[number]), {"doe": "kind", "bsn": BSN})
        assert queries.aanmelding(number, on_behalf_of=zwolle).persoon

    @pytest.mark.parametrize(
        ("fout", "tekst"),
        [
            ({"bsn": "123456789"}, "geen geldig burgerservicenummer"),
            ({"bsn": ""}, "id_bsn-fout"),
            ({"onderwerp": ""}, "id_onderwerp-fout"),
            ({"vraag": f"Over {BSN}."}, "burgerservicenummer in"),
            ({"ontvangen": "2999-01-01"}, "later zijn ontvangen"),
        ],
    )
    def test_what_is_wrong_is_said_and_the_rest_stays(self, jan, fout, tekst):
        answer = meld_aan(jan, **{"vraag": "Dit blijft staan.", **fout})

        assert answer.status_code == 422
        assert tekst in answer.content.decode()
        assert "vraag" in fout or "Dit blijft staan." in answer.content.decode()

    def test_a_second_one_about_the_same_says_so(self, jan):
        meld_aan(jan)

        assert "loopt al een aanmelding" in meld_aan(jan).content.decode()


class TestPlacement:
    def test_an_institution_is_refused_before_foster_care_was_looked_at(self, jan):
        number = nummer_uit(meld_aan(jan))
        areas = dict.fromkeys(GEBIEDEN, "goed") | {"doe": "klaar"}
        jan.post(reverse("aanmelding-gebieden", args=[number]), areas)
        steps = {
            "a_uitkomst": "niet", "a_trede": "3", "a_tekst": "Nee.", "b_uitkomst": "niet", "b_trede": "4",
            "b_tekst": "Nee.", "gewenst": "44", "c_trede": "6", "c_tekst": "Kan niet thuis.", "plek": "residentieel",
            "doe": "klaar",
        }  # fmt: skip
        jan.post(reverse("aanmelding-stappen", args=[number]), steps)
        agree = reverse("aanmelding-akkoord", args=[number])

        assert "netwerkpleegzorg" in jan.get(agree).content.decode()
        assert "pleegzorg" in jan.post(agree, {"doe": "klaar"}).content.decode()
        looked = {"netwerk": "nee", "netwerk_tekst": "Oma is ziek.", "pleegzorg": "nee", "pleegzorg_tekst": "Vol."}
        jan.post(reverse("aanmelding-stappen", args=[number]), steps | looked)
        assert jan.post(agree, {"doe": "klaar"}).status_code == 302


class TestColleague:
    def test_a_child_of_a_colleague_is_opened_with_a_reason_that_is_kept(self, jan, anderen):
        number = nummer_uit(meld_aan(jan))
        other = anderen["piet"]
        address = reverse("aanmelding", args=[number])

        assert "niet in uw caseload" in other.get(address).content.decode()
        other.post(address, {"reden_openen": "ja", "reden": "Ik neem waar voor Jan."})
        assert "Ruzie thuis." in other.get(address).content.decode()
        with namens(Machtiging(rol=Rol.PRIVACY, gemeente="0193")):
            assert Inzage.objects.filter(doel="Ik neem waar voor Jan.").exists()

    def test_another_municipality_and_another_role_find_nothing(self, jan, anderen):
        number = nummer_uit(meld_aan(jan))
        for name in ("aanmelding", "aanmelding-gebieden", "aanmelding-stappen", "aanmelding-akkoord"):
            assert opnieuw(anderen["deventer"]).get(reverse(name, args=[number])).status_code == 404
        assert opnieuw(anderen["geld"]).get(reverse("caseloadbord")).status_code == 403


class TestBoard:
    def test_it_shows_the_next_deadline_with_its_source_and_what_is_missing(self, jan):
        meld_aan(jan)
        page = jan.get(reverse("caseloadbord")).content.decode()

        for text in ("Ontvangen (1)", "Awb 4:13", "Beoordeel het gebied", "En nog 8.", "Per medewerker", "Mens zwolle"):
            assert text in page

    def test_empty_says_what_to_do(self, jan):
        assert "Kies ‘Nieuwe aanmelding’" in jan.get(reverse("caseloadbord")).content.decode()


class TestOtherThingsToDo:
    @pytest.mark.parametrize(
        ("doe", "tekst"),
        [
            ({"doe": "raad", "vraag": "Is dit LVB?"}, "Is dit LVB?"),
            ({"doe": "team", "team": "swt"}, "Melding aan het CJG"),
            ({"doe": "stop", "stand": "ingetrokken", "reden": "Het gezin redt zich."}, "Ingetrokken"),
            ({"doe": "stop", "stand": "doorgestuurd", "naar": "0150", "reden": "Woont daar."}, "Deventer"),
        ],
    )
    def test_it_is_done_and_shown(self, jan, doe, tekst):
        address = reverse("aanmelding", args=[nummer_uit(meld_aan(jan))])

        assert jan.post(address, doe).status_code == 302
        assert tekst in jan.get(address).content.decode()

    @pytest.mark.parametrize(
        "doe", [{"doe": "stop", "stand": "doorgestuurd", "reden": "Woont daar."}, {"doe": "iets"}, {}, {"doe": "neem"}]
    )
    def test_nonsense_is_refused(self, jan, doe):
        address = reverse("aanmelding", args=[nummer_uit(meld_aan(jan))])

        assert jan.post(address, doe).status_code == 422


class TestPhone:
    GESPREK = {"beller": "school", "situatie": "Kind durft niet naar huis.", "gemeente": "0193"}

    def test_both_exits_at_once_and_an_application_by_crisis(self, jan):
        done = jan.post(reverse("telefoon"), self.GESPREK | {"crisisdienst": "Jan", "adviespunt": "Els"})
        page = jan.get(done["Location"]).content.decode()

        for text in ("overgenomen door Jan", "overgenomen door Els", "Open de aanmelding"):
            assert text in page

    def test_a_call_that_goes_nowhere_is_refused(self, jan):
        assert "Kies een uitgang" in jan.post(reverse("telefoon"), self.GESPREK).content.decode()

    def test_another_municipality_makes_an_application_with_one_press(self, jan, anderen):
        done = jan.post(reverse("telefoon"), self.GESPREK | {"gemeente": "0150", "crisisdienst": "Jan"})
        other = anderen["deventer"]

        assert "Crisis zonder aanmelding" in opnieuw(other).get(reverse("caseloadbord")).content.decode()
        assert other.post(done["Location"], {"doe": "crisis"}).status_code == 302
        assert "Crisis zonder aanmelding" not in other.get(reverse("caseloadbord")).content.decode()


class TestReports:
    def test_a_signal_is_on_top_and_dealt_with(self, jan, zwolle):
        data = {
            "doe": "meld", "melder": "adviespunt", "bsn": BSN, "gemeld": vandaag(), "bekend": "",
            "gehoord": "De school", "zorgen": "Veiligheid.",
        }  # fmt: skip
        assert jan.post(reverse("raadsmeldingen"), data).status_code == 302
        page = jan.get(reverse("raadsmeldingen")).content.decode()
        assert "Signaal: niemand vertelde het" in page
        (report,) = queries.raadsmeldingen(on_behalf_of=zwolle)
        address = reverse("raadsmelding", args=[report.id])
        jan.post(address, {"reden_openen": "ja", "reden": "Ik behandel dit signaal."})
        jan.post(address, {"wat_gedaan": "Gebeld met Veilig Thuis."})

        assert "Signaal afgehandeld" in jan.get(reverse("raadsmeldingen")).content.decode()


def test_the_grid_of_basic_functions_is_filled_in_by_the_own_municipality(jan, anderen):
    assert "niet ingevuld" in jan.get(reverse("basisfuncties")).content.decode()
    jan.post(reverse("basisfuncties"), {"functie": "1", "uitvoerder": "Sociaal wijkteam"})

    assert "Sociaal wijkteam" in jan.get(reverse("basisfuncties")).content.decode()
    reader = anderen["bestuur"]
    assert reader.get(reverse("basisfuncties")).status_code == 200
    assert reader.post(reverse("basisfuncties"), {"functie": "1", "uitvoerder": "x"}).status_code == 403
