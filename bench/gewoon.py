# SPDX-License-Identifier: EUPL-1.2
"""
The ordinary way: the same rules in a Django loop, one message per transaction, for comparison only.

    python bench/gewoon.py [T|S] [--berichten 150]

Written as an average good programmer writes it with the ORM: look up, compare, create. The verdicts are
compared
with those of the house on the same messages; the ratio of the core time per line is what is published.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jeugdregio.config.settings")
django.setup()

import gewoon_regels as rules  # noqa: E402
import psycopg  # noqa: E402
import zstandard  # noqa: E402
from controle import GROOTBOEK, STANDEN, bericht_hash, oordeel_hash  # noqa: E402
from corpus import WERKMAP, Zending, maak  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from keuring import Keuring  # noqa: E402
from lxml import etree  # noqa: E402
from meter import postgres_kerntijd  # noqa: E402

from jeugdregio.berichten.deur import open_deur  # noqa: E402
from jeugdregio.berichten.models import Bericht, Bestand, Uitgaand  # noqa: E402
from jeugdregio.berichten.retour import (  # noqa: E402
    AfgewezenClient,
    AfgewezenPrestatie,
    Antwoord325,
    Kop325,
    antwoord_jw325,
)
from jeugdregio.berichten.schema import streng_schema  # noqa: E402
from jeugdregio.core.bsn import zegel  # noqa: E402
from jeugdregio.declaraties.beoordeling import BIT  # noqa: E402
from jeugdregio.declaraties.models import Bevinding, Declaratie, Prestatie  # noqa: E402
from jeugdregio.declaraties.regels.ijw_3_2 import REGELS  # noqa: E402
from jeugdregio.gebruikers.isolatie import namens  # noqa: E402
from jeugdregio.gebruikers.values import verwerking  # noqa: E402
from jeugdregio.grootboek.models import Boeking  # noqa: E402
from jeugdregio.regio.models import Gemeente  # noqa: E402
from jeugdregio.toewijzingen.models import Client, Stand  # noqa: E402
from keten import HIER, Proefstation, partijen  # noqa: E402

RULE = {rule.code: rule for rule in REGELS}
KOPCODE = {"TR056": "9056", "TR135": "8848", "TR378": "S300"}


def verwerk(sent: Zending, regio: str) -> None:
    """Take in one message, in one transaction."""
    today = sent.aankomst.date()
    with namens(verwerking(regio)):
        (part,) = open_deur(sent.data)
        digest = sha256(sent.data).digest()
        if Bestand.objects.filter(afzender=sent.aanbieder, sha256=digest).exists():
            return
        stored = Bestand.objects.create(
            afzender=sent.aanbieder,
            aanbieder=sent.aanbieder,
            naam="bericht",
            kanaal="bench",
            sha256=digest,
            omvang_bytes=len(sent.data),
            codering="plat",
            inhoud=sent.data,
            ontvangen_op=sent.aankomst,
            status="verwerkt",
            verwerkt_op=sent.aankomst,
        )
        root = etree.fromstring(part.data)
        assert streng_schema("JW323").validate(root)
        message = rules.lees_bericht(root)
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval('berichten_volgnummer')")
            number = cursor.fetchone()[0]
        outcome, codes, answer = _beoordeel(message, number, today)
        Bericht.objects.create(
            gemeente=message.gemeente,
            id=number,
            bestand_id=stored.id,
            nr=0,
            soort="JW323",
            aanbieder=message.aanbieder,
            afzender=message.aanbieder,
            identificatie=message.identificatie,
            dagtekening=message.dagtekening,
            sha256=sha256(part.data).digest(),
            ontvangen_op=sent.aankomst,
            uitkomst=outcome,
            regels=codes,
            peildatum=today,
            versie="gewoon",
        )
        Uitgaand.objects.create(
            gemeente=message.gemeente,
            id=number,
            bericht_id=number,
            aanbieder=message.aanbieder,
            soort="JW325",
            inhoud=zstandard.compress(answer),
            gemaakt_op=sent.aankomst,
        )


def _beoordeel(m: rules.Bericht, number: int, today: date) -> tuple[str, list[str], bytes]:
    kop = Kop325(m.gemeente, m.aanbieder, str(number), today, m.identificatie, m.dagtekening, "1.0.0", "1.0.0")
    codes = rules.in_bericht(m)
    if codes:
        return (
            "afgekeurd",
            codes,
            antwoord_jw325(kop, header_codes=["0001"], antwoord=None, xslt_versie="1.0.0"),
        )
    codes = rules.kop(m, today)
    if codes:
        return "afgekeurd", codes, antwoord_jw325(kop, header_codes=[KOPCODE[codes[0]]], antwoord=None)
    codes = rules.declaratie(m)
    if codes:
        _sla_declaratie_op(m, number, toegekend=0, afgewezen=len(m.prestaties), verwerkt=False)
        for code in codes:
            _bevinding(m, number, -1, code)
        body = Antwoord325(m.nummer, m.totaal, 0, [RULE[codes[0]].retourcode])
        return "afgekeurd", codes, antwoord_jw325(kop, antwoord=body)
    verdicts = _prestaties(m, number)
    refused = [p for p in m.prestaties if verdicts[p.nr]]
    granted = sum(p.getekend for p in m.prestaties if not verdicts[p.nr])
    _sla_declaratie_op(m, number, toegekend=granted, afgewezen=len(refused), verwerkt=True)
    clients: dict[str, list[AfgewezenPrestatie]] = {}
    for p in refused:
        codes_p = [RULE[code].retourcode for code in verdicts[p.nr]]
        clients.setdefault(p.bsn, []).append(p.afgewezen(codes_p))
    body = Antwoord325(
        m.nummer,
        m.totaal,
        granted,
        ["0200" if refused else "8001"],
        [AfgewezenClient(b, r) for b, r in clients.items()],
    )
    outcome = (
        "geaccepteerd" if not refused else "alles_afgewezen" if len(refused) == len(verdicts) else "deels_afgewezen"
    )
    fired = sorted({code for codes in verdicts.values() for code in codes})
    return outcome, fired, antwoord_jw325(kop, antwoord=body)


def _prestaties(m: rules.Bericht, number: int) -> dict[int, list[str]]:
    """Judge and store line by line: credits first, then debits."""
    region = Gemeente.objects.get(code=m.gemeente).regio
    seal = zegel(settings.BSN_KEY)
    clients = {
        bsn: Client.objects.filter(gemeente=m.gemeente, aanbieder=m.aanbieder, bsn=seal.verzegel(bsn)).first()
        for bsn in {p.bsn for p in m.prestaties}
    }
    facts = {p.nr: rules.zoek(m, p, clients[p.bsn]) for p in m.prestaties}
    refused = {p.bsn for p in m.prestaties if rules.tr304(clients[p.bsn], facts[p.nr].toewijzing)}
    verdicts: dict[int, list[str]] = {}
    for p in sorted(m.prestaties, key=lambda p: (p.dc == "D", p.nr)):
        fact = facts[p.nr]
        if p.bsn in refused:
            codes = ["TR304"]
        else:
            codes = rules.credit(m, p, fact) if p.dc == "C" else rules.debet(m, p, fact, region)
            codes += _verbruik(m, p, fact, codes)
        verdicts[p.nr] = codes
        _sla_prestatie_op(m, p, number, fact, codes, clients[p.bsn])
    return verdicts


def _verbruik(m: rules.Bericht, p: rules.Regel, fact: rules.Feiten, codes: list[str]) -> list[str]:
    t = fact.toewijzing
    if t is None or not rules.past(t, p.eenheid) or (p.dc == "C" and codes):
        return []
    amount = p.bedrag if t.maat == "bedrag" else rules.maat(p.volume, p.eenheid)
    stand = Stand.objects.select_for_update().get(gemeente=m.gemeente, toewijzing_id=t.id)
    if p.dc == "D" and stand.maximaal is not None and stand.gebruikt + amount > stand.maximaal:
        return ["TR322" if t.maat == "volume" else "TR369"]
    if not codes:
        sign = 1 if p.dc == "D" else -1
        stand.gebruikt += sign * amount
        stand.prestaties += sign
        stand.save()
    return []


def _sla_prestatie_op(
    m: rules.Bericht, p: rules.Regel, number: int, fact: rules.Feiten, codes: list[str], client: Client | None
) -> None:
    if p.dc == "C" and not codes:
        Prestatie.objects.filter(pk=fact.vorige.pk).update(gecrediteerd=True)
    Prestatie.objects.create(
        gemeente=m.gemeente,
        bericht_id=number,
        nr=p.nr,
        aanbieder=m.aanbieder,
        referentie=p.referentie,
        vorige_referentie=p.vorige,
        client_id=client.id if client else None,
        toewijzing_nummer=p.toewijzing,
        toewijzing_id=fact.toewijzing.id if fact.toewijzing else None,
        categorie=p.categorie,
        code=p.code,
        begin=p.begin,
        tot=p.tot,
        volume=p.volume,
        eenheid=p.eenheid,
        tarief_cent=p.tarief,
        bedrag_cent=p.bedrag,
        dc=p.dc,
        toegekend=not codes,
        dubbel="TR314" in codes,
        oordeel=sum(BIT[code] for code in codes),
    )
    for code in codes:
        _bevinding(m, number, p.nr, code)
    if not codes:
        Boeking.objects.create(
            gemeente=m.gemeente,
            oorzaak="prestatie",
            oorzaak_id=number,
            oorzaak_nr=p.nr,
            debet="4100" if p.dc == "D" else "1600",
            credit="1600" if p.dc == "D" else "4100",
            bedrag_cent=p.bedrag,
            aanbieder=m.aanbieder,
            categorie=p.categorie,
            code=p.code,
            boekmaand=p.begin.replace(day=1),
            dienstmaand=p.begin.replace(day=1),
        )


def _bevinding(m: rules.Bericht, number: int, nr: int, code: str) -> None:
    Bevinding.objects.create(
        gemeente=m.gemeente,
        bericht_id=number,
        nr=nr,
        aanbieder=m.aanbieder,
        regel=code,
        retourcode=RULE[code].retourcode,
        feiten={},
    )


def _sla_declaratie_op(m: rules.Bericht, number: int, *, toegekend: int, afgewezen: int, verwerkt: bool) -> None:
    Declaratie.objects.create(
        gemeente=m.gemeente,
        bericht_id=number,
        aanbieder=m.aanbieder,
        nummer=m.nummer,
        maand=m.periode[0],
        dagtekening=m.declaratie_dagtekening,
        ingediend_cent=m.totaal,
        toegekend_cent=toegekend,
        regels=len(m.prestaties),
        afgewezen=afgewezen,
        verwerkt=verwerkt,
    )


def meet(corpus: str, plek: Path, berichten: int) -> dict[str, Any]:
    """
    Run the ordinary way and the house over the same messages, compare the verdicts, give core-µs
    per line.
    """
    manifest = maak(corpus, plek / corpus, 2)
    folders = [plek / corpus / name for name in manifest["regios"]]
    station = Proefstation(plek / "server")
    try:
        station.sjabloon()
        urls = {name: station.database(name, folders) for name in ("bench_gewoon", "bench_huis")}
        batch = next(iter(partijen(folders, berichten, "berichten")))
        lines = sum(sent.regels for sent in batch)
        busy = postgres_kerntijd(station.postmaster)
        command = [sys.executable, __file__, "--werk", str(berichten), corpus, "--map", str(plek)]
        done = subprocess.run(
            command,
            env={**os.environ, "DATABASE_URL": urls["bench_gewoon"]},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        ordinary = json.loads(done.stdout) | {"postgres_s": postgres_kerntijd(station.postmaster) - busy}
        command = [
            sys.executable,
            str(HIER / "werker.py"),
            "--plek",
            str(plek / corpus),
            "--regios",
            *manifest["regios"],
        ]
        command += ["--partij", str(berichten), "--hoogstens", "1"]
        subprocess.run(
            command,
            env={**os.environ, "DATABASE_URL": urls["bench_huis"]},
            stdout=subprocess.PIPE,
            check=True,
        )
        hashes = {}
        for name in urls:
            with psycopg.connect(station.server.url("postgres", name)) as conn:
                assert conn.execute(GROOTBOEK).fetchone() == (0,), f"{name}: regels en grootboek verschillen"
                assert conn.execute(STANDEN).fetchone() == (0, 0), f"{name}: de standen kloppen niet"
                hashes[name] = (oordeel_hash(conn), bericht_hash(conn))
        assert hashes["bench_gewoon"] == hashes["bench_huis"], f"andere oordelen: {hashes}"
    finally:
        station.server.stop()
    total = (ordinary["python_s"] + ordinary["postgres_s"]) / lines * 1e6
    alone = ordinary["keuring_s"] / lines * 1e6
    return {
        "regels": lines,
        "wand_s": ordinary["wand_s"],
        "kern_us": total,
        "keuring_us": alone,
        "zelfde_oordelen": True,
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", default="T", choices=("T", "S"))
    parser.add_argument("--map", type=Path, default=WERKMAP)
    parser.add_argument("--berichten", type=int, default=150)
    parser.add_argument("--werk", type=int, default=0, help=argparse.SUPPRESS)
    wat = parser.parse_args()
    if wat.werk:
        manifest = json.loads((wat.map / wat.corpus / "manifest.json").read_text())
        folders = [wat.map / wat.corpus / name for name in manifest["regios"]]
        alone = Keuring()
        begin, wall = time.process_time(), time.perf_counter()
        for sent in next(iter(partijen(folders, wat.werk, "berichten"))):
            verwerk(sent, next(iter(manifest["regios"])))
            alone.keur([sent])
        spent, passed = time.process_time() - begin - alone.kern_s, time.perf_counter() - wall - alone.wand_s
        json.dump({"python_s": spent, "wand_s": passed, "keuring_s": alone.keuring_s}, sys.stdout)
        return
    found = meet(wat.corpus, wat.map, wat.berichten)
    (wat.map / "gewoon.json").write_text(json.dumps(found), encoding="utf-8")
    print(
        f"gewone manier, {found['regels']:,} regels: {found['kern_us']:,.0f} kern-µs per regel, "
        f"{found['regels'] / found['wand_s']:,.0f} regels/s; zelfde oordelen als het huis"
    )


if __name__ == "__main__":
    main()
