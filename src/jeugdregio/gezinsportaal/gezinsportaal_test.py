# SPDX-License-Identifier: EUPL-1.2
"""Who of a family sees what: each rule of the law a row, on both sides of a birthday and of the end of custody."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import PermissionDenied
from django.db import connection

from jeugdregio.core.bsn import persoon, zegel
from jeugdregio.gebruikers import queries as gebruikers
from jeugdregio.gebruikers.afscherming import AfgeschermdeSleutel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.gezinnen import actions as gezinnen
from jeugdregio.gezinnen import queries as lezen
from jeugdregio.gezinnen.values import NieuwDoel, NieuwGezag, NieuwLid, NieuwTeamlid
from jeugdregio.gezinsportaal import actions, queries
from jeugdregio.gezinsportaal.actions import NietUitTeNodigen
from jeugdregio.gezinsportaal.models import Gezinstoegang, Portaalplek, Portaalregel
from jeugdregio.logboek.actions import gelezen

pytestmark = pytest.mark.django_db
DALFSEN, ZWOLLE, REGIO = "0148", "0193", "IJSSELLAND"
TOEGANG = Machtiging(rol=Rol.TOEGANG, gemeente=DALFSEN, account=None)
GEHEIM = Machtiging(rol=Rol.TOEGANG_GEHEIM, gemeente=DALFSEN)
ANDER = Machtiging(rol=Rol.TOEGANG, gemeente=ZWOLLE)
DAG = date(2026, 9, 1)
NU = datetime(2026, 9, 1, 9, tzinfo=UTC)
SAM, KIM = "999900018", "999900031"
GEHEIME_PLEK = "Huize de Linde"


def op(dag: date) -> datetime:
    return datetime(dag.year, dag.month, dag.day, 9, tzinfo=UTC)


class Familie:
    """A family with a youth who was born on a day, a mother and a father, and one goal of the youth."""

    def __init__(self, geboren: date, gezag: str = "een_ouder", bsn: str = SAM) -> None:
        self.nummer = gezinnen.maak_gezin(
            "Familie Jansen",
            [
                NieuwLid("Sam", "jeugdige", geboren, bsn),
                NieuwLid("Moeder", "ouder", date(1985, 1, 1)),
                NieuwLid("Vader", "ouder", date(1984, 1, 1)),
            ],
            moment=NU,
            on_behalf_of=TOEGANG,
        )
        people = lezen.gezin(self.nummer, on_behalf_of=TOEGANG).leden
        self.sam, self.moeder, self.vader = (
            next(one.id for one in people if one.naam == name) for name in ("Sam", "Moeder", "Vader")
        )
        self.gezag(gezag, date(2020, 1, 1))
        plan = gezinnen.open_plan(
            self.nummer,
            generalist=NieuwTeamlid("Anke", "generalist", "CJG", DAG),
            peildatum=DAG,
            on_behalf_of=TOEGANG,
        )
        gezinnen.zet_teamlid(
            plan,
            NieuwTeamlid("Rik de Regisseur", "casusregisseur", GEHEIME_PLEK, DAG),
            on_behalf_of=TOEGANG,
        )
        goal = NieuwDoel("Sam slaapt bij oma", "nachten", 0, 7, 2, 5, date(2027, 1, 1), lid=self.sam)
        gezinnen.stel_doel(plan, goal, peildatum=DAG, on_behalf_of=TOEGANG)

    def gezag(self, vorm: str, vanaf: date) -> None:
        holders = {
            "een_ouder": {"houder": self.moeder},
            "beide_ouders": {"houder": self.moeder, "medehouder": self.vader},
            "gi": {"instelling": "GI Overijssel"},
            "geen": {},
        }[vorm]
        gezinnen.leg_gezag_vast(self.sam, NieuwGezag(vorm, vanaf, "gezagsregister", **holders), on_behalf_of=TOEGANG)

    def ziet(self, lid: int, dag: date) -> bool:
        return queries.zicht_in_gezin(self.nummer, peildatum=dag, on_behalf_of=TOEGANG)[lid][self.sam].ziet

    @property
    def doel(self) -> int:
        return lezen.plan(self.nummer, on_behalf_of=TOEGANG).doelen[0].id


def binnen(lid: int, dag: date = DAG) -> Machtiging:
    """Let someone in, and who that is from now on."""
    actions.nodig_uit(lid, moment=op(dag), door="toegang", on_behalf_of=TOEGANG)
    return Machtiging(rol=Rol.GEZINSLID, gezinslid=f"G{lid}")


def leest(wie: Machtiging, dag: date = DAG) -> str:
    """Everything on the page of this person on a day."""
    if not actions.ververs_mijn(moment=op(dag), on_behalf_of=wie):
        return ""
    rows = queries.mijn_regels(peildatum=dag, on_behalf_of=wie)
    return "\n".join(f"{one.soort}: {one.tekst} ({one.onder})" for one in rows)


class TestWhoSees:
    @pytest.mark.parametrize(
        ("jaren", "gezag", "sam", "moeder", "vader"),
        [
            (5, "een_ouder", False, True, False),
            (11, "een_ouder", False, True, False),
            (12, "een_ouder", True, True, False),
            (12, "beide_ouders", True, True, True),
            (15, "beide_ouders", True, True, True),
            (16, "beide_ouders", True, False, False),
            (17, "een_ouder", True, False, False),
            (18, "beide_ouders", True, False, False),
            (8, "gi", False, False, False),
            (13, "gi", True, False, False),
            (8, "geen", False, False, False),
        ],
    )
    def test_by_age_and_custody(self, jaren, gezag, sam, moeder, vader):
        one = Familie(date(DAG.year - jaren, 9, 1), gezag)
        assert [one.ziet(lid, DAG) for lid in (one.sam, one.moeder, one.vader)] == [sam, moeder, vader]

    @pytest.mark.parametrize(
        ("jaren", "voor", "na"), [(12, (False, True), (True, True)), (16, (True, True), (True, False))]
    )
    def test_a_birthday_changes_it_that_day(self, jaren, voor, na):
        one = Familie(date(DAG.year - jaren, 9, 2))
        assert (one.ziet(one.sam, DAG), one.ziet(one.moeder, DAG)) == voor
        assert (one.ziet(one.sam, date(2026, 9, 2)), one.ziet(one.moeder, date(2026, 9, 2))) == na

    def test_custody_that_changes_counts_from_that_day(self):
        one = Familie(date(2018, 5, 4))
        one.gezag("beide_ouders", date(2026, 10, 1))
        assert [one.ziet(one.vader, day) for day in (date(2026, 9, 30), date(2026, 10, 1))] == [False, True]
        one.gezag("gi", date(2026, 11, 1))
        assert [one.ziet(one.moeder, day) for day in (date(2026, 10, 31), date(2026, 11, 1))] == [True, False]

    def test_a_youth_who_cannot_weigh_it_has_a_representative(self):
        one = Familie(date(2009, 5, 4))
        gezinnen.wijzig_lid(one.sam, naam="Sam", relatie="", woont_elders=False, onbekwaam_op=DAG, on_behalf_of=TOEGANG)
        assert (one.ziet(one.sam, DAG), one.ziet(one.moeder, DAG)) == (False, True)

    @pytest.mark.parametrize("jaren", range(22))
    @pytest.mark.parametrize("gezag", ["een_ouder", "beide_ouders", "gi", "geen"])
    def test_nobody_sees_who_is_not_signing_or_told(self, jaren, gezag):
        """The table never lets in someone whom the law of signing does not name."""
        one = Familie(date(DAG.year - jaren, 3, 1), gezag)
        named = {who.lid for who in lezen.ondertekenaars(one.sam, peildatum=DAG, on_behalf_of=TOEGANG)}
        seeing = {lid for lid in (one.sam, one.moeder, one.vader) if one.ziet(lid, DAG)}
        assert seeing <= named


class TestTheOwnRows:
    def test_a_parent_reads_plan_director_and_who_looked_and_nothing_of_another_family(self):
        one, other = Familie(date(2018, 5, 4)), Familie(date(2017, 5, 4), bsn=KIM)
        wie, ander = binnen(one.moeder), binnen(other.moeder)

        text = leest(wie)
        leest(ander)
        assert "Rik de Regisseur" in text
        assert "Sam slaapt bij oma" in text
        with namens(wie):
            assert set(Portaalplek.objects.values_list("gezinslid", flat=True)) == {wie.gezinslid}
            assert set(Gezinstoegang.objects.values_list("lid", flat=True)) == {one.moeder}
        for nobody in (TOEGANG, ANDER, Machtiging(rol=Rol.AANBIEDER, aanbieder="99900001")):
            with namens(nobody):
                assert Portaalregel.objects.count() + Portaalplek.objects.count() == 0

    def test_a_goal_that_the_youth_keeps_back_is_not_for_the_parents(self):
        one = Familie(date(2012, 5, 4))
        parent, youth = binnen(one.moeder), binnen(one.sam)
        assert "Sam slaapt bij oma" in leest(parent)
        actions.houd_achter(one.sam, one.doel, achter=True, moment=NU, door="t", on_behalf_of=TOEGANG)
        assert "Sam slaapt bij oma" not in leest(parent)
        assert "Sam slaapt bij oma" in leest(youth)
        actions.houd_achter(
            one.sam, one.doel, achter=False, moment=op(date(2026, 9, 2)), door="t", on_behalf_of=TOEGANG
        )
        assert "Sam slaapt bij oma" in leest(parent, date(2026, 9, 2))

    def test_a_youth_under_twelve_keeps_nothing_back(self):
        one = Familie(date(2018, 5, 4))
        with pytest.raises(NietUitTeNodigen, match="12 jaar"):
            actions.houd_achter(one.sam, one.doel, achter=True, moment=NU, door="t", on_behalf_of=TOEGANG)

    def test_the_end_of_custody_counts_at_the_next_page_and_a_birthday_without_one(self):
        one = Familie(date(2010, 9, 2))
        wie = binnen(one.moeder)
        assert "Sam slaapt bij oma" in leest(wie)
        # Nothing is made anew here: what was written says itself until when.
        assert queries.mijn_regels(peildatum=date(2026, 9, 2), on_behalf_of=wie) == []

        young = Familie(date(2018, 5, 4), bsn=KIM)
        mother = binnen(young.moeder)
        assert leest(mother)
        young.gezag("gi", DAG)
        assert leest(mother) == ""

    def test_who_looked_is_said_without_a_name(self):
        one = Familie(date(2018, 5, 4))
        wie = binnen(one.moeder)
        who = persoon(zegel(django_settings.BSN_KEY).verzegel(SAM))
        looker = Machtiging(rol=Rol.AANBIEDER, aanbieder="99900001", account=None)
        with namens(looker):
            gelezen(looker, [who], wat="kind", moment=NU)
        text = leest(wie)
        assert "gekeken: Een medewerker die hulp geeft of de administratie doet" in text
        assert "jeugdhulp verlenen en declareren; één keer" in text


class TestSecretAddress:
    def test_a_family_with_one_gives_no_name_and_no_words(self):
        one = Familie(date(2018, 5, 4))
        wie = binnen(one.moeder)
        assert GEHEIME_PLEK in leest(wie)
        gezinnen.houd_adres_geheim(one.nummer, geheim=True, on_behalf_of=GEHEIM)
        text = leest(wie)
        assert "geheim adres" in text
        for secret in (GEHEIME_PLEK, "Rik", "oma", "Dalfsen"):
            assert secret not in text

    def test_the_database_hides_names_the_moment_that_a_youth_is_shielded(self):
        one = Familie(date(2018, 5, 4))
        wie = binnen(one.moeder)
        leest(wie)
        who = persoon(zegel(django_settings.BSN_KEY).verzegel(SAM))
        with namens(verwerking(REGIO)), connection.cursor() as cursor:
            cursor.execute("SELECT ('x' || left(%s, 15))::bit(60)::bigint", [who])
            AfgeschermdeSleutel.objects.create(soort=5, sleutel=cursor.fetchone()[0], nr=0)
        rows = queries.mijn_regels(peildatum=DAG, on_behalf_of=wie)
        assert rows != []
        assert GEHEIME_PLEK not in " ".join(one.tekst + one.onder for one in rows)


class TestLettingIn:
    def test_a_code_makes_an_account_with_one_role_and_one_right(self):
        one = Familie(date(2018, 5, 4))
        name, code = actions.nodig_uit(one.moeder, moment=NU, door="t", on_behalf_of=TOEGANG)
        number = gebruikers.account_met_naam(name, regio=REGIO)
        (found,) = gebruikers.machtigingen(number, moment=NU)
        assert (found.rol, found.gezinslid, [right.value for right in found.rechten]) == (
            Rol.GEZINSLID,
            f"G{one.moeder}",
            ["eigen_dossier"],
        )
        assert len(code) > 20
        with pytest.raises(NietUitTeNodigen, match="al een inlog"):
            actions.nodig_uit(one.moeder, moment=NU, door="t", on_behalf_of=TOEGANG)

    def test_who_sees_nobody_gets_no_login(self):
        one = Familie(date(2018, 5, 4))
        for lid in (one.vader, one.sam):
            with pytest.raises(NietUitTeNodigen, match="van niemand"):
                actions.nodig_uit(lid, moment=NU, door="t", on_behalf_of=TOEGANG)

    def test_another_municipality_and_another_role_let_nobody_in(self):
        one = Familie(date(2018, 5, 4))
        with pytest.raises(NietUitTeNodigen, match="mag zien"):
            actions.nodig_uit(one.moeder, moment=NU, door="t", on_behalf_of=ANDER)
        with pytest.raises(PermissionDenied):
            actions.nodig_uit(
                one.moeder, moment=NU, door="t", on_behalf_of=Machtiging(rol=Rol.CONTROLLER, gemeente=DALFSEN)
            )
        assert queries.toegangen(one.nummer, on_behalf_of=ANDER) == {}

    def test_an_end_closes_the_login_and_takes_the_rows_away(self):
        one = Familie(date(2018, 5, 4))
        wie = binnen(one.moeder)
        leest(wie)
        actions.beeindig(one.moeder, reden="Verhuisd.", moment=op(date(2026, 9, 2)), on_behalf_of=TOEGANG)
        number = gebruikers.account_met_naam(f"gezin{one.moeder}", regio=REGIO)
        assert gebruikers.machtigingen(number, moment=op(date(2026, 9, 3))) == []
        assert queries.mijn_regels(peildatum=DAG, on_behalf_of=wie) == []
        assert leest(wie) == ""

    def test_off_unless_the_region_says_so(self, settings):
        settings.GEZINSPORTAAL = False
        one = Familie(date(2018, 5, 4))
        with pytest.raises(NietUitTeNodigen, match="GEZINSPORTAAL"):
            actions.nodig_uit(one.moeder, moment=NU, door="t", on_behalf_of=TOEGANG)
