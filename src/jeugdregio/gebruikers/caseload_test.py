# SPDX-License-Identifier: EUPL-1.2
"""Who has which child; outside it a reason is asked for, and kept."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from jeugdregio.core.bsn import persoon
from jeugdregio.gebruikers import caseload
from jeugdregio.gebruikers.aanstelling_test import DALFSEN, NU, REGIO, manager, person
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Caseload, Doel
from jeugdregio.gebruikers.queries import machtigingen
from jeugdregio.gebruikers.values import Machtiging, Rol

pytestmark = pytest.mark.django_db
KIND, ANDER = persoon(b"kind"), persoon(b"ander")


def worker(name: str, **bij: str) -> Machtiging:
    (found,) = machtigingen(person(name, **bij).pk, moment=NU)
    return found


def give(child: str, wie: Machtiging, aan: Machtiging | None = None) -> Caseload:
    to = (aan or wie).account
    return caseload.wijs_toe(child, aan=to, vanaf=date(2026, 11, 1), reden="nieuw gezin", moment=NU, on_behalf_of=wie)


def has(child: str, wie: Machtiging, moment=NU) -> bool:
    return caseload.in_caseload(child, moment=moment, on_behalf_of=wie)


def test_a_worker_has_the_children_that_were_given():
    a, b = worker("a"), worker("b")
    give(KIND, a)

    assert (has(KIND, a), has(ANDER, a), has(KIND, b)) == (True, False, False)
    assert caseload.van_mij(moment=NU, on_behalf_of=a) == [KIND]
    assert not has(KIND, a, NU - timedelta(days=2))


def test_handing_over_ends_it_for_one_and_begins_it_for_the_other():
    a, b = worker("a"), worker("b")
    row = give(KIND, a)

    caseload.draag_over(row.pk, aan=b.account, reden="verhuisd", moment=NU, on_behalf_of=a)

    assert (has(KIND, a), has(KIND, b)) == (False, True)


def test_a_child_is_in_one_caseload_once():
    a = worker("a")
    give(KIND, a)

    with pytest.raises(NietToegestaan, match="al in de caseload"):
        give(KIND, a)


def test_another_organisation_sees_nothing_of_it():
    row, stranger = give(KIND, worker("a")), worker("c", **DALFSEN)

    assert not has(KIND, stranger)
    with pytest.raises(NietToegestaan, match="niet"):
        caseload.beeindig(row.pk, reden="x", moment=NU, on_behalf_of=stranger)
    with namens(stranger):
        assert not Caseload.objects.exists()


def test_outside_the_own_caseload_a_reason_of_today_opens_the_child():
    a = worker("a")
    ask = {"moment": NU, "on_behalf_of": a}
    assert not caseload.heeft_reden(KIND, **ask)

    caseload.noem_doel(KIND, reden="collega is ziek", **ask)

    assert caseload.heeft_reden(KIND, **ask)
    assert caseload.doel(KIND, **ask) == "collega is ziek"
    assert not caseload.heeft_reden(KIND, moment=NU + timedelta(days=1), on_behalf_of=a)
    assert not caseload.heeft_reden(KIND, moment=NU, on_behalf_of=worker("b"))


def test_what_was_said_stays():
    a = worker("a")
    caseload.noem_doel(KIND, reden="collega is ziek", moment=NU, on_behalf_of=a)

    for change in (lambda: Doel.objects.update(reden="iets anders"), Doel.objects.all().delete):
        with namens(a), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()


@pytest.mark.parametrize("reden", ["", "om 999990019"])
def test_a_reason_has_words_and_no_number_of_a_child(reden):
    with pytest.raises(NietToegestaan):
        caseload.noem_doel(KIND, reden=reden, moment=NU, on_behalf_of=worker("a"))


def test_who_manages_people_has_nothing_to_do_with_children():
    wie = manager()

    with pytest.raises(NietToegestaan):
        give(KIND, wie, worker("a"))
    with pytest.raises(NietToegestaan):
        caseload.noem_doel(KIND, reden="nieuwsgierig", moment=NU, on_behalf_of=wie)


def test_the_region_has_no_caseload():
    (wie,) = machtigingen(person("r", Rol.CONTROLLER, regio=REGIO).pk, moment=NU)

    assert not has(KIND, wie)
    assert caseload.van_mij(moment=NU, on_behalf_of=wie) == []
