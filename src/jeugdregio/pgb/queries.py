# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The chain per municipality and year, and what stands at the SVB; row-level security decides what is there."""

from datetime import date

from django.db.models import F, Sum

from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.pgb import boeken
from jeugdregio.pgb.invarianten import INVARIANTEN as INVARIANTEN
from jeugdregio.pgb.models import Ketenboeking, Pgbafrekening, Pgbstand, Pgbvoorschot
from jeugdregio.pgb.values import Afrekenregel, Houdersregel, Ketenjaar, Ketenregel, Stand, Voorschotregel


def stand(gemeente: str, tot_en_met: Maand, *, on_behalf_of: Machtiging) -> Stand:
    """What a municipality had at the SVB and what the SVB paid of it, booked up to and including a month (cents)."""
    return standen(tot_en_met, on_behalf_of=on_behalf_of).get(gemeente, Stand(0, 0))


def standen(tot_en_met: Maand, *, on_behalf_of: Machtiging) -> dict[str, Stand]:
    """The same for every municipality that has something booked and that whoever asks may see."""
    with namens(on_behalf_of):
        rows = Ketenboeking.objects.filter(boekmaand__lte=tot_en_met.begin).order_by()
        found: dict[str, dict[str, int]] = {}
        for town, kind, cents in rows.values_list("gemeente", "soort").annotate(som=Sum("bedrag_cent")):
            found.setdefault(town, {})[kind] = int(cents)
    return {
        town: Stand(
            sums.get(boeken.Soort.DOORBETALING, 0) - sums.get(boeken.Soort.VAN_SVB, 0),
            sums.get(boeken.Soort.VERANTWOORDING, 0),
        )
        for town, sums in found.items()
    }


def jaar(gemeente: str, jaar: int, *, on_behalf_of: Machtiging) -> Ketenjaar:
    """The chain of a municipality in a year."""
    with namens(on_behalf_of):
        return boeken.telt(gemeente, jaar)


def jaren(*, on_behalf_of: Machtiging) -> list[Ketenjaar]:
    """Every municipality and year with an advance, a booking or holders, newest year first."""
    with namens(on_behalf_of):
        keys = set(Pgbvoorschot.objects.values_list("gemeente", "maand__year"))
        keys |= set(Ketenboeking.objects.order_by().values_list("gemeente", "maand__year"))
        keys |= set(Pgbstand.objects.values_list("gemeente", "peildatum__year"))
        return [boeken.telt(town, year) for town, year in sorted(keys, key=lambda key: (-key[1], key[0]))]


def regels(gemeente: str, jaar: int, *, on_behalf_of: Machtiging) -> list[Ketenregel]:
    """Every booking of the chain in a year, in the order it was made."""
    with namens(on_behalf_of):
        rows = Ketenboeking.objects.filter(gemeente=gemeente, maand__year=jaar)
        return [
            Ketenregel(
                one.pk,
                one.soort,
                Maand.van(one.maand),
                Maand.van(one.boekmaand),
                one.bedrag_cent,
                *boeken.zijden(one.soort, one.bedrag_cent),
                one.herstelt_id,
            )
            for one in rows
        ]


def voorschotten(gemeente: str, jaar: int, *, on_behalf_of: Machtiging) -> list[Voorschotregel]:
    """The advances of a municipality in a year, by month."""
    with namens(on_behalf_of):
        rows = Pgbvoorschot.objects.filter(gemeente=gemeente, maand__year=jaar).order_by("maand", "pk")
        return [
            Voorschotregel(
                one.pk, one.gemeente, Maand.van(one.maand), one.bedrag_cent, one.bron, one.stand, one.voorgesteld_door
            )
            for one in rows
        ]


def houders(*, on_behalf_of: Machtiging, gemeente: str = "") -> list[Houdersregel]:
    """How many holders there were per municipality and peildatum, newest first."""
    with namens(on_behalf_of):
        rows = Pgbstand.objects.order_by(F("peildatum").desc(), "gemeente")
        rows = rows.filter(gemeente=gemeente) if gemeente else rows
        return [Houdersregel(one.gemeente, one.peildatum, one.houders, one.verplichting_cent, one.bron) for one in rows]


def afrekening(gemeente: str, jaar: int, *, on_behalf_of: Machtiging) -> Afrekenregel | None:
    """The settlement of a year that waits or was set, or None."""
    with namens(on_behalf_of):
        rows = Pgbafrekening.objects.filter(gemeente=gemeente, jaar=jaar)
        one = rows.exclude(stand=Pgbafrekening.Stand.AFGEWEZEN).first()
    if one is None:
        return None
    return Afrekenregel(
        one.pk, one.gemeente, one.jaar, one.wijze, one.over_cent, one.stand, one.voorgesteld_door, one.voorgesteld_op
    )


def weigering(dag: date) -> str:
    """Why pgb money does not go by the region on a day, with the rule and its source; empty when it does."""
    return boeken.weigering(dag)
