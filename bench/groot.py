# SPDX-License-Identifier: EUPL-1.2
"""
One message as large as the standard allows (25 MB, OP179), in a process of its own so that its peak memory is its own.

    python bench/groot.py --soort toegekend|afgewezen --regio CODE

Needs DATABASE_URL: a database with the reference data of a region. `toegekend`: every line on an allocation of its own,
and all are granted. `afgewezen`: no line has an allocation, so each comes back in the answer. Prints JSON.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jeugdregio.config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from keuring import Keuring, kerntijd  # noqa: E402
from meter import Meter, piekgeheugen  # noqa: E402

import jeugdregio.ontvangst.actions as ontvangst  # noqa: E402
from jeugdregio.berichten.definities import jw323, typen  # noqa: E402
from jeugdregio.berichten.schrijven import schrijf  # noqa: E402
from jeugdregio.core.bsn import zegel  # noqa: E402
from jeugdregio.core.money import round_half_up  # noqa: E402
from jeugdregio.gebruikers.isolatie import namens  # noqa: E402
from jeugdregio.gebruikers.values import verwerking  # noqa: E402
from jeugdregio.ontvangst.values import Aanlevering  # noqa: E402

GROOTSTE_BYTES = 25 * 1024 * 1024
MAAND = typen.GeslotenPeriode(begindatum=date(2026, 9, 1), einddatum=date(2026, 9, 30))
DAG, MOMENT = date(2026, 10, 20), datetime(2026, 10, 20, 9, tzinfo=UTC)
EERSTE_NUMMER, BSN = 500_000_000, "999900006"

# An allocation with room to spare, of a product with one tariff in the whole of the month; and many like it.
_VOORBEELD = """
    SELECT t.gemeente, t.id, t.aanbieder, t.categorie, t.code, f.eenheid, f.tarief_cent, f.per_uur
    FROM toewijzingen_toewijzing t
    JOIN contracten_tarief f ON f.aanbieder = t.aanbieder AND f.categorie = t.categorie AND f.code = t.code
        AND f.geldig @> daterange('2026-09-01', '2026-10-01') AND f.eenheid = t.eenheid
    WHERE t.geldig @> daterange('2026-09-01', '2026-10-01') AND t.frequentie = '2' AND t.volume >= 60
        AND NOT t.verwijderd AND t.eenheid = '01' AND f.per_uur AND f.regio = %s
    ORDER BY t.gemeente, t.id LIMIT 1
"""
_KIND = """
    INSERT INTO toewijzingen_client (gemeente, id, aanbieder, bsn, geslacht, achternaam, voorvoegsel, voornamen)
    VALUES (%s, %s, %s, %s, '', '', '', '')
"""
_TOEWIJZINGEN = """
    INSERT INTO toewijzingen_toewijzing (gemeente, id, nummer, aanbieder, client_id, categorie, code, geldig,
        vastgesteld_op, volume, eenheid, frequentie, budget_cent, reden_wijziging, referentie_aanbieder, verwijderd,
        maat, maximaal, bericht_id)
    SELECT gemeente, %(eerste)s + i, %(eerste)s + i, aanbieder, %(eerste)s, categorie, code, geldig, vastgesteld_op,
        volume, eenheid, frequentie, budget_cent, reden_wijziging, '', false, maat, maximaal, 0
    FROM toewijzingen_toewijzing, generate_series(0, %(aantal)s - 1) i WHERE gemeente = %(gemeente)s AND id = %(id)s
"""
_STANDEN = """
    INSERT INTO toewijzingen_stand (gemeente, toewijzing_id, gebruikt, prestaties, maximaal, drempel)
    SELECT gemeente, id, 0, 0, maximaal, maximaal FROM toewijzingen_toewijzing WHERE id >= %s
"""


def bericht(row: dict[str, object], aantal: int) -> bytes:
    """A JW323 of this many lines of an hour each, all for one child."""
    price = int(str(row["tarief_cent"]))
    line = jw323.Prestatie(
        product_referentie=typen.Referentie(referentie_nummer=""),
        toewijzing_nummer=0,
        product_categorie=str(row["categorie"]),
        product_code=str(row["code"]),
        product_periode=MAAND,
        geleverd_volume=60,
        eenheid="01",
        product_tarief=round_half_up(price, 60),
        ingediend_bedrag=typen.BedragMetDC(bedrag=price, debet_credit="D"),
    )
    lines = tuple(
        replace(
            line,
            product_referentie=typen.Referentie(referentie_nummer=f"G{nr:09}"),
            toewijzing_nummer=EERSTE_NUMMER + nr,
        )
        for nr in range(aantal)
    )
    return schrijf(
        jw323.Bericht(
            header=jw323.Header(
                afzender=str(row["aanbieder"]),
                ontvanger=str(row["gemeente"]),
                bericht_identificatie=typen.BerichtIdentificatie(identificatie="GROOT", dagtekening=DAG),
                xsd_versie=typen.XsdVersie(basisschema_xsd_versie="1.0.0", bericht_xsd_versie="1.0.0"),
            ),
            declaratie=jw323.Declaratie(
                declaratie_nummer="GROOT",
                declaratie_periode=MAAND,
                declaratie_dagtekening=DAG,
                totaal_ingediend_bedrag=typen.TotaalBedragMetDC(totaal_bedrag=price * aantal, debet_credit="D"),
                clienten=(jw323.Client(bsn=BSN, prestaties=lines),),
            ),
        )
    )


def grootste(row: dict[str, object]) -> tuple[bytes, int]:
    """The largest message that comes through the door, and its number of lines."""
    one, many = len(bericht(row, 1)), len(bericht(row, 1_001))
    aantal = (GROOTSTE_BYTES - one) * 1_000 // (many - one)
    data = bericht(row, aantal)
    assert GROOTSTE_BYTES * 0.99 < len(data) <= GROOTSTE_BYTES
    return data, aantal


def leg_klaar(region: str, soort: str) -> tuple[bytes, int, str]:
    """The message, its number of lines and its sender; with `toegekend` also an allocation for each line."""
    with namens(verwerking(region)), connection.cursor() as cursor:
        cursor.execute(_VOORBEELD, [region])
        found = cursor.fetchone()
        assert found, "geen toewijzing gevonden die als voorbeeld kan dienen"
        row = dict(zip([column.name for column in cursor.description], found, strict=True))
        data, lines = grootste(row)
        values = {"eerste": EERSTE_NUMMER, "gemeente": row["gemeente"], "id": row["id"]}
        sealed = zegel(settings.BSN_KEY).verzegel(BSN)
        cursor.execute(_KIND, [row["gemeente"], EERSTE_NUMMER, row["aanbieder"], sealed])
        cursor.execute(_TOEWIJZINGEN, {**values, "aantal": lines if soort == "toegekend" else 1})
        cursor.execute(_STANDEN, [EERSTE_NUMMER])
    return data, lines, str(row["aanbieder"])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--soort", choices=("toegekend", "afgewezen"), required=True)
    parser.add_argument("--regio", required=True)
    wat = parser.parse_args()
    data, lines, sender = leg_klaar(wat.regio, wat.soort)
    meter = Meter(pid=connection.connection.info.backend_pid)
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the peak of making the message is not that of processing it
    resting = piekgeheugen(os.getpid())
    begin, cpu, database = time.perf_counter(), kerntijd(), meter.databasetijd()
    ontvangst.leg_vast(
        [Aanlevering("groot.xml", data, sender, "bench")], moment=MOMENT, on_behalf_of=verwerking(wat.regio)
    )
    stored = time.perf_counter()
    report = ontvangst.verwerk(regio=wat.regio, peildatum=DAG, moment=MOMENT, hoogstens=1)
    end = time.perf_counter()
    result = {
        "soort": wat.soort,
        "bytes": len(data),
        "regels": lines,
        "bewaren_s": stored - begin,
        "verwerken_s": end - stored,
        "kern_s": kerntijd() - cpu + (meter.databasetijd() - database) / 1e9,
        "vooraf": resting,
        "piek_python": piekgeheugen(os.getpid()),
        "piek_postgres": piekgeheugen(meter.pid),
        "antwoord_bytes": len(report.uitkomsten[0].antwoord),
    }
    result["keuring_s"] = _alone(data)
    with namens(verwerking(wat.regio)), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FILTER (WHERE toegekend), count(*) FROM declaraties_prestatie")
        granted, judged = cursor.fetchone()
        cursor.execute("SELECT regel, count(*) FROM declaraties_bevinding GROUP BY 1 ORDER BY 1")
        refused = dict(cursor.fetchall())
    expected = lines if wat.soort == "toegekend" else 1
    assert (granted, judged) == (expected, lines), (granted, judged, refused, report.per_uitkomst)
    json.dump(result, sys.stdout)


def _alone(data: bytes) -> float:
    """CPU seconds of lxml parse + XSD alone for the same bytes."""
    begin = kerntijd()
    Keuring().keur_xml([data])
    return kerntijd() - begin


if __name__ == "__main__":
    main()
