# SPDX-License-Identifier: EUPL-1.2
"""
What providers have to pay back, and how it is found in a statement of the bank: by a reference with check digits.

Each receipt is booked once, from 1310 to the bank. What is more than is open, or names no claim, moves nothing. What
municipalities settle goes the same way: who pays is found in what came in, who gets it in what the region paid.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from stdnum import iso11649

from jeugdregio.betalingen.models import Bankregel, Koppeling, Ontvangst, Vordering
from jeugdregio.betalingen.values import ONTVANGST, TERUGVORDEREN, Melding, NietTeBetalen
from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek.values import (
    BANK,
    TE_BETALEN_AAN_GEMEENTEN,
    TE_VORDEREN_VAN_AANBIEDERS,
    TE_VORDEREN_VAN_GEMEENTEN,
    Journaal,
)

Uitkomst = Bankregel.Uitkomst
EEN_KEER = -1
KANT: Mapping[str, str] = {
    TE_VORDEREN_VAN_AANBIEDERS: "terug",
    TE_BETALEN_AAN_GEMEENTEN: "terug",
    TE_VORDEREN_VAN_GEMEENTEN: "betaald",
}
"""How the bank of the region calls what is paid on a claim: it comes in, but what a municipality gets goes out."""


def vorder(
    gemeente: str,
    aanbieder: str,
    bedrag_cent: int,
    *,
    oorzaak: str,
    oorzaak_id: int,
    moment: datetime,
    rekening: str = TE_VORDEREN_VAN_AANBIEDERS,
) -> Vordering:
    """
    What a provider has to pay back, in the transaction and on behalf of the caller, who books it on `rekening`.

    Or, without a provider, what a municipality pays or gets by a settlement. Raises `django.db.IntegrityError` when
    this cause was claimed back before.
    """
    return Vordering.objects.create(
        gemeente=gemeente,
        aanbieder=aanbieder,
        oorzaak=oorzaak,
        oorzaak_id=oorzaak_id,
        bedrag_cent=bedrag_cent,
        gevorderd_op=moment,
        rekening=rekening,
    )


def ontvang_rest(vordering: int, *, dag: date, door: str) -> None:
    """
    Record and book that what is left of a claim was paid on a day, once, by who says so without the bank.

    In the transaction and on behalf of the caller. The bank that tells it later books it no second time. Raises
    `NietTeBetalen` when nothing is left.
    """
    claim = Vordering.objects.select_for_update().get(pk=vordering)
    left = claim.bedrag_cent - claim.ontvangen_cent
    if not left:
        raise NietTeBetalen("Dit is al betaald.")
    boek_ontvangsten([ontvangst(claim, left, dag=dag, verwijzing=_met_de_hand(claim), door=door)])


def _met_de_hand(claim: Vordering) -> str:
    """What names the one receipt of a claim that a person recorded."""
    return sha256(f"met de hand {claim.pk}".encode()).hexdigest()


def genoemd(one: Melding, soort: str = TERUGVORDEREN) -> int | None:
    """The number of the claim that someone who paid names, with spaces or not; None when there is none."""
    for text in (one.tekst, one.kenmerk):
        for found in re.finditer(rf"RF\d{{2}}{soort}(\d{{8,18}})", re.sub(r"[\s.]", "", text.upper())):
            if iso11649.is_valid(found[0]):
                return int(found[1])
    return None


class Ontvangsten:
    """Takes the receipts of one file: which claim, and whether it is known; `boek` books what is new."""

    def __init__(self, found: Sequence[Melding]) -> None:
        self._named = {nr: genoemd(one) for nr, one in enumerate(found) if one.gebeurtenis in ("terug", "betaald")}
        keys = [key for key in self._named.values() if key is not None]
        rows = Vordering.objects.select_for_update().filter(pk__in=keys).order_by("pk")
        self._claims = {one.pk: one for one in rows}
        self.merken = merken(found)
        known = Ontvangst.objects.filter(verwijzing__in=set(self.merken)).values_list("verwijzing", flat=True)
        self._known = set(known)
        self._seen = set(Bankregel.objects.filter(verwijzing__in=self.merken).values_list("verwijzing", flat=True))
        self._new: list[Ontvangst] = []
        self._by_hand = self._met_de_hand()

    def neem(self, nr: int, one: Melding) -> tuple[Vordering | None, str]:
        """The claim that transaction `nr` of the file pays, if any, and what comes of it."""
        claim = self._claims.get(self._named.get(nr) or 0)
        if self.merken[nr] in self._known | self._seen and one.dag is not None:
            return claim, Uitkomst.BEKEND
        if claim is None:
            return None, Uitkomst.ONBEKEND
        cents, day = one.bedrag_cent or 0, one.dag
        if one.gebeurtenis != KANT[claim.rekening]:
            return claim, Uitkomst.ANDERS
        if self._by_hand.get(claim.pk) == cents:
            del self._by_hand[claim.pk]
            return claim, Uitkomst.BEKEND
        if day is None or not 0 < cents <= claim.bedrag_cent - claim.ontvangen_cent:
            return claim, Uitkomst.ANDERS
        self._known.add(self.merken[nr])
        self._new.append(ontvangst(claim, cents, dag=day, verwijzing=self.merken[nr]))
        return claim, Uitkomst.VERWERKT

    def _met_de_hand(self) -> dict[int, int]:
        """What people recorded of these claims and no statement told yet: cents by claim."""
        came = Ontvangst.objects.filter(vordering__in=self._claims)
        told = Bankregel.objects.filter(vordering__in=self._claims, uitkomst=Uitkomst.BEKEND)
        seen = set(told.exclude(verwijzing__in=came.values("verwijzing")).values_list("vordering", flat=True))
        marks = {_met_de_hand(claim): key for key, claim in self._claims.items() if key not in seen}
        rows = came.filter(verwijzing__in=marks).values_list("verwijzing", "bedrag_cent")
        return {marks[mark]: cents for mark, cents in rows}

    def boek(self) -> None:
        """Keep and book what is new."""
        if self._new:
            boek_ontvangsten(self._new)


def ontvangst(
    claim: Vordering, cents: int, *, dag: date, verwijzing: str, door: str = "", koppeling: Koppeling | None = None
) -> Ontvangst:
    """A receipt on a claim, added to what came on it; kept by `boek_ontvangsten`. The caller has locked the claim."""
    claim.ontvangen_cent += cents
    return Ontvangst(
        gemeente=claim.gemeente,
        aanbieder=claim.aanbieder,
        vordering=claim,
        verwijzing=verwijzing,
        koppeling=koppeling,
        bedrag_cent=cents,
        dag=dag,
        door=door,
    )


def boek_ontvangsten(new: Sequence[Ontvangst]) -> None:
    """
    Keep receipts with what came on their claims, and book them, each in the month of the bank or the first open one
    after it; in the caller's transaction.
    """
    made = Ontvangst.objects.bulk_create(new)
    Vordering.objects.bulk_update({one.vordering for one in made}, ["ontvangen_cent"])
    towns = {one.gemeente for one in made}
    with namens(verwerking(settings.REGIO)):
        months = {day: grootboek.open_maanden(towns, Maand.van(day)) for day in {one.dag for one in made}}
        grootboek.boek([_journaal(one, months[one.dag][one.gemeente]) for one in made])


def merken(found: Sequence[Melding]) -> list[str]:
    """
    What names each transaction: the bank's own reference, or else all that it says with its turn among its equals.

    So the same transaction in two statements is one, and two equal ones in one statement are two.
    """
    seen: Counter[str] = Counter()
    marks = []
    for one in found:
        text = one.verwijzing or f"{one.dag} {one.bedrag_cent} {one.kenmerk} {one.tekst}"
        seen[text] += 1
        marks.append(sha256(f"{bool(one.verwijzing)} {text} {seen[text]}".encode()).hexdigest())
    return marks


def _journaal(one: Ontvangst, month: Maand) -> Journaal:
    account = one.vordering.rekening
    debit, credit = (account, BANK) if account == TE_BETALEN_AAN_GEMEENTEN else (BANK, account)
    return Journaal(
        gemeente=one.gemeente,
        aanbieder=one.aanbieder,
        categorie="",
        code="",
        oorzaak=ONTVANGST,
        oorzaak_id=one.pk,
        oorzaak_nr=EEN_KEER,
        debet=debit,
        credit=credit,
        bedrag_cent=Cent(one.bedrag_cent),
        boekmaand=month,
        dienstmaand=Maand.van(one.dag),
    )
