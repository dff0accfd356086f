# SPDX-License-Identifier: EUPL-1.2
"""Files of trust persons: what goes in, who reads it, and that nothing can be read without the key."""

from datetime import UTC, date, datetime

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings as django_settings
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.queries import machtigingen
from jeugdregio.gebruikers.rechten import Recht
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.logboek.models import Inzage
from jeugdregio.vertrouwen import actions, queries, zegel
from jeugdregio.vertrouwen.models import Dossier, Notitie
from jeugdregio.vertrouwen.values import DossierDicht, NietIngericht

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 24, 9, tzinfo=UTC)
REGIO = django_settings.REGIO


def person(name: str, *, at: dict[str, str], rol: Rol = Rol.VERTROUWENSPERSOON):
    return geef_rol(name, rol=rol, bij=at, vanaf=date(2026, 1, 1), regio=REGIO, moment=MOMENT, wie=f"Mens {name}")


def works_as(account) -> Machtiging:
    (found,) = machtigingen(account.pk, moment=MOMENT)
    return found


@pytest.fixture
def stem():
    return works_as(person("stem", at={"vertrouwen": "STEM"}))


@pytest.fixture
def ander():
    return works_as(person("ander", at={"vertrouwen": "ANDERS"}))


def open_one(who: Machtiging, name: str = "Robin", place: str = "") -> int:
    return actions.open_dossier(name, place, moment=MOMENT, on_behalf_of=who)


class TestFiles:
    def test_numbers_count_per_organisation(self, stem, ander):
        assert [open_one(stem), open_one(stem), open_one(ander)] == [1, 2, 1]
        assert [one.nummer for one in queries.dossiers(on_behalf_of=stem)] == [2, 1]

    def test_what_was_written_comes_back_newest_first_with_who_wrote_it(self, stem):
        number = open_one(stem, "Robin", "0193")
        for text in ("Eerste gesprek.", "Tweede gesprek."):
            actions.schrijf(number, text, moment=MOMENT, on_behalf_of=stem)

        found = queries.dossier(number, on_behalf_of=stem)
        notes = queries.notities(number, on_behalf_of=stem)

        assert (found.roepnaam, found.woonplaats) == ("Robin", "0193")
        assert [(one.nr, one.tekst, one.wie) for one in notes] == [
            (2, "Tweede gesprek.", "Mens stem"),
            (1, "Eerste gesprek.", "Mens stem"),
        ]

    def test_a_closed_file_takes_nothing_more(self, stem):
        number = open_one(stem)
        actions.sluit(number, moment=MOMENT, on_behalf_of=stem)

        with pytest.raises(DossierDicht):
            actions.schrijf(number, "Nog iets.", moment=MOMENT, on_behalf_of=stem)
        with pytest.raises(DossierDicht):
            actions.sluit(number, moment=MOMENT, on_behalf_of=stem)

    def test_a_file_of_another_is_not_there(self, stem, ander):
        number = open_one(stem)

        assert queries.dossier(number, on_behalf_of=ander) is None
        assert queries.notities(number, on_behalf_of=ander) == []
        with pytest.raises(DossierDicht):
            actions.schrijf(number, "Van een ander.", moment=MOMENT, on_behalf_of=ander)


class TestDatabase:
    """Whoever goes round the actions."""

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE vertrouwen_notitie SET tekst = ''",
            "DELETE FROM vertrouwen_notitie",
            "DELETE FROM vertrouwen_dossier",
            "UPDATE vertrouwen_dossier SET roepnaam = ''",
        ],
    )
    def test_nothing_is_changed_or_taken_away(self, stem, statement):
        actions.schrijf(open_one(stem), "Gesprek.", moment=MOMENT, on_behalf_of=stem)

        with pytest.raises(DatabaseError, match="permission denied"), namens(stem), connection.cursor() as cursor:
            cursor.execute(statement)

    def test_a_closed_file_stays_closed_and_takes_no_note(self, stem):
        number = open_one(stem)
        actions.sluit(number, moment=MOMENT, on_behalf_of=stem)

        with pytest.raises(DatabaseError, match="gesloten"), transaction.atomic(), namens(stem):
            Dossier.objects.update(gesloten_op=None)
        with pytest.raises(DatabaseError, match="gesloten"), transaction.atomic(), namens(stem):
            Notitie.objects.create(
                vertrouwen="STEM", nummer=number, nr=1, tekst=b"x", door=stem.account, gezet_op=MOMENT
            )

    @pytest.mark.parametrize(
        "who",
        [
            verwerking(REGIO),
            Machtiging(rol=Rol.BEHEERDER, vertrouwen="STEM"),
            Machtiging(rol=Rol.VERTROUWENSPERSOON, vertrouwen="ANDERS"),
            Machtiging(rol=Rol.VERTROUWENSPERSOON, regio=REGIO),
            Machtiging(rol=Rol.TOEGANG_GEHEIM, gemeente="0193"),
            Machtiging(rol=Rol.PRIVACY, regio=REGIO),
        ],
        ids=lambda who: f"{who.rol} {who.organisatie}",
    )
    def test_nobody_else_gets_a_row(self, stem, who):
        actions.schrijf(open_one(stem), "Gesprek.", moment=MOMENT, on_behalf_of=stem)

        with namens(stem):
            assert (Dossier.objects.count(), Notitie.objects.count()) == (1, 1)
        with namens(who):
            assert (Dossier.objects.count(), Notitie.objects.count()) == (0, 0)

    def test_a_trust_person_works_at_nothing_but_an_organisation_of_trust_persons(self):
        with pytest.raises(Exception, match="bestaat niet"):
            person("dwars", at={"gemeente": "0193"})

    def test_an_organisation_has_no_code_of_another(self):
        with pytest.raises(DatabaseError, match="aanstelling_vertrouwen_heeft_een_naam"):
            person("dwars", at={"vertrouwen": "0193"})


class TestSeal:
    def test_without_the_key_there_is_nothing_to_read(self, stem, settings):
        number = open_one(stem, "Robin")
        actions.schrijf(number, "Een geheim.", moment=MOMENT, on_behalf_of=stem)
        with namens(stem):
            kept = [bytes(Dossier.objects.get().roepnaam), bytes(Notitie.objects.get().tekst)]

        assert not [one for one in kept for word in (b"Robin", b"geheim") if word in one]
        settings.VERTROUWEN_KEY = "een andere sleutel van minstens 32 tekens"
        with pytest.raises(InvalidTag):
            queries.dossier(number, on_behalf_of=stem)

    def test_it_opens_in_its_own_place_only(self):
        sealed = zegel.verzegel("Een geheim.", "STEM", "1 notitie 1")

        assert zegel.ontzegel(sealed, "STEM", "1 notitie 1") == "Een geheim."
        for org, place in (("STEM", "2 notitie 1"), ("ANDERS", "1 notitie 1")):
            with pytest.raises(InvalidTag):
                zegel.ontzegel(sealed, org, place)

    def test_equal_words_look_different(self):
        assert zegel.verzegel("x", "STEM", "1") != zegel.verzegel("x", "STEM", "1")

    @pytest.mark.parametrize("key", ["", "te kort"])
    def test_without_a_key_nothing_is_written(self, stem, settings, key):
        settings.VERTROUWEN_KEY = key

        with pytest.raises(NietIngericht):
            open_one(stem)
        with namens(stem):
            assert not Dossier.objects.exists()


class TestPages:
    @pytest.fixture
    def client(self, stem):
        from jeugdregio.gebruikers.models import Account

        client = Client()
        client.force_login(Account.objects.get(pk=stem.account))
        return client

    def test_from_opening_to_closing(self, client, stem):
        assert client.get("/").url == reverse("vertrouwensdossiers")
        opened = client.post(reverse("vertrouwensdossiers"), {"roepnaam": "Robin", "woonplaats": ""})
        noted = client.post(opened.url, {"tekst": "Gesprek op school."})
        page = client.get(noted.url).content.decode()
        assert "Dossier 1: Robin" in page
        assert "Gesprek op school." in page

        closing = reverse("vertrouwensdossier-sluiten", args=[1])
        assert client.post(closing, {}).status_code == 422
        assert client.post(closing, {"zeker": "on"}).url == opened.url
        page = client.get(opened.url).content.decode()
        assert "niet meer schrijven" in page
        assert "Sla de notitie op" not in page
        late = client.post(opened.url, {"tekst": "Te laat."})
        assert late.status_code == 422
        assert "Dit dossier is gesloten" in late.content.decode()

    def test_a_number_of_a_child_is_refused_and_the_words_stay(self, client, stem):
        number = open_one(stem)
        response = client.post(reverse("vertrouwensdossier", args=[number]), {"tekst": "Nummer 999900006, gesprek."})

        assert response.status_code == 422
        assert "burgerservicenummer" in response.content.decode()
        assert "gesprek." in response.content.decode()
        assert queries.notities(number, on_behalf_of=stem) == []

    def test_each_look_is_in_the_read_log_without_a_name(self, client, stem):
        number = open_one(stem, "Robin")
        client.get(reverse("vertrouwensdossiers"))
        client.get(reverse("vertrouwensdossier", args=[number]))

        with namens(Machtiging(rol=Rol.PRIVACY, regio="STEM")):
            rows = list(Inzage.objects.filter(organisatie="STEM").order_by("pk").values_list("wat", "persoon", "doel"))
        who = zegel.persoon("STEM", number)
        assert [row[:2] for row in rows] == [("vertrouwensdossiers", who), ("vertrouwensdossier", who)]
        assert {row[2] for row in rows} == {"een jeugdige bijstaan als vertrouwenspersoon"}

    def test_without_a_key_the_page_says_whom_to_ask(self, client, settings):
        settings.VERTROUWEN_KEY = ""
        client.raise_request_exception = False

        assert client.get(reverse("vertrouwensdossiers")).status_code == 200
        response = client.post(reverse("vertrouwensdossiers"), {"roepnaam": "Robin", "woonplaats": ""})
        assert response.status_code == 403
        assert "VERTROUWEN_KEY" in response.content.decode()

    @pytest.mark.parametrize(
        ("at", "rol"),
        [
            ({"vertrouwen": "STEM"}, Rol.BEHEERDER),
            ({"regio": REGIO}, Rol.BEHEERDER),
            ({"regio": REGIO}, Rol.CONTROLLER),
            ({"gemeente": "0193"}, Rol.TOEGANG),
            ({"gemeente": "0193"}, Rol.PRIVACY),
        ],
        ids=str,
    )
    def test_nobody_else_opens_a_page(self, stem, at, rol):
        number = open_one(stem, "Robin")
        client = Client()
        client.force_login(person("iemand", at=at, rol=rol))

        for path in ("vertrouwensdossiers", "vertrouwensdossier", "vertrouwensdossier-sluiten"):
            url = reverse(path, args=[] if path.endswith("s") else [number])
            assert (client.get(url).status_code, client.post(url, {"zeker": "on"}).status_code) == (403, 403)

    def test_another_organisation_sees_that_it_is_not_there(self, stem, ander):
        from jeugdregio.gebruikers.models import Account

        number = open_one(stem, "Robin")
        client = Client()
        client.force_login(Account.objects.get(pk=ander.account))

        pages = [client.get(reverse("vertrouwensdossier", args=[nr])) for nr in (number, 999)]
        assert [page.status_code for page in pages] == [404, 404]


def test_the_right_is_of_this_role_alone_and_the_only_one():
    who = Machtiging(rol=Rol.VERTROUWENSPERSOON, vertrouwen="STEM")

    assert [recht for recht in Recht if who.mag(recht)] == [Recht.VERTROUWENSDOSSIERS]
