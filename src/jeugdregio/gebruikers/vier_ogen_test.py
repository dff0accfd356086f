# SPDX-License-Identifier: EUPL-1.2
"""One proposes, another confirms; nobody does both, and nothing changes in between."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from jeugdregio.gebruikers import vier_ogen
from jeugdregio.gebruikers.aanstelling_test import NU, REGIO, person
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Rechtbesluit, Voorstel
from jeugdregio.gebruikers.queries import machtigingen, rechten_van
from jeugdregio.gebruikers.values import Machtiging, Recht, Rol, Soort

pytestmark = pytest.mark.django_db
RECHT = Recht.MAAND_SLUITEN
LATER = datetime(2026, 11, 3, tzinfo=UTC)


def controller(name: str) -> Machtiging:
    (found,) = machtigingen(person(name, Rol.CONTROLLER, regio=REGIO).pk, moment=NU)
    return found


def propose(wie: Machtiging, **inhoud: object) -> Voorstel:
    what = inhoud or {"maand": "2026-10"}
    return vier_ogen.stel_voor("maand", what, recht=RECHT, reden="alles is binnen", moment=NU, on_behalf_of=wie)


def confirm(one: Voorstel, wie: Machtiging, gelezen: str = "", voer_uit=lambda _: None) -> None:
    vier_ogen.bevestig(one.pk, gelezen or one.sha256, recht=RECHT, voer_uit=voer_uit, moment=LATER, on_behalf_of=wie)


def test_another_confirms_and_then_it_is_done():
    one, done = propose(controller("a")), []

    confirm(one, controller("b"), voer_uit=lambda it: done.append(it.inhoud))

    assert done == [{"maand": "2026-10"}]


def test_the_maker_does_not_confirm():
    maker = controller("a")
    one = propose(maker)

    with pytest.raises(NietToegestaan, match="zelf"):
        confirm(one, maker)
    with namens(maker), pytest.raises(DatabaseError, match="voorstel_vier_ogen"), transaction.atomic():
        Voorstel.objects.filter(pk=one.pk).update(besluit="bevestigd", besloten_door=maker.account, besloten_op=LATER)


def test_what_fails_is_not_confirmed():
    one, other = propose(controller("a")), controller("b")

    def fail(_):
        raise NietToegestaan("de maand is nog niet voorbij")

    with pytest.raises(NietToegestaan, match="voorbij"), transaction.atomic():
        confirm(one, other, voer_uit=fail)

    with namens(other):
        assert Voorstel.objects.get(pk=one.pk).besluit == "open"


def test_what_was_not_read_is_not_confirmed():
    with pytest.raises(NietToegestaan, match="gelezen"):
        confirm(propose(controller("a")), controller("b"), gelezen="0" * 64)


def test_nobody_changes_a_proposal():
    maker, other = controller("a"), controller("b")
    one = propose(maker)
    for wie in (maker, other):
        for change in ({"inhoud": {"maand": "2026-11"}}, {"reden": "x"}, {"voorgesteld_door": other.account}):
            with namens(wie), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                Voorstel.objects.filter(pk=one.pk).update(**change)


def test_it_is_decided_once():
    one, other = propose(controller("a")), controller("b")
    vier_ogen.wijs_af(one.pk, recht=RECHT, toelichting="er mist nog iets", moment=LATER, on_behalf_of=other)

    with pytest.raises(NietToegestaan, match="al over besloten"):
        confirm(one, other)
    with namens(other), pytest.raises(DatabaseError, match="al beslist"), transaction.atomic():
        Voorstel.objects.filter(pk=one.pk).update(toelichting="anders")


def test_the_same_thing_waits_once():
    maker = controller("a")
    propose(maker)

    with pytest.raises(NietToegestaan, match="al voorgesteld"):
        propose(maker)


def test_the_maker_takes_it_back():
    maker = controller("a")
    one = propose(maker)

    vier_ogen.wijs_af(one.pk, recht=RECHT, toelichting="vergissing", moment=LATER, on_behalf_of=maker)

    with namens(maker):
        assert Voorstel.objects.get(pk=one.pk).besluit == "ingetrokken"


def test_without_the_right_nobody_proposes_or_confirms():
    (wie,) = machtigingen(person("c", Rol.BESTUUR, regio=REGIO).pk, moment=NU)

    with pytest.raises(NietToegestaan, match="recht"):
        propose(wie)
    with pytest.raises(NietToegestaan, match="recht"):
        confirm(propose(controller("a")), wie)


def test_a_program_is_no_person():
    with pytest.raises(NietToegestaan, match="mens"):
        propose(Machtiging(rol=Rol.CONTROLLER, regio=REGIO))


class TestRightsChangeOnlyAfterConfirmation:
    def decide(self, wie: Machtiging, voorstel: Voorstel) -> None:
        Rechtbesluit.objects.create(
            soort="gemeente", rol="toegang", recht="kinderen_zien", toegestaan=False, vanaf=date(2026, 11, 2),
            reden="proef", voorstel=voorstel, gezet_op=NU,
        )  # fmt: skip

    def manager(self, name: str) -> Machtiging:
        (found,) = machtigingen(person(name, Rol.BEHEERDER, regio=REGIO).pk, moment=NU)
        return found

    def proposal(self, wie: Machtiging) -> Voorstel:
        what = {"recht": "kinderen_zien"}
        return vier_ogen.stel_voor(
            "recht", what, recht=Recht.RECHTEN_WIJZIGEN, reden="proef", moment=NU, on_behalf_of=wie
        )

    def test_the_database_refuses_one_that_waits(self):
        wie = self.manager("a")
        with namens(wie), pytest.raises(DatabaseError, match="na bevestiging"), transaction.atomic():
            self.decide(wie, self.proposal(wie))

    def test_from_its_day_on_everyone_with_that_role_has_it_no_longer(self):
        maker, other = self.manager("a"), self.manager("b")
        worker = person("w")
        one = self.proposal(maker)
        vier_ogen.bevestig(
            one.pk, one.sha256, recht=Recht.RECHTEN_WIJZIGEN, voer_uit=lambda it: self.decide(other, it), moment=NU,
            on_behalf_of=other,
        )  # fmt: skip

        (now,) = machtigingen(worker.pk, moment=NU)
        assert not now.mag(Recht.KINDEREN_ZIEN)
        assert now.mag(Recht.WERK_ZIEN)
        with namens(other):
            before = rechten_van({(Soort.GEMEENTE, Rol.TOEGANG)}, peildatum=date(2026, 11, 1))
        assert Recht.KINDEREN_ZIEN in before[Soort.GEMEENTE, Rol.TOEGANG]
