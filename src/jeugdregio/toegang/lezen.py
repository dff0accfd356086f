# SPDX-License-Identifier: EUPL-1.2
"""Applications and what belongs to them, as far as they exist for whoever asks."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.toegang.models import (
    OPEN,
    Gebiedsoordeel,
    Meldaanwijzing,
    Ondertekening,
    Plaatsingsoptie,
    Signaal,
    Stapuitkomst,
    Teamoverleg,
)
from jeugdregio.toegang.models import Aanmelding as Rij
from jeugdregio.toegang.models import Oproep as Oproeprij
from jeugdregio.toegang.models import Raadsmelding as Meldingrij
from jeugdregio.toegang.values import Aanmelding, Bewijs, Gebiedregel, Oproep, Optie, Overleg, Raadsmelding, Stapregel

Gebieden = dict[int, list[Gebiedregel]]


def aanmelding(nummer: int, *, on_behalf_of: Machtiging) -> Aanmelding | None:
    """One application, or None when there is none with this number for whoever asks."""
    with namens(on_behalf_of):
        row = Rij.objects.filter(pk=nummer).first()
    return waarde(row) if row else None


def van_verzoek(bericht_id: int, nr: int, *, on_behalf_of: Machtiging) -> Aanmelding | None:
    """The application that was taken from a request of a provider, or None."""
    with namens(on_behalf_of):
        row = Rij.objects.filter(gemeente=on_behalf_of.gemeente, bericht_id=bericht_id, nr=nr).first()
    return waarde(row) if row else None


def aanmeldingen_van(persoon: str, *, on_behalf_of: Machtiging) -> list[Aanmelding]:
    """Every application of a child, newest first."""
    with namens(on_behalf_of):
        rows = list(Rij.objects.filter(persoon=persoon).order_by("-ontvangen_op", "-pk")) if persoon else []
    return [waarde(row) for row in rows]


def open_aanmeldingen(*, on_behalf_of: Machtiging) -> list[Aanmelding]:
    """Every application that is not done, the one that is due first on top."""
    with namens(on_behalf_of):
        rows = list(Rij.objects.filter(stand__in=OPEN).order_by("uiterlijk", "pk"))
    return [waarde(row) for row in rows]


def gebieden(nummers: Collection[int], *, on_behalf_of: Machtiging) -> Gebieden:
    """What was found per area, by application."""
    found: Gebieden = defaultdict(list)
    with namens(on_behalf_of):
        for row in Gebiedsoordeel.objects.filter(aanmelding_id__in=nummers).order_by("pk"):
            found[row.aanmelding_id].append(Gebiedregel(row.gebied, row.oordeel, row.toelichting))
    return found


def stappen(nummers: Collection[int], *, on_behalf_of: Machtiging) -> dict[int, list[Stapregel]]:
    """How the steps ended, by application, in order."""
    found: dict[int, list[Stapregel]] = defaultdict(list)
    with namens(on_behalf_of):
        for row in Stapuitkomst.objects.filter(aanmelding_id__in=nummers).order_by("stap"):
            found[row.aanmelding_id].append(Stapregel(row.stap, row.uitkomst, row.trede, row.toelichting))
    return found


def opties(nummers: Collection[int], *, on_behalf_of: Machtiging) -> dict[int, list[Optie]]:
    """Which places to live were looked at, by application."""
    found: dict[int, list[Optie]] = defaultdict(list)
    with namens(on_behalf_of):
        for row in Plaatsingsoptie.objects.filter(aanmelding_id__in=nummers).order_by("pk"):
            found[row.aanmelding_id].append(Optie(row.plek, row.past, row.toelichting))
    return found


def ondertekend(nummers: Collection[int], *, on_behalf_of: Machtiging) -> dict[int, dict[int, str]]:
    """Who of the family agreed and how, by application: {member: wijze}."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    with namens(on_behalf_of):
        for row in Ondertekening.objects.filter(aanmelding_id__in=nummers):
            found[row.aanmelding_id][row.lid_id] = row.wijze
    return found


def overleg(nummer: int, *, on_behalf_of: Machtiging) -> list[Overleg]:
    """Notices and questions between the teams about one application, oldest first."""
    with namens(on_behalf_of):
        return [_overleg(row) for row in Teamoverleg.objects.filter(aanmelding_id=nummer).order_by("gezet_op", "pk")]


def overleg_open(*, on_behalf_of: Machtiging) -> list[Overleg]:
    """What the CJG has not answered or seen yet, oldest first."""
    with namens(on_behalf_of):
        return [_overleg(row) for row in Teamoverleg.objects.filter(beantwoord_op=None).order_by("gezet_op", "pk")]


def oproepen(*, hoogstens: int = 200, on_behalf_of: Machtiging) -> list[Oproep]:
    """Calls that the own municipality took, or that are about a child there; newest first."""
    with namens(on_behalf_of):
        rows = list(Oproeprij.objects.order_by("-gebeld_op", "-pk")[:hoogstens])
        return _oproepen(rows)


def oproep(nummer: int, *, on_behalf_of: Machtiging) -> Oproep | None:
    """One call, or None when there is none with this number for whoever asks."""
    with namens(on_behalf_of):
        return next(iter(_oproepen(list(Oproeprij.objects.filter(pk=nummer)))), None)


def raadsmeldingen(*, on_behalf_of: Machtiging) -> list[Raadsmelding]:
    """Every report to the Raad, with signals that nobody dealt with on top, then newest first."""
    with namens(on_behalf_of):
        signals = {one.raadsmelding_id: one for one in Signaal.objects.all()}
        rows = list(Meldingrij.objects.order_by("-gemeld_op", "-pk"))
    found = [_melding(row, signals.get(row.pk)) for row in rows]
    return sorted(found, key=lambda one: not (one.signaal_op and not one.afgehandeld_op))


def aangewezen(*, on_behalf_of: Machtiging) -> list[tuple[str, str]]:
    """Providers that the own municipality ever appointed to report to the Raad: (agb, by which decision)."""
    with namens(on_behalf_of):
        mine = Meldaanwijzing.objects.filter(gemeente=on_behalf_of.gemeente)
        return list(mine.order_by("aanbieder", "vanaf").values_list("aanbieder", "grond"))


def waarde(row: Rij) -> Aanmelding:
    """An application as it leaves this room."""
    return Aanmelding(
        id=row.pk,
        gemeente=row.gemeente,
        gezin_id=row.gezin_id,
        lid_id=row.lid_id,
        persoon=row.persoon or "",
        kanaal=row.kanaal,
        onderwerp=row.onderwerp,
        vraag=row.vraag,
        stand=row.stand,
        stand_op=row.stand_op,
        ontvangen_op=row.ontvangen_op,
        uiterlijk=row.uiterlijk,
        uiterlijk_bron=row.uiterlijk_bron,
        team=row.team,
        behandelaar=row.behandelaar,
        bewijs=Bewijs(row.bewijs, row.bewijs_datum, row.bewijs_kenmerk) if row.bewijs and row.bewijs_datum else None,
        verwijzer_type=row.verwijzer_type,
        verwijzer=row.verwijzer,
        maatregel=row.maatregel,
        gi=row.gi,
        gewenst=row.gewenst,
        aanbieder=row.aanbieder,
        plek=row.plek,
        signalen=tuple(row.signalen),
        naar=row.naar,
        reden=row.reden,
        oproep_id=row.oproep_id,
        bron=(row.bericht_id, row.nr) if row.bericht_id is not None and row.nr is not None else None,
        afgerond_op=row.afgerond_op,
    )


def _overleg(row: Teamoverleg) -> Overleg:
    return Overleg(
        row.pk, row.aanmelding_id, row.soort, row.vraag, row.antwoord, row.door, row.gezet_op, row.beantwoord_op,
        row.beantwoord_door,
    )  # fmt: skip


def _oproepen(rows: Sequence[Oproeprij]) -> list[Oproep]:
    made = dict(Rij.objects.filter(oproep_id__in=[row.pk for row in rows]).values_list("oproep_id", "pk"))
    return [
        Oproep(
            id=row.pk,
            van=row.van,
            gemeente=row.gemeente,
            lid_id=row.lid_id,
            persoon=row.persoon or "",
            beller=row.beller,
            terug=row.terug,
            situatie=row.situatie,
            gevaar=row.gevaar,
            gebeld_op=row.gebeld_op,
            door=row.door,
            adviespunt_op=row.adviespunt_op,
            adviespunt_wie=row.adviespunt_wie,
            crisisdienst_op=row.crisisdienst_op,
            crisisdienst_wie=row.crisisdienst_wie,
            afgerond_op=row.afgerond_op,
            uitkomst=row.uitkomst,
            aanmelding_id=made.get(row.pk),
        )
        for row in rows
    ]


def _melding(row: Meldingrij, signal: Signaal | None) -> Raadsmelding:
    return Raadsmelding(
        id=row.pk,
        gemeente=row.gemeente,
        lid_id=row.lid_id,
        persoon=row.persoon or "",
        melder=row.melder,
        aanbieder=row.aanbieder,
        gemeld_op=row.gemeld_op,
        bekend_op=row.bekend_op,
        gehoord=row.gehoord,
        kenmerk=row.kenmerk,
        zorgen=row.zorgen,
        signaal_op=signal.ontstaan_op if signal else None,
        afgehandeld_op=signal.afgehandeld_op if signal else None,
        wat_gedaan=signal.wat_gedaan if signal else "",
    )
