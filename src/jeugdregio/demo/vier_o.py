# SPDX-License-Identifier: EUPL-1.2
"""
Requests under the four O's (S62): one of 2017 granted and settled, one refused, one of this year waits. All invented.

The refused one is the case of K02: unavoidable, but of an own choice. Under bijlage 1 it would pass.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.verevening import actions, queries
from jeugdregio.verevening.values import Feiten, Grond, O, Sleutel, Tekst, Verzoekgegevens

OLST_WIJHE, RAALTE, DALFSEN = "1773", "0177", "0148"
COMITE = dict.fromkeys(("0193", "0150", "0160"), "wethouder jeugd")
GEVRAAGD, COMITE_OP, BESLOTEN, AFGEREKEND = (
    datetime(2017, 9, 4, 8, tzinfo=UTC),
    datetime(2017, 9, 18, 8, tzinfo=UTC),
    datetime(2017, 11, 6, 8, tzinfo=UTC),
    datetime(2018, 2, 5, 8, tzinfo=UTC),
)
GEVRAAGD_CENT = 18_000_000
DIT_JAAR = datetime(2026, 9, 14, 8, tzinfo=UTC)
ALLES_GOED = Feiten(
    begroot=False,
    te_voorzien=False,
    verschuifbaar=False,
    grond=Grond.ONVERMIJDELIJK,
    alternatief=False,
    eigen_beleid=False,
    te_veranderen=False,
)
EIGEN_KEUZE = Feiten(
    begroot=False,
    te_voorzien=False,
    verschuifbaar=False,
    grond=Grond.VERPLICHTING,
    alternatief=False,
    eigen_beleid=True,
    te_veranderen=False,
)
WAAROM = {
    O.ONVOORZIEN: "Er is in de begroting niet op gerekend, en het was niet te voorzien.",
    O.ONUITSTELBAAR: "De hulp is nu nodig; wachten tot een volgend jaar kan niet.",
    O.ONONTKOOMBAAR: "De gemeente moet deze hulp leveren en er is geen andere plek.",
    O.ONBEINVLOEDBAAR: "Er is niets aan te veranderen.",
}


def laad(regio: str) -> None:
    """Load them in the transaction of the caller; again changes nothing."""
    board = Machtiging(rol=Rol.BESTUUR, regio=regio)
    if queries.verzoeken(on_behalf_of=board):
        return
    good = dict.fromkeys(O, (True, "De stukken laten dat zien."))
    own = good | {O.ONBEINVLOEDBAAR: (False, "Het volgt uit een eigen keuze van de gemeente.")}
    granted = _ask(OLST_WIJHE, "Langdurig verblijf na een crisis, buiten de contracten", 2017, ALLES_GOED, GEVRAAGD)
    refused = _ask(RAALTE, "Doorlopende kosten van een eigen project dat stopt", 2017, EIGEN_KEUZE, GEVRAAGD)
    _advise(granted, good, regio)
    _advise(refused, own, regio)
    amounts = ((granted, GEVRAAGD_CENT, "Alle vier de O's gelden."), (refused, 0, "Onbeïnvloedbaar geldt niet."))
    for number, amount, why in amounts:
        actions.besluit_verzoek(number, amount, reden=why, door="demo bestuur", moment=BESLOTEN, on_behalf_of=board)
    actions.reken_jaar_af(
        2017,
        Sleutel.BUDGET,
        bron="Verzonnen voor de demo",
        door="demo bestuur",
        moment=AFGEREKEND,
        on_behalf_of=board,
    )
    _ask(DALFSEN, "Twee plaatsingen door de rechter in één maand", 2026, ALLES_GOED, DIT_JAAR)


def rond_af(jaar: int, sleutel: Sleutel, *, regio: str, moment: datetime) -> None:
    """Bring every open request of a year to a decision that grants it, and settle the year."""
    board = Machtiging(rol=Rol.BESTUUR, regio=regio)
    good = dict.fromkeys(O, (True, "De stukken laten dat zien."))
    for asked in queries.verzoeken(on_behalf_of=board, jaar=jaar):
        _advise(asked.id, good, regio, op=moment, klaar=moment)
        actions.besluit_verzoek(
            asked.id, GEVRAAGD_CENT, reden="Alle vier de O's gelden.", door="demo bestuur", moment=moment,
            on_behalf_of=board,
        )  # fmt: skip
    actions.reken_jaar_af(
        jaar, sleutel, bron="Verzonnen voor de demo", door="demo bestuur", moment=moment, on_behalf_of=board
    )


def _ask(town: str, what: str, year: int, facts: Feiten, moment: datetime) -> int:
    asked = Verzoekgegevens(year, f"{what} (verzonnen)", 24_000_000, GEVRAAGD_CENT, Tekst.VISIE, facts, WAAROM)
    money = Machtiging(rol=Rol.CONTROLLER, gemeente=town)
    return actions.dien_verzoek_in(asked, door="demo controller", moment=moment, on_behalf_of=money)


def _advise(
    number: int,
    said: Mapping[O, tuple[bool, str]],
    regio: str,
    op: datetime = COMITE_OP,
    klaar: datetime = BESLOTEN,
) -> None:
    preparer = Machtiging(rol=Rol.CONTROLLER, regio=regio)
    actions.stel_comite_in(number, COMITE, moment=op, on_behalf_of=preparer)
    for code in COMITE:
        member = Machtiging(rol=Rol.BESTUUR, gemeente=code)
        actions.oordeel(number, said, door=f"demo lid {code}", moment=op, on_behalf_of=member)
    why = "Per O zijn alle leden het eens; zie de oordelen."
    actions.adviseer(number, why, door="demo voorbereider", moment=klaar, on_behalf_of=preparer)
