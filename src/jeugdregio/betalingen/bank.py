# SPDX-License-Identifier: EUPL-1.2
"""
What the bank says of an order: accepted, rejected, paid, returned; found by its mark, and each counted once.

Paid and returned are booked; what was rejected or returned can be paid again, once, for its lines are free then. What
a provider pays back is found by the reference of its claim (`vorderingen`), and what was not ours and went back by
that of `koppelen`.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import connection

from jeugdregio.betalingen import sepa
from jeugdregio.betalingen.koppelen import Terugboekingen
from jeugdregio.betalingen.models import Bankbestand, Bankregel, Betaalopdracht, Betaalregel, Betaalronde
from jeugdregio.betalingen.rekeningen import mens
from jeugdregio.betalingen.ronden import bericht_van
from jeugdregio.betalingen.values import BETALING, RETOUR, Ingelezen, Melding
from jeugdregio.betalingen.vorderingen import Ontvangsten
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, verwerking
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek.values import BANK, TE_BETALEN

Stand, Uitkomst = Betaalopdracht.Stand, Bankregel.Uitkomst
NA: Mapping[str, Collection[str]] = {
    "aanvaard": (Stand.KLAAR,),
    "afgewezen": (Stand.KLAAR, Stand.AANVAARD),
    "betaald": (Stand.KLAAR, Stand.AANVAARD),
    "terug": (Stand.BETAALD,),
}
"""In which state of an order a report of the bank means something; the database holds the same (migration 0002)."""
BEKEND: Mapping[str, Collection[str]] = {
    "aanvaard": (Stand.AANVAARD, Stand.BETAALD, Stand.TERUG),
    "afgewezen": (Stand.AFGEWEZEN,),
    "betaald": (Stand.BETAALD, Stand.TERUG),
    "terug": (Stand.TERUG,),
}
"""And in which it tells what is known."""
_BOEK = """
    SELECT o.gemeente, '{oorzaak}' AS oorzaak, o.id AS oorzaak_id,
        (-100 - row_number() OVER (PARTITION BY o.id ORDER BY r.categorie))::int AS oorzaak_nr,
        CASE WHEN sum(r.bedrag_cent) > 0 THEN '{van}' ELSE '{naar}' END AS debet,
        CASE WHEN sum(r.bedrag_cent) > 0 THEN '{naar}' ELSE '{van}' END AS credit,
        abs(sum(r.bedrag_cent))::bigint AS bedrag_cent, o.aanbieder, r.categorie, '' AS code,
        date_trunc('month', o.{dag})::date AS dienstmaand
    FROM betalingen_betaalopdracht o JOIN betalingen_betaalregel r ON r.opdracht_id = o.id
    WHERE o.id = ANY('{{{ids}}}') GROUP BY o.id, r.categorie HAVING sum(r.bedrag_cent) <> 0
"""


def lees_bankbestand(inhoud: bytes, *, moment: datetime, on_behalf_of: Machtiging) -> Ingelezen:
    """
    Read a pain.002 or camt.053 and do what it says; the same file again changes nothing.

    Raises `NietTeBetalen` for what is no such file. A transaction that is not ours, or that has another amount, is
    kept and shown, and moves nothing.
    """
    person, mark = mens(on_behalf_of), sha256(inhoud).hexdigest()
    soort, found = sepa.lees(inhoud)
    with namens(on_behalf_of):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('bankbestand ' || %s::text, 0))", [mark])
        known = Bankbestand.objects.filter(regio=on_behalf_of.regio, sha256=mark).first()
        if known is not None:
            counts = Counter(known.bankregels.values_list("uitkomst", flat=True))
            return Ingelezen(int(known.pk), True, dict(counts))
        file = Bankbestand.objects.create(
            regio=on_behalf_of.regio,
            soort=soort,
            sha256=mark,
            inhoud=inhoud,
            vastgelegd_op=moment,
            door=person,
        )
        with namens(verwerking(settings.REGIO)):
            lines = _verwerk(file, _per_opdracht(found, on_behalf_of.regio))
            Bankregel.objects.bulk_create(lines)
    return Ingelezen(int(file.pk), False, dict(Counter(one.uitkomst for one in lines)))


def _per_opdracht(found: Sequence[Melding], regio: str) -> list[Melding]:
    """A report of a whole file is one of every order in it."""
    if all(one.kenmerk or not one.bericht for one in found):
        return list(found)
    rounds = {bericht_van(one): one for one in Betaalronde.objects.filter(regio=regio)}
    every: list[Melding] = []
    for one in found:
        ronde = None if one.kenmerk else rounds.get(one.bericht)
        if ronde is None:
            every.append(one)
            continue
        marks = Betaalopdracht.objects.filter(ronde=ronde).order_by("kenmerk").values_list("kenmerk", flat=True)
        every += [Melding(one.gebeurtenis, mark, one.bericht, redencode=one.redencode) for mark in marks]
    return every


def _verwerk(file: Bankbestand, found: Sequence[Melding]) -> list[Bankregel]:
    marks = {one.kenmerk for one in found}
    rows = Betaalopdracht.objects.select_for_update(of=("self",)).select_related("ronde").order_by("pk")
    orders = {one.kenmerk: one for one in rows.filter(kenmerk__in=marks, ronde__regio=file.regio)}
    moved: dict[str, list[Betaalopdracht]] = {BETALING: [], RETOUR: [], "vrij": []}
    receipts, returns = Ontvangsten(found), Terugboekingen(found)
    lines = []
    for nr, one in enumerate(found, start=1):
        order = orders.get(one.kenmerk)
        claim, outcome = receipts.neem(nr - 1, one) if order is None else (None, _stap(order, one, moved))
        if order is None and outcome == Uitkomst.ONBEKEND and returns.neem(nr - 1, one):
            outcome = Uitkomst.VERWERKT
        lines.append(
            Bankregel(
                regio=file.regio,
                bestand=file,
                nr=nr,
                kenmerk=claim.kenmerk if claim else one.kenmerk[:35],
                gebeurtenis=one.gebeurtenis,
                bedrag_cent=one.bedrag_cent,
                dag=one.dag,
                redencode=one.redencode[:35],
                verwijzing=receipts.merken[nr - 1] if order is None and one.dag else "",
                opdracht=order,
                vordering=claim,
                uitkomst=outcome,
            )
        )
    _bewaar(orders.values(), moved)
    receipts.boek()
    returns.bewaar()
    return lines


def _stap(order: Betaalopdracht, one: Melding, moved: dict[str, list[Betaalopdracht]]) -> str:
    if order.ronde.stand != Betaalronde.Stand.VERZONDEN or one.bedrag_cent not in (None, order.bedrag_cent):
        return Uitkomst.ANDERS
    if order.stand in BEKEND[one.gebeurtenis]:
        return Uitkomst.BEKEND
    if order.stand not in NA[one.gebeurtenis]:
        return Uitkomst.ANDERS
    order.stand, order.redencode = one.gebeurtenis, one.redencode[:35]
    if one.gebeurtenis == Stand.BETAALD:
        order.betaald_op = one.dag
        moved[BETALING].append(order)
    elif one.gebeurtenis == Stand.TERUG:
        order.terug_op = one.dag
        moved[RETOUR].append(order)
    if one.gebeurtenis in (Stand.TERUG, Stand.AFGEWEZEN):
        moved["vrij"].append(order)
    return Uitkomst.VERWERKT


def _bewaar(orders: Collection[Betaalopdracht], moved: Mapping[str, Sequence[Betaalopdracht]]) -> None:
    """Book what was paid before what came back: one file can say both of one order, but a state moves one at a time."""
    for order in moved[BETALING]:
        if order.stand == Stand.TERUG:
            Betaalopdracht.objects.filter(pk=order.pk).update(stand=Stand.BETAALD, betaald_op=order.betaald_op)
    Betaalopdracht.objects.bulk_update(orders, ["stand", "betaald_op", "terug_op", "redencode"])
    grootboek.houd_open({order.gemeente for order in (*moved[BETALING], *moved[RETOUR])})
    for cause, day, van, naar in ((BETALING, "betaald_op", TE_BETALEN, BANK), (RETOUR, "terug_op", BANK, TE_BETALEN)):
        if ids := ",".join(str(order.pk) for order in moved[cause]):
            with connection.cursor() as cursor:
                grootboek.boek_selectie(cursor, _BOEK.format(oorzaak=cause, van=van, naar=naar, dag=day, ids=ids))
    Betaalregel.objects.filter(opdracht__in=moved["vrij"]).update(vervallen=True)
