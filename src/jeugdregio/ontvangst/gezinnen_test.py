# SPDX-License-Identifier: EUPL-1.2
"""A family with one who is shielded is hidden with all its rows, before there is a message about anyone of it."""

from datetime import UTC, date, datetime

import pytest

from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.gezinnen import actions, queries
from jeugdregio.gezinnen.values import Gezinsfout, NieuwLid, NieuwTeamlid
from jeugdregio.ontvangst.afschermen import afgeschermden, hef_op, scherm_af

DALFSEN = "0148"
TOEGANG = Machtiging(rol=Rol.TOEGANG, gemeente=DALFSEN)
GEHEIM = Machtiging(rol=Rol.TOEGANG_GEHEIM, gemeente=DALFSEN)
ELDERS = Machtiging(rol=Rol.TOEGANG_GEHEIM, gemeente="0193")
NU, DAG = datetime(2026, 9, 1, 9, tzinfo=UTC), date(2026, 9, 1)
SAM, ZUS = "999900018", "999900043"

pytestmark = pytest.mark.django_db


def lid(naam: str, bsn: str) -> NieuwLid:
    return NieuwLid(naam, "jeugdige", date(2013, 5, 4), bsn)


def gezin(*leden: NieuwLid) -> int:
    number = actions.maak_gezin("Jansen", leden, moment=NU, on_behalf_of=TOEGANG)
    who = NieuwTeamlid("Anke de Wit", "generalist", "CJG Dalfsen", DAG)
    actions.open_plan(number, generalist=who, peildatum=DAG, on_behalf_of=TOEGANG)
    return number


def seen(number: int, wie: Machtiging) -> tuple[bool, bool]:
    return queries.gezin(number, on_behalf_of=wie) is not None, queries.plan(number, on_behalf_of=wie) is not None


@pytest.mark.parametrize("wie", [GEHEIM, ELDERS])
def test_it_is_hidden_when_one_of_its_people_is_shielded_and_comes_back(wie):
    """Whichever municipality shields the child."""
    number = gezin(lid("Sam", SAM), lid("Zus", ZUS))

    scherm_af(SAM, reden="gevaar", door="iemand", moment=NU, on_behalf_of=wie)
    assert (seen(number, TOEGANG), seen(number, GEHEIM)) == ((False, False), (True, True))

    (one,) = afgeschermden(on_behalf_of=wie)
    hef_op(one.id, reden="voorbij", door="iemand", moment=NU.replace(hour=10), on_behalf_of=wie)
    assert seen(number, TOEGANG) == (True, True)


def test_who_is_shielded_already_is_put_in_by_the_role_for_that_and_takes_the_family_along():
    scherm_af(SAM, reden="gevaar", door="iemand", moment=NU, on_behalf_of=GEHEIM)
    number = gezin(lid("Zus", ZUS))

    with pytest.raises(Gezinsfout, match="rol voor afgeschermde dossiers"):
        actions.voeg_lid_toe(number, lid("Sam", SAM), on_behalf_of=TOEGANG)
    actions.voeg_lid_toe(number, lid("Sam", SAM), on_behalf_of=GEHEIM)

    assert (seen(number, TOEGANG), seen(number, GEHEIM)) == ((False, False), (True, True))
