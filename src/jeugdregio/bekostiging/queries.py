# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Agreements and their instalments; row-level security decides which there are for whoever asks."""

from datetime import date

from django.db.models import Q, Sum

from jeugdregio.bekostiging import actions
from jeugdregio.bekostiging.models import Afspraakaandeel, Bekostigingsafspraak, Termijn, Vaststelling
from jeugdregio.bekostiging.values import Afspraakregel, Termijnregel, Vaststellingregel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging

SOORTEN = {str(code): str(text) for code, text in Bekostigingsafspraak.Soort.choices}
STANDEN = {str(code): str(text) for code, text in Bekostigingsafspraak.Stand.choices}


def afspraken(*, on_behalf_of: Machtiging) -> list[Afspraakregel]:
    """Every agreement, newest year first, with what was booked of it as far as whoever asks may see that."""
    with namens(on_behalf_of):
        rows = Bekostigingsafspraak.objects.annotate(
            geboekt=Sum("termijnen__bedrag_cent", filter=Q(termijnen__boekmaand__isnull=False), default=0)
        )
        set_ = dict(Vaststelling.objects.filter(stand="vastgesteld").values_list("afspraak_id", "bedrag_cent"))
        return [
            Afspraakregel(
                one.pk,
                one.aanbieder,
                one.soort,
                one.jaar,
                one.naam,
                one.bedrag_cent,
                one.bron,
                one.stand,
                one.voorgesteld_door,
                int(one.geboekt),
                set_.get(one.pk),
            )
            for one in rows.order_by("-jaar", "-pk")
        ]


def afspraak(nummer: int, *, on_behalf_of: Machtiging) -> Afspraakregel | None:
    """One agreement, or None."""
    return next((one for one in afspraken(on_behalf_of=on_behalf_of) if one.id == nummer), None)


def aandelen(nummer: int, *, on_behalf_of: Machtiging) -> dict[str, tuple[int, int]]:
    """Per municipality its weight in an agreement and its cents."""
    with namens(on_behalf_of):
        rows = Afspraakaandeel.objects.filter(afspraak_id=nummer).order_by("gemeente")
        return {one.gemeente: (one.gewicht, one.bedrag_cent) for one in rows}


def termijnen(nummer: int, *, on_behalf_of: Machtiging) -> list[Termijnregel]:
    """The instalments of an agreement, by day and municipality."""
    with namens(on_behalf_of):
        rows = Termijn.objects.filter(afspraak_id=nummer).order_by("nr", "gemeente")
        return [Termijnregel(one.gemeente, one.nr, one.dag, one.bedrag_cent, one.boekmaand is not None) for one in rows]


def vaststelling(nummer: int, *, on_behalf_of: Machtiging) -> Vaststellingregel | None:
    """What an agreement came to, proposed or set; None when nobody proposed it."""
    with namens(on_behalf_of):
        one = Vaststelling.objects.exclude(stand="afgewezen").select_related("afspraak").filter(afspraak=nummer).first()
        if one is None:
            return None
        return Vaststellingregel(
            one.pk,
            one.bedrag_cent,
            one.bron,
            one.stand,
            one.voorgesteld_door,
            actions.verschil(one.afspraak, one.bedrag_cent),
        )


def te_boeken(tot_en_met: date, *, on_behalf_of: Machtiging) -> tuple[int, int]:
    """How many instalments are due and not booked, and their cents."""
    with namens(on_behalf_of):
        rows = Termijn.objects.filter(boekmaand=None, dag__lte=tot_en_met, afspraak__stand="bevestigd")
        return rows.count(), int(rows.aggregate(som=Sum("bedrag_cent", default=0))["som"])
