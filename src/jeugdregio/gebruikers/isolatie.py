# SPDX-License-Identifier: EUPL-1.2
"""
Row-level security from one line on each model.

A model says who may see a row: `partijen = ("gemeente", "aanbieder", "regio")`, and who may write it:
`schrijvers` (the region's processing alone, unless the model says more). From that line the policies are
generated after every migrate; a test in `tests/huis` lays the catalogue of the database beside the models.

The context is set per transaction by `namens`. A context that is not set is nobody: no rows, no writes.
Policies have the shape `a = x OR b = y` over constants looked up once per statement (ADR 0003).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from django.apps import apps
from django.db import connections, transaction
from django.db.models import Model

from jeugdregio.gebruikers.values import Machtiging, verwerking

EIGENAAR = "jeugdregio_eigenaar"
APP = "jeugdregio_app"
AUDIT = "jeugdregio_audit"
VERWERKING = "jeugdregio_verwerking"
ORGANISATIE = ("gemeente", "aanbieder", "regio")

_IK = "(SELECT nullif(current_setting('jr.account', true), '')::bigint)"
_ONZE = " OR ".join(f"{col} = (SELECT nullif(current_setting('jr.{col}', true), ''))" for col in ORGANISATIE)
# Nobody is not the same as nobody: a row without a municipality is not of everyone who has none either.
PARTIJEN = {
    "gemeente": "gemeente = (SELECT nullif(current_setting('jr.gemeente', true), ''))",
    "van": "van = (SELECT nullif(current_setting('jr.gemeente', true), ''))",
    "aanbieder": "aanbieder = (SELECT nullif(current_setting('jr.aanbieder', true), ''))",
    "regio": "(SELECT current_setting('jr.regio', true)) <> ''",
    "gemeenten": "(SELECT current_setting('jr.gemeente', true)) <> ''",
    "iedereen": "(SELECT current_setting('jr.namens', true)) <> ''",
    # Rows with who worked on whose behalf in them (room `logboek`): the organisation itself, and in it whoever reviews.
    "namens": "organisatie = (SELECT nullif(current_setting('jr.namens', true), ''))",
    "handelend": "organisatie = coalesce((SELECT current_setting('jr.namens', true)), '')",
    "nazicht": """organisatie = (SELECT nullif(current_setting('jr.namens', true), '')) AND (
        (SELECT current_setting('jr.rol', true)) = 'privacy'
        OR persoon = (SELECT nullif(current_setting('jr.persoon', true), ''))
            AND (SELECT current_setting('jr.rol', true)) = 'toegang'
    )""",
    "techniek": "true",
    # People. Before anyone is known there is no organisation: then an account may be looked up to log in.
    "aanmelden": "coalesce((SELECT current_setting('jr.namens', true)), '') = ''",
    "ingelogd": "(SELECT current_setting('jr.namens', true)) <> ''"
    " OR (SELECT current_setting('jr.account', true)) <> ''",
    "zelf": f"account_id = {_IK}",
    "ikzelf": f"id = {_IK}",
    "collega": f"({_ONZE})",
    "beheerder": f"({_ONZE}) AND (SELECT current_setting('jr.rol', true)) = 'beheerder'",
    "regiobeheer": "(SELECT current_setting('jr.regio', true)) <> ''"
    " AND (SELECT current_setting('jr.rol', true)) IN ('beheerder', 'verwerking')",
}
TECHNIEK = ("techniek",)
RIJ = "rij"
VAN_EEN_RIJ = ("gemeente", "van", "aanbieder", "regio", "gemeenten", "iedereen", "collega", "beheerder", "regiobeheer")
"""Parties that can be told from what a history keeps of a row."""
CONTEXT = ("jr.gemeente", "jr.aanbieder", "jr.regio", "jr.namens", "jr.rol", "jr.account", "jr.reden", "jr.persoon")
"""
What the database is told per transaction; empty is nobody. The last two are no identity and go on inside another:
why something is changed, and of which one child the read log may be read.
"""
NAMEN = ("lezen", "maken", "wijzigen", "wissen", "audit", "beheer", "verwerken")


def partijen_van(model: type[Model]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (readers, writers) of a model; tables of Django itself hold no data of children: `techniek`."""
    model = cast("type[Model]", model._meta.auto_created or model)
    if not model.__module__.startswith("jeugdregio."):
        return TECHNIEK, TECHNIEK
    readers: tuple[str, ...] = model.partijen  # type: ignore[attr-defined]
    writers: tuple[str, ...] = getattr(model, "schrijvers", ("regio",))
    return readers, writers


def condition(partijen: tuple[str, ...]) -> str:
    """The SQL of a policy for these parties; raises `KeyError` for a party that does not exist."""
    return " OR ".join(f"({_rij() if partij == RIJ else PARTIJEN[partij]})" for partij in partijen)


def _rij() -> str:
    """Who may read the row of another table (`tabel`) that this one tells of, as far as it has the same columns."""
    readers: dict[tuple[str, ...], list[str]] = {}
    for table, (parties, _) in tables().items():
        if known := tuple(party for party in parties if party in VAN_EEN_RIJ):
            readers.setdefault(known, []).append(f"'{table}'")
    return " OR ".join(f"tabel IN ({', '.join(names)}) AND ({condition(known)})" for known, names in readers.items())


def policies(table: str, readers: tuple[str, ...], writers: tuple[str, ...]) -> list[str]:
    """The statements that isolate one table; running them twice changes nothing."""
    name = f'"{table}"'
    read, write = condition(readers), condition(writers)
    return [
        f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY",
        *(f"DROP POLICY IF EXISTS {policy} ON {name}" for policy in NAMEN),
        f"CREATE POLICY lezen ON {name} FOR SELECT TO {APP} USING ({read})",
        f"CREATE POLICY maken ON {name} FOR INSERT TO {APP} WITH CHECK ({write})",
        f"CREATE POLICY wijzigen ON {name} FOR UPDATE TO {APP} USING ({write}) WITH CHECK ({write})",
        f"CREATE POLICY wissen ON {name} FOR DELETE TO {APP} USING ({write})",
        f"CREATE POLICY audit ON {name} FOR SELECT TO {AUDIT} USING (true)",
        # A batch looks up tens of thousands of rows; a policy without conditions costs it nothing (ADR 0012).
        *(
            [f"CREATE POLICY verwerken ON {name} TO {VERWERKING} USING (true)"]
            if {"regio", "namens", "handelend"} & {*writers}
            else []
        ),
        # Migrations write the bookkeeping of Django itself; the owner sees no other table.
        *([f"CREATE POLICY beheer ON {name} TO {EIGENAAR} USING (true)"] if readers == TECHNIEK else []),
    ]


def tables() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every table of every model with its readers and writers."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: partijen_van(model) for model in models if model._meta.managed}


def pas_toe(using: str = "default") -> None:
    """Generate all policies anew, as the owner of the tables; called after every migrate."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        existing = set(connections[using].introspection.table_names(cursor))
        for table, (readers, writers) in tables().items():
            if table in existing:
                cursor.execute(";\n".join(policies(table, readers, writers)))
        if "django_migrations" in existing:
            cursor.execute(";\n".join(policies("django_migrations", TECHNIEK, TECHNIEK)))


def zet_context(machtiging: Machtiging, using: str = "default") -> None:
    """Tell the database, for the rest of this transaction, on whose behalf it works."""
    assert connections[using].in_atomic_block, "de context geldt per transactie"
    account = "" if machtiging.account is None else str(machtiging.account)
    one = machtiging
    _set([one.gemeente, one.aanbieder, one.regio, one.organisatie, one.rol.value, account], using)


@contextmanager
def namens(machtiging: Machtiging, using: str = "default") -> Iterator[None]:
    """
    One transaction on behalf of one organisation; everything in it happens, or nothing.

    Inside another transaction the context of that one comes back afterwards: who asks for something that the
    region does for him never goes on as the region.
    """
    nested = connections[using].in_atomic_block
    with transaction.atomic(using=using):
        before = _context(using) if nested else None
        zet_context(machtiging, using)
        yield
        if before is not None and not connections[using].needs_rollback:
            _set(before, using)


@contextmanager
def als_persoon(account: int, using: str = "default") -> Iterator[None]:
    """
    One transaction as this person, not yet on behalf of anyone: the own appointments can be seen, and nothing else.

    What was set before comes back afterwards.
    """
    with transaction.atomic(using=using):
        before = _context(using)
        _set(["", "", "", "", "", str(account)], using)
        yield
        if not connections[using].needs_rollback:
            _set(before, using)


@contextmanager
def als_verwerking(regio: str, using: str = "default") -> Iterator[None]:
    """
    One transaction of the region's processing, as a database role of its own that sees every row of the region.

    Only for a batch that judges messages; a page or report works as the application, with `namens`.
    """
    with namens(verwerking(regio), using):
        with connections[using].cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {VERWERKING}")
        yield
        if not connections[using].needs_rollback:
            with connections[using].cursor() as cursor:
                cursor.execute("SET LOCAL ROLE NONE")


def _context(using: str) -> list[str]:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in CONTEXT))
        return list(cursor.fetchone())


def _set(values: list[str], using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in CONTEXT[: len(values)]), values
        )
