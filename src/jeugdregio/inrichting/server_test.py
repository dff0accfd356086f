# SPDX-License-Identifier: EUPL-1.2
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from jeugdregio.inrichting import rollen
from jeugdregio.inrichting.gebruiker import draaigebruiker
from jeugdregio.inrichting.instellingen import server_settings
from jeugdregio.inrichting.programma import data_folder
from jeugdregio.inrichting.server import _is_postgres_on, draait, tijdelijke_server, zorg_voor_server
from jeugdregio.inrichting.wacht import STATE

SOURCE = Path(__file__).resolve().parents[2]
USER_OF_A_SERVER = """
import sys, time
from pathlib import Path
from jeugdregio.inrichting.server import zorg_voor_server
server = zorg_voor_server(Path(sys.argv[1]), duurzaam=False)
print(server.poort, flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def server():
    with tijdelijke_server() as server:
        yield server


@pytest.fixture(scope="module")
def database(server):
    rollen.richt_in(server.url("postgres", "postgres"), "proef")
    return "proef"


def alive(pid: int) -> bool:
    """Running, and not a zombie that waits for an init process to notice."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"


def wait_until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


def start_user(folder):
    process = subprocess.Popen(
        [sys.executable, "-c", USER_OF_A_SERVER, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    assert process.stdout is not None
    port = int(process.stdout.readline())
    process.stdout.close()
    return process, port


@pytest.fixture
def folder(tmp_path):
    """A folder for a server, of which nothing runs or remains afterwards."""
    yield tmp_path / "pg"
    wait_until(lambda: not draait(tmp_path / "pg"))
    data = data_folder(tmp_path / "pg", draaigebruiker())
    if tmp_path not in data.parents:
        subprocess.run(["rm", "-rf", str(data)], check=True)


def test_a_second_call_joins_the_running_server(server):
    with zorg_voor_server(server.map) as second:
        assert second.poort == server.poort

    with psycopg.connect(server.url("postgres", "postgres")) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_the_server_asks_for_a_password(server):
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(f"postgresql://postgres:verkeerd@127.0.0.1:{server.poort}/postgres")


def test_a_row_that_is_refused_is_not_in_the_log(server):
    make = "CREATE TEMP TABLE kind (naam text CONSTRAINT geen_kind CHECK (false), nummer text UNIQUE)"
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
        connection.execute(make)
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.execute("INSERT INTO kind VALUES (%s, '999900006')", ["Jansen"])

    log = (server.map / "server.log").read_text()
    assert "geen_kind" in log
    assert "Jansen" not in log
    assert "999900006" not in log


def test_passwords_are_not_shown_when_a_server_is_printed(server):
    assert server.geheim not in repr(server)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_nothing_keeps_running_when_the_last_user_is_killed(folder, number):
    first, port = start_user(folder)
    second, same_port = start_user(folder)
    state = json.loads((folder / STATE).read_text(encoding="utf-8"))

    first.send_signal(number)
    first.wait()

    assert same_port == port
    assert draait(folder)

    second.send_signal(number)
    second.wait()

    wait_until(lambda: not alive(state["postgres"]) and not alive(state["wacht"]))
    assert not (folder / STATE).exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux only")
def test_postgres_ends_with_its_guard_and_the_next_user_starts_anew(folder):
    user, _ = start_user(folder)
    state = json.loads((folder / STATE).read_text(encoding="utf-8"))

    os.kill(state["wacht"], signal.SIGKILL)
    wait_until(lambda: not alive(state["postgres"]))

    with (
        zorg_voor_server(folder, duurzaam=False) as server,
        psycopg.connect(server.url("postgres", "postgres")) as connection,
    ):
        assert connection.execute("SELECT 1").fetchone() == (1,)
    user.kill()
    user.wait()


def test_data_is_there_again_after_a_restart(folder):
    with (
        zorg_voor_server(folder) as server,
        psycopg.connect(server.url("postgres", "postgres")) as connection,
    ):
        connection.execute("CREATE TABLE bewaard (i int)")

    with (
        zorg_voor_server(folder) as server,
        psycopg.connect(server.url("postgres", "postgres")) as connection,
    ):
        assert connection.execute("SELECT count(*) FROM bewaard").fetchone() == (0,)


def test_a_durable_server_survives_power_loss_and_a_test_server_need_not():
    durable, quick = server_settings(duurzaam=True), server_settings(duurzaam=False)

    assert "fsync" not in durable, "PostgreSQL's own default is on"
    assert "synchronous_commit" not in durable
    assert quick["fsync"] == "off"


def test_settings_fit_a_small_machine():
    assert server_settings(duurzaam=True, memory=1024)["shared_buffers"] == "256MB"


class TestRollen:
    def connect(self, server, database, rol):
        return psycopg.connect(server.url(rol, database), autocommit=True)

    def test_arranging_twice_changes_nothing(self, server, database):
        rollen.richt_in(server.url("postgres", "postgres"), database)

        with self.connect(server, database, rollen.APP) as connection:
            assert connection.execute("SELECT current_user").fetchone() == (rollen.APP,)

    def test_app_reads_and_writes_what_the_owner_makes_and_owns_nothing(self, server, database):
        with self.connect(server, database, rollen.EIGENAAR) as connection:
            connection.execute("CREATE TABLE later (id bigserial, tekst text)")

        with self.connect(server, database, rollen.APP) as connection:
            connection.execute("INSERT INTO later (tekst) VALUES ('x')")
            connection.execute("UPDATE later SET tekst = 'y'")
            connection.execute("CREATE TEMP TABLE tussen AS SELECT * FROM later")
            connection.execute("DELETE FROM later")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("CREATE TABLE van_app (i int)")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("DROP TABLE later")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"SET ROLE {rollen.EIGENAAR}")

    def test_audit_reads_only(self, server, database):
        with self.connect(server, database, rollen.EIGENAAR) as connection:
            connection.execute("CREATE TABLE gelezen (i int)")

        with self.connect(server, database, rollen.AUDIT) as connection:
            assert connection.execute("SELECT count(*) FROM gelezen").fetchone() == (0,)
            with pytest.raises(psycopg.errors.Error):
                connection.execute("INSERT INTO gelezen VALUES (1)")
            connection.execute("SET default_transaction_read_only = off")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("INSERT INTO gelezen VALUES (1)")

    def test_row_level_security_binds_the_app(self, server, database):
        with self.connect(server, database, rollen.EIGENAAR) as connection:
            connection.execute("CREATE TABLE besloten (i int)")
            connection.execute("ALTER TABLE besloten ENABLE ROW LEVEL SECURITY")
            connection.execute("ALTER TABLE besloten FORCE ROW LEVEL SECURITY")

        refused = pytest.raises(psycopg.errors.InsufficientPrivilege)
        with self.connect(server, database, rollen.APP) as connection, refused:
            connection.execute("INSERT INTO besloten VALUES (1)")

    def test_a_role_with_too_much_power_is_refused(self, server, database):
        beheer = server.url("postgres", "postgres")
        with psycopg.connect(beheer, autocommit=True) as connection:
            connection.execute(f"ALTER ROLE {rollen.APP} BYPASSRLS")

        with pytest.raises(rollen.OnveiligeRol, match="NOBYPASSRLS"):
            rollen.richt_in(beheer, database)

        with psycopg.connect(beheer, autocommit=True) as connection:
            connection.execute(f"ALTER ROLE {rollen.APP} NOBYPASSRLS")

    def test_the_application_may_start_as_app_only(self, server, database):
        with self.connect(server, database, rollen.EIGENAAR) as connection:
            connection.execute("CREATE TABLE van_eigenaar (i int)")

        rollen.controleer_app_rol(server.url(rollen.APP, database))

        for rol in ("postgres", rollen.EIGENAAR):
            with pytest.raises(rollen.OnveiligeRol, match=rol):
                rollen.controleer_app_rol(server.url(rol, database))

    def test_a_copy_has_the_tables_and_the_privileges(self, server):
        beheer = server.url("postgres", "postgres")
        rollen.richt_in(beheer, "mal")
        with self.connect(server, "mal", rollen.EIGENAAR) as connection:
            connection.execute("CREATE TABLE inhoud AS SELECT 7 AS i")

        rollen.kopieer(beheer, "mal", "kopie")
        rollen.kopieer(beheer, "mal", "kopie")

        with self.connect(server, "kopie", rollen.APP) as connection:
            assert connection.execute("SELECT i FROM inhoud").fetchone() == (7,)
            connection.execute("CREATE TEMP TABLE mag (i int)")


def test_a_server_that_ends_while_we_look_is_gone(monkeypatch, tmp_path):
    """Seen once in two hundred kills: its command line disappeared between the look and the reading."""

    def vanished(_path):
        raise ProcessLookupError

    monkeypatch.setattr(Path, "read_bytes", vanished)

    assert not _is_postgres_on(os.getpid(), tmp_path)
