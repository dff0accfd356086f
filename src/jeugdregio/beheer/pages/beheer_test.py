# SPDX-License-Identifier: EUPL-1.2
"""A manager runs the people of the own organisation, and nobody else's; what ends is over at the next request."""

from datetime import timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from lxml import html

from jeugdregio.aansluiting.actions import Geweigerd, herken, log_in, maak_sleutel
from jeugdregio.begroting.models import Budget, Budgetdeel
from jeugdregio.bewaking.models import Betaalstop, Controle
from jeugdregio.contracten.actions import leg_tarieven_vast
from jeugdregio.contracten.models import Tarief
from jeugdregio.core.bsn import persoon
from jeugdregio.gebruikers import caseload as caseloads
from jeugdregio.gebruikers.actions import NietToegestaan, geef_inlogcode, geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Aanstelling, Account
from jeugdregio.gebruikers.values import Rol, verwerking
from jeugdregio.grootboek.models import GeslotenMaand
from jeugdregio.toewijzingen.models import Toewijzing
from tests.eigen_database import met_database
from tests.paginawereld import BEGIN, REGIO, machtiging_van

ALS_REGIO = verwerking(REGIO)
MANAGERS = ("beheer.zwolle", "beheer.regio")


@pytest.fixture
def gespeeld(ongerepte_database, django_db_blocker):
    with met_database(ongerepte_database, django_db_blocker):
        yield


@pytest.fixture
def worker(gespeeld, request):
    """Someone new of Zwolle, and a browser in which that person is logged in."""
    name = f"werker.{request.node.name[:60]}"
    account = geef_rol(name, rol=Rol.TOEGANG, bij={"gemeente": "0193"}, vanaf=BEGIN, regio=REGIO, moment=timezone.now())
    client = Client()
    client.force_login(account)
    return account, client


def text(response) -> str:
    return response.content.decode()


def appoint(account: Account, **bij: str) -> Aanstelling:
    geef_rol(account.username, rol=Rol.CONTROLLER, bij=bij, vanaf=BEGIN, regio=REGIO, moment=timezone.now())
    with namens(ALS_REGIO):
        return Aanstelling.objects.get(account=account, rol="controller", **bij)


class TestPeople:
    def test_shows_the_own_people_and_no_others(self, als):
        page = als("beheer.zwolle").get("/mensen/").context["page"]

        names = {row[0].onder for row in page.lijst.rijen}
        assert {"controller.zwolle", "beheer.zwolle"} <= names
        assert not names & {"toegang.dalfsen", "controller.regio", "backoffice"}

    def test_someone_new_works_from_the_first_day(self, als):
        manager = als("beheer.zwolle")
        form = {
            "nieuw-naam": "nieuw.zwolle", "nieuw-wie": "Nieuwe collega", "nieuw-email": "nieuw@zwolle.example",
            "nieuw-rol": "toegang", "nieuw-vanaf": str(timezone.localdate()), "nieuw-reden": "in dienst",
        }  # fmt: skip

        made = manager.post("/mensen/", form)

        assert made.status_code == 302
        assert "Medewerker toegang" in text(manager.get(made.url))
        client = als("nieuw.zwolle")
        assert client.get("/werk/").status_code == 200

    def test_a_form_that_is_wrong_keeps_what_was_typed(self, als):
        response = als("beheer.zwolle").post("/mensen/", {"nieuw-wie": "Nieuwe collega"})

        assert response.status_code == 422
        assert 'value="Nieuwe collega"' in text(response)

    def test_another_organisations_people_are_not_there(self, als):
        stranger = Account.objects.get(username="toegang.dalfsen").pk
        manager = als("beheer.zwolle")

        theirs, nobodys = manager.get(f"/mensen/{stranger}/"), manager.get("/mensen/999999999/")

        assert theirs.status_code == nobodys.status_code == 404

    @pytest.mark.parametrize("name", ["controller.zwolle", "toegang.dalfsen", "backoffice", "bestuur.regio"])
    def test_nobody_else_manages(self, als, name):
        client = als(name)

        assert {client.get(path).status_code for path in ("/mensen/", "/rechten/", "/rechten/overzicht/")} == {403}

    @pytest.mark.parametrize("name", MANAGERS)
    @pytest.mark.parametrize("path", ["/werk/", "/declaraties/", "/verzoeken/", "/caseload/", "/maandrapport/"])
    def test_a_manager_sees_no_children_and_no_figures(self, als, name, path):
        assert als(name).get(path).status_code == 403

    @pytest.mark.parametrize("name", MANAGERS)
    def test_a_manager_begins_with_the_people(self, als, name):
        assert als(name).get("/").url == "/mensen/"


NIEUW = "drie woorden en een vis"


def code_in(response) -> str:
    return html.fromstring(response.content).findtext(".//code")


def choose(naam: str, code: str, word: str = NIEUW):
    return Client().post(
        "/inloggen/eerste-keer/", {"naam": naam, "code": code, "wachtwoord": word, "nog_eens": word}, follow=True
    )


class TestTheFirstTime:
    def test_someone_new_chooses_a_password_with_a_code_once(self, als, worker):
        account, client = worker
        code = code_in(als("beheer.zwolle").post(f"/mensen/{account.pk}/", {"doe": "code"}))

        assert "Uw wachtwoord is ingesteld" in text(choose(account.username, code))
        assert Account.objects.get(pk=account.pk).check_password(NIEUW)
        assert client.get("/werk/").url == "/inloggen/?next=/werk/"
        again = choose(account.username, code, "een ander lang wachtwoord")
        assert again.status_code == 422
        assert "om een nieuwe code" in text(again)

    def test_a_later_code_takes_the_place_of_the_earlier(self, als, worker):
        account, _ = worker
        manager = als("beheer.zwolle")
        first, second = (code_in(manager.post(f"/mensen/{account.pk}/", {"doe": "code"})) for _ in range(2))

        assert choose(account.username, first).status_code == 422
        assert "ingesteld" in text(choose(account.username, second))

    def test_a_weak_password_and_a_code_of_another_are_refused(self, als, worker):
        account, _ = worker
        code = code_in(als("beheer.zwolle").post(f"/mensen/{account.pk}/", {"doe": "code"}))

        assert choose("controller.zwolle", code).status_code == 422
        assert choose("wie.is.dit", code).status_code == 422
        assert choose(account.username, code, "kort").status_code == 422
        assert not Account.objects.get(pk=account.pk).check_password("kort")

    def test_a_code_does_not_go_round_the_second_factor(self, als):
        account = Account.objects.get(username="controller.zwolle")
        assert choose(account.username, code_in(als("beheer.zwolle").post(f"/mensen/{account.pk}/", {"doe": "code"})))

        client = Client()
        answer = client.post("/inloggen/", {"username": account.username, "password": NIEUW})

        assert answer.url == "/inloggen/code/"
        assert client.get("/werk/").status_code == 302

    def test_no_code_for_oneself_nor_for_who_comes_from_a_login_service(self, als, worker):
        account, _ = worker
        manager = als("beheer.zwolle")
        me = Account.objects.get(username="beheer.zwolle").pk
        SocialAccount.objects.create(user_id=account.pk, provider="zwolle", uid="1")

        for one in (me, account.pk):
            answer = manager.post(f"/mensen/{one}/", {"doe": "code"})
            assert (answer.status_code, code_in(answer)) == (422, None)

    def test_the_region_gives_an_organisation_its_manager_and_no_codes_for_its_other_people(self, als, worker):
        account, _ = worker
        form = {
            "organisatie": "gemeente 0148", "naam": "beheer.dalfsen", "wie": "Beheerder van Dalfsen",
            "email": "beheer@dalfsen.example", "vanaf": str(timezone.localdate()), "reden": "eerste beheerder",
        }  # fmt: skip

        made = als("beheer.regio").post("/mensen/beheerder/", form)

        assert "ingesteld" in text(choose("beheer.dalfsen", code_in(made)))
        assert als("beheer.dalfsen").get("/mensen/").status_code == 200
        assert als("beheer.zwolle").get("/mensen/beheerder/").status_code == 403
        with pytest.raises(NietToegestaan):
            geef_inlogcode(account.pk, on_behalf_of=machtiging_van("beheer.regio"))

    def test_a_reason_that_is_wrong_stays_at_its_role(self, als, worker):
        account, _ = worker
        with namens(ALS_REGIO):
            role = Aanstelling.objects.get(account=account)

        form = {"doe": "einde", "aanstelling": role.pk, "einde-reden": "gaat over 999900006"}
        answer = als("beheer.zwolle").post(f"/mensen/{account.pk}/", form)

        assert answer.status_code == 422
        (opened,) = html.fromstring(answer.content).xpath("//main//details[@open]")
        assert "Laat dat weg" in opened.text_content()
        assert opened.findtext(".//textarea").strip() == "gaat over 999900006"


class TestTheNextRequest:
    def test_a_role_that_ended_opens_nothing_any_more(self, als, worker):
        account, client = worker
        assert client.get("/werk/").status_code == 200
        with namens(ALS_REGIO):
            role = Aanstelling.objects.get(account=account)

        form = {"doe": "einde", "aanstelling": role.pk, "einde-reden": "ander werk"}
        assert als("beheer.zwolle").post(f"/mensen/{account.pk}/", form).status_code == 302

        after = client.get("/werk/")
        assert after.status_code == 403
        assert "geen rol" in text(after)
        assert client.post("/uitloggen/").status_code == 302

    def test_who_left_is_logged_out_everywhere(self, als, worker):
        account, client = worker
        wie = machtiging_van(account.username)
        now = timezone.now()
        key = maak_sleutel("0193", moment=now, houder=account.pk)
        token = log_in(key.code, key.geheim, moment=now).token
        caseloads.wijs_toe(persoon(b"x"), aan=account.pk, vanaf=BEGIN, reden="x", moment=now, on_behalf_of=wie)
        assert client.get("/werk/").status_code == 200

        form = {"doe": "vertrek", "vertrek-reden": "andere baan"}
        done = als("beheer.zwolle").post(f"/mensen/{account.pk}/", form, follow=True)

        assert "1 rollen, 1 kinderen in de caseload, 1 sleutels" in text(done)
        assert client.get("/werk/").url == "/inloggen/?next=/werk/"
        assert not Account.objects.get(pk=account.pk).is_active
        with pytest.raises(Geweigerd):
            herken(token, moment=timezone.now())
        assert not caseloads.in_caseload(persoon(b"x"), moment=timezone.now(), on_behalf_of=wie)

    def test_who_also_works_elsewhere_goes_on_there(self, als, worker):
        account, client = worker
        appoint(account, gemeente="0148")

        als("beheer.zwolle").post(f"/mensen/{account.pk}/", {"doe": "vertrek", "vertrek-reden": "detachering"})

        assert client.get("/declaraties/").status_code == 302
        client.force_login(Account.objects.get(pk=account.pk))
        assert "Gemeente Dalfsen" in text(client.get("/declaraties/"))

    def test_nobody_lets_himself_leave(self, als):
        me = Account.objects.get(username="beheer.zwolle").pk

        response = als("beheer.zwolle").post(f"/mensen/{me}/", {"doe": "vertrek", "vertrek-reden": "x"})

        assert response.status_code == 422


class TestMoreThanOneRole:
    def test_one_chooses_and_can_change(self, worker):
        account, client = worker
        other = appoint(account, gemeente="0148")
        asked = client.get("/declaraties/")
        assert asked.url == "/werken-als/?next=%2Fdeclaraties%2F"

        chosen = client.post("/werken-als/", {"aanstelling": other.pk, "next": "/declaraties/"})
        shown = client.get(chosen.url)

        assert "Gemeente Dalfsen" in text(shown)
        assert "Wissel van rol" in text(shown)
        assert client.get("/werk/").status_code == 200
        first = next(one for one in client.get("/werken-als/").context["page"].keuzes if not one.actief)
        client.post("/werken-als/", {"aanstelling": first.aanstelling})
        assert "Gemeente Zwolle" in text(client.get("/werk/"))

    @pytest.mark.parametrize("choice", ["", "x", "999999999", "9" * 30])
    def test_nobody_chooses_what_is_not_his(self, worker, choice):
        account, client = worker
        appoint(account, gemeente="0148")
        with namens(ALS_REGIO):
            theirs = Aanstelling.objects.exclude(account=account).first().pk

        assert client.post("/werken-als/", {"aanstelling": choice or theirs}).status_code == 422
        assert client.get("/werk/").status_code == 302


class TestReview:
    def test_says_who_has_what_and_what_stands_out(self, als):
        page = als("beheer.zwolle").get("/rechten/overzicht/").context["page"]

        assert "Bij " in page.samenvatting
        assert all("zonder einddatum" in row[2].tekst.lower() for row in page.lijst.rijen)

    def test_the_region_sees_every_organisation_and_a_town_its_own(self, als):
        every = als("beheer.regio").get("/rechten/overzicht/?als=csv").content.decode("utf-8-sig")
        own = als("beheer.zwolle").get("/rechten/overzicht/?als=csv").content.decode("utf-8-sig")

        assert {"toegang.dalfsen", "backoffice", "controller.zwolle"} <= {*every.replace('"', "").split(";")}
        assert "toegang.dalfsen" not in own
        assert "controller.zwolle" in own

    def test_goes_out_as_a_sheet(self, als):
        response = als("beheer.zwolle").get("/rechten/overzicht/?als=xlsx")

        assert response.content.startswith(b"PK")

    def test_it_is_kept_that_it_was_reviewed(self, als):
        client = als("beheer.zwolle")
        mark = client.get("/rechten/overzicht/").context["page"].formulier.initial["gelezen"]

        empty = client.post("/rechten/overzicht/", {"bevinding": " ", "gelezen": mark})
        stale = client.post("/rechten/overzicht/", {"bevinding": "klopt", "gelezen": "0" * 64})
        done = client.post("/rechten/overzicht/", {"bevinding": "klopt", "gelezen": mark}, follow=True)

        assert (empty.status_code, stale.status_code) == (422, 422)
        assert done.context["page"].eerder.rijen[0][2] == "klopt"


class TestRights:
    def test_a_right_is_taken_away_by_two_and_at_once(self, als, worker):
        _, client = worker
        maker, other = als("beheer.regio"), second_manager()
        form = {
            "functie": "gemeente toegang", "recht": "werk_zien", "wordt": "nee", "reden": "proef",
            "vanaf": str(timezone.localdate()),
        }  # fmt: skip

        url = maker.post("/rechten/", form).url
        assert client.get("/werk/").status_code == 200
        mark = other.get(url).context["page"].sha256
        assert other.post(url, {"doe": "bevestigen", "gelezen": mark}).status_code == 302

        refused = client.get("/werk/")
        assert refused.status_code == 403
        assert "Werk zien" in text(refused)
        assert "/werk/" not in [item.url for group in client.get("/").context["menu"] for item in group.items]

    def test_a_manager_cannot_be_given_children(self, als):
        form = {
            "functie": "gemeente beheerder", "recht": "kinderen_zien", "wordt": "ja", "reden": "handig",
            "vanaf": str(timezone.localdate()),
        }  # fmt: skip

        response = als("beheer.regio").post("/rechten/", form)

        assert response.status_code == 422
        assert "ziet geen kinderen" in text(response)

    def test_a_town_proposes_nothing(self, als):
        client = als("beheer.zwolle")

        assert client.get("/rechten/").context["page"].formulier is None
        assert client.get("/voorstellen/").status_code == 403


def second_manager() -> Client:
    account = geef_rol(
        "beheer2.regio", rol=Rol.BEHEERDER, bij={"regio": REGIO}, vanaf=BEGIN, regio=REGIO, moment=timezone.now()
    )
    client = Client()
    client.force_login(account)
    return client


class TestMoney:
    FORMS = {
        "maand": {"maand": "2026-10", "reden": "alles is binnen"},
        "circulaire": {
            "code": "mei-2027", "naam": "Meicirculaire 2027", "maand": "2027-05", "grondslag": "verdeelmodel",
            "bron": "brief", "reden": "is uit",
        },
        "budget": {"gemeente": "0193", "jaar": "2027", "euro": "1000.50", "bron": "raad 1-11", "reden": "nieuw jaar"},
        "tarief": {
            "aanbieder": "71000009", "categorie": "45", "code": "45A99", "eenheid": "04", "euro": "80.25",
            "van": "2027-01-01", "laatste_dag": "2027-12-31", "reden": "indexatie",
        },
    }  # fmt: skip

    def confirmed(self, als, soort: str, form: dict[str, str] | None = None):
        maker, other = als("controller.regio"), als("financien.regio")
        url = maker.post(f"/voorstellen/nieuw/{soort}/", form or self.FORMS[soort]).url
        mark = other.get(url).context["page"].sha256
        own = maker.post(url, {"doe": "bevestigen", "gelezen": mark})
        assert own.status_code == 422
        return other.post(url, {"doe": "bevestigen", "gelezen": mark})

    def test_a_budget_is_set_by_two(self, als):
        assert self.confirmed(als, "budget").status_code == 302

        with namens(ALS_REGIO):
            assert Budget.objects.get(gemeente="0193", jaar=2027).bedrag_cent == 100050

    def test_a_version_with_a_band_of_a_circular_and_its_parts_are_of_two(self, als):
        assert self.confirmed(als, "circulaire").status_code == 302
        form = self.FORMS["budget"] | {
            "naam": "Meicirculaire", "vanaf": "2027-06-01", "circulaire": "mei-2027", "laag": "990", "hoog": "1010.50",
        }  # fmt: skip
        assert self.confirmed(als, "budget", form).status_code == 302

        address = "/budgetten/versie/?gemeente=0193&jaar=2027&vanaf=2027-06-01"
        maker, other = als("controller.regio"), als("financien.regio")
        shown = text(maker.get(address))
        assert "tussen" in shown
        assert "990,00" in shown
        segment = "Jeugdhulp ambulant"
        file = SimpleUploadedFile("d.csv", f"Segment;Bedrag;Aandeel\nIets;;50\n{segment};;200".encode())
        wrong = maker.post(address, {"doe": "verdelen", "reden": "raad", "bestand": file})
        assert wrong.status_code == 422
        assert "dit segment kent de regio niet" in text(wrong)
        good = SimpleUploadedFile("d.csv", f"Segment;Bedrag;Aandeel\n{segment};;33,33".encode())
        url = maker.post(address, {"doe": "verdelen", "reden": "raad", "bestand": good}).url
        mark = other.get(url).context["page"].sha256
        assert other.post(url, {"doe": "bevestigen", "gelezen": mark}).status_code == 302

        with namens(ALS_REGIO):
            rows = Budgetdeel.objects.filter(gemeente="0193", jaar=2027).order_by("-segment")
            assert [(row.segment, row.bedrag_cent) for row in rows] == [(segment, 33347), ("", 66703)]
        assert als("controller.dalfsen").get(address).status_code == 404

    def test_a_tariff_is_added_by_two(self, als):
        assert self.confirmed(als, "tarief").status_code == 302

        with namens(ALS_REGIO):
            (one,) = Tarief.objects.filter(code="45A99")
        assert (one.tarief_cent, str(one.geldig.upper)) == (8025, "2028-01-01")

    def test_a_tariff_per_hour_says_what_a_minute_is_and_that_it_is_rounded(self, als):
        """TO-23: 80,25 an hour is 1,3375 a minute."""
        made = als("controller.regio").post("/voorstellen/nieuw/tarief/", self.FORMS["tarief"]).url

        assert "afgerond: zestig minuten is" in text(als("financien.regio").get(made))

    def test_a_month_is_closed_by_two(self, als):
        assert self.confirmed(als, "maand").status_code == 302

        with namens(ALS_REGIO):
            assert GeslotenMaand.objects.filter(maand="2026-10-01").exists()

    def test_what_the_room_refuses_is_not_confirmed(self, als):
        maker, other = als("controller.regio"), als("financien.regio")
        running = f"{timezone.localdate() + timedelta(days=40):%Y-%m}"
        url = maker.post("/voorstellen/nieuw/maand/", {"maand": running, "reden": "te vroeg"}).url
        mark = other.get(url).context["page"].sha256

        response = other.post(url, {"doe": "bevestigen", "gelezen": mark})

        assert response.status_code == 422
        assert "nog niet voorbij" in text(response)
        assert other.get(url).context["page"].open

    def test_a_person_alone_moves_nothing_whatever_way(self, gespeeld):
        wie = machtiging_van("controller.regio")
        with namens(ALS_REGIO):
            count = Controle.objects.create(gedaan_op=timezone.now(), duur_ms=1, geteld=1, fouten={"x": 1})
            Betaalstop.objects.get_or_create(
                regio=REGIO, opgeheven_op=None, defaults={"controle": count, "begonnen_op": timezone.now()}
            )
        month = {"gemeente": "0193", "maand": "2026-11-01", "gesloten_op": timezone.now(), "gesloten_door": "x"}
        budget = {"naam": "x", "bedrag_cent": 1, "laag_cent": 1, "hoog_cent": 1, "bron": "x"}
        for change in (
            lambda: Budget.objects.create(gemeente="0193", jaar=2030, vanaf="2030-01-01", **budget),
            lambda: Tarief.objects.update(tarief_cent=1),
            lambda: leg_tarieven_vast(REGIO, []) or Tarief.objects.all().delete(),
            lambda: Betaalstop.objects.update(reden="ik alleen"),
            lambda: GeslotenMaand.objects.create(**month),
        ):
            with namens(wie), pytest.raises(DatabaseError, match=r"vier ogen|betaalstop"), transaction.atomic():
                change()
        with namens(ALS_REGIO):
            Betaalstop.objects.filter(opgeheven_op=None).update(
                opgeheven_op=timezone.now(), opgeheven_door="proef", reden="proef"
            )

    @pytest.mark.parametrize("name", ["toegang.dalfsen", "backoffice", "bestuur.regio"])
    def test_nobody_else_sees_proposals(self, als, name):
        assert als(name).get("/voorstellen/").status_code == 403


class TestCaseload:
    def test_a_child_is_given_by_the_number_of_an_allocation(self, als, worker):
        account, client = worker
        with namens(ALS_REGIO):
            number = Toewijzing.objects.filter(gemeente="0193", verwijderd=False).values_list("nummer", flat=True)[0]
        form = {"toewijzing": number, "aan": account.pk, "vanaf": str(BEGIN), "reden": "nieuw gezin"}

        strange = client.post("/caseload/", form | {"toewijzing": 999_999_999})
        done = client.post("/caseload/", form, follow=True)

        assert strange.status_code == 422
        (row,) = [row for row in done.context["page"].lijst.rijen if row[0] == account.username]
        assert row[1].tekst
        stopped = client.post(row[1].url, {"caseload": "1", "reden": "verhuisd"}, follow=True)
        assert "De begeleiding is gestopt" in text(stopped)
