# SPDX-License-Identifier: EUPL-1.2
"""Production statements as they were made, what was said about them, and who still has to do something."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, QuerySet

from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regio import queries as regio
from jeugdregio.verantwoording import tellen
from jeugdregio.verantwoording.models import (
    Accountantsverklaring,
    Betwisting,
    Productieregel,
    Productieverantwoording,
)
from jeugdregio.verantwoording.productiewaarden import (
    Bezwaarregel,
    Ernaast,
    Geteld,
    Onderregel,
    Ontbrekend,
    Productie,
    Verantwoording,
    Verantwoordingsregel,
    Verklaring,
    Wachtend,
)

Stand = Productieverantwoording.Stand
ONDER = f"""
    SELECT b.oorzaak_id, b.oorzaak_nr, b.dienstmaand, b.boekmaand, b.referentie, b.volume, b.kosten_cent
    FROM ({tellen.GEBOEKT}) b
    WHERE b.soort = %(soort)s AND b.dienstjaar = %(dienstjaar)s AND b.oorzaak = %(oorzaak)s
        AND b.categorie = %(categorie)s AND b.code = %(code)s AND b.eenheid = %(eenheid)s
    ORDER BY b.dienstmaand, b.oorzaak_id, b.oorzaak_nr
"""


class Aangetast(Exception):
    """Raised when an edition no longer matches its fingerprint: someone changed the database by hand."""

    def __str__(self) -> str:
        return (
            "Deze verantwoording is buiten het programma om veranderd. Gebruik haar niet en vraag de beheerder een "
            "reservekopie terug te zetten."
        )


def verantwoordingen(jaar: int, *, on_behalf_of: Machtiging, ook_vervangen: bool = False) -> list[Verantwoording]:
    """The editions of a year that count, of whoever asks, by municipality and provider."""
    with namens(on_behalf_of):
        rows = Productieverantwoording.objects.filter(jaar=jaar)
        if not ook_vervangen:
            rows = rows.exclude(stand=Stand.VERVANGEN)
        return _koppen(rows)


def jaren(*, on_behalf_of: Machtiging) -> list[int]:
    """The years of which there are statements, newest first."""
    with namens(on_behalf_of):
        return list(Productieverantwoording.objects.order_by("-jaar").values_list("jaar", flat=True).distinct())


def verantwoording(nummer: int, *, on_behalf_of: Machtiging) -> Verantwoording | None:
    """One edition that whoever asks may see, or None."""
    with namens(on_behalf_of):
        return next(iter(_koppen(Productieverantwoording.objects.filter(pk=nummer))), None)


def edities(one: Verantwoording, *, on_behalf_of: Machtiging) -> list[Verantwoording]:
    """Every edition of the same year of the same two, oldest first."""
    with namens(on_behalf_of):
        return _koppen(
            Productieverantwoording.objects.filter(gemeente=one.gemeente, aanbieder=one.aanbieder, jaar=one.jaar)
        )


def _koppen(found: QuerySet[Productieverantwoording]) -> list[Verantwoording]:
    return [
        Verantwoording(
            one.pk,
            one.gemeente,
            one.aanbieder,
            one.jaar,
            one.editie,
            Maand.van(one.tot_en_met),
            one.stand,
            one.totaal_cent,
            one.productie_cent,
            one.eerder_cent,
            one.overig_cent,
            one.clienten,
            Ernaast(one.betaald_cent, one.voorschot_cent, one.voorschot_over_cent, one.open_cent),
            one.sha256,
            one.opgesteld_op,
            one.reageren_voor,
            one.bevestigd_op,
            one.vastgesteld_op,
        )
        for one in found.order_by("gemeente", "aanbieder", "jaar", "editie")
    ]


def productieregels(one: Verantwoording, *, on_behalf_of: Machtiging) -> list[Verantwoordingsregel]:
    """
    The lines of an edition; none for the region, which has the totals. Raises `Aangetast`.

    Row-level security gives lines to the municipality and the provider alone.
    """
    with namens(on_behalf_of):
        rows: Any = Productieregel.objects.filter(gemeente=one.gemeente, verantwoording_id=one.nummer).values_list(
            "volgnr", "soort", "dienstjaar", "oorzaak", "categorie", "code", "eenheid", "clienten", "volume",
            "bedrag_cent",
        )  # fmt: skip
        found = [Verantwoordingsregel(number, Productie(*line)) for number, *line in rows]
    if not on_behalf_of.regio:
        counted = Geteld(one.gemeente, one.aanbieder, one.tot_en_met, tuple(line.productie for line in found))
        if counted.vingerafdruk != one.vingerafdruk:
            raise Aangetast
    return found


def betwistingen(nummer: int, *, on_behalf_of: Machtiging) -> list[Bezwaarregel]:
    """What the provider contests in an edition, in order."""
    with namens(on_behalf_of):
        rows: Any = Betwisting.objects.filter(verantwoording_id=nummer).values_list(
            "id", "verantwoording_id", "regel__volgnr", "reden", "eigen_cent", "betwist_op", "uiterlijk", "antwoord",
            "toelichting",
        )  # fmt: skip
        return [Bezwaarregel(key, number, place or 0, *rest) for key, number, place, *rest in rows]


def verklaringen(jaar: int, *, on_behalf_of: Machtiging, nummer: int = 0) -> list[Verklaring]:
    """What accountants said of statements of a year (or of one edition), in the order it was kept: the last counts."""
    with namens(on_behalf_of):
        rows = Accountantsverklaring.objects.filter(verantwoording__jaar=jaar)
        rows = rows.filter(verantwoording_id=nummer) if nummer else rows
        return [
            Verklaring(*row)
            for row in rows.values_list(
                "verantwoording_id", "gemeente", "aanbieder", "verantwoording__jaar", "soort", "accountant",
                "afgegeven_op", "fouten_cent", "onzekerheden_cent",
            )
        ]  # fmt: skip


def onder(one: Verantwoording, line: Productie, *, on_behalf_of: Machtiging) -> list[Onderregel]:
    """The bookings under a line, now in the ledger and as far as the asker may see them; for the two alone."""
    asked: dict[str, Any] = {
        "jaar": one.jaar,
        "tot_en_met": one.tot_en_met.begin,
        "gemeenten": [one.gemeente],
        "aanbieder": one.aanbieder,
        "soort": line.soort,
        "dienstjaar": line.dienstjaar,
        "oorzaak": line.oorzaak,
        "categorie": line.categorie,
        "code": line.code,
        "eenheid": line.eenheid,
    }
    with namens(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(ONDER, asked)
        return [
            Onderregel(message, nr, Maand.van(served), Maand.van(booked), mark, int(volume), int(cents))
            for message, nr, served, booked, mark, volume, cents in cursor.fetchall()
        ]


def nu_geteld(one: Verantwoording, *, on_behalf_of: Machtiging) -> Geteld:
    """What the ledger says now of the same two and the same months."""
    found = tellen.tel(one.tot_en_met, on_behalf_of=on_behalf_of, gemeenten=[one.gemeente], aanbieder=one.aanbieder)
    return found.get((one.gemeente, one.aanbieder), Geteld(one.gemeente, one.aanbieder, one.tot_en_met, ()))


def ontbrekende_verantwoordingen(jaar: int, *, on_behalf_of: Machtiging) -> list[Ontbrekend]:
    """
    The providers with costs in a year of whose whole year no statement is determined, most money first.

    `stand` says how far it is; empty is that there is none of the whole year. For the list of a year end.
    """
    costs = tellen.tel(tellen.einde_van(jaar), on_behalf_of=on_behalf_of)
    whole = {
        (one.gemeente, one.aanbieder): one.stand
        for one in verantwoordingen(jaar, on_behalf_of=on_behalf_of)
        if one.heel_jaar
    }
    found = [
        Ontbrekend(*pair, one.som(), whole.get(pair, ""))
        for pair, one in costs.items()
        if whole.get(pair) != Stand.VASTGESTELD
    ]
    return sorted(found, key=lambda one: (-one.bedrag_cent, one.gemeente, one.aanbieder))


def wachtend(*, on_behalf_of: Machtiging) -> list[Wachtend]:
    """What statements ask of the provider or the municipality that asks, what is due first on top."""
    mine = on_behalf_of
    with namens(mine):
        if mine.aanbieder:
            rows = Productieverantwoording.objects.filter(stand__in=(Stand.VOORGELEGD, Stand.BEANTWOORD))
            found = [Wachtend(one.pk, one.gemeente, one.aanbieder, "aanbieder", 1, one.reageren_voor) for one in rows]
        elif mine.gemeente:
            answers = (
                Betwisting.objects.filter(antwoord="", verantwoording__stand=Stand.BETWIST)
                .values("verantwoording_id", "gemeente", "aanbieder")
                .annotate(n=Count("id"), eerst=Min("uiterlijk"))
            )
            found = [
                Wachtend(
                    one["verantwoording_id"], one["gemeente"], one["aanbieder"], "gemeente", one["n"], one["eerst"]
                )
                for one in answers
            ]
        else:
            found = []
    return sorted(found, key=lambda one: (one.uiterlijk, one.gemeente, one.aanbieder))


def opent_voor(jaar: int, *, on_behalf_of: Machtiging) -> list[str]:
    """
    The municipalities whose round this asker opens: the region for those it judges claims for, others their own.

    Source: 002 §2.4.1, the region gives input and control is local; who judges claims has the ledger (S06).
    """
    day = date(jaar, 12, 31)
    with namens(on_behalf_of):
        if on_behalf_of.regio:
            return list(regio.deelnemers(settings.REGIO, day, taak=regio.FACTURATIE))
        own = on_behalf_of.gemeente
        return [own] if own and not regio.neemt_af(regio.FACTURATIE, own, day) else []
