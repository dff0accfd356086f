# SPDX-License-Identifier: EUPL-1.2
"""The pages of procurement as a buyer, a provider, a municipality and someone who did not log in."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Voorstel
from jeugdregio.gebruikers.values import Rol, verwerking
from jeugdregio.inkoop import actions
from jeugdregio.inkoop.models import Aanvraag, Bewijs, Gesprek, Nota, Procedure, Vraag
from tests.inkoop import GEMEENTE, PROCEDURE, REGIO, A, B, Inkoop, aanbieder

pytestmark = pytest.mark.django_db
VANDAAG = timezone.localdate()


class Bezoeker(Client):
    """Each request begins as the processing, as the test does, and leaves nothing of whom it was for the next."""

    def request(self, **request: object) -> object:
        with namens(verwerking(REGIO)):
            return super().request(**request)


def browser(name: str, rol: Rol, **bij: str) -> Client:
    account = geef_rol(name, rol=rol, bij=bij, vanaf=date(2026, 1, 1), regio=REGIO, moment=timezone.now())
    client = Bezoeker()
    client.force_login(account)
    return client


@pytest.fixture
def inkoper(inkoop: Inkoop) -> Client:
    return browser("inkoper", Rol.CONTRACTMANAGER, regio=REGIO)


@pytest.fixture
def provider(inkoop: Inkoop) -> Client:
    return browser("aanbieder", Rol.AANBIEDER, aanbieder=A)


@pytest.fixture
def other(inkoop: Inkoop) -> Client:
    return browser("ander", Rol.AANBIEDER, aanbieder=B)


def do(client: Client, path: str, step: str, **fields: object) -> object:
    """Send one step; gives the page that follows."""
    data = {f"{step}-{name}": value for name, value in fields.items() if value is not None}
    return client.post(path, {"doe": step, **data}, follow=True)


def words(response) -> str:
    return response.content.decode()


class TestTheBuyer:
    def test_goes_from_a_draft_to_a_published_procedure_with_a_round(self, inkoper: Client):
        made = inkoper.post(
            "/inkoop/nieuw/",
            {
                "code": "proef", "naam": "Proef", "soort": "semi_open", "omschrijving": "Wat wij vragen.",
                "perceel": "X", "bekostiging": "PxQ", "variant": "inspanning", "van": "2026-01-01",
                "laatste_dag": "2029-12-31", "opschortdagen": "20", "opschort_bron": "wet", "bewijzen_nodig": "1",
                "eisen": "kwaliteit;Een keurmerk;certificaat", "prijslijst": "45;45B04;04;Uur;;60,00;uur", "bron": "b",
            },
            follow=True,
        )  # fmt: skip
        assert "Concept" in words(made)

        do(inkoper, "/inkoop/procedure/proef/", "tekst", tekst="Artikel 1", aanleiding="concept")
        do(inkoper, "/inkoop/procedure/proef/", "publiceer")
        shown = do(
            inkoper, "/inkoop/procedure/proef/", "ronde",
            soort="toetreding", van="2027-03-01", laatste_dag="2027-03-31", ingang="2027-07-01",
        )  # fmt: skip

        assert "Toetredingsronde 1 van 2027" in words(shown)
        with namens(aanbieder(A)):
            one = Procedure.objects.get()
        assert one.prijslijst[0]["tarief_cent"] == 6000
        assert one.looptijd.upper == date(2030, 1, 1)

    def test_a_fifth_year_is_refused_in_words(self, inkoper: Client, inkoop: Inkoop):
        shown = inkoper.post(
            "/inkoop/nieuw/",
            {
                "code": "proef", "naam": "Proef", "soort": "open_house", "omschrijving": "x", "perceel": "X",
                "bekostiging": "PxQ", "variant": "inspanning", "van": "2026-01-01", "laatste_dag": "2030-01-01",
                "opschortdagen": "0", "bewijzen_nodig": "1", "bron": "b",
            },
        )  # fmt: skip

        assert shown.status_code == 422
        assert "hoogstens vier jaar" in words(shown)

    def test_sees_the_lessons_where_the_next_round_begins(self, inkoper: Client, inkoop: Inkoop):
        """S53."""
        code = inkoop.publiceer("raam_pxq")
        inkoper.post(
            "/inkoop/lessen/",
            {"jaar": "2015", "soort": "raam_pxq", "keuze": "twee ronden", "uitkomst": "lang", "les": "begin eerder",
             "bron": "notitie"},
        )  # fmt: skip

        assert "begin eerder" in words(inkoper.get(f"/inkoop/procedure/{code}/"))
        assert "begin eerder" in words(inkoper.get("/inkoop/nieuw/?soort=raam_pxq"))
        assert "begin eerder" not in words(inkoper.get("/inkoop/nieuw/?soort=subsidie"))

    def test_judges_evidence_and_proposes_what_another_confirms(self, inkoper: Client, inkoop: Inkoop):
        one = inkoop.dien_in(inkoop.publiceer(), VANDAAG)
        path, (shown,) = f"/inkoop/aanvraag/{one.pk}/", Bewijs.objects.all()
        facts = {
            "toegelaten": "ja", "redenen": "voldoet", "van": VANDAAG, "laatste_dag": VANDAAG.replace(month=12, day=31),
            "looptijd_reden": "eerste jaar", "contractmanager": "M. van Voorbeeld", "tarief_45B04": "60.00",
        }  # fmt: skip
        assert "Nog nodig om toe te laten" in words(inkoper.get(path))
        assert "keurmerk" in words(do(inkoper, path, "gunning", **facts))
        assert not Voorstel.objects.exists()

        do(inkoper, path, "oordeel", bewijs=shown.pk, oordeel="voldoet")
        do(inkoper, path, "gunning", **facts)

        made = Voorstel.objects.get()
        assert (made.soort, made.inhoud["gunning"]["tarieven"][0]["tarief_cent"]) == ("gunning", 6000)

    def test_lays_both_readings_of_the_ceiling_side_by_side(self, inkoper: Client, inkoop: Inkoop):
        """K11, S24: both figures and the gap."""
        code = inkoop.publiceer("raam_plafond")
        for agb, cents in ((A, 30_000_000), (B, 90_000_000)):
            actions.deel_in(
                code, agb, "groot", omzet_cent=cents, referentiejaar="2012", bron="t", on_behalf_of=inkoop.wie
            )
        first, _ = (inkoop.dien_in(code, VANDAAG, agb, offerte_cent=100_000_000) for agb in (A, B))

        table = inkoper.get(f"/inkoop/aanvraag/{first.pk}/").context["page"].plafonds

        amounts = [tuple(cell.replace("\xa0", " ") for cell in row[1:]) for row in table.rijen]
        assert amounts == [
            ("€ 1.000.000,00", "€ 600.000,00", "€ 400.000,00"),
            ("€ 1.000.000,00", "€ 300.000,00", "€ 700.000,00"),
        ]

    def test_keeps_a_log_of_talks(self, inkoper: Client, inkoop: Inkoop):
        code = inkoop.publiceer("raam_plafond")
        actions.deel_in(code, A, "groot", bron="t", on_behalf_of=inkoop.wie)
        one = inkoop.dien_in(code, VANDAAG, offerte_cent=100)

        do(inkoper, f"/inkoop/aanvraag/{one.pk}/", "gesprek", gehouden_op=VANDAAG, verslag="besproken", voorstel="0.60")

        assert Gesprek.objects.get().voorstel_cent == 60


class TestTheProvider:
    def test_asks_and_applies_and_sees_where_it_stands(self, provider: Client, inkoop: Inkoop):
        code = inkoop.publiceer("semi_open")
        inkoop.ronde(code, VANDAAG, None, soort="vragen")
        path = f"/inkoop/procedure/{code}/"

        do(provider, path, "vraag", tekst="Wanneer begint het?")
        shown = do(provider, path, "aanvraag", producten="45B04", bewijs_kwaliteit="certificaat")

        assert "Er is nu geen ronde open" in words(shown)
        assert "Wacht op een ronde" in words(provider.get("/inkoop/"))
        with namens(aanbieder(A)):
            assert (Vraag.objects.get().tekst, Aanvraag.objects.get().producten) == ("Wanneer begint het?", ["45B04"])

    def test_sees_nothing_of_another(self, provider: Client, other: Client, inkoop: Inkoop):
        code = inkoop.publiceer()
        inkoop.ronde(code, VANDAAG, None, soort="vragen")
        do(provider, f"/inkoop/procedure/{code}/", "vraag", tekst="Een heel eigen vraag")
        one = inkoop.dien_in(code, VANDAAG, reden="heel eigen reden")

        assert other.get(f"/inkoop/aanvraag/{one.pk}/").status_code == 404
        for path in ("/inkoop/", f"/inkoop/procedure/{code}/"):
            assert "heel eigen" not in words(other.get(path))
            assert A not in words(other.get(path))

    def test_cannot_do_what_is_of_the_buyer(self, provider: Client, inkoop: Inkoop):
        one = inkoop.dien_in(inkoop.publiceer(), VANDAAG)

        refused = do(provider, f"/inkoop/aanvraag/{one.pk}/", "oordeel", bewijs=1, oordeel="voldoet")

        assert refused.status_code == 422
        assert provider.get("/inkoop/nieuw/").status_code == 403
        assert provider.get("/inkoop/lessen/").status_code == 403

    def test_takes_evidence_back_and_withdraws(self, provider: Client, inkoop: Inkoop):
        one = inkoop.dien_in(inkoop.publiceer(), VANDAAG)
        path, (shown,) = f"/inkoop/aanvraag/{one.pk}/", Bewijs.objects.all()

        assert "Teruggenomen" in words(do(provider, path, "terug", bewijs=shown.pk))
        assert "Ingetrokken" in words(do(provider, path, "intrekken"))


class TestTheLetter:
    def test_is_for_the_buyer_and_the_provider_it_is_about(
        self, inkoper: Client, provider: Client, other: Client, inkoop: Inkoop
    ):
        one = inkoop.dien_in(inkoop.publiceer("open_house"), date(2026, 3, 2), A)
        path = f"/inkoop/aanvraag/{one.pk}/besluit.pdf"
        assert provider.get(path).status_code == 404

        with namens(verwerking(REGIO)):
            inkoop.gun(inkoop.voorstel(one, date(2026, 3, 2), date(2027, 3, 2), toegelaten=False), date(2026, 3, 2))

        for client in (inkoper, provider):
            assert client.get(path).content.startswith(b"%PDF")
            assert path in words(client.get(f"/inkoop/aanvraag/{one.pk}/"))
        assert other.get(path).status_code == 404


class TestTheMunicipality:
    def test_decides_in_its_own_room_and_sees_no_other_application(self, inkoop: Inkoop):
        """S30."""
        mine = inkoop.dien_in(inkoop.publiceer("innovatie"), VANDAAG)
        elsewhere = inkoop.dien_in(inkoop.publiceer(), VANDAAG)
        client = browser("gemeente", Rol.CONTRACTMANAGER, gemeente=GEMEENTE)

        shown = do(client, f"/inkoop/aanvraag/{mine.pk}/", "toelaten", toegelaten="ja", reden="nieuw aanbod")

        assert "toegelaten: nieuw aanbod" in words(shown)
        assert client.get(f"/inkoop/aanvraag/{elsewhere.pk}/").status_code == 404


class TestAnyone:
    def test_reads_what_was_published_and_no_draft(self, inkoop: Inkoop):
        code = inkoop.publiceer("raam_pxq", naam="Voor iedereen")
        round_ = inkoop.ronde(code, date(2026, 3, 1), date(2026, 4, 1), soort="vragen")
        actions.maak_procedure(PROCEDURE, on_behalf_of=inkoop.wie)
        actions.publiceer_nota(round_, tekst="Artikel 1\nNieuw.", moment=timezone.now(), on_behalf_of=inkoop.wie)
        assert Nota.objects.count() == 1
        client = Client()

        listed, one = client.get("/openbaar/inkoop/"), client.get(f"/openbaar/inkoop/{code}/")

        assert "Voor iedereen" in words(listed)
        assert "Proef" not in words(listed)
        assert "<ins>Nieuw.</ins>" in words(one)
        assert client.get("/openbaar/inkoop/proef/").status_code == 404
        assert client.get("/inkoop/").status_code == 302
