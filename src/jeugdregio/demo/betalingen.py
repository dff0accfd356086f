# SPDX-License-Identifier: EUPL-1.2
"""
Two payment runs: one that the bank carried out, with one transfer refused and one returned; and one that is frozen and
waits for a second person. And an account that is being changed, and an advance that is settled in part.

Account numbers are invented: the bank is called DEMO, the digits are the code of the provider.
"""

from datetime import datetime, timedelta

from django.utils import timezone
from stdnum import iban as iban_

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.betalingen import actions, queries
from jeugdregio.betalingen.proefbank import afschrift, antwoord
from jeugdregio.betalingen.values import Openstaand
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.queries import account_met_naam
from jeugdregio.gebruikers.values import Machtiging, Rol

EERSTE, TWEEDE = "controller.regio", "financien.regio"
REKENINGEN_VOOR, RONDE_VOOR = timedelta(days=90), timedelta(days=30)
GEWEIGERD, TERUG = "AC04", "AC01"


def speel_betalingen(*, regio: str, moment: datetime) -> int:
    """Play it, once; gives how many transfers were made: none when it was played before or nothing is open."""
    one, two = (
        Machtiging(rol=Rol.CONTROLLER, regio=regio, account=account_met_naam(name, regio=regio))
        for name in (EERSTE, TWEEDE)
    )
    today = timezone.localdate(moment)
    month = Maand.van(today).vorige
    open_ = queries.openstaand(month, peildatum=today, betaaldag=today, on_behalf_of=one)
    if queries.ronden(on_behalf_of=one) or not any(row.bedrag_cent > 0 for row in open_):
        return 0
    with namens(one):
        names = aanbieders.namen()
    codes = sorted({row.aanbieder for row in open_})
    for code in codes:
        _account(code, nummer(code), names.get(code, code), moment - REKENINGEN_VOOR, one, two)
    first = queries.openstaand(month.vorige.vorige, peildatum=today, betaaldag=today, on_behalf_of=one)
    _advance(first, open_, moment - RONDE_VOOR, one, two)
    made = _paid(month.vorige.vorige, moment - RONDE_VOOR, one, two)
    still = queries.openstaand(month, peildatum=today, betaaldag=today, on_behalf_of=one)
    changed = max((row.aanbieder for row in still if row.bedrag_cent > 0), default=codes[-1])
    actions.stel_rekening_voor(
        changed,
        nummer(changed, volg=1),
        names.get(changed, changed)[:70],
        bron="verzonnen: brief in de demo",
        moment=moment,
        on_behalf_of=one,
    )
    number = actions.maak_ronde(month, betaaldag=today + timedelta(days=2), moment=moment, on_behalf_of=one)
    actions.bevries(number, moment=moment, on_behalf_of=one)
    return made + len(queries.opdrachten(ronde=number, on_behalf_of=one))


def _account(code: str, iban: str, name: str, moment: datetime, one: Machtiging, two: Machtiging) -> None:
    number = actions.stel_rekening_voor(
        code, iban, name[:70], bron="verzonnen: contract in de demo", moment=moment, on_behalf_of=one
    )
    actions.bevestig_rekening(number, iban=iban, moment=moment, on_behalf_of=two)


def _advance(
    first: list[Openstaand], all_: list[Openstaand], moment: datetime, one: Machtiging, two: Machtiging
) -> None:
    """An advance that the first run pays, and of which the second settles half; not one that the bank sends back."""
    paid = {(row.gemeente, row.aanbieder): row.bedrag_cent for row in first}
    later = [
        (row.bedrag_cent - cents, row.gemeente, row.aanbieder)
        for row in all_
        if (cents := paid.get((row.gemeente, row.aanbieder), 0)) > 0
    ]
    edges = {min(paid, default=None), max(paid, default=None)}
    rest, town, code = max((row for row in later if row[1:] not in edges), default=(0, "", ""))
    if rest <= 0:
        return
    number = actions.stel_voorschot_voor(
        code, town, 2 * rest, bron="verzonnen: contract in de demo, artikel 7", moment=moment, on_behalf_of=one
    )
    actions.besluit_voorschot(number, toekennen=True, bedrag_cent=2 * rest, moment=moment, on_behalf_of=two)


def _paid(month: Maand, moment: datetime, one: Machtiging, two: Machtiging) -> int:
    day = timezone.localdate(moment) + timedelta(days=1)
    number = actions.maak_ronde(month, betaaldag=day, moment=moment, on_behalf_of=one)
    mark = actions.bevries(number, moment=moment, on_behalf_of=one)
    actions.keur_goed(number, gelezen=mark, moment=moment + timedelta(hours=1), on_behalf_of=two)
    file = actions.verzend(number, moment=moment + timedelta(hours=2), on_behalf_of=one)
    orders = [order.kenmerk for order in queries.opdrachten(ronde=number, on_behalf_of=one)]
    refused, returned = {orders[0]: GEWEIGERD}, {orders[-1]: TERUG} if len(orders) > 1 else {}
    for answer in (antwoord(file, afgewezen=refused), afschrift(file, dag=day, zonder=refused, terug=returned)):
        actions.lees_bankbestand(answer, moment=moment + timedelta(days=2), on_behalf_of=one)
    return len(orders)


def nummer(code: str, *, volg: int = 0) -> str:
    """The invented IBAN of a provider."""
    rest = f"DEMO{code.zfill(8)}{volg:02}"
    return f"NL{iban_.calc_check_digits('NL00' + rest)}{rest}"
