# SPDX-License-Identifier: EUPL-1.2
"""What someone may work as: from a day, until an end, and not a moment longer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from jeugdregio.gebruikers import actions, queries
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Aanstelling, Account
from jeugdregio.gebruikers.values import Machtiging, Recht, Rol, verwerking

pytestmark = pytest.mark.django_db
REGIO = "IJSSELLAND"
NU = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAG = timedelta(days=1)
ZWOLLE, DALFSEN = {"gemeente": "0193"}, {"gemeente": "0148"}


def person(name: str, rol: Rol = Rol.TOEGANG, vanaf: date = date(2026, 1, 1), **bij: str) -> Account:
    return actions.geef_rol(name, rol=rol, bij=bij or ZWOLLE, vanaf=vanaf, regio=REGIO, moment=NU)


def manager(name: str = "beheer", **bij: str) -> Machtiging:
    account = person(name, Rol.BEHEERDER, **(bij or ZWOLLE))
    (found,) = queries.machtigingen(account.pk, moment=NU)
    return found


def appoint(account: Account, wie: Machtiging, **anders: object) -> Aanstelling:
    facts = {"rol": Rol.CONTROLLER, "bij": ZWOLLE, "vanaf": date(2026, 11, 2), "tot": None, "reden": "vervanging"}
    return actions.stel_aan(account.pk, **facts | anders, moment=NU, on_behalf_of=wie)


def roles(account: Account, moment: datetime = NU) -> set[Rol]:
    return {one.rol for one in queries.machtigingen(account.pk, moment=moment)}


class TestThePeriod:
    def test_a_role_counts_from_its_first_day_until_its_end(self):
        one = person("a")
        appoint(one, manager(), vanaf=date(2026, 11, 3), tot=date(2026, 11, 5))

        days = [roles(one, NU + DAG * nr) - {Rol.TOEGANG} for nr in range(4)]

        assert days == [set(), {Rol.CONTROLLER}, {Rol.CONTROLLER}, set()]

    def test_what_ends_ends_at_once(self):
        one, wie = person("a"), manager()
        role = appoint(one, wie)
        assert roles(one) == {Rol.TOEGANG, Rol.CONTROLLER}

        actions.beeindig(role.pk, reden="terug naar eigen werk", moment=NU, on_behalf_of=wie)

        assert roles(one) == {Rol.TOEGANG}

    def test_the_same_role_at_the_same_organisation_is_there_once_at_a_time(self):
        one, wie = person("a"), manager()
        appoint(one, wie, tot=date(2027, 1, 1))

        with pytest.raises(NietToegestaan, match="al Controller"):
            appoint(one, wie, vanaf=date(2026, 12, 1))

        appoint(one, wie, vanaf=date(2027, 1, 1))

    def test_a_role_that_ended_can_be_given_again(self):
        one, wie = person("a"), manager()
        actions.beeindig(appoint(one, wie).pk, reden="vergissing", moment=NU, on_behalf_of=wie)

        appoint(one, wie)

        assert Rol.CONTROLLER in roles(one)


class TestWhoDecides:
    def test_nobody_gives_himself_a_role(self):
        wie = manager()
        me = Account.objects.get(pk=wie.account)

        with pytest.raises(NietToegestaan, match="uzelf"):
            appoint(me, wie)
        with namens(verwerking(REGIO)), pytest.raises(DatabaseError, match="niet_van_jezelf"), transaction.atomic():
            Aanstelling.objects.create(
                account=me, door=me, rol="toegang", **ZWOLLE, periode=(date(2026, 1, 1), None), reden="x", gezet_op=NU
            )

    @pytest.mark.parametrize("bij", [DALFSEN, {"aanbieder": "71000001"}, {"regio": REGIO}])
    def test_only_at_the_own_organisation(self, bij):
        with pytest.raises(NietToegestaan, match="beheert"):
            appoint(person("a"), manager(), bij=bij, rol=Rol.BEHEERDER)

    def test_the_region_gives_an_organisation_its_manager_and_nobody_else(self):
        wie, one = manager("regio", regio=REGIO), person("a", **DALFSEN)

        appoint(one, wie, bij=DALFSEN, rol=Rol.BEHEERDER)
        with pytest.raises(NietToegestaan, match="beheert"):
            appoint(one, wie, bij=DALFSEN, rol=Rol.CONTROLLER)

        assert roles(one) == {Rol.TOEGANG, Rol.BEHEERDER}

    def test_another_role_manages_nobody(self):
        (wie,) = queries.machtigingen(person("b").pk, moment=NU)

        with pytest.raises(NietToegestaan, match="beheert"):
            appoint(person("a"), wie)

    @pytest.mark.parametrize("rol", [Rol.AANBIEDER, Rol.VERWERKING])
    def test_a_role_that_does_not_exist_there_cannot_be_given(self, rol):
        with pytest.raises(NietToegestaan, match="bestaat niet"):
            appoint(person("a"), manager(), rol=rol)

    @pytest.mark.parametrize("reden", ["", "  "])
    def test_without_a_reason_nothing_changes(self, reden):
        with pytest.raises(NietToegestaan, match="waarom"):
            appoint(person("a"), manager(), reden=reden)

    def test_a_reason_names_no_child(self):
        with pytest.raises(NietToegestaan, match="burgerservicenummer"):
            appoint(person("a"), manager(), reden="voor 999990019")


class TestTheDatabase:
    def test_what_was_decided_stays(self):
        role = appoint(person("a"), manager())
        for change in (
            lambda: Aanstelling.objects.filter(pk=role.pk).update(rol="bestuur"),
            lambda: Aanstelling.objects.filter(pk=role.pk).update(periode=(date(2026, 1, 1), None)),
            lambda: Aanstelling.objects.filter(pk=role.pk).delete(),
        ):
            with (
                namens(verwerking(REGIO)),
                pytest.raises(DatabaseError, match="permission denied"),
                transaction.atomic(),
            ):
                change()

    def test_an_end_is_said_once(self):
        wie = manager()
        role = appoint(person("a"), wie)
        actions.beeindig(role.pk, reden="klaar", moment=NU, on_behalf_of=wie)

        with namens(wie), pytest.raises(DatabaseError, match="al beslist"), transaction.atomic():
            Aanstelling.objects.filter(pk=role.pk).update(einde_reden="anders")

    def test_a_person_sees_the_own_roles_before_working_as_anyone_and_no_others(self):
        one, other = person("a"), person("b")

        assert len(queries.machtigingen(one.pk, moment=NU)) == 1
        with queries.als_persoon(one.pk):
            assert set(Aanstelling.objects.values_list("account_id", flat=True)) == {one.pk}
            assert other.pk not in Aanstelling.objects.values_list("account_id", flat=True)

    def test_who_works_for_one_organisation_sees_no_people_of_another(self):
        person("a"), person("c", **DALFSEN)

        with namens(manager()):
            assert set(Account.objects.values_list("username", flat=True)) == {"a", "beheer"}
            assert set(Aanstelling.objects.values_list("gemeente", flat=True)) == {"0193"}

    def test_one_who_was_lent_by_another_organisation_is_seen_by_both(self):
        lent = person("c", **DALFSEN)
        wie = manager()
        appoint(lent, wie)

        with namens(wie):
            assert Account.objects.filter(username="c").exists()

    def test_one_person_has_one_account(self):
        facts = {"wie": "X", "bij": ZWOLLE, "on_behalf_of": manager()}
        actions.maak_account("een", email="x@zwolle.example", **facts)

        with pytest.raises(NietToegestaan, match="één account"):
            actions.maak_account("twee", email="X@zwolle.example", **facts)


class TestRights:
    def test_what_a_role_may_do_comes_with_it(self):
        (one,) = queries.machtigingen(person("a").pk, moment=NU)

        assert one.mag(Recht.KINDEREN_ZIEN)
        assert not one.mag(Recht.MENSEN_BEHEREN)

    def test_a_managers_hands_hold_no_child_and_no_money(self):
        wie = manager()

        assert {recht for recht in Recht if wie.mag(recht)} == {Recht.MENSEN_BEHEREN, Recht.RECHTEN_ZIEN}
