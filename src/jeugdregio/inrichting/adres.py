# SPDX-License-Identifier: EUPL-1.2
"""
Where the database is: what the environment says, else the embedded server of this checkout.

| DATABASE_URL | DATABASE_OWNER_URL | what happens |
|---|---|---|
| given | given | both are used as they are; nothing is created |
| given, role may create roles | – | roles and database are made; the application connects as jeugdregio_app |
| given, ordinary role | – | used as it is; there is no owner, so no migrations |
| – | – | the embedded server is started (or joined) and arranged |
"""

import hashlib
import hmac
import os
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import psycopg

from jeugdregio.inrichting import rollen
from jeugdregio.inrichting.programma import SUPERUSER
from jeugdregio.inrichting.server import Server, zorg_voor_server

DATABASE = "jeugdregio"
APP_VARIABLE = "DATABASE_URL"
OWNER_VARIABLE = "DATABASE_OWNER_URL"
AUDIT_VARIABLE = "DATABASE_AUDIT_URL"
EMBEDDED_FOLDER = Path(".jeugdregio") / "pg"


class OnbruikbaarAdres(Exception):
    """Raised when DATABASE_URL is not the address of a PostgreSQL database."""

    def __str__(self) -> str:
        return "DATABASE_URL moet de vorm postgresql://gebruiker:wachtwoord@server:poort/database hebben."


@dataclass(frozen=True)
class Adressen:
    """Connection URLs per role. `eigenaar`, `audit` and `beheer` are None when nobody may use them here."""

    app: str = field(repr=False)
    eigenaar: str | None = field(repr=False)
    audit: str | None = field(repr=False)
    beheer: str | None = field(repr=False)
    ingebed: bool = False
    server: Server | None = None


def database_adressen(
    map: Path,  # noqa: A002
    *,
    omgeving: Mapping[str, str] = os.environ,
    database: str = DATABASE,
    duurzaam: bool = True,
) -> Adressen:
    """
    Resolve the addresses as the table above says; `map` is the folder of the embedded server.

    Starts the embedded server when needed; it stops with this process (see server.py). Raises
    OnbruikbaarAdres, rollen.OnveiligeRol, psycopg.OperationalError, or what zorg_voor_server raises.
    """
    url = omgeving.get(APP_VARIABLE, "")
    owner = omgeving.get(OWNER_VARIABLE, "")
    if not url:
        return _embedded(map, database, duurzaam=duurzaam)
    _check(url)
    if owner:
        _check(owner)
    if owner or not _may_create_roles(url):
        return Adressen(app=url, eigenaar=owner or None, audit=omgeving.get(AUDIT_VARIABLE) or None, beheer=None)
    return _arranged(url)


def zet_klaar(
    map: Path,  # noqa: A002
    *,
    omgeving: MutableMapping[str, str] = os.environ,
    database: str = DATABASE,
    duurzaam: bool = True,
) -> Adressen:
    """
    Resolve the addresses and write them into `omgeving`, for Django settings and child processes.

    Call it before Django is set up. Raises what database_adressen raises.
    """
    found = database_adressen(map, omgeving=omgeving, database=database, duurzaam=duurzaam)
    omgeving[APP_VARIABLE] = found.app
    for variable, value in ((OWNER_VARIABLE, found.eigenaar), (AUDIT_VARIABLE, found.audit)):
        if value:
            omgeving[variable] = value
    return found


def met_rol(url: str, rol: str, wachtwoord: str | None) -> str:
    """The same server and database, as another role."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    login = quote(rol, safe="") + (f":{quote(wachtwoord, safe='')}" if wachtwoord else "")
    return urlunsplit(parts._replace(netloc=f"{login}@{host}"))


def _embedded(map_: Path, database: str, *, duurzaam: bool) -> Adressen:
    server = zorg_voor_server(map_, duurzaam=duurzaam)
    beheer = server.url(SUPERUSER, "postgres")
    try:
        rollen.richt_in(beheer, database)
    except BaseException:
        server.stop()
        raise
    return Adressen(
        app=server.url(rollen.APP, database),
        eigenaar=server.url(rollen.EIGENAAR, database),
        audit=server.url(rollen.AUDIT, database),
        beheer=beheer,
        ingebed=True,
        server=server,
    )


def _arranged(url: str) -> Adressen:
    """Make roles and database on a server whose manager's address was given."""
    parts = urlsplit(url)
    database = unquote(parts.path.lstrip("/")) or DATABASE
    manager_password = unquote(parts.password or "")
    # Derived, so that nothing has to be stored: who knows the manager's password may know these.
    passwords = {
        rol: hmac.new(manager_password.encode(), f"jeugdregio:{rol}".encode(), hashlib.sha256).hexdigest()
        for rol in (rollen.ROLLEN if manager_password else ())
    }
    beheer = urlunsplit(parts._replace(path="/postgres"))
    rollen.richt_in(beheer, database, wachtwoorden=passwords)
    target = urlunsplit(parts._replace(path=f"/{quote(database, safe='')}"))
    return Adressen(
        app=met_rol(target, rollen.APP, passwords.get(rollen.APP)),
        eigenaar=met_rol(target, rollen.EIGENAAR, passwords.get(rollen.EIGENAAR)),
        audit=met_rol(target, rollen.AUDIT, passwords.get(rollen.AUDIT)),
        beheer=beheer,
    )


def _may_create_roles(url: str) -> bool:
    """Ask the server what the given role may do; its database need not exist yet."""
    query = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    manager = urlunsplit(urlsplit(url)._replace(path="/postgres"))
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            found = connection.execute(query).fetchone()
    except psycopg.OperationalError:
        with psycopg.connect(manager, connect_timeout=10) as connection:
            found = connection.execute(query).fetchone()
    return bool(found and found[0])


def _check(url: str) -> None:
    if urlsplit(url).scheme not in {"postgres", "postgresql"}:
        raise OnbruikbaarAdres
