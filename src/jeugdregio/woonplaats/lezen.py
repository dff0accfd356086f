# SPDX-License-Identifier: EUPL-1.2
"""What is kept: outcomes of the own municipality, and claims of which one is the creditor or the debtor."""

from collections.abc import Iterable

from django.db.models import Sum

from jeugdregio.core.bsn import persoon
from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.woonplaats.bewaard import uit_json
from jeugdregio.woonplaats.models import Vorderingskind, Vorderingsregel, Woonplaatsbepaling, Woonplaatsvordering
from jeugdregio.woonplaats.tijdlijn import keten
from jeugdregio.woonplaats.values import Anders, Bepaling, Vordering, Vorderingsdeel

OPEN = (Woonplaatsvordering.Stand.VOORGESTELD, Woonplaatsvordering.Stand.BETWIST)


def bepaling(nummer: int, *, on_behalf_of: Machtiging) -> Bepaling | None:
    """One outcome or draft of the own municipality; None when there is none for whoever asks."""
    with namens(on_behalf_of):
        row = Woonplaatsbepaling.objects.filter(pk=nummer, gemeente=on_behalf_of.gemeente).first()
    return _bepaling(row) if row else None


def bepalingen(*, on_behalf_of: Machtiging, verzegeld: bytes | None = None) -> list[Bepaling]:
    """Outcomes and drafts of the own municipality, newest first; of one child when its sealed number is given."""
    with namens(on_behalf_of):
        rows = Woonplaatsbepaling.objects.filter(gemeente=on_behalf_of.gemeente)
        if verzegeld is not None:
            rows = rows.filter(persoon=persoon(verzegeld))
        return [_bepaling(row) for row in rows.order_by("-begonnen_op", "-id")]


def anders(*, on_behalf_of: Machtiging) -> list[Anders]:
    """
    The periods in which another was responsible, by the last outcome per child of the own municipality.

    Those of which a claim is open are left out.
    """
    with namens(on_behalf_of):
        last: dict[str, Woonplaatsbepaling] = {}
        kept = Woonplaatsbepaling.objects.filter(gemeente=on_behalf_of.gemeente, vastgesteld_op__isnull=False)
        for row in kept.order_by("vastgesteld_op", "id"):
            last[row.persoon] = row
        claimed = {
            (child.persoon, child.periode.lower, child.periode.upper)
            for child in Vorderingskind.objects.filter(
                gemeente=on_behalf_of.gemeente, telt=True, vordering__stand__in=OPEN
            )
        }
        found = [
            Anders(
                row.pk,
                row.persoon,
                row.naam,
                one.verantwoordelijk,
                one.periode.lower,
                one.periode.upper,
                tuple(one.regels),
            )
            for row in last.values()
            for one in row.perioden.exclude(verantwoordelijk__in=["", row.gemeente]).order_by("periode")
        ]
    return [one for one in found if (one.persoon, one.van, one.tot) not in claimed]


def vorderingen(*, on_behalf_of: Machtiging) -> list[Vordering]:
    """The claims of and on the own municipality, newest first."""
    with namens(on_behalf_of):
        rows = list(Woonplaatsvordering.objects.order_by("-voorgesteld_op", "-id"))
        return _with_children(rows)


def vordering(nummer: int, *, on_behalf_of: Machtiging) -> Vordering | None:
    """One claim, or None when the own municipality is neither of the two."""
    with namens(on_behalf_of):
        return next(iter(_with_children(Woonplaatsvordering.objects.filter(pk=nummer))), None)


def delen(nummer: int, *, on_behalf_of: Machtiging) -> list[Vorderingsdeel]:
    """The lines beneath a claim, by month; without the child."""
    with namens(on_behalf_of):
        rows = Vorderingsregel.objects.filter(vordering=nummer).order_by("dienstmaand", "bericht_id", "nr")
        return [
            Vorderingsdeel(
                row.aanbieder,
                row.categorie,
                row.code,
                Maand.van(row.dienstmaand),
                Cent(row.bedrag_cent),
                (row.bericht_id, row.nr),
                row.correctie,
            )
            for row in rows
        ]


def geclaimd(*, on_behalf_of: Machtiging) -> frozenset[tuple[int, int]]:
    """The lines (bericht_id, nr) of the own municipality that are in a claim that counts."""
    with namens(on_behalf_of):
        rows = Vorderingsregel.objects.filter(gemeente=on_behalf_of.gemeente, telt=True)
        return frozenset(rows.values_list("bericht_id", "nr"))


def _bepaling(row: Woonplaatsbepaling) -> Bepaling:
    history = uit_json(row.feiten)
    return Bepaling(
        row.pk,
        row.gemeente,
        row.persoon,
        row.naam,
        history,
        row.periode.lower,
        row.periode.upper,
        keten(history, van=row.periode.lower, tot=row.periode.upper),
        row.door,
        row.begonnen_op,
        row.vastgesteld_op,
    )


def _with_children(rows: Iterable[Woonplaatsvordering]) -> list[Vordering]:
    rows = list(rows)
    # Row-level security leaves out the child of a claim that is not for whoever asks.
    children = {one.vordering_id: one for one in Vorderingskind.objects.filter(vordering__in=[r.pk for r in rows])}
    corrected = Vorderingsregel.objects.filter(vordering__in=[r.pk for r in rows]).exclude(correctie="")
    less = dict(corrected.order_by().values_list("vordering").annotate(cents=Sum("bedrag_cent")))
    return [_vordering(row, children.get(row.pk), less.get(row.pk, 0)) for row in rows]


def _vordering(row: Woonplaatsvordering, child: Vorderingskind | None, less: int) -> Vordering:
    return Vordering(
        nummer=row.pk,
        kenmerk=f"WV-{row.gemeente}-{row.nummer:04}",
        schuldeiser=row.gemeente,
        schuldenaar=row.van,
        van=row.periode.lower,
        tot=row.periode.upper,
        bedrag_cent=Cent(row.bedrag_cent),
        stand=row.stand,
        extern=row.extern,
        grondslag=row.grondslag,
        toelichting=row.toelichting,
        door=row.door,
        voorgesteld_op=row.voorgesteld_op,
        besloten_op=row.besloten_op,
        verrekend_op=row.verrekend_op,
        persoon=child.persoon if child else "",
        kind=child.naam if child else "",
        gecorrigeerd_cent=less,
    )
