# SPDX-License-Identifier: EUPL-1.2
"""
What it costs to judge declaraties on form and to read them into columns.

Prints core-µs per prestatie and, because machines differ, each step as a ratio to what lxml alone needs to
parse and validate the same messages in the same run. Run: `python bench/lezen.py [prestaties]`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from statistics import median

from lxml import etree

from jeugdregio.berichten.definities import jw323, typen
from jeugdregio.berichten.lezen import keur, lees
from jeugdregio.berichten.retour import (
    AfgewezenClient,
    AfgewezenPrestatie,
    Antwoord325,
    Kop325,
    antwoord_jw325,
)
from jeugdregio.berichten.schema import streng_schema
from jeugdregio.berichten.schrijven import schrijf

RONDEN = 5


def declaratie(nummer: int, regels: int) -> bytes:
    """A JW323 with `regels` prestaties, two per client, as an aanbieder would send it."""
    maand = typen.GeslotenPeriode(begindatum=date(2026, 4, 1), einddatum=date(2026, 4, 30))
    clienten = tuple(
        jw323.Client(bsn="999900006", prestaties=tuple(_prestatie(eerste + nr, maand) for nr in range(2)))
        for eerste in range(0, regels, 2)
    )
    return schrijf(
        jw323.Bericht(
            header=jw323.Header(
                afzender="42420001",
                ontvanger="0193",
                bericht_identificatie=typen.BerichtIdentificatie(
                    identificatie=f"B{nummer}", dagtekening=date(2026, 5, 6)
                ),
                xsd_versie=typen.XsdVersie(basisschema_xsd_versie="1.0.0", bericht_xsd_versie="1.0.0"),
            ),
            declaratie=jw323.Declaratie(
                declaratie_nummer=f"DN{nummer}",
                declaratie_periode=maand,
                declaratie_dagtekening=date(2026, 5, 6),
                totaal_ingediend_bedrag=typen.TotaalBedragMetDC(totaal_bedrag=6000 * regels, debet_credit="D"),
                clienten=clienten,
            ),
        )
    )


def _prestatie(nr: int, maand: typen.GeslotenPeriode) -> jw323.Prestatie:
    return jw323.Prestatie(
        product_referentie=typen.Referentie(referentie_nummer=f"REF{nr:09}"),
        toewijzing_nummer=100_000 + nr,
        product_categorie="45",
        product_code="45A03",
        product_periode=maand,
        geleverd_volume=60,
        eenheid="01",
        product_tarief=100,
        ingediend_bedrag=typen.BedragMetDC(bedrag=6000, debet_credit="D"),
    )


def kern_us(werk: Callable[[], object], per: int) -> float:
    """CPU time of this process in µs per unit, the median of some rounds."""
    tijden = []
    for _ in range(RONDEN):
        begin = time.process_time()
        werk()
        tijden.append(time.process_time() - begin)
    return median(tijden) / per * 1e6


def meet(prestaties: int, regels: int) -> None:
    """Print the figures for messages of one size."""
    berichten = [declaratie(nr, regels) for nr in range(prestaties // regels)]
    schema = streng_schema("JW323")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)

    def alleen_lxml() -> None:
        for data in berichten:
            assert schema.validate(etree.fromstring(data, parser))

    def keuren() -> None:
        assert all(keur(data).geldig for data in berichten)

    aantal = len(berichten) * regels
    maat = kern_us(alleen_lxml, aantal)
    print(f"{regels} prestaties per bericht, {len(berichten)} berichten")
    print(f"  lxml parse + XSD   {maat:6.2f} core-µs per prestatie   1.00")
    for naam, werk in {"keur": keuren, "lees": lambda: lees("JW323", berichten)}.items():
        tijd = kern_us(werk, aantal)
        print(f"  {naam:18} {tijd:6.2f} core-µs per prestatie   {tijd / maat:.2f}")


def meet_antwoord() -> None:
    """Print what making a JW325 costs."""
    vandaag = date(2026, 5, 9)
    kop = Kop325("0193", "42420001", "A1", vandaag, "B1", vandaag, "1.0.0", "1.0.0")
    regel = AfgewezenPrestatie(
        "REF1",
        None,
        100_001,
        "45",
        "45A03",
        date(2026, 4, 1),
        date(2026, 4, 30),
        60,
        "01",
        100,
        6000,
        "D",
        ["9338"],
    )
    for regels in (0, 100):
        clienten = [AfgewezenClient("999900006", [regel] * regels)] if regels else []
        antwoord = Antwoord325("DN1", 6000 * 100, 0, ["0200"], clienten)
        tijd = kern_us(lambda a=antwoord: [antwoord_jw325(kop, antwoord=a) for _ in range(500)], 500)  # type: ignore[misc]
        print(f"JW325 met {regels} afgewezen prestaties: {tijd:.1f} core-µs")


if __name__ == "__main__":
    aantal_prestaties = int(sys.argv[1]) if len(sys.argv) > 1 else 40_000
    for per_bericht in (500, 20, 2):
        meet(aantal_prestaties, per_bericht)
    meet_antwoord()
