# SPDX-License-Identifier: EUPL-1.2
"""
The database roles and a database for them.

`jeugdregio_eigenaar` owns the tables and only runs migrations; `jeugdregio_app` is what the application
connects as: it owns nothing and row-level security binds it; `jeugdregio_audit` only reads.
`jeugdregio_verwerking` can not log in: the application becomes it for the length of one batch of the
region's processing (ADR 0012). `jeugdregio_regio` neither: the application becomes it to read region-wide and to count
figures, and it can only read (ADR 0022). `jeugdregio_vernietiging` neither: it destroys what is on a list that two
people decided on (ADR 0033).
"""

from collections.abc import Mapping

import psycopg
from psycopg import sql

EIGENAAR = "jeugdregio_eigenaar"
APP = "jeugdregio_app"
AUDIT = "jeugdregio_audit"
VERWERKING = "jeugdregio_verwerking"
REGIO = "jeugdregio_regio"
VERNIETIGING = "jeugdregio_vernietiging"
ROLLEN = (EIGENAAR, APP, AUDIT)
ZONDER_INLOG = (VERWERKING, REGIO, VERNIETIGING)
"""What the application becomes for a while; nobody logs in as one of these."""


class OnveiligeRol(Exception):
    """Raised when one of the roles can pass by row-level security."""

    def __init__(self, rol: str) -> None:
        super().__init__(rol)
        self.rol = rol

    def __str__(self) -> str:
        return (
            f"De databaserol {self.rol} kan de beveiliging per rij omzeilen (superuser, BYPASSRLS, rollen "
            f"maken of eigenaar van tabellen). Start de applicatie als {APP}, of laat de beheerder "
            f"`ALTER ROLE {self.rol} NOSUPERUSER NOBYPASSRLS NOCREATEROLE` uitvoeren."
        )


def maak_rollen(beheer_url: str, *, wachtwoorden: Mapping[str, str] | None = None) -> None:
    """
    Create the roles that are missing, and set the passwords that are given.

    `beheer_url` is a role that may create roles. Raises OnveiligeRol when a role that was there already
    has more power than it should.
    """
    with psycopg.connect(beheer_url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext('jeugdregio rollen'))")
        for rol in (*ROLLEN, *ZONDER_INLOG):
            _make_role(connection, rol)
            if wachtwoorden and rol in wachtwoorden:
                statement = sql.SQL("ALTER ROLE {} PASSWORD {}")
                connection.execute(statement.format(sql.Identifier(rol), sql.Literal(wachtwoorden[rol])))


def richt_in(beheer_url: str, database: str, *, wachtwoorden: Mapping[str, str] | None = None) -> None:
    """
    Make roles, database and privileges right; running it again changes nothing.

    Tables that the owner makes later can be read and written by the app role (which may also make
    temporary tables) and read by the audit role. Raises OnveiligeRol as maak_rollen does.
    """
    maak_rollen(beheer_url, wachtwoorden=wachtwoorden)
    with psycopg.connect(beheer_url, autocommit=True) as connection:
        exists = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
        if exists is None:
            statement = sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0")
            connection.execute(statement.format(sql.Identifier(database), sql.Identifier(EIGENAAR)))
    with psycopg.connect(beheer_url, dbname=database, autocommit=True) as connection:
        for line in PRIVILEGES:
            connection.execute(_filled_in(line, database))


def kopieer(beheer_url: str, bron: str, doel: str) -> None:
    """
    Replace database `doel` by a copy of `bron`, to which nobody may be connected.

    For tests: one migrated database is copied for each worker, in a fraction of a second. File by file: writing every
    block of some two thousand files to the log as well takes ten times as long.
    """
    names = {"bron": sql.Identifier(bron), "doel": sql.Identifier(doel), "eigenaar": sql.Identifier(EIGENAAR)}
    create = "CREATE DATABASE {doel} TEMPLATE {bron} OWNER {eigenaar} STRATEGY FILE_COPY"
    with psycopg.connect(beheer_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {doel} WITH (FORCE)").format(**names))
        connection.execute(sql.SQL(create).format(**names))
    with psycopg.connect(beheer_url, dbname=doel, autocommit=True) as connection:
        for line in DATABASE_PRIVILEGES:  # these belong to the database itself and are not copied along
            connection.execute(_filled_in(line, doel))


DATABASE_PRIVILEGES = (
    "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
    "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {app}",
    "GRANT TEMPORARY ON DATABASE {database} TO {verwerking}, {vernietiging}",
    "GRANT CONNECT ON DATABASE {database} TO {audit}",
    "ALTER ROLE {audit} IN DATABASE {database} SET default_transaction_read_only = on",
)

FOR_LATER = "ALTER DEFAULT PRIVILEGES FOR ROLE {eigenaar} IN SCHEMA public "

PRIVILEGES = (
    *DATABASE_PRIVILEGES,
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    "ALTER SCHEMA public OWNER TO {eigenaar}",
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    "GRANT {verwerking}, {regio}, {vernietiging} TO {app}",
    "GRANT USAGE ON SCHEMA public TO {app}, {verwerking}, {regio}, {vernietiging}, {audit}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}, {verwerking}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}, {verwerking}",
    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {regio}, {audit}",
    FOR_LATER + "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}, {verwerking}",
    FOR_LATER + "GRANT USAGE, SELECT ON SEQUENCES TO {app}, {verwerking}",
    FOR_LATER + "GRANT SELECT ON TABLES TO {regio}, {audit}",
)


def controleer_app_rol(url: str) -> None:
    """
    Make sure that the role of `url` is bound by row-level security; the application starts with this.

    Raises OnveiligeRol when it is superuser, may bypass row-level security, or owns or inherits tables.
    """
    with psycopg.connect(url, connect_timeout=10) as connection:
        found = connection.execute(POWER_OF_ROLE).fetchone()
    assert found is not None
    if found[1] or found[2]:
        raise OnveiligeRol(found[0])


POWER_OF_ROLE = """
    SELECT current_user::text,
           (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user),
           EXISTS (
               SELECT FROM pg_class
               WHERE relkind IN ('r', 'p') AND relpersistence = 'p'
                 AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
                 AND pg_has_role(current_user, relowner, 'MEMBER')
           )
"""


def _filled_in(line: str, database: str) -> sql.Composed:
    # `line` is one of the constants above, never anything from outside.
    return sql.SQL(line).format(
        database=sql.Identifier(database),
        eigenaar=sql.Identifier(EIGENAAR),
        app=sql.Identifier(APP),
        verwerking=sql.Identifier(VERWERKING),
        regio=sql.Identifier(REGIO),
        vernietiging=sql.Identifier(VERNIETIGING),
        audit=sql.Identifier(AUDIT),
    )


def _make_role(connection: psycopg.Connection, rol: str) -> None:
    found = connection.execute(
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = %s", [rol]
    ).fetchone()
    if found is None:
        login = "NOLOGIN" if rol in ZONDER_INLOG else "LOGIN"
        # NOINHERIT: what the processing may do, the application may only after it says so.
        options = f"{login} NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION"
        connection.execute(sql.SQL("CREATE ROLE {} " + options).format(sql.Identifier(rol)))
    elif found[0]:
        raise OnveiligeRol(rol)
    if rol == EIGENAAR:
        member = connection.execute("SELECT pg_has_role(current_user, %s, 'SET')", [rol]).fetchone()
        if member and not member[0]:
            connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(rol)))
