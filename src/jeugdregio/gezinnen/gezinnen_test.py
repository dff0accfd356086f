# SPDX-License-Identifier: EUPL-1.2
"""Families: one plan, one director, a generalist throughout, one signature per person; and two that become one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection
from django.db.backends.postgresql.psycopg_any import DateRange

from jeugdregio.core.bsn import persoon, zegel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.gezinnen import actions, models, queries
from jeugdregio.gezinnen.values import Gezinsfout, NieuwDoel, NieuwGezag, NieuwLid, NieuwTeamlid, PlanBestaatAl

DALFSEN, ZWOLLE = "0148", "0193"
TOEGANG = Machtiging(rol=Rol.TOEGANG, gemeente=DALFSEN)
GEHEIM = Machtiging(rol=Rol.TOEGANG_GEHEIM, gemeente=DALFSEN)
ANDER = Machtiging(rol=Rol.TOEGANG, gemeente=ZWOLLE)
NU, DAG = datetime(2026, 9, 1, 9, tzinfo=UTC), date(2026, 9, 1)
SAM, MOEDER, ZUS = "999900018", "999900031", "999900043"
GENERALIST = NieuwTeamlid("Anke de Wit", "generalist", "CJG Dalfsen", DAG)

pytestmark = pytest.mark.django_db


@contextmanager
def tot_het_eind(wie: Machtiging) -> Iterator[None]:
    """The block as someone, with what the database looks at when the transaction ends."""
    with namens(wie):
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def lid(naam: str, soort: str = "jeugdige", **meer: object) -> NieuwLid:
    born = {"geboortedatum": date(2013, 5, 4)} if soort == "jeugdige" else {}
    return NieuwLid(naam, soort, **{**born, **meer})


def gezin(*leden: NieuwLid, naam: str = "Familie Jansen", wie: Machtiging = TOEGANG) -> int:
    return actions.maak_gezin(naam, leden or (lid("Sam"), lid("Moeder", "ouder")), moment=NU, on_behalf_of=wie)


def plan(nummer: int, dag: date = DAG) -> int:
    return actions.open_plan(nummer, generalist=GENERALIST, peildatum=dag, on_behalf_of=TOEGANG)


def team(nummer: int, rol: str, naam: str = "Bo", **meer: object) -> int:
    new = NieuwTeamlid(naam, rol, "Trias", meer.pop("vanaf", DAG), **meer)
    return actions.zet_teamlid(nummer, new, on_behalf_of=TOEGANG)


def nummer_van(gezin_id: int, naam: str) -> int:
    found = queries.gezin(gezin_id, on_behalf_of=TOEGANG)
    return next(one.id for one in found.leden if one.naam == naam)


class TestTheFamily:
    def test_it_is_found_by_a_name_in_it_and_its_people_are_youths_first(self):
        number = gezin(lid("Bea Bos", "ouder"), lid("Sam Bos", bsn=SAM))

        found = queries.gezin(number, on_behalf_of=TOEGANG)

        assert [one.naam for one in found.leden] == ["Sam Bos", "Bea Bos"]
        assert found.leden[0].persoon == persoon(zegel(settings.BSN_KEY).verzegel(SAM))
        assert [one.id for one in queries.gezinnen(zoek="sam b", peildatum=DAG, on_behalf_of=TOEGANG)] == [number]
        assert [one.id for one in queries.gezinnen_van(found.leden[0].persoon, on_behalf_of=TOEGANG)] == [number]

    def test_a_list_without_a_name_holds_the_own_caseload_only(self):
        number = gezin(lid("Sam", bsn=SAM))
        gezin(lid("Ander"), naam="Ander")
        who = queries.gezin(number, on_behalf_of=TOEGANG).leden[0].persoon

        assert queries.gezinnen(peildatum=DAG, on_behalf_of=TOEGANG) == []
        assert [one.id for one in queries.gezinnen(personen=[who], peildatum=DAG, on_behalf_of=TOEGANG)] == [number]

    def test_another_municipality_sees_nothing_of_it(self):
        number = gezin()

        assert queries.gezin(number, on_behalf_of=ANDER) is None
        with pytest.raises(Gezinsfout, match="niet voor u"):
            actions.voeg_lid_toe(number, lid("Wie"), on_behalf_of=ANDER)

    def test_a_member_of_the_family_of_another_municipality_is_refused_by_the_database(self):
        number = gezin()

        with pytest.raises(IntegrityError), tot_het_eind(ANDER):
            models.Gezinslid.objects.create(gemeente=ZWOLLE, gezin_id=number, naam="Wie", soort="ouder")

    @pytest.mark.parametrize(
        ("new", "text"),
        [
            (lid("Fout", bsn="123456789"), "geen burgerservicenummer"),
            (NieuwLid("Zonder dag", "jeugdige"), "geboortedatum"),
            (lid("Nog eens", bsn=SAM), "staat al in dit gezin"),
            (lid("  "), "de naam"),
        ],
    )
    def test_someone_who_cannot_be_put_in_it_says_why(self, new, text):
        number = gezin(lid("Sam", bsn=SAM))

        with pytest.raises(Gezinsfout, match=text):
            actions.voeg_lid_toe(number, new, on_behalf_of=TOEGANG)

    def test_a_youth_is_in_one_family_at_a_time_and_a_parent_may_be_in_two(self):
        number = gezin(lid("Sam", bsn=SAM), lid("Moeder", "ouder", bsn=MOEDER))

        gezin(lid("Moeder", "ouder", bsn=MOEDER), lid("Zus"))
        with pytest.raises(Gezinsfout, match="Voeg de gezinnen samen"):
            gezin(lid("Sam", bsn=SAM))

        actions.haal_uit_gezin(nummer_van(number, "Sam"), per=DAG, on_behalf_of=TOEGANG)
        gezin(lid("Sam", bsn=SAM))

    def test_the_person_follows_from_the_sealed_number(self):
        number = gezin()

        with pytest.raises(IntegrityError, match="persoon_volgt_uit_bsn"), namens(TOEGANG):
            models.Gezinslid.objects.create(
                gemeente=DALFSEN, gezin_id=number, naam="Wie", soort="ouder", persoon="a" * 64, bsn=b"x"
            )

    def test_whoever_may_not_keep_families_is_refused(self):
        with pytest.raises(PermissionDenied):
            gezin(wie=Machtiging(rol=Rol.CONTROLLER, gemeente=DALFSEN))


def seen(number: int, wie: Machtiging) -> bool:
    """Whether the family, its plan and its team are there for whoever asks; either all or none."""
    with namens(wie):
        team = models.Teamlid.objects.filter(gezin=number).exists()
    found = {
        queries.gezin(number, on_behalf_of=wie) is not None,
        queries.plan(number, on_behalf_of=wie) is not None,
        team,
    }
    assert len(found) == 1
    return found.pop()


class TestASecretAddress:
    """The whole family, with all its rows, is for the role for shielded files alone."""

    def test_a_secret_address_hides_a_family_without_numbers_too(self):
        number = gezin()
        plan(number)

        with pytest.raises(Gezinsfout, match="afgeschermde dossiers"):
            actions.houd_adres_geheim(number, True, on_behalf_of=TOEGANG)
        actions.houd_adres_geheim(number, True, on_behalf_of=GEHEIM)
        assert not seen(number, TOEGANG)
        actions.houd_adres_geheim(number, False, on_behalf_of=GEHEIM)
        assert seen(number, TOEGANG)


class TestOneFamilyOnePlanOneDirector:
    def test_a_second_plan_is_refused_with_the_number_of_the_first(self):
        number = gezin()
        first = plan(number)

        with pytest.raises(PlanBestaatAl, match="één gezin, één plan") as refused:
            plan(number)

        assert refused.value.plan == first

    def test_the_database_refuses_it_from_whoever_goes_round_the_action(self):
        number = gezin()
        plan(number)

        with pytest.raises(IntegrityError, match="gezinsplan_een_open_per_gezin"), namens(TOEGANG):
            models.Gezinsplan.objects.create(gemeente=DALFSEN, gezin_id=number, geopend_op=DAG)

    def test_after_closing_a_new_plan_may_be_opened_and_the_old_one_stays(self):
        number = gezin()
        first = plan(number)

        actions.sluit_plan(first, reden="klaar", peildatum=date(2026, 10, 1), on_behalf_of=TOEGANG)
        second = plan(number, date(2026, 11, 1))

        assert [one.id for one in queries.plannen(number, on_behalf_of=TOEGANG)] == [second, first]
        with pytest.raises(Gezinsfout, match="gesloten"):
            team(first, "specialist")

    def test_one_director_at_a_time(self):
        number = gezin()
        one = team(plan(number), "casusregisseur", "Eerste")

        with pytest.raises(Gezinsfout, match="één regisseur"):
            team(queries.plan(number, on_behalf_of=TOEGANG).id, "casusregisseur", "Tweede")
        actions.beeindig_teamlid(one, per=date(2026, 10, 1), reden="overdracht", on_behalf_of=TOEGANG)
        team(queries.plan(number, on_behalf_of=TOEGANG).id, "casusregisseur", "Tweede", vanaf=date(2026, 10, 1))

        names = [
            queries.regisseur(number, peildatum=day, on_behalf_of=TOEGANG).naam
            for day in (date(2026, 9, 30), date(2026, 10, 1))
        ]
        assert names == ["Eerste", "Tweede"]

    @pytest.mark.parametrize("meer", [{}, {"clausule": "R-001"}, {"bewijs": "artikel 4"}])
    def test_a_provider_directs_only_with_the_clause_of_the_contract(self, meer):
        """S45."""
        number = plan(gezin())

        with pytest.raises(Gezinsfout, match="contract"):
            team(number, "casusregisseur", aanbieder="99900001", **meer)
        team(number, "casusregisseur", aanbieder="99900001", clausule="R-001", bewijs="artikel 4 lid 2")

    def test_a_specialist_comes_and_goes_and_the_generalist_stays(self):
        """S82: specialist closes, generalist still open."""
        number = gezin()
        special = team(plan(number), "specialist")

        actions.beeindig_teamlid(special, per=date(2026, 10, 1), reden="klaar", on_behalf_of=TOEGANG)

        found = queries.plan(number, on_behalf_of=TOEGANG)
        assert [one.naam for one in found.team if one.loopt(date(2026, 10, 1))] == ["Anke de Wit"]

    def test_the_last_generalist_cannot_go_before_the_plan_closes(self):
        number = gezin()
        plan(number)
        (general,) = queries.plan(number, on_behalf_of=TOEGANG).team

        with pytest.raises(Gezinsfout, match="van begin tot eind een generalist"):
            actions.beeindig_teamlid(general.id, per=date(2026, 10, 1), reden="weg", on_behalf_of=TOEGANG)
        team(queries.plan(number, on_behalf_of=TOEGANG).id, "generalist", "Opvolger", vanaf=date(2026, 10, 1))
        actions.beeindig_teamlid(general.id, per=date(2026, 10, 1), reden="weg", on_behalf_of=TOEGANG)

    def test_the_database_refuses_a_plan_without_a_generalist(self):
        number = gezin()

        with pytest.raises(IntegrityError, match="generalist"), tot_het_eind(TOEGANG):
            models.Gezinsplan.objects.create(gemeente=DALFSEN, gezin_id=number, geopend_op=DAG)

    def test_a_municipality_has_its_own_word_for_a_role(self):
        """K14."""
        actions.noem_rol("casusregisseur", "gezinsregisseur", on_behalf_of=TOEGANG)

        assert queries.rolwoorden(on_behalf_of=TOEGANG)["casusregisseur"] == "gezinsregisseur"
        assert queries.rolwoorden(on_behalf_of=ANDER)["casusregisseur"] == "casusregisseur"


class TestThePlan:
    DOEL = NieuwDoel("Sam gaat naar school", "dagen per week", 0, 5, 1, 4, date(2027, 2, 1))

    def test_a_goal_has_a_start_a_score_now_and_a_target(self):
        number = gezin()
        goal = actions.stel_doel(plan(number), self.DOEL, peildatum=DAG, on_behalf_of=TOEGANG)

        for day, score, end in ((date(2026, 10, 1), 3, False), (date(2026, 12, 1), 4, True)):
            actions.scoor_doel(goal, score, gemeten_op=day, eind=end, on_behalf_of=TOEGANG)

        (found,) = queries.plan(number, on_behalf_of=TOEGANG).doelen
        assert (found.beginscore, found.nu, found.streefscore, found.behaald, found.is_open) == (1, 4, 4, True, False)
        with namens(TOEGANG), connection.cursor() as cursor:
            cursor.execute("SELECT beginscore, eindscore, behaald FROM gezinnen_v_doel WHERE id = %s", [goal])
            assert cursor.fetchall() == [(1, 4, True)]

    @pytest.mark.parametrize(
        ("day", "score", "text"),
        [
            (date(2026, 10, 1), 6, "van 0 tot en met 5"),
            (date(2026, 8, 31), 3, "voor de dag"),
            (date(2026, 9, 5), 3, "al een score"),
        ],
    )
    def test_a_score_that_cannot_be_says_why(self, day, score, text):
        goal = actions.stel_doel(plan(gezin()), self.DOEL, peildatum=DAG, on_behalf_of=TOEGANG)
        actions.scoor_doel(goal, 2, gemeten_op=date(2026, 9, 5), on_behalf_of=TOEGANG)

        with pytest.raises(Gezinsfout, match=text):
            actions.scoor_doel(goal, score, gemeten_op=day, on_behalf_of=TOEGANG)

    def test_nothing_comes_after_the_last_score(self):
        goal = actions.stel_doel(plan(gezin()), self.DOEL, peildatum=DAG, on_behalf_of=TOEGANG)
        actions.scoor_doel(goal, 2, gemeten_op=date(2026, 9, 5), eind=True, on_behalf_of=TOEGANG)

        with pytest.raises(Gezinsfout, match="al een eindscore"):
            actions.scoor_doel(goal, 3, gemeten_op=date(2026, 9, 6), on_behalf_of=TOEGANG)

    @pytest.mark.parametrize("change", [{"beginscore": 9}, {"streefscore": 1}, {"schaal_tot": 0}])
    def test_a_goal_that_cannot_be_measured_is_refused(self, change):
        values = {name: getattr(self.DOEL, name) for name in self.DOEL.__dataclass_fields__} | change

        with pytest.raises(Gezinsfout, match="op de schaal"):
            actions.stel_doel(plan(gezin()), NieuwDoel(**values), peildatum=DAG, on_behalf_of=TOEGANG)

    def test_it_closes_when_every_goal_has_an_end(self):
        number = plan(gezin())
        goal = actions.stel_doel(number, self.DOEL, peildatum=DAG, on_behalf_of=TOEGANG)

        with pytest.raises(Gezinsfout, match="één doel"):
            actions.sluit_plan(number, reden="klaar", peildatum=DAG, on_behalf_of=TOEGANG)
        actions.laat_doel_vervallen(goal, reden="verhuisd", peildatum=DAG, on_behalf_of=TOEGANG)
        actions.sluit_plan(number, reden="klaar", peildatum=DAG, on_behalf_of=TOEGANG)

    def test_a_plan_without_a_way_back_is_seen(self):
        """S95."""
        number = gezin(lid("Sam", bsn=SAM))
        one = plan(number)
        assert [row.zonder_weg_terug for row in queries.gezinnen(zoek="Jan", peildatum=DAG, on_behalf_of=TOEGANG)] == [
            True
        ]

        actions.regel_weg_terug(
            one, weg_terug="minder vaak", lichter="CJG belt", weg_terug_op=date(2027, 1, 1), on_behalf_of=TOEGANG
        )

        assert queries.plan(number, on_behalf_of=TOEGANG).heeft_weg_terug
        assert [row.zonder_weg_terug for row in queries.gezinnen(zoek="Jan", peildatum=DAG, on_behalf_of=TOEGANG)] == [
            False
        ]

    def test_the_plan_of_school_is_a_part_of_it_once_per_youth(self):
        """S86."""
        number = gezin()
        one, sam = plan(number), nummer_van(number, "Sam")

        for text in ("eerst", "daarna"):
            actions.zet_school(one, sam, school="De Ster", contactpersoon="ib'er", afspraken=text, on_behalf_of=TOEGANG)

        assert [row.afspraken for row in queries.plan(number, on_behalf_of=TOEGANG).school] == ["daarna"]


class TestSignatures:
    """W5: more than one signs, and they are not the same person."""

    def test_two_parents_sign_and_neither_signs_twice(self):
        number = gezin(lid("Sam"), lid("Moeder", "ouder", bsn=MOEDER), lid("Vader", "ouder"))
        one = plan(number)

        for who in ("Moeder", "Vader"):
            actions.teken(one, versie=1, lid=nummer_van(number, who), getekend_op=DAG, on_behalf_of=TOEGANG)
        with pytest.raises(Gezinsfout, match="twee mensen"):
            actions.teken(one, versie=1, lid=nummer_van(number, "Vader"), getekend_op=DAG, on_behalf_of=TOEGANG)

        found = queries.plan(number, on_behalf_of=TOEGANG).handtekeningen
        assert [row.naam for row in found] == ["Moeder", "Vader"]

    def test_one_person_who_stands_there_twice_is_one_signature_for_the_database(self):
        born = date(1980, 1, 1)
        number = gezin(
            lid("Jan  Bos", "ouder", geboortedatum=born), lid("jan bos", "verzorger", geboortedatum=born), lid("Sam")
        )
        one = plan(number)
        actions.teken(one, versie=1, lid=nummer_van(number, "Jan  Bos"), getekend_op=DAG, on_behalf_of=TOEGANG)

        with pytest.raises(IntegrityError, match="handtekening_een_per_mens"), namens(TOEGANG):
            models.Handtekening.objects.create(
                gemeente=DALFSEN,
                gezin_id=number,
                plan_id=one,
                versie=1,
                lid_id=nummer_van(number, "jan bos"),
                getekend_op=DAG,
            )

    def test_a_new_version_is_signed_again_and_an_old_one_no_more(self):
        number = gezin()
        one, sam = plan(number), nummer_van(number, "Sam")
        actions.teken(one, versie=1, lid=sam, getekend_op=DAG, on_behalf_of=TOEGANG)

        assert actions.vernieuw_plan(one, on_behalf_of=TOEGANG) == 2
        with pytest.raises(Gezinsfout, match="intussen veranderd"):
            actions.teken(one, versie=1, lid=sam, getekend_op=DAG, on_behalf_of=TOEGANG)
        actions.teken(one, versie=2, lid=sam, getekend_op=DAG, on_behalf_of=TOEGANG)

    @pytest.mark.parametrize(
        ("first", "second", "text"), [("Moeder", "Moeder", "twee verschillende"), ("Moeder", "Sam", "verschillende")]
    )
    def test_custody_of_two_is_of_two_people(self, first, second, text):
        number = gezin()
        holder, other = nummer_van(number, first), nummer_van(number, second)

        with pytest.raises(Gezinsfout, match=text):
            actions.leg_gezag_vast(
                nummer_van(number, "Sam"),
                NieuwGezag("beide_ouders", DAG, "gezagsregister", holder, other),
                on_behalf_of=TOEGANG,
            )

    def test_custody_changes_on_a_day_and_what_was_before_stays(self):
        number = gezin(lid("Sam"), lid("Moeder", "ouder"), lid("Vader", "ouder"))
        sam, mother, father = (nummer_van(number, name) for name in ("Sam", "Moeder", "Vader"))
        for day, form, second in ((date(2020, 1, 1), "beide_ouders", father), (DAG, "een_ouder", None)):
            actions.leg_gezag_vast(sam, NieuwGezag(form, day, "uitspraak", mother, second), on_behalf_of=TOEGANG)

        def signers(day: date) -> list[str]:
            found = queries.ondertekenaars(sam, peildatum=day, on_behalf_of=TOEGANG)
            return sorted(one.naam for one in found if one.moet_tekenen)

        assert signers(date(2026, 8, 31)) == ["Moeder", "Sam", "Vader"]
        assert signers(DAG) == ["Moeder", "Sam"]


class TestTwoFamiliesBecomeOne:
    def test_nothing_is_lost(self):
        """S81: a second plan for the same family is merged."""
        stays = gezin(lid("Sam", bsn=SAM), lid("Moeder", "ouder", bsn=MOEDER))
        goes = gezin(lid("Zus", bsn=ZUS), lid("Ma", "ouder", bsn=MOEDER), lid("Oma", "ander"), naam="Dubbel")
        first, second = plan(stays), plan(goes)
        for number in (first, second):
            actions.stel_doel(number, TestThePlan.DOEL, peildatum=DAG, on_behalf_of=TOEGANG)
            team(number, "casusregisseur", f"Regisseur {number}")
        team(second, "specialist", "Speltherapeut")
        actions.spreek_af(second, afspraak="bellen", wie="oma", uiterlijk=None, peildatum=DAG, on_behalf_of=TOEGANG)
        actions.zet_netwerk(second, naam="Oma", relatie="oma", hulp="past op", on_behalf_of=TOEGANG)
        zus, ma = nummer_van(goes, "Zus"), nummer_van(goes, "Ma")
        actions.leg_gezag_vast(zus, NieuwGezag("een_ouder", DAG, "register", ma), on_behalf_of=TOEGANG)
        actions.teken(second, versie=1, lid=ma, getekend_op=DAG, on_behalf_of=TOEGANG)

        done = actions.voeg_samen(goes, stays, reden="zelfde moeder", peildatum=date(2026, 10, 1), on_behalf_of=TOEGANG)

        assert (done.gezin, done.plan, done.leden, done.doelen, done.afspraken) == (stays, first, 2, 1, 1)
        family = queries.gezin(stays, on_behalf_of=TOEGANG)
        assert sorted(one.naam for one in family.leden) == ["Moeder", "Oma", "Sam", "Zus"]
        (custody,) = queries.gezag(stays, on_behalf_of=TOEGANG)[zus]
        assert [one.naam for one in custody.houders] == ["Moeder"]
        going, gone = queries.plannen(stays, on_behalf_of=TOEGANG)
        assert (len(going.doelen), len(going.afspraken), len(going.netwerk), going.versie) == (2, 1, 1, 2)
        assert [one.uit_plan for one in going.doelen] == [None, second]
        assert [one.naam for one in going.team if one.loopt(date(2026, 10, 1))] == [
            f"Regisseur {first}",
            "Anke de Wit",
            "Speltherapeut",
        ]
        assert (gone.id, gone.samengevoegd_in, len(gone.handtekeningen), len(gone.team)) == (second, first, 1, 3)
        assert queries.gezin(goes, on_behalf_of=TOEGANG).samengevoegd_in == stays
        with pytest.raises(Gezinsfout, match="samengevoegd"):
            actions.voeg_lid_toe(goes, lid("Wie"), on_behalf_of=TOEGANG)

    def test_a_plan_of_only_the_one_goes_along(self):
        stays, goes = gezin(), gezin(lid("Zus"), naam="Dubbel")
        number = plan(goes)

        done = actions.voeg_samen(goes, stays, reden="een gezin", peildatum=DAG, on_behalf_of=TOEGANG)

        assert done.plan == number
        assert queries.plan(stays, on_behalf_of=TOEGANG).id == number

    def test_the_one_that_goes_on_is_as_secret_as_the_other(self):
        stays, goes = gezin(), gezin(lid("Zus"), naam="Dubbel")
        actions.houd_adres_geheim(goes, True, on_behalf_of=GEHEIM)

        actions.voeg_samen(goes, stays, reden="een gezin", peildatum=DAG, on_behalf_of=GEHEIM)

        assert queries.gezin(stays, on_behalf_of=TOEGANG) is None

    def test_a_family_with_itself_is_no_two(self):
        number = gezin()

        with pytest.raises(Gezinsfout, match="twee verschillende"):
            actions.voeg_samen(number, number, reden="x", peildatum=DAG, on_behalf_of=TOEGANG)


def test_a_team_that_is_shared_has_no_gap_for_the_database():
    """Two generalists whose days do not meet leave a gap, and that is refused too."""
    number = plan(gezin())

    with pytest.raises(IntegrityError, match="generalist"), tot_het_eind(TOEGANG):
        models.Teamlid.objects.filter(plan=number).update(geldig=DateRange(DAG, date(2026, 9, 5)))
