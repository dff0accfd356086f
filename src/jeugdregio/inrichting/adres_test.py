# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import psycopg
import pytest

from jeugdregio.inrichting import adres, rollen
from jeugdregio.inrichting.server import tijdelijke_server


@pytest.fixture(scope="module")
def server():
    with tijdelijke_server() as server:
        yield server


def who(url):
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT current_user::text, current_database()::text").fetchone()


def test_without_an_address_the_embedded_server_is_used_and_written_down(server):
    omgeving: dict[str, str] = {}

    found = adres.zet_klaar(server.map, omgeving=omgeving)

    assert found.ingebed
    assert who(omgeving["DATABASE_URL"]) == (rollen.APP, "jeugdregio")
    assert who(omgeving["DATABASE_OWNER_URL"]) == (rollen.EIGENAAR, "jeugdregio")
    assert who(omgeving["DATABASE_AUDIT_URL"]) == (rollen.AUDIT, "jeugdregio")
    assert found.server is not None
    found.server.stop()


def test_both_addresses_are_used_as_they_are():
    omgeving = {"DATABASE_URL": "postgresql://app@db/x", "DATABASE_OWNER_URL": "postgresql://eigenaar@db/x"}

    found = adres.database_adressen(Path("nergens"), omgeving=omgeving)

    assert (found.app, found.eigenaar) == ("postgresql://app@db/x", "postgresql://eigenaar@db/x")


def test_a_manager_makes_roles_and_database_and_the_application_does_not_connect_as_manager(server):
    omgeving = {"DATABASE_URL": server.url("postgres", "elders")}

    found = adres.database_adressen(Path("nergens"), omgeving=omgeving)

    assert who(found.app) == (rollen.APP, "elders")
    assert found.eigenaar is not None
    assert who(found.eigenaar) == (rollen.EIGENAAR, "elders")


def test_an_ordinary_role_is_used_as_it_is_and_has_no_owner(server):
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
        connection.execute("CREATE ROLE gewoon LOGIN PASSWORD 'gewoon'")
    url = f"postgresql://gewoon:gewoon@127.0.0.1:{server.poort}/postgres"

    found = adres.database_adressen(Path("nergens"), omgeving={"DATABASE_URL": url})

    assert (found.app, found.eigenaar) == (url, None)


def test_another_kind_of_database_is_refused_in_words():
    with pytest.raises(adres.OnbruikbaarAdres, match="postgresql://"):
        adres.database_adressen(Path("nergens"), omgeving={"DATABASE_URL": "mysql://x/y"})


def test_addresses_do_not_show_when_printed(server):
    found = adres.database_adressen(server.map, omgeving={})

    assert "127.0.0.1" not in repr(found).replace(repr(found.server), "")
    assert found.server is not None
    found.server.stop()


def test_a_password_with_odd_characters_survives():
    url = adres.met_rol("postgresql://a:b@db:5432/x?sslmode=require", "rol", "p@ss/woord")

    assert url == "postgresql://rol:p%40ss%2Fwoord@db:5432/x?sslmode=require"
