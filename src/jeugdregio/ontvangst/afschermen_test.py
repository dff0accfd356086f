# SPDX-License-Identifier: EUPL-1.2
"""Keeping secret where a child is: what is hidden for whom, also of what comes later, and how it ends."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from jeugdregio.berichten.models import Bericht, Bestand, Uitgaand, Verzending
from jeugdregio.core.bsn import zegel
from jeugdregio.declaraties.models import Prestatie
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import AfgeschermdeSleutel, Afscherming
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.grootboek.models import Boeking
from jeugdregio.ontvangst.afschermen import NietAfgeschermd, afgeschermden, hef_op, scherm_af
from jeugdregio.toewijzingen.models import Client, Start, Toewijzing, ToewijzingVersie
from jeugdregio.verzoeken.models import Antwoord, Verzoek
from tests.wereld import AANBIEDERS, Wereld

pytestmark = pytest.mark.django_db
MOMENT = timezone.make_aware(datetime(2027, 7, 1, 10))
GEHEIM = Machtiging(rol=Rol.TOEGANG_GEHEIM, gemeente="0193")
ANDERE_GEHEIM = Machtiging(rol=Rol.TOEGANG_GEHEIM, gemeente="0148")
TOEGANG = Machtiging(rol=Rol.TOEGANG, gemeente="0193")
BACKOFFICE = Machtiging(rol=Rol.AANBIEDER, aanbieder=AANBIEDERS["A1"])
BACKOFFICE_GEHEIM = Machtiging(rol=Rol.AANBIEDER_GEHEIM, aanbieder=AANBIEDERS["A1"])
ABOUT_THE_CHILD = (Client, Toewijzing, ToewijzingVersie, Start, Bericht, Uitgaand, Verzending, Bestand)


@pytest.fixture
def wereld(als_regio: None) -> Wereld:
    world = Wereld()
    world.gegeven("JW301 | nummer | product | volume\nT1 | | 45A14 | 10")
    return world


@pytest.fixture
def bsn(wereld: Wereld) -> str:
    """The number of the one child there is."""
    return zegel(settings.BSN_KEY).ontzegel(bytes(Client.objects.get().bsn))


def shield(bsn: str, wie: Machtiging = GEHEIM, moment: datetime = MOMENT) -> None:
    scherm_af(bsn, reden="De politie vroeg erom.", door="jansen", moment=moment, on_behalf_of=wie)


def seen(wie: Machtiging, models=ABOUT_THE_CHILD) -> dict[str, int]:
    with namens(wie):
        return {model.__name__: model.objects.count() for model in models}


class TestWhatIsHidden:
    def test_nothing_of_the_child_is_there_for_the_usual_roles(self, wereld, bsn):
        wereld.gegeven("JW305 | toewijzing\nS1 | T1")
        before = seen(GEHEIM)
        assert seen(TOEGANG) == before
        assert all(before.values())

        shield(bsn)

        assert set(seen(TOEGANG).values()) == {0}
        assert set(seen(BACKOFFICE).values()) == {0}
        assert seen(GEHEIM) == before
        assert seen(BACKOFFICE_GEHEIM)["Toewijzing"] == before["Toewijzing"]

    def test_what_comes_later_is_hidden_in_the_transaction_that_brings_it(self, wereld, bsn):
        shield(bsn)

        wereld.gegeven("JW305 | toewijzing\nS1 | T1")

        assert set(seen(TOEGANG).values()) == {0}
        assert seen(GEHEIM)["Start"] == 1
        assert seen(GEHEIM)["Bericht"] == 2

    def test_another_child_stays(self, wereld, bsn):
        wereld.gegeven("JW301 | nummer | kind | product | volume\nT2 | | K2 | 45A14 | 10")
        shield(bsn)

        assert seen(TOEGANG, (Client, Toewijzing)) == {"Client": 1, "Toewijzing": 1}

    def test_also_where_the_municipality_is_another_than_the_one_that_asked(self, wereld, bsn):
        shield(bsn, ANDERE_GEHEIM)

        assert set(seen(TOEGANG, (Client, Toewijzing, Bericht)).values()) == {0}
        assert seen(GEHEIM)["Client"] == 1
        assert afgeschermden(on_behalf_of=GEHEIM) == []

    def test_of_a_claim_only_its_lines_and_its_money_keeps_counting(self, wereld, bsn):
        wereld.gegeven("JW305 | toewijzing\nS1 | T1")
        wereld.gegeven("JW323 | toewijzing | volume\nD1 | T1 | 1")
        lines = seen(TOEGANG, (Prestatie, Boeking))
        assert all(lines.values())

        shield(bsn)

        assert set(seen(TOEGANG, (Prestatie, Boeking)).values()) == {0}
        assert seen(GEHEIM, (Prestatie, Boeking)) == lines


class TestWhoDoesIt:
    @pytest.mark.parametrize("wie", [TOEGANG, BACKOFFICE, BACKOFFICE_GEHEIM])
    def test_nobody_without_the_role_at_a_municipality(self, bsn, wie):
        with pytest.raises(NietAfgeschermd, match="rol voor afgeschermde dossiers"):
            shield(bsn, wie)

    def test_nor_round_the_program(self, bsn):
        row = {"gemeente": "0193", "persoon": "a" * 64, "sinds": MOMENT, "reden": "x", "door": "x"}
        for wie in (TOEGANG, ANDERE_GEHEIM, Machtiging(rol=Rol.CONTROLLER, regio="IJSSELLAND")):
            with pytest.raises(DatabaseError, match="row-level security"), namens(wie):
                Afscherming.objects.create(**row)

    def test_only_who_may_sees_that_it_is_so(self, bsn):
        shield(bsn)

        for wie in (TOEGANG, ANDERE_GEHEIM, BACKOFFICE_GEHEIM, Machtiging(rol=Rol.PRIVACY, gemeente="0193")):
            with namens(wie):
                assert Afscherming.objects.count() == 0
        (one,) = afgeschermden(on_behalf_of=GEHEIM)
        assert (one.door, one.tot, len(one.kinderen)) == ("jansen", None, 1)

    def test_needs_a_reason_and_a_number(self, bsn):
        with pytest.raises(NietAfgeschermd, match="geen burgerservicenummer"):
            shield("123456789")
        with pytest.raises(NietAfgeschermd, match="Zonder reden"):
            scherm_af(bsn, reden=" ", door="jansen", moment=MOMENT, on_behalf_of=GEHEIM)
        shield(bsn)
        with pytest.raises(NietAfgeschermd, match="schermt dit kind al af"):
            shield(bsn)


class TestLifting:
    def lift(self, wie: Machtiging = GEHEIM) -> None:
        (one,) = (one for one in afgeschermden(on_behalf_of=wie) if one.tot is None)
        later = MOMENT + timedelta(days=1)
        hef_op(one.id, reden="Het gevaar is voorbij.", door="smit", moment=later, on_behalf_of=wie)

    def test_everything_is_there_again(self, wereld, bsn):
        wereld.gegeven("JW305 | toewijzing\nS1 | T1")
        before = seen(TOEGANG)
        shield(bsn)

        self.lift()

        assert seen(TOEGANG) == before
        (one,) = afgeschermden(on_behalf_of=GEHEIM)
        assert (one.opgeheven_door, one.reden_einde) == ("smit", "Het gevaar is voorbij.")

    def test_not_while_another_municipality_still_shields(self, bsn):
        shield(bsn)
        shield(bsn, ANDERE_GEHEIM)

        self.lift()

        assert set(seen(TOEGANG, (Client, Toewijzing, Bericht)).values()) == {0}
        self.lift(ANDERE_GEHEIM)
        assert seen(TOEGANG)["Client"] == 1

    def test_can_be_done_once_and_leaves_its_trace(self, bsn):
        shield(bsn)
        (one,) = afgeschermden(on_behalf_of=GEHEIM)
        self.lift()

        with pytest.raises(NietAfgeschermd, match="al opgeheven"):
            hef_op(one.id, reden="x", door="smit", moment=MOMENT, on_behalf_of=GEHEIM)
        for change in ("DELETE FROM gebruikers_afscherming", "UPDATE gebruikers_afscherming SET reden = 'niets'"):
            with (
                pytest.raises(DatabaseError, match="permission denied"),
                namens(GEHEIM),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(change)


def test_an_answer_to_a_request_is_hidden_with_it(wereld):
    wereld.gegeven("JW315 | kind\nV1 | K3")
    request = Verzoek.objects.get()
    wereld.gegeven(f"JW319 | referentie | antwoord\nA1 | {request.referentie} | 2")
    shield(zegel(settings.BSN_KEY).ontzegel(bytes(request.bsn)))

    assert set(seen(TOEGANG, (Verzoek, Antwoord)).values()) == {0}
    assert seen(GEHEIM, (Verzoek, Antwoord)) == {"Verzoek": 1, "Antwoord": 1}


def test_nothing_is_kept_when_nobody_is_shielded(wereld):
    assert AfgeschermdeSleutel.objects.count() == 0
