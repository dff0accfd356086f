# SPDX-License-Identifier: EUPL-1.2
"""The chain of an agreement ends in procurement: a judgement counts in the term of the next contract (S44, S28)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from jeugdregio.contractbeheer import actions
from jeugdregio.contractbeheer.actions import NietVastTeLeggen, NieuweZaak
from jeugdregio.contracten.actions import leg_contracten_vast
from jeugdregio.contracten.values import Contractgegevens
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.inkoop.models import Bewijs
from tests.inkoop import REGIO, A, B, Inkoop

MANAGER = Machtiging(rol=Rol.CONTRACTMANAGER, regio=REGIO)
OPEN = datetime(2026, 1, 5, 9, tzinfo=UTC)


@pytest.fixture
def inkoop(als_regio):
    """A region that buys, with the protocol and a contract of provider A that runs."""
    region = Inkoop()
    actions.richt_in(REGIO)
    leg_contracten_vast(
        REGIO, [Contractgegevens("R-1", A, "J&O", "output", "PxQ", "M.", date(2025, 1, 1), date(2027, 1, 1), None)]
    )
    return region


def beoordeeld(uitkomst: str, kring: str = "open") -> int:
    new = NieuweZaak("afspraak", kring, "Minder verblijf", "agenda", aanbieder=A, contract="R-1")
    number = actions.open_zaak(new, door="manager", moment=OPEN, on_behalf_of=MANAGER)
    for hour, (code, verdict) in enumerate((("bewijs", ""), ("oordeel", uitkomst))):
        if verdict or code == "bewijs":
            actions.zet_stap(
                number, code, tekst=f"{code} gezien", uitkomst=verdict, door="manager",
                moment=OPEN + timedelta(hours=hour), on_behalf_of=MANAGER,
            )  # fmt: skip
    return number


@pytest.mark.parametrize(("uitkomst", "oordeel"), [("nagekomen", "voldoet"), ("deels", "twijfel"), ("niet", "niet")])
def test_a_judgement_becomes_evidence_that_was_judged(inkoop, uitkomst, oordeel):
    request = inkoop.dien_in(inkoop.publiceer(), date(2026, 1, 12))

    actions.gebruik_als_bewijs(beoordeeld(uitkomst), request.pk, moment=OPEN, on_behalf_of=MANAGER)

    found = Bewijs.objects.get(aanvraag=request, eis=Bewijs.TRANSFORMATIE)
    assert (found.oordeel, found.aanbieder, found.toelichting) == (oordeel, A, "oordeel gezien")
    assert "Minder verblijf" in found.tekst


def test_without_a_judgement_behind_a_secret_or_at_another_it_is_refused(inkoop):
    code = inkoop.publiceer()
    own = inkoop.dien_in(code, date(2026, 1, 12))
    other = inkoop.dien_in(code, date(2026, 1, 12), aanbieder=B)

    for number, request, why in (
        (beoordeeld(""), own, "nog niet geoordeeld"),
        (beoordeeld("nagekomen", "geheim"), own, "Maak de zaak eerst open"),
        (beoordeeld("nagekomen"), other, "van een andere aanbieder"),
    ):
        with pytest.raises(NietVastTeLeggen, match=why):
            actions.gebruik_als_bewijs(number, request.pk, moment=OPEN, on_behalf_of=MANAGER)
