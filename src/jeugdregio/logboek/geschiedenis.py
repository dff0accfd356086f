# SPDX-License-Identifier: EUPL-1.2
"""
Triggers that keep what changed, made from the models after every migrate, as the policies are.

A model has them unless it says why not (`zonder_geschiedenis`). One statement is one trigger call, however many rows.
What is destroyed because its term is past leaves no history.
What a trigger runs is planned anew each time: a plan for one row would be ruinous for a quarter of a million.
"""

from django.apps import apps
from django.db import connections, models, transaction

from jeugdregio.gebruikers.isolatie import VERNIETIGING

TABEL = "logboek_wijziging"
NOOIT = frozenset({"password", "last_login"})
"""Columns that never get into a history, beside every column of bytes."""
_PARTIES = ("gemeente", "aanbieder", "van", "regio", "vertrouwen", "praktijk", "gezinslid")
_FUNCTION = """
    CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $f$
    BEGIN
        IF current_user = '{destroys}' OR NOT EXISTS (SELECT FROM oud) THEN
            RETURN NULL;
        END IF;
        IF TG_OP = 'UPDATE' THEN
            EXECUTE $s${update}$s$;
        ELSE
            EXECUTE $s${delete}$s$;
        END IF;
        RETURN NULL;
    END $f$
"""
_INSERT = """
    INSERT INTO logboek_wijziging (moment, tabel, sleutel, handeling, oud, nieuw, organisatie, account, rol, reden,
        persoon, gemeente, aanbieder, van, regio, vertrouwen, praktijk, gezinslid)
    SELECT now(), '{table}', {key}, '{act}', {old}, {new}, coalesce(current_setting('jr.namens', true), ''),
        coalesce(current_setting('jr.account', true), ''), coalesce(current_setting('jr.rol', true), ''),
        left(coalesce(current_setting('jr.reden', true), ''), 500), coalesce({person}, ''), {parties}
    FROM oud o
"""
_DIFFERENCE = """
    LEFT JOIN nieuw n ON {same_key}
    CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(a.key, a.value) AS oud, jsonb_object_agg(a.key, b.value) AS nieuw
        FROM jsonb_each({old}) a LEFT JOIN jsonb_each({new}) b ON b.key = a.key
        WHERE a.value IS DISTINCT FROM b.value
    ) d
    WHERE ({old_columns}) IS DISTINCT FROM ({new_columns})
"""


def modellen() -> dict[type[models.Model], str]:
    """Every model of the house, with why it has no history; empty when it has one."""
    return {
        model: str(getattr(model, "zonder_geschiedenis", ""))
        for model in apps.get_models()
        if model.__module__.startswith("jeugdregio.") and model._meta.managed
    }


def opdrachten(model: type[models.Model], waarom_niet: str) -> list[str]:
    """The statements that give one table its triggers, or take them away; running them twice changes nothing."""
    table = model._meta.db_table
    function = f"logboek_w_{table}"
    gone = [
        f'DROP TRIGGER IF EXISTS geschiedenis_wijzigen ON "{table}"',
        f'DROP TRIGGER IF EXISTS geschiedenis_wissen ON "{table}"',
    ]
    if waarom_niet:
        return [*gone, f"DROP FUNCTION IF EXISTS {function}()"]
    run = f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    both = "REFERENCING OLD TABLE AS oud NEW TABLE AS nieuw"
    return [
        *gone,
        _FUNCTION.format(function=function, destroys=VERNIETIGING, update=_update(model), delete=_delete(model)),
        f'CREATE TRIGGER geschiedenis_wijzigen AFTER UPDATE ON "{table}" {both} {run}',
        f'CREATE TRIGGER geschiedenis_wissen AFTER DELETE ON "{table}" REFERENCING OLD TABLE AS oud {run}',
    ]


def pas_toe(using: str = "default") -> None:
    """Make all triggers anew, as the owner of the tables; called after every migrate."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        existing = set(connections[using].introspection.table_names(cursor))
        for model, why_not in modellen().items():
            if {model._meta.db_table, TABEL} <= existing:
                cursor.execute(";\n".join(opdrachten(model, why_not)))


def _update(model: type[models.Model]) -> str:
    kept = [column for column in _columns(model) if column not in _sealed(model)]
    return _insert(model, "wijzigen", "d.oud", "d.nieuw") + _DIFFERENCE.format(
        same_key=" AND ".join(f'n."{column}" = o."{column}"' for column in _key(model)),
        old=_as_json(model, "o"),
        new=_as_json(model, "n"),
        old_columns=", ".join(f'o."{column}"' for column in kept),
        new_columns=", ".join(f'n."{column}"' for column in kept),
    )


def _delete(model: type[models.Model]) -> str:
    return _insert(model, "wissen", _as_json(model, "o"), "'{}'::jsonb")


def _insert(model: type[models.Model], act: str, old: str, new: str) -> str:
    columns = _columns(model)
    texts = {str(one.column) for one in model._meta.local_concrete_fields if isinstance(one, models.CharField)}
    return _INSERT.format(
        table=model._meta.db_table,
        key=f"jsonb_build_object({', '.join(f'{_quoted(column)}, o.{column}' for column in _key(model))})",
        act=act,
        old=old,
        new=new,
        person=_person(model, columns),
        parties=", ".join(f"coalesce(o.{party}, '')" if party in texts else "''" for party in _PARTIES),
    )


def _person(model: type[models.Model], columns: list[str]) -> str:
    if "persoon" in columns:
        return "o.persoon"
    if "bsn" in columns:
        return "encode(sha256(o.bsn), 'hex')"
    return f"(SELECT encode(sha256(bsn), 'hex') {model.bsn_van})" if hasattr(model, "bsn_van") else "''"


def _as_json(model: type[models.Model], alias: str) -> str:
    sealed = ", ".join(map(_quoted, sorted(_sealed(model))))
    return f"to_jsonb({alias}) - ARRAY[{sealed}]::text[]" if sealed else f"to_jsonb({alias})"


def _columns(model: type[models.Model]) -> list[str]:
    return [str(field.column) for field in model._meta.local_concrete_fields if getattr(field, "column", None)]


def _key(model: type[models.Model]) -> list[str]:
    return [str(field.column) for field in model._meta.pk_fields]


def _sealed(model: type[models.Model]) -> set[str]:
    fields = model._meta.local_concrete_fields
    return {str(one.column) for one in fields if isinstance(one, models.BinaryField) or one.column in NOOIT}


def _quoted(name: str) -> str:
    return f"'{name}'"
