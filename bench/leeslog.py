# SPDX-License-Identifier: EUPL-1.2
"""
What the logs cost: a list of children with and without its lines in the read log, a change of many rows with and
without its history, and the messages of the demo taken in with and without the triggers of the history. On a durable
server of its own, so that a commit is a commit.

    python bench/leeslog.py [--schaal 0.05]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import psycopg
from meter import postgres_kerntijd

from jeugdregio.inrichting import rollen
from jeugdregio.inrichting.server import Server, zorg_voor_server

RONDEN = 25
TOEWIJZINGEN = 50_000
PER_PARTIJ, KEREN = 50, 3
ZONDER = """
    DO $$ DECLARE t record; BEGIN
        FOR t IN SELECT tgrelid::regclass tabel, tgname naam FROM pg_trigger WHERE tgname LIKE 'geschiedenis_%' LOOP
            EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', t.tabel, t.naam);
        END LOOP;
    END $$
"""
VULLING = f"""
    INSERT INTO toewijzingen_client (gemeente, id, aanbieder, bsn, geslacht, achternaam, voorvoegsel, voornamen)
    SELECT '0193', n, CASE WHEN n <= 1 THEN '71000001' WHEN n <= 51 THEN '71000050' WHEN n <= 551 THEN '71000500'
        ELSE '71009999' END, decode(md5(n::text), 'hex'), '1', 'Jansen', '', 'Kim'
    FROM generate_series(1, {TOEWIJZINGEN}) n;
    INSERT INTO toewijzingen_toewijzing (gemeente, id, nummer, aanbieder, client_id, geldig, vastgesteld_op,
        reden_wijziging, referentie_aanbieder, verwijderd, maat, bericht_id)
    SELECT gemeente, id, id, aanbieder, id, '[2026-01-01,2027-01-01)', '2026-01-01 10:00', '', '', false, 'volume', 1
    FROM toewijzingen_client;
"""


def seconden(werk: Callable[[], object], ronden: int = RONDEN) -> float:
    """The fastest of some rounds: on a machine that does more, the others say how busy it was."""
    werk()
    times = []
    for _ in range(ronden):
        start = time.perf_counter()
        werk()
        times.append(time.perf_counter() - start)
    return min(times)


def meet(superuser: str) -> None:
    """Time everything and print it."""
    from django.db import connection
    from django.utils import timezone

    from jeugdregio.gebruikers.isolatie import als_verwerking, namens
    from jeugdregio.gebruikers.values import Machtiging, Rol
    from jeugdregio.logboek.actions import controleer, gelezen
    from jeugdregio.toewijzingen import queries

    print("een lijst lezen (alleen de gegevens, zonder de pagina te maken)")
    for number in (1, 50, 500):
        wie = Machtiging(rol=Rol.AANBIEDER, aanbieder=f"71000{number:03}")

        def read(logged: bool, wie: Machtiging = wie, number: int = number) -> None:
            with namens(wie):
                found = queries.toewijzingen(on_behalf_of=wie)
                assert len(found) == number
                children = {one.kind.persoon for one in found}
                if logged:
                    gelezen(wie, children, wat="bench", moment=timezone.now())

        without, with_log = seconden(lambda: read(False)), seconden(lambda: read(True))
        print(
            f"{number:>6} kinderen {without * 1000:8.1f} ms {with_log * 1000:8.1f} ms met logboek"
            f" {with_log / without:6.2f} x, {(with_log - without) * 1000:6.1f} ms erbij",
            flush=True,
        )
    with psycopg.connect(superuser, autocommit=True) as connected:
        rows, size = connected.execute(
            "SELECT count(*), pg_total_relation_size('logboek_inzage') FROM logboek_inzage"
        ).fetchone() or (1, 0)
        start = time.perf_counter()
        assert controleer("IJSSELLAND", dag=timezone.localdate()).breuken == ()
        took = time.perf_counter() - start
        print(
            f"{rows:,} rijen, {size / rows:.0f} bytes per rij met indexen; controleren {rows / took:,.0f} rijen per s"
        )

        def change() -> None:
            with als_verwerking("IJSSELLAND"), connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE toewijzingen_toewijzing SET bericht_id = bericht_id + 1,"
                    " vastgesteld_op = vastgesteld_op + interval '1 second'"
                )

        both = "ALTER TABLE toewijzingen_toewijzing {} TRIGGER geschiedenis_wijzigen"
        with_history = seconden(change, 3)
        connected.execute(both.format("DISABLE"))
        without = seconden(change, 3)
        print(
            f"{TOEWIJZINGEN:,} toewijzingen wijzigen {without:6.2f} s {with_history:6.2f} s met geschiedenis"
            f" {with_history / without:6.2f} x, {(with_history - without) / TOEWIJZINGEN * 1e6:.0f} µs per rij"
        )


def speel(schaal: float) -> None:
    """Take in the traffic of the demo, in batches of fifty; prints as JSON how many messages and the time of Python."""
    import django

    django.setup()
    from jeugdregio.demo import afspelen, bevolking, laden, regio, simulator

    region = regio.regio_ijsselland()
    laden.laad(region, code="IJSSELLAND", schaal=schaal)
    months = [date(2026, month, 1) for month in (7, 8, 9)]
    traffic = simulator.simuleer(bevolking.bevolking(schaal, 1, region), region, months, seed=1, foutkans=0.03)
    batches = [one for one in afspelen.partijen(traffic, per_partij=PER_PARTIJ) if one.berichten]
    print("klaar", flush=True)
    sys.stdin.readline()
    begin = time.process_time()
    outcomes: Counter[str] = Counter()
    for one in batches:
        outcomes += afspelen.neem_in(one.berichten, regio="IJSSELLAND")[1].per_uitkomst
    spent = time.process_time() - begin
    print(json.dumps({"berichten": outcomes.total(), "uitkomsten": outcomes, "python_s": spent}), flush=True)


def meet_inname(server: Server, schaal: float) -> None:
    """Print what the triggers cost while messages are taken in: each way some times, by turns, on a fresh database."""
    with psycopg.connect(server.url("postgres", "postgres")) as connection:
        (folder,) = connection.execute("SHOW data_directory").fetchone() or ("",)
    postmaster = int((Path(folder) / "postmaster.pid").read_text().splitlines()[0])
    costs: dict[str, list[float]] = {"zonder": [], "met": []}
    kept: list[tuple[str, int]] = []
    for _ in range(KEREN):
        for way, found in costs.items():
            rollen.kopieer(server.url("postgres", "postgres"), "leeg", "inname")
            with psycopg.connect(server.url("postgres", "inname"), autocommit=True) as connection:
                if way == "zonder":
                    connection.execute(ZONDER)
            child = subprocess.Popen(
                [sys.executable, __file__, "--speel", "--schaal", str(schaal)],
                env={**os.environ, "DATABASE_URL": server.url(rollen.APP, "inname")},
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
            assert child.stdin is not None
            assert child.stdout is not None
            assert child.stdout.readline() == "klaar\n"
            before = postgres_kerntijd(postmaster)
            child.stdin.write("\n")
            child.stdin.close()
            said = json.loads(child.stdout.readline())
            found.append((said["python_s"] + postgres_kerntijd(postmaster) - before) / said["berichten"] * 1e3)
            child.wait()
            with psycopg.connect(server.url("postgres", "inname")) as connection:
                rows = "SELECT tabel || ' ' || handeling, count(*) FROM logboek_wijziging GROUP BY 1 ORDER BY 2 DESC"
                kept = connection.execute(rows).fetchall()
    low, high = min(costs["zonder"]), min(costs["met"])
    print(f"{said['berichten']:,} berichten van de demo, per {PER_PARTIJ}: {low:.2f} kern-ms per bericht zonder en")
    print(f"  {high:.2f} met geschiedenis, {high / low:.3f} x; alle metingen: {costs}")
    print(f"  {said['uitkomsten']}; in de geschiedenis: {kept}", flush=True)


def main() -> None:
    """Start a database in a temporary folder, fill it and measure."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--schaal", type=float, default=0.05)
    arguments.add_argument("--speel", action="store_true", help=argparse.SUPPRESS)
    what = arguments.parse_args()
    if what.speel:
        speel(what.schaal)
        return
    with tempfile.TemporaryDirectory() as folder:
        server = zorg_voor_server(Path(folder) / "postgres", duurzaam=True)
        rollen.richt_in(server.url("postgres", "postgres"), "bench")
        env = {**os.environ, "DJANGO_SETTINGS_MODULE": "jeugdregio.config.settings"}
        owner = {"JEUGDREGIO_ROL": "eigenaar", "DATABASE_OWNER_URL": server.url(rollen.EIGENAAR, "bench")}
        subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity=0"], env={**env, **owner}, check=True)
        rollen.kopieer(server.url("postgres", "postgres"), "bench", "leeg")
        superuser = server.url("postgres", "bench")
        with psycopg.connect(superuser, autocommit=True) as connected:
            connected.execute(VULLING)
            connected.execute("VACUUM ANALYZE")
        os.environ.update(
            DJANGO_SETTINGS_MODULE="jeugdregio.config.settings", DATABASE_URL=server.url(rollen.APP, "bench")
        )
        import django

        django.setup()
        meet_inname(server, what.schaal)
        meet(superuser)
        server.stop()


if __name__ == "__main__":
    main()
