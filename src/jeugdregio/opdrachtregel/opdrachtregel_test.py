# SPDX-License-Identifier: EUPL-1.2
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from jeugdregio.inrichting import rollen
from jeugdregio.inrichting.server import tijdelijke_server
from jeugdregio.opdrachtregel import doctor
from jeugdregio.opdrachtregel.app import bouw_app

EIGEN = "een-lange-willekeurige-waarde-van-ons"


@pytest.fixture(scope="module")
def server():
    with tijdelijke_server() as server:
        yield server


@pytest.fixture(scope="module")
def addresses(server):
    """Environment with a database that has roles and no tables yet."""
    rollen.richt_in(server.url("postgres", "postgres"), "opdrachten")
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")},
        "DATABASE_URL": server.url(rollen.APP, "opdrachten"),
        "DATABASE_OWNER_URL": server.url(rollen.EIGENAAR, "opdrachten"),
    }


def run(*arguments, env, **options):
    command = [sys.executable, "-m", "jeugdregio.opdrachtregel", *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False, **options)


def test_help_names_every_command_and_answers_without_django():
    code = (
        "import sys; from jeugdregio.opdrachtregel import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "assert not {'django', 'psycopg', 'granian', 'numpy'} & set(sys.modules), 'heavy import'"
    )

    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    for name in ("serve", "doctor", "beheer"):
        assert name in done.stdout


def test_every_command_has_a_dutch_help_text():
    result = CliRunner().invoke(bouw_app(), ["serve", "--help"])

    assert "Start de webapplicatie" in result.output


def test_doctor_says_what_to_do_and_ends_with_a_fault(addresses):
    done = run("doctor", env={**addresses, "SECRET_KEY": "", "BSN_KEY": ""})

    assert done.returncode == 1
    assert "jeugdregio beheer migrate" in done.stdout
    assert "SECRET_KEY en BSN_KEY niet opgegeven" in done.stdout


def test_doctor_is_content_when_all_is_well(server, addresses):
    rollen.richt_in(server.url("postgres", "postgres"), "gezond")
    env = {
        **addresses,
        "DATABASE_URL": server.url(rollen.APP, "gezond"),
        "DATABASE_OWNER_URL": server.url(rollen.EIGENAAR, "gezond"),
        "SECRET_KEY": EIGEN,
        "BSN_KEY": EIGEN,
        "SECURITY_CONTACT": "mailto:veilig@regio.example",
        "SECURITY_VERLOOPT": (datetime.now(UTC) + timedelta(days=300)).date().isoformat(),
    }
    migrated = run("beheer", "migrate", "--verbosity=0", env=env)
    assert migrated.returncode == 0, migrated.stderr

    done = run("doctor", env=env)

    problems = [line for line in done.stdout.splitlines() if "✘" in line and "Vormgeving" not in line]
    assert problems == [], done.stdout
    assert "✘ Demo: DEMO staat aan" in run("doctor", env={**env, "DEMO": "1"}).stdout


@pytest.mark.parametrize("command", ["serve", "worker"])
@pytest.mark.parametrize("key", ["SECRET_KEY", "BSN_KEY"])
@pytest.mark.parametrize("value", ["", "kort"])
def test_a_database_of_ones_own_is_not_filled_under_a_key_that_everyone_knows(addresses, command, key, value):
    done = run(command, env={**addresses, "SECRET_KEY": EIGEN, "BSN_KEY": EIGEN, key: value})

    assert done.returncode == 1
    assert f"{key} niet opgegeven" in done.stderr


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("postgresql://app@/jeugdregio?host=/run/postgresql", True),
        ("postgresql://app@127.0.0.1/jeugdregio", True),
        ("postgresql://app@db.example/jeugdregio", False),
        ("postgresql://app@db.example/jeugdregio?sslmode=require", False),
        ("postgresql://app@db.example/jeugdregio?sslmode=verify-full&sslrootcert=/etc/ca.pem", True),
    ],
)
def test_doctor_wants_a_database_elsewhere_to_prove_who_it_is(address, good):
    assert doctor.lijn(address).goed is good


def test_an_unreachable_database_is_said_in_words(addresses):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"postgresql://x:geheim@127.0.0.1:{taken.getsockname()[1]}/x"
        done = run("doctor", env={**addresses, "DATABASE_URL": url, "DATABASE_OWNER_URL": ""})

    assert done.returncode == 1
    assert "Controleer DATABASE_URL" in done.stderr
    assert "geheim" not in done.stdout + done.stderr


@pytest.mark.parametrize("rol", ["postgres", rollen.EIGENAAR])
def test_serve_refuses_a_role_with_power(server, addresses, rol):
    rollen.richt_in(server.url("postgres", "postgres"), "machtig")
    run("beheer", "migrate", "--verbosity=0", env={**addresses, **both(server, "machtig", rollen.APP)})

    done = run("serve", env={**addresses, **both(server, "machtig", rol)})

    assert done.returncode == 1
    assert "kan de beveiliging per rij omzeilen" in done.stderr


def both(server, database, rol):
    owner = server.url(rollen.EIGENAAR, database)
    return {"DATABASE_URL": server.url(rol, database), "DATABASE_OWNER_URL": owner}


def test_serve_answers_and_stops_on_a_signal(server, addresses):
    rollen.richt_in(server.url("postgres", "postgres"), "dienst")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "jeugdregio.opdrachtregel",
        "serve",
        "--poort",
        str(port),
        "--werkers",
        "1",
    ]
    process = subprocess.Popen(command, env={**addresses, **both(server, "dienst", rollen.APP)})
    try:
        style = fetch(f"http://127.0.0.1:{port}/static/jeugdregio/jeugdregio.css", process)
        process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=30)
    finally:
        process.kill()
        process.wait()

    assert b"--jr-accent" in style
    assert code == 0


def fetch(url, process, seconds=60):
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.read()
        except OSError:
            assert process.poll() is None, "serve ended by itself"
            assert time.monotonic() < deadline, "serve did not answer"
            time.sleep(0.2)


def test_an_old_python_is_refused(monkeypatch):
    monkeypatch.setattr(doctor, "OLDEST_PYTHON", (99, 0))

    assert not doctor.python().goed
