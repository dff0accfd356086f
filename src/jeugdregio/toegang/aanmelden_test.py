# SPDX-License-Identifier: EUPL-1.2
"""An application from its first question to what can be decided upon, and what the database refuses."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from jeugdregio.aanbieders.models import Aanbieder
from jeugdregio.gebruikers import caseload
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Rol, verwerking
from jeugdregio.toegang import actions, queries
from jeugdregio.toegang.conftest import MOMENT, works
from jeugdregio.toegang.models import Aanmelding
from jeugdregio.toegang.values import Bewijs, NietMogelijk, Nieuw, Optie, Stapregel

pytestmark = pytest.mark.django_db
KIND, ZUS = "a" * 64, "b" * 64
DAG = date(2026, 11, 20)
EIGEN = Nieuw(kanaal="eigen", onderwerp="opvoeden", vraag="Ruzie thuis.", ontvangen_op=MOMENT, persoon=KIND, lid_id=1)
VERWIJZING = replace(EIGEN, kanaal="verwijzing", bewijs=Bewijs("verwijsbrief", DAG), verwijzer_type="02")
MAATREGEL = replace(
    EIGEN, kanaal="maatregel", bewijs=Bewijs("bepaling", DAG), verwijzer_type="04", gi="90000001", maatregel="ots"
)
CRISIS = replace(EIGEN, kanaal="crisis", bewijs=Bewijs("melding", DAG))
ALLE_GEBIEDEN = {
    "gezondheid": ("goed", ""),
    "sociaal": ("zorg", "Gaat niet naar school."),
    "psychisch": ("goed", ""),
    "huisvesting": ("goed", ""),
    "financien": ("niet_besproken", ""),
}
A = Stapregel("a", "deels", 3, "Oma helpt op woensdag.")
B = Stapregel("b", "niet", 4, "De cursus past niet.")
C = Stapregel("c", "genoeg", 5, "Gezinsbegeleiding.")


def meld(wie, nieuw=EIGEN):
    return actions.meld_aan(nieuw, moment=MOMENT, on_behalf_of=wie)


def ontbreekt(nummer, wie):
    return queries.klaar_voor_besluit(nummer, on_behalf_of=wie)


def zet(nummer, stand, wie, **meer):
    actions.zet_stand(nummer, stand, moment=MOMENT, on_behalf_of=wie, **meer)


def stappen(nummer, wie, *steps):
    actions.leg_stappen_vast(nummer, steps, moment=MOMENT, on_behalf_of=wie)


def gebieden(nummer, wie, oordelen=None):
    actions.leg_gebieden_vast(nummer, oordelen or ALLE_GEBIEDEN, signalen=["jeugd"], moment=MOMENT, on_behalf_of=wie)


def onderzocht(wie, nieuw=EIGEN):
    """An application by the own channel with everything found out."""
    nummer = meld(wie, nieuw)
    gebieden(nummer, wie)
    stappen(nummer, wie, A, B, C)
    actions.zet_gewenst(nummer, gewenst="45", on_behalf_of=wie)
    return nummer


class TestFourRoutes:
    def test_each_channel_misses_something_else(self, zwolle):
        nummers = {
            one.kanaal: meld(zwolle, replace(one, onderwerp=subject))
            for one, subject in zip(
                (EIGEN, VERWIJZING, MAATREGEL, CRISIS), ("opvoeden", "psychisch", "veiligheid", "verblijf"), strict=True
            )
        }

        found = {kanaal: ontbreekt(nummer, zwolle) for kanaal, nummer in nummers.items()}

        assert len(found["eigen"]) == 5 + 3 + 1
        assert {found[kanaal] for kanaal in ("verwijzing", "maatregel", "crisis")} == {("Kies welke hulp nodig is.",)}
        terms = {one.kanaal: one.uiterlijk for one in queries.aanmeldingen_van(KIND, on_behalf_of=zwolle)}
        assert terms == {
            "eigen": date(2027, 1, 19), "verwijzing": date(2026, 12, 1), "maatregel": date(2026, 12, 1),
            "crisis": date(2026, 12, 22),
        }  # fmt: skip

    @pytest.mark.parametrize("nieuw", [VERWIJZING, MAATREGEL, CRISIS])
    def test_only_the_own_channel_goes_without_proof(self, zwolle, nieuw):
        meld(zwolle)
        with pytest.raises(NietMogelijk, match="bewijs"):
            meld(zwolle, replace(nieuw, bewijs=None, onderwerp="leren"))

    def test_only_a_crisis_goes_without_a_child(self, zwolle):
        assert ontbreekt(meld(zwolle, replace(CRISIS, persoon="", lid_id=None)), zwolle)[0].startswith("Kies om welk")
        with pytest.raises(NietMogelijk, match="welk kind"):
            meld(zwolle, replace(EIGEN, persoon=""))

    @pytest.mark.parametrize("fout", [{"gi": ""}, {"maatregel": ""}])
    def test_a_measure_has_its_institution(self, zwolle, fout):
        with pytest.raises(NietMogelijk, match="gecertificeerde instelling"):
            meld(zwolle, replace(MAATREGEL, **fout))

    def test_a_child_is_named_later_once(self, zwolle):
        nummer = meld(zwolle, replace(CRISIS, persoon="", lid_id=None))
        gebieden(nummer, zwolle)
        actions.koppel_kind(nummer, persoon=KIND, gezin_id=1, lid_id=2, moment=MOMENT, on_behalf_of=zwolle)

        with connection.cursor() as cursor, namens(zwolle):
            cursor.execute("SELECT DISTINCT persoon FROM toegang_gebiedsoordeel")
            assert cursor.fetchall() == [(KIND,)]
        with pytest.raises(NietMogelijk, match="staan vast"):
            actions.koppel_kind(nummer, persoon=ZUS, gezin_id=1, lid_id=3, moment=MOMENT, on_behalf_of=zwolle)


class TestOneAtATime:
    def test_one_open_application_per_question(self, zwolle):
        first = meld(zwolle)
        with pytest.raises(NietMogelijk, match="al een aanmelding"):
            meld(zwolle)
        meld(zwolle, replace(EIGEN, onderwerp="leren"))
        meld(zwolle, replace(EIGEN, persoon=ZUS))
        zet(first, "ingetrokken", zwolle, reden="Het gezin redt zich.")

        assert meld(zwolle) > first

    def test_whoever_takes_a_child_in_has_it_in_the_caseload(self, zwolle):
        meld(zwolle)

        assert caseload.in_caseload(KIND, moment=MOMENT, on_behalf_of=zwolle)

    def test_nothing_comes_in_tomorrow(self, zwolle):
        with pytest.raises(NietMogelijk, match="later"):
            meld(zwolle, replace(EIGEN, ontvangen_op=MOMENT + timedelta(days=1)))


class TestSteps:
    @pytest.mark.parametrize("steps", [(C,), (A, C), (B, C), (replace(A, uitkomst="genoeg"), B, C)])
    def test_individual_help_comes_after_the_first_two(self, zwolle, steps):
        nummer = meld(zwolle)
        with pytest.raises(NietMogelijk, match="tap c kan pas"):
            stappen(nummer, zwolle, *steps)

    def test_but_not_in_a_crisis(self, zwolle):
        stappen(meld(zwolle, CRISIS), zwolle, C)

    def test_all_three_at_once(self, zwolle):
        nummer = meld(zwolle)
        stappen(nummer, zwolle, C, B, A)

        assert [one.stap for one in queries.stappen([nummer], on_behalf_of=zwolle)[nummer]] == ["a", "b", "c"]

    def test_what_comes_first_cannot_go_or_be_enough_afterwards(self, zwolle):
        nummer = onderzocht(zwolle)
        with pytest.raises(NietMogelijk, match="haal die eerst weg"):
            stappen(nummer, zwolle, replace(A, uitkomst="genoeg"), C)
        stappen(nummer, zwolle, replace(A, uitkomst="genoeg"))

        assert "stap c" in " ".join(ontbreekt(nummer, zwolle))

    def test_a_level_goes_with_its_step(self, zwolle):
        with pytest.raises(NietMogelijk, match="trede"):
            stappen(meld(zwolle), zwolle, replace(A, trede=6))

    def test_enough_by_the_family_ends_without_a_decision(self, zwolle):
        nummer = meld(zwolle)
        stappen(nummer, zwolle, A)
        with pytest.raises(NietMogelijk, match="zonder besluit"):
            actions.rond_af(nummer, moment=MOMENT, on_behalf_of=zwolle)
        stappen(nummer, zwolle, replace(A, uitkomst="genoeg"))
        actions.rond_af(nummer, moment=MOMENT, on_behalf_of=zwolle)

        assert queries.aanmelding(nummer, on_behalf_of=zwolle).stand == "afgerond"


class TestAreas:
    @pytest.mark.parametrize("weg", list(ALLE_GEBIEDEN))
    def test_a_missing_area_is_shown_and_stops(self, zwolle, weg):
        nummer = meld(zwolle)
        gebieden(nummer, zwolle, {name: found for name, found in ALLE_GEBIEDEN.items() if name != weg})
        stappen(nummer, zwolle, A, B, C)
        actions.zet_gewenst(nummer, gewenst="45", on_behalf_of=zwolle)

        assert len(ontbreekt(nummer, zwolle)) == 1
        with pytest.raises(NietMogelijk, match="gebied"):
            zet(nummer, "klaar_voor_besluit", zwolle)
        gebieden(nummer, zwolle, {weg: ("niet_besproken", "")})
        assert ontbreekt(nummer, zwolle) == ()
        zet(nummer, "klaar_voor_besluit", zwolle)

    def test_a_worry_has_words(self, zwolle):
        with pytest.raises(NietMogelijk, match="wat u ziet"):
            gebieden(meld(zwolle), zwolle, {"psychisch": ("zorg", "")})


class TestFosterCareFirst:
    def kies(self, zwolle, plek, *opties):
        nummer = onderzocht(zwolle)
        actions.zet_gewenst(nummer, gewenst="44", plek=plek, on_behalf_of=zwolle)
        actions.leg_opties_vast(nummer, opties, moment=MOMENT, on_behalf_of=zwolle)
        return nummer

    @pytest.mark.parametrize(
        ("plek", "opties", "mag"),
        [
            ("residentieel", (), False),
            ("residentieel", (Optie("netwerk", False, "Oma is ziek."),), False),
            ("residentieel", (Optie("netwerk", False, "Nee."), Optie("pleegzorg", True, "Kan.")), False),
            ("residentieel", (Optie("netwerk", False, "Nee."), Optie("pleegzorg", False, "Vol.")), True),
            ("gezinshuis", (), False),
            ("pleegzorg", (), True),
            ("netwerk", (), True),
        ],
    )
    def test_an_institution_only_after_the_network_and_foster_care(self, zwolle, plek, opties, mag):
        nummer = self.kies(zwolle, plek, *opties)

        assert (ontbreekt(nummer, zwolle) == ()) is mag
        if mag:
            zet(nummer, "klaar_voor_besluit", zwolle)
        else:
            with pytest.raises(NietMogelijk, match="pleegzorg"):
                zet(nummer, "klaar_voor_besluit", zwolle)

    def test_where_the_child_will_live_is_asked(self, zwolle):
        assert ontbreekt(self.kies(zwolle, ""), zwolle) == ("Kies waar het kind gaat wonen.",)


class TestInstitutionNeverDelivers:
    @pytest.fixture
    def gi(self):
        with namens(verwerking("IJSSELLAND")):
            return Aanbieder.objects.create(agb="90000001", kvk="90000001", naam="GI Oost", gecertificeerd=True).agb

    def test_as_the_one_that_carries_out_extra_help(self, zwolle, gi):
        nummer = meld(zwolle, MAATREGEL)
        for row in (nummer, meld(zwolle, replace(EIGEN, onderwerp="leren"))):
            with pytest.raises(NietMogelijk, match="voert"):
                actions.zet_gewenst(row, gewenst="45", aanbieder=gi, on_behalf_of=zwolle)
        assert "voert die hulp niet zelf" in queries.weiger_gi(gi, "45", on_behalf_of=zwolle)

    def test_but_the_measure_itself_it_does(self, zwolle, gi):
        nummer = meld(zwolle, MAATREGEL)
        actions.zet_gewenst(nummer, gewenst="48", aanbieder=gi, on_behalf_of=zwolle)

        assert queries.weiger_gi(gi, "48", on_behalf_of=zwolle) == ""


class TestStates:
    NAAR = ("ontvangen", "in_onderzoek", "klaar_voor_besluit", "afgerond", "ingetrokken", "doorgestuurd")
    MAG = {
        ("ontvangen", "in_onderzoek"), ("ontvangen", "klaar_voor_besluit"), ("ontvangen", "ingetrokken"),
        ("ontvangen", "doorgestuurd"), ("in_onderzoek", "klaar_voor_besluit"), ("in_onderzoek", "ingetrokken"),
        ("in_onderzoek", "doorgestuurd"), ("klaar_voor_besluit", "in_onderzoek"), ("klaar_voor_besluit", "afgerond"),
        ("klaar_voor_besluit", "ingetrokken"), ("klaar_voor_besluit", "doorgestuurd"),
    }  # fmt: skip

    @pytest.mark.parametrize("van", NAAR)
    def test_the_database_knows_every_step(self, zwolle, van):
        """Round the program: straight in the table, everything that may be asked found out already."""
        nummer = onderzocht(zwolle)
        with namens(zwolle), connection.cursor() as cursor:
            cursor.execute("UPDATE toegang_stapuitkomst SET door = 'x'")  # nothing that matters
        self.route(nummer, van, zwolle)
        for naar in self.NAAR:
            if naar == van or (van, naar) == ("in_onderzoek", "ontvangen"):
                continue
            if (van, naar) in self.MAG:
                self.spring(nummer, naar, zwolle, undo=True)
            else:
                with pytest.raises(DatabaseError):
                    self.spring(nummer, naar, zwolle)

    def route(self, nummer, stand, wie):
        """`onderzocht` leaves it in onderzoek."""
        if stand == "ontvangen":
            return
        for naar in {"in_onderzoek": (), "afgerond": ("klaar_voor_besluit", "afgerond")}.get(stand, (stand,)):
            self.spring(nummer, naar, wie)

    def spring(self, nummer, naar, wie, *, undo=False):
        done = naar not in ("ontvangen", "in_onderzoek", "klaar_voor_besluit")
        with namens(wie), transaction.atomic():
            Aanmelding.objects.filter(pk=nummer).update(
                stand=naar,
                afgerond_op=MOMENT if done else None,
                reden="Daarom.",
                naar="0150" if naar == "doorgestuurd" else "",
            )
            if undo:
                transaction.set_rollback(True)

    def test_what_is_done_does_not_change(self, zwolle):
        nummer = onderzocht(zwolle)
        zet(nummer, "klaar_voor_besluit", zwolle)
        actions.rond_af(nummer, moment=MOMENT, on_behalf_of=zwolle)
        for wrong in (
            lambda: gebieden(nummer, zwolle),
            lambda: stappen(nummer, zwolle, A),
            lambda: zet(nummer, "in_onderzoek", zwolle),
        ):
            with pytest.raises(NietMogelijk, match="al klaar"):
                wrong()
        with pytest.raises(DatabaseError), namens(zwolle), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE toegang_gebiedsoordeel SET oordeel = 'goed'")

    def test_it_stops_with_a_reason_and_goes_to_another_municipality(self, zwolle):
        nummer = meld(zwolle)
        for wrong in ({"stand": "ingetrokken"}, {"stand": "doorgestuurd", "reden": "Woont er.", "naar": "0193"}):
            with pytest.raises(NietMogelijk):
                zet(nummer, wie=zwolle, **wrong)
        zet(nummer, "doorgestuurd", zwolle, reden="Het kind woont in Deventer.", naar="0150")

    def test_a_term_moves(self, zwolle):
        nummer = meld(zwolle)
        actions.verzet_termijn(nummer, date(2027, 2, 1), bron="Opgeschort (Awb 4:15)", on_behalf_of=zwolle)
        found = queries.aanmelding(nummer, on_behalf_of=zwolle)

        assert (found.uiterlijk, found.uiterlijk_bron) == (date(2027, 2, 1), "Opgeschort (Awb 4:15)")


class TestWhoMay:
    def test_another_municipality_sees_nothing(self, zwolle, deventer):
        nummer = onderzocht(zwolle)

        assert queries.aanmelding(nummer, on_behalf_of=deventer) is None
        assert queries.bord(alle=True, peildatum=DAG, on_behalf_of=deventer) == []
        assert queries.gebieden([nummer], on_behalf_of=deventer) == {}

    @pytest.mark.parametrize("rol", [Rol.CONTROLLER, Rol.BESTUUR, Rol.CONTRACTMANAGER])
    def test_other_roles_neither(self, zwolle, rol):
        nummer = meld(zwolle)
        other = works("ander", rol=rol)

        assert queries.aanmelding(nummer, on_behalf_of=other) is None
        with pytest.raises(NietMogelijk, match="recht"):
            meld(other)


class TestTeams:
    def test_a_case_of_the_neighbourhood_team_is_known_at_the_cjg(self, zwolle):
        meld(zwolle)
        nummer = meld(zwolle, replace(EIGEN, onderwerp="leren", team="swt"))
        later = meld(zwolle, replace(EIGEN, onderwerp="vervoer"))
        actions.zet_team(later, "swt", on_behalf_of=zwolle)

        assert [(one.aanmelding_id, one.soort) for one in queries.overleg_open(on_behalf_of=zwolle)] == [
            (nummer, "melding"), (later, "melding"),
        ]  # fmt: skip
        with pytest.raises(DatabaseError), namens(zwolle), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM toegang_teamoverleg")

    def test_a_question_is_answered_once(self, zwolle):
        nummer = meld(zwolle)
        question = actions.vraag_raad(nummer, "Is dit LVB?", moment=MOMENT, on_behalf_of=zwolle)
        actions.antwoord(question, "Vraag MEE.", moment=MOMENT, on_behalf_of=zwolle)
        with pytest.raises(NietMogelijk, match="al beantwoord"):
            actions.antwoord(question, "Of toch niet.", moment=MOMENT, on_behalf_of=zwolle)

        assert [(one.antwoord, one.beantwoord_door) for one in queries.overleg(nummer, on_behalf_of=zwolle)] == [
            ("Vraag MEE.", "Mens zwolle")
        ]


class TestBoard:
    def test_late_first_with_what_is_missing(self, zwolle):
        later = meld(zwolle, replace(EIGEN, onderwerp="leren"))
        first = meld(zwolle, replace(VERWIJZING, ontvangen_op=MOMENT - timedelta(days=30)))
        cards = queries.bord(alle=False, peildatum=MOMENT.date(), on_behalf_of=zwolle)

        assert [(one.aanmelding.id, one.te_laat, bool(one.ontbreekt)) for one in cards] == [
            (first, True, True), (later, False, True),
        ]  # fmt: skip

    def test_mine_and_everyones(self, zwolle):
        colleague = works("collega")
        nummer = meld(zwolle)

        assert queries.bord(alle=False, peildatum=DAG, on_behalf_of=colleague) == []
        assert [one.aanmelding.id for one in queries.bord(alle=True, peildatum=DAG, on_behalf_of=colleague)] == [nummer]
        actions.geef_aan(nummer, colleague.account, on_behalf_of=colleague)
        assert [one.aanmelding.id for one in queries.bord(alle=False, peildatum=DAG, on_behalf_of=colleague)] == [
            nummer
        ]
        (load, _) = queries.belasting(moment=MOMENT, peildatum=DAG, on_behalf_of=zwolle)
        assert (load.naam, load.open, load.te_laat) == ("Mens collega", 1, 0)
