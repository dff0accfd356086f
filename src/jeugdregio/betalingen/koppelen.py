# SPDX-License-Identifier: EUPL-1.2
"""
Money on the bank that names nothing: one person says what it is, another confirms, and it is booked once.

It pays a claim back, or it is not ours and goes back for a reason. The database holds that the parts of a transaction
are never more than it, and that a claim never gets more than is open.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256

from jeugdregio.betalingen import sepa
from jeugdregio.betalingen.models import Bankregel, Koppeling, Vordering
from jeugdregio.betalingen.rekeningen import mens
from jeugdregio.betalingen.values import TERUGBOEKING, Melding, NietTeBetalen
from jeugdregio.betalingen.vorderingen import boek_ontvangsten, genoemd, merken, ontvangst
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gebruikers.weigering import in_woorden

Soort, Stand = Koppeling.Soort, Koppeling.Stand
GRENZEN: Mapping[str, str] = {
    "koppeling_bedrag_en_reden": "Vul een bedrag boven nul in, en waaraan u ziet wat het is.",
    "koppeling_een_keer_terug": "Van deze terugboeking is al gezegd welke afschrijving het is.",
    "vordering_nooit_te_veel_ontvangen": "Van deze vordering staat minder open. Wijs het af en stel het opnieuw voor.",
}


def melding_van(one: Bankregel) -> Melding:
    """What the bank said of a line, from its file as it was kept."""
    return sepa.lees(bytes(one.bestand.inhoud))[1][one.nr - 1]


def stel_koppeling_voor(
    bankregel: int,
    soort: str,
    *,
    doel: int | None,
    bedrag_cent: int,
    reden: str,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> int:
    """
    Propose what (a part of) a bank line is; gives its number.

    `doel` is the claim for `vordering`, the money to send back for `teruggeboekt`, and None for `terugboeken`. Raises
    `NietTeBetalen`: a line that has its place, more than the line or the claim, or no reason.
    """
    person = mens(on_behalf_of)
    with in_woorden(NietTeBetalen, GRENZEN), namens(on_behalf_of):
        line = Bankregel.objects.select_related("bestand").filter(pk=bankregel, regio=on_behalf_of.regio).first()
        if line is None or line.dag is None or soort not in Soort:
            raise NietTeBetalen("Deze regel van de bank is er niet, of heeft al een plaats. Ververs de pagina.")
        claim = Vordering.objects.filter(pk=doel or 0).first() if soort == Soort.VORDERING else None
        back = Koppeling.objects.filter(pk=doel or 0).first() if soort == Soort.TERUGGEBOEKT else None
        if claim is None and back is None and soort != Soort.TERUGBOEKEN:
            raise NietTeBetalen("Kies waar het bij hoort.")
        if claim is not None and bedrag_cent > claim.bedrag_cent - claim.ontvangen_cent:
            raise NietTeBetalen(
                "Van deze vordering staat minder open. Koppel wat open staat, en zeg van de rest wat het is."
            )
        made = Koppeling.objects.create(
            regio=on_behalf_of.regio,
            bankregel=line,
            verwijzing=line.verwijzing or _merk(line),
            soort=soort,
            bedrag_cent=bedrag_cent,
            vordering=claim,
            terugboeking=back,
            reden=reden.strip(),
            voorgesteld_door=person,
            voorgesteld_op=moment,
        )
    return int(made.pk)


def _merk(line: Bankregel) -> str:
    """What names a transaction that was read before such a mark was kept with it."""
    return merken(sepa.lees(bytes(line.bestand.inhoud))[1])[line.nr - 1]


def besluit_koppeling(
    koppeling: int, *, bevestigen: bool, bedrag_cent: int, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """
    Confirm what a line is, which books it when it pays a claim, or turn it down; `bedrag_cent` is what was read.

    Raises `NietTeBetalen` for who proposed it (turning down is allowed), another amount, or more than is open.
    """
    person = mens(on_behalf_of)
    with in_woorden(NietTeBetalen, GRENZEN), namens(on_behalf_of):
        rows = Koppeling.objects.select_for_update(of=("self",)).select_related("bankregel")
        one = rows.filter(pk=koppeling, stand=Stand.VOORGESTELD).first()
        if one is None:
            raise NietTeBetalen("Dit voorstel is er niet, of er is al over besloten. Ververs de pagina.")
        if bevestigen and one.voorgesteld_door == person:
            raise NietTeBetalen("U hebt dit zelf voorgesteld. Een ander moet het bevestigen.")
        if one.bedrag_cent != bedrag_cent:
            raise NietTeBetalen("Dit is een ander bedrag dan is voorgesteld. Ververs de pagina.")
        one.stand, one.besloten_door, one.besloten_op = (
            Stand.BEVESTIGD if bevestigen else Stand.AFGEWEZEN,
            person,
            moment,
        )
        one.save(update_fields=["stand", "besloten_door", "besloten_op"])
        day = one.bankregel.dag
        if bevestigen and day is not None:
            _voer_uit(one, day)


def _voer_uit(one: Koppeling, dag: date) -> None:
    if one.vordering_id is not None:
        claim = Vordering.objects.select_for_update().get(pk=one.vordering_id)
        mark = sha256(f"{one.verwijzing} {one.pk}".encode()).hexdigest()
        boek_ontvangsten([ontvangst(claim, one.bedrag_cent, dag=dag, verwijzing=mark, koppeling=one)])
    elif one.terugboeking_id is not None:
        Koppeling.objects.filter(pk=one.terugboeking_id).update(teruggeboekt_op=dag)


class Terugboekingen:
    """Finds in one file what was not ours and went back, by the reference that the region gave with it."""

    def __init__(self, found: Sequence[Melding]) -> None:
        named = {nr: genoemd(one, TERUGBOEKING) for nr, one in enumerate(found) if one.gebeurtenis == "betaald"}
        self._named = {nr: key for nr, key in named.items() if key is not None}
        rows = Koppeling.objects.select_for_update().filter(pk__in=self._named.values(), soort=Soort.TERUGBOEKEN)
        self._open = {one.pk: one for one in rows.filter(stand=Stand.BEVESTIGD, teruggeboekt_op=None).order_by("pk")}
        self._done: list[Koppeling] = []

    def neem(self, nr: int, one: Melding) -> bool:
        """Whether transaction `nr` of the file is money that goes back, of the whole amount."""
        back = self._open.get(self._named.get(nr, 0))
        if back is None or one.dag is None or one.bedrag_cent != back.bedrag_cent:
            return False
        back.teruggeboekt_op = one.dag
        self._done.append(self._open.pop(back.pk))
        return True

    def bewaar(self) -> None:
        """Keep the day on which each went back."""
        Koppeling.objects.bulk_update(self._done, ["teruggeboekt_op"])
