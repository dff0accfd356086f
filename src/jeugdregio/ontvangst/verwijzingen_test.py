# SPDX-License-Identifier: EUPL-1.2
"""What who referred sees of it, along the messages; and what nobody else, and no other referrer, gets."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import als_verwerking, namens
from jeugdregio.gebruikers.models import Afscherming
from jeugdregio.gebruikers.rechten import Recht
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.logboek.models import Inzage
from jeugdregio.ontvangst.actions import hef_op, scherm_af
from jeugdregio.ontvangst.vasthouden import laat_gaan
from jeugdregio.verzoeken import queries
from jeugdregio.verzoeken.actions import vul_of_leeg
from jeugdregio.verzoeken.models import GevraagdProduct, Verwijzing, Verzoek
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db
MOMENT = datetime(2027, 6, 30, 9, tzinfo=UTC)
LATER = datetime(2027, 7, 1, 9, tzinfo=UTC)
REGIO = django_settings.REGIO
HUISARTS = Machtiging(rol=Rol.VERWIJZER, praktijk="V01234567")
ANDERE = Machtiging(rol=Rol.VERWIJZER, praktijk="V07654321")
GI = "99900001"
"""Provider A1 of the drawn world, that here is a certified institution as well."""
ASKED = """
    JW315 | referentie | verwijzer | type
    V     | R1         | 01234567  | 02
"""
GRANTED = """
    JW301 | referentie | begin      | einde
    T1    | R1         | 2027-07-01 | 2027-12-31
"""


@pytest.fixture
def wereld(als_regio: None) -> Wereld:
    world = Wereld()
    world.zonder_wachters()
    return world


def seen(who: Machtiging = HUISARTS) -> list[tuple[object, ...]]:
    return [(one.toegewezen, one.begin, one.einde) for one in queries.verwijzingen(on_behalf_of=who)]


class TestAlongTheMessages:
    def test_from_asking_to_the_end_of_care(self, wereld: Wereld):
        wereld.gegeven(ASKED)
        assert seen() == [(None, None, None)]

        wereld.gegeven("JW301 | referentie | begin | einde\nT1 | R1 | 2027-01-01 | 2027-12-31")
        allocated = (date(2027, 1, 1), date(2028, 1, 1))
        assert seen() == [(allocated, None, None)]

        wereld.gegeven("JW305 | toewijzing | begin\nS1 | T1 | 2027-02-01")
        assert seen() == [(allocated, date(2027, 2, 1), None)]

        wereld.gegeven("JW307 | toewijzing | begin | einde | reden\nE1 | T1 | 2027-02-01 | 2027-03-01 | 20")
        assert seen() == [(allocated, date(2027, 2, 1), None)]

        wereld.gegeven("JW307 | toewijzing | begin | einde | reden\nE2 | T1 | 2027-02-01 | 2027-05-01 | 31")
        assert seen() == [(allocated, date(2027, 2, 1), date(2027, 5, 1))]

    def test_what_was_deleted_is_not_there_any_more(self, wereld: Wereld):
        wereld.gegeven(ASKED)
        wereld.gegeven("JW301 | referentie | begin | einde\nT1 | R1 | 2027-01-01 | 2027-12-31")
        wereld.gegeven("JW305 | toewijzing | begin\nS1 | T1 | 2027-02-01")
        wereld.gegeven("JW305 | toewijzing | begin | status\nS2 | T1 | 2027-02-01 | 3")
        assert [row[1] for row in seen()] == [None]

        wereld.gegeven(
            "JW301 | nummer | reden | besluit | begin | einde\nT2 | T1 | 13 | 2027-06-01 | 2027-01-01 | 2027-01-01"
        )
        assert seen() == [(None, None, None)]

    def test_a_refusal_is_not_told_here(self, wereld: Wereld):
        wereld.gegeven(ASKED)
        wereld.gegeven("JW319 | referentie | antwoord\nN | R1 | 1")

        assert seen() == [(None, None, None)]

    @pytest.mark.parametrize(("kind", "referrer"), [("02", "Dokter Test"), ("01", "Gemeente"), ("06", "Zelf")])
    def test_without_a_code_nobody_sees_it(self, wereld: Wereld, kind, referrer):
        wereld.gegeven(f"JW315 | referentie | verwijzer | type\nV | R1 | {referrer} | {kind}")

        with als_verwerking(REGIO):
            assert not Verwijzing.objects.exists()

    def test_all_at_once_gives_the_same_as_one_by_one(self, wereld: Wereld):
        wereld.gegeven(ASKED)
        wereld.gegeven("JW301 | referentie | begin | einde\nT1 | R1 | 2027-01-01 | 2027-12-31")
        wereld.gegeven("JW305 | toewijzing | begin\nS1 | T1 | 2027-02-01")
        before = seen()
        with als_verwerking(REGIO):
            Verwijzing.objects.all().delete()
        assert seen() == []

        assert vul_of_leeg(REGIO) == 1
        assert seen() == before


class TestSwitch:
    def test_where_the_region_did_not_decide_so_nothing_is_kept(self, wereld: Wereld, settings):
        settings.VERWIJZERS = False
        wereld.gegeven(ASKED)
        assert seen() == []
        settings.VERWIJZERS = True
        assert vul_of_leeg(REGIO) == 1
        settings.VERWIJZERS = False
        assert vul_of_leeg(REGIO) == 0
        assert seen() == []


class TestWho:
    def test_only_the_one_that_referred(self, wereld: Wereld):
        wereld.gegeven(ASKED)

        assert len(seen()) == 1
        assert seen(ANDERE) == []
        for nobody in (
            Machtiging(rol=Rol.BEHEERDER, praktijk="V01234567"),
            Machtiging(rol=Rol.AANBIEDER, aanbieder="99900001"),
            Machtiging(rol=Rol.BESTUUR, gemeente="0193"),
        ):
            with namens(nobody):
                assert not Verwijzing.objects.exists()

    def test_a_referrer_gets_no_row_of_any_other_table_about_children(self, wereld: Wereld):
        wereld.gegeven(ASKED)
        wereld.gegeven(GRANTED)

        with namens(HUISARTS):
            assert not Verzoek.objects.exists()
            assert not GevraagdProduct.objects.exists()
        with namens(HUISARTS), connection.cursor() as cursor:
            for view in ("toewijzingen_v_client", "toewijzingen_v_product", "toewijzingen_v_levering"):
                cursor.execute(f"SELECT count(*) FROM {view}")
                assert cursor.fetchone() == (0,)

    def test_a_certified_institution_sees_of_another_provider_only_that_it_was_allocated(self, wereld: Wereld):
        """It ordered help at A2 (type 04): as a provider it sees nothing of that, as a referrer the dates alone."""
        wereld.gegeven(f"JW315 | aanbieder | referentie | verwijzer | type\nV | A2 | R1 | {GI} | 04")
        wereld.gegeven("JW301 | aanbieder | referentie | begin | einde\nT1 | A2 | R1 | 2027-07-01 | 2027-12-31")
        wereld.gegeven("JW301 | kind | product\nT2 | K2 | 45A16")
        provider = Machtiging(rol=Rol.AANBIEDER, aanbieder=GI)
        with namens(provider), connection.cursor() as cursor:
            cursor.execute("SELECT nummer FROM toewijzingen_toewijzing")
            assert cursor.fetchall() == [(wereld.nummer("T2"),)]
            for table in ("verzoeken_verzoek", "verzoeken_gevraagdproduct", "verzoeken_verwijzing"):
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,)
            cursor.execute("SELECT DISTINCT aanbieder FROM berichten_bericht")
            assert cursor.fetchall() == [(GI,)]

        assert seen(Machtiging(rol=Rol.VERWIJZER, praktijk=f"V{GI}")) == [
            ((date(2027, 7, 1), date(2028, 1, 1)), None, None)
        ]

    def test_a_shielded_child_is_not_there_until_that_is_lifted(self, wereld: Wereld):
        wereld.gegeven(ASKED)
        town = Machtiging(rol=Rol.TOEGANG_GEHEIM, gemeente="0193")
        scherm_af(wereld.bsn("K1"), reden="De politie vroeg erom.", door="jansen", moment=MOMENT, on_behalf_of=town)
        assert seen() == []

        with namens(town):
            (number,) = Afscherming.objects.values_list("id", flat=True)
        hef_op(number, reden="Het kan weer.", door="jansen", moment=LATER, on_behalf_of=town)
        assert len(seen()) == 1


class TestDatabase:
    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"praktijk": "01234567"}, "verwijzing_van_wie_een_code_heeft"),
            ({"verwijzer_type": "01"}, "verwijzing_van_wie_een_code_heeft"),
            ({"persoon": "999900006"}, "verwijzing_persoon_is_hash"),
            ({"begin": date(2027, 1, 1)}, "verwijzing_zorg_na_toewijzing"),
            ({"einde": date(2027, 1, 1)}, "verwijzing_zorg_na_toewijzing"),
        ],
    )
    def test_refuses_a_row_that_can_not_be(self, wereld: Wereld, change, why):
        wereld.gegeven(ASKED)

        with pytest.raises(IntegrityError, match=why), transaction.atomic(), namens(verwerking(REGIO)):
            Verwijzing.objects.update(**change)


class TestPages:
    @pytest.fixture
    def client(self, wereld: Wereld):
        wereld.gegeven(ASKED)
        wereld.gegeven(GRANTED)
        return self.logged_in("dokter", "V01234567")

    def logged_in(self, name: str, practice: str, rol: Rol = Rol.VERWIJZER) -> Client:
        at = {"praktijk": practice}
        account = geef_rol(name, rol=rol, bij=at, vanaf=date(2026, 1, 1), regio=REGIO, moment=MOMENT, wie="Dokter")
        client = Client()
        client.force_login(account)
        return client

    def test_says_how_it_goes_and_not_where(self, client):
        assert client.get("/").url == reverse("verwijzingen")
        (row,) = queries.verwijzingen(on_behalf_of=HUISARTS)
        own = reverse("verwijzing", args=[row.bericht_id, row.nr])
        pages = [client.get(url, follow=True).content.decode() for url in (reverse("verwijzingen"), own)]

        for page in pages:
            assert "Test" in page
            assert "Toegewezen" in page
            for other in ("Gemeente G1", "Aanbieder A1", "0193", "99900001", "9999000", "€"):
                assert other not in page, other
        assert own in pages[0]

    def test_each_look_is_in_the_read_log(self, client):
        client.get(reverse("verwijzingen"))
        (row,) = queries.verwijzingen(on_behalf_of=HUISARTS)
        client.get(reverse("verwijzing", args=[row.bericht_id, row.nr]))

        with namens(Machtiging(rol=Rol.PRIVACY, regio="V01234567")):
            rows = list(Inzage.objects.filter(organisatie="V01234567").order_by("pk").values_list("wat", "persoon"))
        assert rows == [("verwijzingen", row.persoon), ("verwijzing", row.persoon)]

    def test_another_referral_and_none_look_the_same(self, client):
        (row,) = queries.verwijzingen(on_behalf_of=HUISARTS)
        other = self.logged_in("ander", "V07654321")
        pages = [other.get(reverse("verwijzing", args=[nr, row.nr])) for nr in (row.bericht_id, 999999999)]

        assert [page.status_code for page in pages] == [404, 404]

    def test_says_so_where_the_region_did_not_decide_it(self, client, settings):
        settings.VERWIJZERS = False

        page = client.get(reverse("verwijzingen"))
        assert page.status_code == 403
        assert "nog niet meekijken" in page.content.decode()

    def test_the_manager_of_a_practice_sees_none(self, client):
        assert self.logged_in("baas", "V01234567", Rol.BEHEERDER).get(reverse("verwijzingen")).status_code == 403


def test_the_right_is_of_this_role_alone_and_the_only_one():
    assert [recht for recht in Recht if HUISARTS.mag(recht)] == [Recht.VERWIJZINGEN]


def test_a_held_allocation_is_told_when_it_leaves(als_regio: None):
    world = Wereld()
    world.gegeven(ASKED)
    world.gegeven("JW301 | einde | volume\nT0 | 2027-12-31 | 10")
    world.gegeven(
        "JW301 | referentie | begin | einde | besluit | volume\nT1 | R1 | 2027-06-01 | 2028-06-30 | 2027-06-20 | 12"
    )
    with als_verwerking(REGIO), connection.cursor() as cursor:
        cursor.execute("SELECT gemeente, bericht_id FROM berichten_vasthouding")
        held = cursor.fetchall()
    assert len(held) == 1, "er is niets vastgehouden: deze proef bewijst niets"
    assert seen() == [(None, None, None)]
    (town, number) = held[0]
    who = Machtiging(rol=Rol.TOEGANG, gemeente=town)
    laat_gaan(number, regio=REGIO, door="jansen", reden="Zo afgesproken.", moment=MOMENT, on_behalf_of=who)
    assert [row[0] for row in seen()] == [(date(2027, 6, 1), date(2028, 7, 1))]
