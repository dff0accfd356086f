# SPDX-License-Identifier: EUPL-1.2
"""
No burgerservicenummer in anything the house writes, but the sealed columns and the messages themselves.

The real web server and worker run with DEBUG logs and an access log on a database that logs every statement. Numbers
come in along every way, where they belong and where they do not; things break; then every byte that was written is
looked through: logs, files and their names, headers and addresses of every answer, and every row of every table.
"""

import io
import re
import zipfile
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

import httpx
import psycopg
import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from jeugdregio.aansluiting import actions as aansluiting
from jeugdregio.core.bsn import voldoet_aan_elfproef, zegel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.toewijzingen.models import Client as Kind
from tests import wereld as kit
from tests.eigen_database import met_database
from tests.isolatie.adressen import eigen_adressen, vaste_adressen
from tests.kwetsbare_worker import STERFT
from tests.sporen import Sporen
from tests.storm.bezoeker import Bezoeker
from tests.storm.house import CODE, a_house, wait_for

WIE = verwerking(CODE)
DALFSEN = "0148"
REEKS = [str(number) for number in range(999_970_000, 999_972_000) if voldoet_aan_elfproef(str(number))]
GOED, FOUT_VELD, NAAM, BESTANDSNAAM, ONBEKEND, ZIEK, STUK, GETYPT, ADRES, INLOG = REEKS[:10]
ONGELDIG = str(int(REEKS[10]) + 1)
"""No number that can exist; a slip of the pen for one that does."""

VAKER = 3
"""So many roles see the same page; others may have other forms on it."""
BERICHTEN = {
    ("berichten_bestand", "inhoud"): "what was sent, byte for byte",
    ("berichten_uitgaand", "inhoud"): "an answer, as it was sent",
}
"""The allowed messages. Sealed columns need no place here: they hold no number that can be read."""

STORING = """
    CREATE FUNCTION geen_bsn_storing() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'storing' USING DETAIL = 'rij van {bsn}', HINT = 'kijk bij {bsn}';
    END $$;
    CREATE TRIGGER geen_bsn_storing BEFORE INSERT ON toewijzingen_stop
        FOR EACH ROW EXECUTE FUNCTION geen_bsn_storing();
""".replace("{bsn}", STUK)
"""A statement that fails, with an error that quotes a number where PostgreSQL quotes rows."""


@dataclass
class Nagelaten:
    """What was left, by where: bytes to look through."""

    sporen: Sporen
    plaatsen: dict[str, bytes] = field(default_factory=dict)
    antwoorden: list[tuple[str, int, bytes, str]] = field(default_factory=list)
    uitkomsten: dict[str, str] = field(default_factory=dict)

    def in_antwoord(self, path: str, lines: bytes) -> set[str]:
        """Numbers in what an answer says around its text, other than those that were asked for."""
        return self.sporen.in_(lines) - self.sporen.in_(path.encode())

    def gevonden(self) -> dict[str, set[str]]:
        """Where a number is."""
        found = {place: self.sporen.in_(data) for place, data in self.plaatsen.items()}
        return {place: numbers for place, numbers in found.items() if numbers}


class Verhaal:
    """Everything that is tried, in a house that runs."""

    def __init__(self, house, url, beheer):
        self.house, self.url, self.beheer = house, url, beheer
        self.bezoekers = []
        self.api = []
        with namens(WIE):
            self.provider = Account.objects.get(username="backoffice").aanbieder
            sealed = [bytes(row) for row in Kind.objects.values_list("bsn", flat=True)]
            self.bekenden = sorted({zegel(settings.BSN_KEY).ontzegel(one) for one in sealed})
            own = Kind.objects.filter(gemeente=DALFSEN).values_list("bsn", flat=True)[0]
            self.van_dalfsen = zegel(settings.BSN_KEY).ontzegel(bytes(own))

    def bezoeker(self, name="", **rest):
        """Someone who is logged in; nobody without a name."""
        session = ""
        if name:
            client = Client()
            client.force_login(Account.objects.get(username=name))
            session = client.cookies["sessionid"].value
        one = Bezoeker(self.house.web_port, GETYPT, session, {"bsn": self.van_dalfsen}, **rest)
        self.bezoekers.append(one)
        return one

    # messages

    def berichten(self):
        """By name: sender and bytes of messages, good and bad; every misplaced number is one that we look for."""
        own = kit.AANBIEDERS["A1"]
        kit.AANBIEDERS["A1"] = self.provider
        try:
            with namens(WIE):
                world = kit.Wereld(nieuw=False)
                world._bsns |= {"K1": GOED, "K2": ONBEKEND, "K3": ONGELDIG, "K4": NAAM, "K5": ZIEK, "K6": STUK}
                world.nummers = {f"T{nr}": 97_000_000 + nr for nr in range(1, 9)}
                draw = [
                    ("goed", "JW301 | gemeente | kind | budget | einde\nT1 | G2 | K1 | 150000 | 2026-12-31"),
                    ("naam", "JW301 | gemeente | kind | budget | einde\nT4 | G2 | K4 | 150000 | 2026-12-31"),
                    ("ongeldig", "JW301 | gemeente | kind | budget | einde\nT3 | G2 | K3 | 150000 | 2026-12-31"),
                    ("ziek", "JW301 | gemeente | kind | budget | einde\nT5 | G2 | K5 | 150000 | 2026-12-31"),
                    ("verzoek", "JW315 | gemeente | kind | budget\nR1 | G2 | K6 | 150000"),
                    ("start", "JW305 | gemeente | kind | toewijzing\nS1 | G2 | K1 | T1"),
                    ("stop", "JW307 | gemeente | kind | toewijzing\nE1 | G2 | K1 | T1"),
                    ("onbekend", "JW323 | gemeente | kind | toewijzing | maand\nP1 | G2 | K2 | T1 | 2026-09"),
                ]
                made = {name: world.teken(table)[0] for name, table in draw}
        finally:
            kit.AANBIEDERS["A1"] = own
        data = {name: (one.afzender, one.data) for name, one in made.items()}
        town, good = data["goed"]
        data["naam"] = (town, data["naam"][1].replace(b">Test<", b">Test " + NAAM.encode() + b"<"))
        provider, asked = data["verzoek"]
        data["verzoek"] = (provider, asked.replace(b">Test<", b">Test " + NAAM.encode() + b"<"))
        data["ziek"] = (town, data["ziek"][1] + STERFT)
        wrong = FOUT_VELD.encode()
        data["verkeerde datum"] = (town, re.sub(rb"2015-05-05", wrong, good))
        data["verkeerd geslacht"] = (town, re.sub(rb"(eslacht>)2(<)", rb"\g<1>" + wrong + rb"\2", good))
        data["verkeerde kop"] = (town, good.replace(DALFSEN.encode(), wrong))
        data["verkeerd element"] = (town, good.replace(b"eslacht>", b"eslacht" + wrong + b">"))
        data["geen xml"] = (town, wrong + b" is geen bericht")
        return data

    def lever(self, data):
        """The messages by API, folder and page by turns, with a number in every name that can be given."""
        moment = timezone.now() - timedelta(minutes=1)
        keys = {code: aansluiting.maak_sleutel(code, moment=moment) for code in (DALFSEN, self.provider)}
        page = self.bezoeker("backoffice")
        for nr, (sender, content) in enumerate(data.values()):
            if nr % 3 == 1 and sender == self.provider:
                folder = self.house.home / sender / "in"
                (folder / f"{BESTANDSNAAM}_{nr}.tmp").write_bytes(content)
                (folder / f"{BESTANDSNAAM}_{nr}.tmp").rename(folder / f"{BESTANDSNAAM}_{nr}.xml")
            elif nr % 3 == 2 and sender == self.provider:
                self.upload(page, f"{BESTANDSNAAM}.xml", content)
            else:
                self.roep_aan(keys[sender], content)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(f"{BESTANDSNAAM}/{BESTANDSNAAM}.xml", data["geen xml"][1])
        self.upload(page, f"{BESTANDSNAAM}.zip", packed.getvalue())

    def upload(self, page, name, content):
        found = page.vraag("GET", "/aanleveren/").text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', found).group(1)
        field_name = re.search(r'type="file"[^>]*?name="([^"]+)"|name="([^"]+)"[^>]*?type="file"', found)
        form = {"csrfmiddlewaretoken": token}
        files = {next(filter(None, field_name.groups())): (name, content, "text/xml")}
        page.vraag("POST", "/aanleveren/", data=form, files=files)

    def roep_aan(self, key, content):
        """Log in and deliver as software does; then ask with numbers where none belong."""
        with httpx.Client(base_url=f"http://127.0.0.1:{self.house.web_port}", timeout=60) as http:
            form = {"grant_type": "client_credentials", "client_id": key.code, "client_secret": key.geheim}
            token = http.post("/api/v1/token", data=form)
            assert token.status_code == 200, token.text
            http.headers["Authorization"] = f"Bearer {token.json()['access_token']}"
            sent = http.post("/api/v1/berichten", content=content, headers={"Content-Type": "application/xml"})
            assert sent.status_code < 300, sent.text
            asked = [
                http.get("/api/v1/toewijzingen", params={"bsn": ADRES, "gewijzigd_vanaf": ADRES, "pagina": ADRES}),
                http.get(f"/api/v1/toewijzingen/{DALFSEN}-{ADRES}"),
                http.get(f"/api/v1/berichten/{ADRES}"),
                http.get(f"/api/v1/{ADRES}"),
                http.get("/api/v1/declaraties", headers={"If-None-Match": ADRES, "User-Agent": ADRES, "X-Wie": ADRES}),
                http.post("/api/v1/token", data={**form, "client_id": ADRES, "client_secret": ADRES}),
                http.post("/api/v1/berichten", content=ADRES, headers={"Content-Type": f"text/{ADRES}"}),
            ]
            for one in (token, sent, *asked):
                assert one.status_code < 500, (one.url, one.text)
                lines = "\n".join(f"{name}: {value}" for name, value in one.headers.multi_items())
                self.api.append((one.request.url.raw_path.decode(), one.status_code, lines.encode()))

    # mistakes

    def vergis_je(self):
        """A number in every field of every form that each role can reach, and in addresses."""
        with psycopg.connect(self.beheer) as connection:
            own = eigen_adressen(connection)
        fixed = [one.pad for one in vaste_adressen() if not one.pad.startswith(("/api/", "/uitloggen"))]
        mine = {one.route: one.pad for one in own if {one.gemeente, one.aanbieder} <= {"", DALFSEN, self.provider}}
        shown, seen = Counter(), set()
        for name in Account.objects.order_by("username").values_list("username", flat=True):
            one = self.bezoeker(name, formulieren=seen)
            for path in [*fixed, *mine.values()]:
                if shown[path] < VAKER:
                    shown[path] += one.vul_alles_in(path)
        for one in (self.bezoeker("toegang.dalfsen"), self.bezoeker()):
            for path in (f"/{ADRES}/", f"/mensen/{ADRES}/", f"/inzien/{DALFSEN}/{ADRES}/", f"/regels/{ADRES}"):
                one.vraag("GET", path)
            for path in ("/", "/toewijzingen/", "/declaraties/", "/mensen/", "/zoeken/"):
                one.vraag("GET", path, params={"zoek": ADRES, "q": f"{ADRES[:4]}.{ADRES[4:]}", "next": ADRES})
                one.vraag("GET", path, headers={"Referer": f"http://127.0.0.1/{ADRES}", "User-Agent": ADRES})
            one.vraag("POST", f"/mensen/?wie={ADRES}", data={"x": ADRES})

    def log_in(self):
        """A number as name and as password, until the door closes."""
        one = Bezoeker(self.house.web_port, INLOG)
        one.velden = {"login": INLOG, "password": INLOG}
        self.bezoekers.append(one)
        for _ in range(7):
            one.formulieren.clear()
            one.vul_alles_in("/inloggen/")

    def klaar(self):
        waiting = "SELECT count(*) FROM berichten_bestand WHERE status = 'ontvangen'"
        with psycopg.connect(self.beheer, autocommit=True) as connection:
            wait_for("the end of the work", lambda: not connection.execute(waiting).fetchone()[0], step=0.2)


def rijen(beheer):
    """Every row of every table as text, without the columns that are messages; and what is folded up in some."""
    found = {}
    columns = """
        SELECT c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
            array_agg(a.attname::text ORDER BY a.attnum)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relkind IN ('r', 'm', 'p') AND c.relnamespace = 'public'::regnamespace
            AND NOT (c.relname, a.attname) IN (SELECT * FROM unnest(%s::text[], %s::text[]))
        GROUP BY 1 ORDER BY 1
    """
    tables, fields = zip(*BERICHTEN, strict=True)
    with psycopg.connect(beheer) as connection:
        for table, listed, _ in connection.execute(columns, [list(tables), list(fields)]).fetchall():
            with connection.cursor() as cursor, cursor.copy(f'COPY (SELECT {listed} FROM "{table}") TO STDOUT') as out:
                found[f"tabel {table}"] = b"".join(out)
    found["sessies"] = "\n".join(str(one.get_decoded()) for one in Session.objects.all()).encode()
    return found


def uitkomsten(beheer, data):
    """What became of each message: of the file when nothing became of what is in it."""
    ends = """
        SELECT b.sha256, coalesce(i.uitkomst, CASE WHEN w.bestand_id IS NULL THEN b.status ELSE 'geweigerd' END)
        FROM berichten_bestand b LEFT JOIN berichten_bericht i ON i.bestand_id = b.id
        LEFT JOIN berichten_weigering w ON w.bestand_id = b.id
    """
    with psycopg.connect(beheer) as connection:
        found = {bytes(digest): end for digest, end in connection.execute(ends)}
    return {name: found[sha256(content).digest()] for name, (_, content) in data.items()}


def bestanden(*roots):
    """Every file under these, and the names of all of them."""
    found = {}
    for root in roots:
        paths = [path for path in root.rglob("*") if "/data/" not in str(path)]
        found[f"namen in {root.name}"] = "\n".join(str(path.relative_to(root)) for path in paths).encode()
        found |= {f"bestand {path}": path.read_bytes() for path in paths if path.is_file()}
    return found


@pytest.fixture(scope="module")
def nagelaten(ongerepte_database, server, tmp_path_factory, worker_id, django_db_blocker):
    """What is left of the whole story."""
    patch = pytest.MonkeyPatch()
    folder = tmp_path_factory.mktemp("geen_bsn")
    name = ongerepte_database.rpartition("/")[2]
    beheer = server.url("postgres", name)
    log = server.map / "server.log"
    before = log.stat().st_size
    patch.setenv("LOG_LEVEL", "DEBUG")
    patch.setenv("JEUGDREGIO_MAP", str(folder / "staat"))
    patch.setattr(kit, "PEILDATUM", timezone.localdate())
    with psycopg.connect(beheer, autocommit=True) as superuser:
        for setting in ("log_statement = 'all'", "log_min_duration_statement = 0", "log_min_messages = 'debug1'"):
            superuser.execute(f"ALTER DATABASE {name} SET {setting}")
        superuser.execute(STORING)
    with met_database(ongerepte_database, django_db_blocker), a_house(folder, server) as house:
        house.database, house.program = name, "tests.kwetsbare_worker"
        story = Verhaal(house, ongerepte_database, beheer)
        data = story.berichten()
        for code in (DALFSEN, story.provider):
            aansluiting.sluit_aan(code, "map", moment=timezone.now())
        aansluiting.bereid_voor(house.home, regio=CODE)
        for who in ("web", "worker"):
            house.start(who)
        try:
            story.lever(data)
            story.log_in()
            story.vergis_je()
            story.klaar()
        finally:
            for visitor in story.bezoekers:
                visitor.ga_weg()
        sporen = Sporen([*story.bekenden, *REEKS], overal=[*REEKS[:10], ONGELDIG])
        left = Nagelaten(sporen)
        left.plaatsen |= rijen(beheer)
        left.plaatsen["mappen"] = "\n".join(str(p.relative_to(house.home)) for p in house.home.rglob("*")).encode()
        left.uitkomsten = uitkomsten(beheer, data)
        left.antwoorden += [(*one, "api") for one in story.api]
        left.antwoorden += [(*one, "web") for visitor in story.bezoekers for one in visitor.antwoorden]
        house.stop()
        left.plaatsen |= bestanden(folder / "staat")
        left.plaatsen |= {f"log {path.stem}": path.read_bytes() for path in folder.glob("*.log")}
        with log.open("rb") as written:
            written.seek(before)
            left.plaatsen["log database"] = written.read()
        yield left
    with psycopg.connect(beheer, autocommit=True) as superuser:
        superuser.execute(f"ALTER DATABASE {name} RESET ALL")
    patch.undo()


def test_nothing_that_was_written_names_a_child(nagelaten):
    assert nagelaten.gevonden() == {}


def test_no_header_and_no_address_in_a_page_names_a_child(nagelaten):
    """Only an address that someone typed can come back to who typed it."""
    named = {path: nagelaten.in_antwoord(path, lines) for path, _, lines, _ in nagelaten.antwoorden}
    assert {path: found for path, found in named.items() if found} == {}


def test_all_of_it_was_tried_and_written_down(nagelaten):
    answers, places = nagelaten.antwoorden, nagelaten.plaatsen
    assert [(path, status) for path, status, *_ in answers if status >= 500] == []
    assert {status for _, status, *_ in answers} >= {200, 302, 403, 404, 422, 429}
    ends = nagelaten.uitkomsten
    assert {name for name, end in ends.items() if end == "geaccepteerd"} >= {"goed", "naam", "verzoek", "start"}
    assert ends["ziek"] == ends["stop"] == "apart"
    assert all(ends[name] == "geweigerd" for name in ends if name.startswith("verkeerd") or name == "geen xml")
    assert b"Test ---------" in places["tabel toewijzingen_client"]
    assert b"/mensen/---------/" in places["log web"]
    for text in (b"UPDATE", b"ERROR:  storing"):
        assert text in places["log database"]
    assert b"SIGSEGV" in places["log worker"]
    assert sum(1 for name in places if name.startswith("tabel ")) > 40


@pytest.mark.parametrize("place", ["log web", "log worker", "log database", "sessies", "mappen"])
def test_one_that_is_written_is_found(nagelaten, place):
    planted = nagelaten.plaatsen[place] + f"kind={GOED};".encode()
    assert Nagelaten(nagelaten.sporen, {place: planted}).gevonden() == {place: {GOED}}


@pytest.mark.parametrize(
    "written",
    [
        f"{GOED[:4]}.{GOED[4:6]}.{GOED[6:]}".encode(),
        f"{GOED[:4]}%20{GOED[4:]}".encode(),
        GOED.encode().hex().encode(),
        *(b64encode(b"abc"[:before] + GOED.encode() + b"de") for before in range(3)),
        GOED.encode("utf-16-le"),
        sha256(GOED.encode()).hexdigest().encode(),
    ],
)
def test_it_is_found_however_it_is_written(written):
    sporen = Sporen([], overal=[GOED])
    assert sporen.in_(b"x " + written + b" y") == {GOED}
    assert sporen.in_(b"1" + GOED.encode()) == set()
