# SPDX-License-Identifier: EUPL-1.2
"""
Row-level security from one line on each model.

A model says who may see a row: `partijen = ("gemeente", "aanbieder", "regio")`, and who may write it:
`schrijvers` (the region's processing alone, unless the model says more). Whether it is about children, and how a child
that is shielded is found in it, are lines too (`zicht`). From those lines the policies are generated after every
migrate; `tests/isolatie` lays the catalogue of the database beside the models.

The context is set per transaction by `namens`. A context that is not set is nobody: no rows, no writes.
Policies have the shape `a = x OR b = y` over constants looked up once per statement (ADR 0003).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import cast

from django.apps import apps
from django.db import connections, transaction
from django.db.models import Model

from jeugdregio.gebruikers import zicht
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking

EIGENAAR = "jeugdregio_eigenaar"
APP = "jeugdregio_app"
AUDIT = "jeugdregio_audit"
VERWERKING = "jeugdregio_verwerking"
REGIO = "jeugdregio_regio"
"""Reads for people of the region, row by row, and counts figures for whoever may not see the rows (ADR 0022)."""
VERNIETIGING = "jeugdregio_vernietiging"
"""Takes rows away that are past their term, by a list that two people decided on (ADR 0033)."""
ORGANISATIE = ("gemeente", "aanbieder", "regio", "vertrouwen", "praktijk", "gezinslid")

_IK = "(SELECT nullif(current_setting('jr.account', true), '')::bigint)"
_ONZE = " OR ".join(f"{col} = (SELECT nullif(current_setting('jr.{col}', true), ''))" for col in ORGANISATIE)
# Nobody is not the same as nobody: a row without a municipality is not of everyone who has none either.
PARTIJEN = {
    "gemeente": "gemeente = (SELECT nullif(current_setting('jr.gemeente', true), ''))",
    "van": "van = (SELECT nullif(current_setting('jr.gemeente', true), ''))",
    "aanbieder": "aanbieder = (SELECT nullif(current_setting('jr.aanbieder', true), ''))",
    "regio": "(SELECT current_setting('jr.regio', true) <> '')",
    "gemeenten": "(SELECT current_setting('jr.gemeente', true) <> '')",
    "iedereen": "(SELECT current_setting('jr.namens', true) <> '')",
    # Published is for all, also for who did not log in: the public pages of procurement (ADR 0037).
    "gepubliceerd": "gepubliceerd_op IS NOT NULL",
    "openbaar": "true",
    # Rows with who worked on whose behalf in them (room `logboek`): the organisation itself, and in it whoever reviews.
    "namens": "organisatie = (SELECT nullif(current_setting('jr.namens', true), ''))",
    "handelend": "organisatie = coalesce((SELECT current_setting('jr.namens', true)), '')",
    "nazicht": """organisatie = (SELECT nullif(current_setting('jr.namens', true), '')) AND (
        (SELECT current_setting('jr.rol', true)) = 'privacy'
        OR persoon = (SELECT nullif(current_setting('jr.persoon', true), ''))
            AND (SELECT current_setting('jr.rol', true)) IN ('toegang', 'toegang_geheim')
    )""",
    # A case in contract management: its level of secrecy decides, and the provider it is about sees what is open.
    "kring": """CASE kring
        WHEN 'open' THEN (SELECT current_setting('jr.gemeente', true) || current_setting('jr.regio', true)) <> ''
            OR aanbieder = (SELECT nullif(current_setting('jr.aanbieder', true), ''))
        WHEN 'vertrouwelijk' THEN (SELECT current_setting('jr.regio', true) <> ''
            OR current_setting('jr.gemeente', true) <> ''
            AND current_setting('jr.rol', true) IN ('contractmanager', 'bestuur'))
        WHEN 'geheim' THEN (SELECT current_setting('jr.regio', true) <> ''
            AND current_setting('jr.rol', true) IN ('contractmanager', 'bestuur', 'verwerking')
            OR current_setting('jr.gemeente', true) <> '' AND current_setting('jr.rol', true) = 'bestuur')
        ELSE false END""",
    # What a municipality keeps secret, such as some calamities: for who works with shielded files.
    "besloten": """gemeente = (SELECT nullif(current_setting('jr.gemeente', true), ''))
        AND (NOT besloten OR (SELECT current_setting('jr.rol', true)) = 'toegang_geheim')""",
    "vertrouwen": "vertrouwen = (SELECT nullif(current_setting('jr.vertrouwen', true), ''))",
    "praktijk": "praktijk = (SELECT nullif(current_setting('jr.praktijk', true), ''))",
    "gezinslid": "gezinslid = (SELECT nullif(current_setting('jr.gezinslid', true), ''))",
    "verwerking": f"(SELECT current_setting('jr.regio', true) <> '' AND current_setting('jr.rol', true)"
    f" = '{Rol.VERWERKING}')",
    "techniek": "true",
    # People. Before anyone is known there is no organisation: then an account may be looked up to log in.
    "aanmelden": "coalesce((SELECT current_setting('jr.namens', true)), '') = ''",
    "ingelogd": "(SELECT current_setting('jr.namens', true)) <> ''"
    " OR (SELECT current_setting('jr.account', true)) <> ''",
    "zelf": f"account_id = {_IK}",
    "ikzelf": f"id = {_IK}",
    "aangesteld": "EXISTS (SELECT FROM gebruikers_aanstelling a WHERE a.account_id = gebruikers_account.id)",
    "collega": f"({_ONZE})",
    "beheerder": f"({_ONZE}) AND (SELECT current_setting('jr.rol', true)) = 'beheerder'",
    "regiobeheer": "(SELECT current_setting('jr.regio', true)) <> ''"
    " AND (SELECT current_setting('jr.rol', true)) IN ('beheerder', 'verwerking')",
}
VAN_ELKE_RIJ = ("regio", "gemeenten", "iedereen")
"""Parties of which no column says whether a row is theirs."""
TECHNIEK = ("techniek",)
RIJ = "rij"
BESLOTEN = "besloten"
VAN_EEN_RIJ = ("gemeente", "van", "aanbieder", "regio", "gemeenten", "iedereen", "collega", "beheerder", "regiobeheer")
"""Parties that can be told from what a history keeps of a row."""
CONTEXT = (
    "jr.gemeente", "jr.aanbieder", "jr.regio", "jr.namens", "jr.rol", "jr.account", "jr.vertrouwen", "jr.praktijk",
    "jr.gezinslid", "jr.reden", "jr.persoon",
)  # fmt: skip
"""
What the database is told per transaction; empty is nobody. The last two are no identity and go on inside another:
why something is changed, and of which one child the read log may be read.
"""
NAMEN = ("lezen", "maken", "wijzigen", "wissen", "audit", "beheer", "verwerken", "regio", "vernietigen")


def partijen_van(model: type[Model]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (readers, writers) of a model; tables of Django itself hold no data of children: `techniek`."""
    model = cast("type[Model]", model._meta.auto_created or model)
    if not model.__module__.startswith("jeugdregio."):
        return TECHNIEK, TECHNIEK
    readers: tuple[str, ...] = model.partijen  # type: ignore[attr-defined]
    writers: tuple[str, ...] = getattr(model, "schrijvers", ("regio",))
    return readers, writers


def condition(partijen: tuple[str, ...], *, breed: bool = False) -> str:
    """
    The SQL of a policy for these parties; raises `KeyError` for a party that does not exist.

    `breed`: for the role that reads region-wide. Then who sees every row comes first, and nothing is compared per row.
    """
    if breed:
        partijen = tuple(sorted(partijen, key=lambda partij: partij not in VAN_ELKE_RIJ))
    return " OR ".join(f"({_rij(breed) if partij == RIJ else PARTIJEN[partij]})" for partij in partijen)


def _rij(breed: bool) -> str:
    """Who may read the row of another table (`tabel`) that this one tells of, as far as it has the same columns."""
    readers: dict[tuple[tuple[str, ...], bool, tuple[str, ...]], list[str]] = {}
    for table, regels in tables().items():
        known = tuple(party for party in regels.lezers if party in VAN_EEN_RIJ)
        if regels.over_kinderen and not breed:
            known = _zonder_mensen_van_de_regio(known)
        if known:
            readers.setdefault((known, regels.over_kinderen, regels.alleen_rollen), []).append(f"'{table}'")
    children = f"{zicht.ziet_kinderen(cijfers=breed)} AND "
    return " OR ".join(
        f"tabel IN ({', '.join(names)}) AND {children if about_children else ''}"
        f"{zicht.een_van(only) + ' AND ' if only and not breed else ''}({condition(known)})"
        for (known, about_children, only), names in readers.items()
    )


@dataclass(frozen=True)
class Regels:
    """What a model says about its rows: who reads, who writes, and whether they are about children (`zicht`)."""

    lezers: tuple[str, ...]
    schrijvers: tuple[str, ...]
    over_kinderen: bool = False
    sleutels: Mapping[str, zicht.Kolommen] = field(default_factory=dict)
    alleen_rollen: tuple[str, ...] = ()
    """The only roles of people that get a row; empty is every role."""
    vernietigbaar: bool = False
    """Rows, or columns of them, can be destroyed once their term is past."""
    gesloten: bool = False
    """Only for who is named: not for the audit role, and not region-wide."""

    @classmethod
    def van(cls, model: type[Model]) -> "Regels":
        """The lines on this model."""
        children, keys = zicht.is_over_kinderen(model), zicht.sleutels_van(model)
        only, closed = getattr(model, "alleen_rollen", ()), getattr(model, "gesloten", False)
        destroyable = getattr(model, "vernietigbaar", False)
        assert not (children and only) or set(only) <= {*zicht.ZIET_KINDEREN, *zicht.ZIET_AFGESCHERMD}, model
        return cls(*partijen_van(model), children, keys, only, destroyable, closed)


def policies(table: str, regels: Regels) -> list[str]:
    """The statements that isolate one table; running them twice changes nothing."""
    name = f'"{table}"'
    readers, writers = regels.lezers, regels.schrijvers
    seen = wide = ""
    if regels.over_kinderen:
        # A person of the region reads rows about children in the role for that, and writes none.
        readers, writers = map(_zonder_mensen_van_de_regio, (readers, writers))
        if not regels.alleen_rollen:  # all roles that lines name see children: asking that again decides nothing
            seen, wide = zicht.ziet_kinderen(), zicht.ziet_kinderen(cijfers=True)
    read = _all(seen, zicht.niet_afgeschermd(regels.sleutels), condition(readers))
    write = _all(condition(writers))
    if regels.over_kinderen and writers != ("verwerking",):
        write = _all(seen, zicht.niet_afgeschermd(regels.sleutels), condition(writers))
    region = _all(wide, zicht.niet_afgeschermd(regels.sleutels, cijfers=True), condition(regels.lezers, breed=True))
    if regels.alleen_rollen:
        read, write = (_all(zicht.een_van(regels.alleen_rollen), parties) for parties in (read, write))
        # Figures count them too; people read them region-wide in these roles alone.
        region = _all(zicht.een_van((*regels.alleen_rollen, zicht.CIJFERS)), region)
    others = [
        f"CREATE POLICY audit ON {name} FOR SELECT TO {AUDIT} USING (true)",
        f"CREATE POLICY regio ON {name} FOR SELECT TO {REGIO} USING ({region})",
    ]
    return [
        f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY",
        *(f"DROP POLICY IF EXISTS {policy} ON {name}" for policy in NAMEN),
        f"CREATE POLICY lezen ON {name} FOR SELECT TO {APP} USING ({read})",
        f"CREATE POLICY maken ON {name} FOR INSERT TO {APP} WITH CHECK ({write})",
        f"CREATE POLICY wijzigen ON {name} FOR UPDATE TO {APP} USING ({write}) WITH CHECK ({write})",
        f"CREATE POLICY wissen ON {name} FOR DELETE TO {APP} USING ({write})",
        *([] if regels.gesloten else others),
        *(
            [f"CREATE POLICY vernietigen ON {name} TO {VERNIETIGING} USING ({_te_vernietigen(regels.lezers)})"]
            if regels.vernietigbaar
            else []
        ),
        # A batch looks up tens of thousands of rows; a policy without conditions costs it nothing (ADR 0012).
        *(
            [f"CREATE POLICY verwerken ON {name} TO {VERWERKING} USING (true)"]
            if {"regio", "verwerking", "namens", "handelend"} & {*regels.schrijvers}
            else []
        ),
        # Migrations write the bookkeeping of Django itself; the owner sees no other table.
        *([f"CREATE POLICY beheer ON {name} TO {EIGENAAR} USING (true)"] if regels.lezers == TECHNIEK else []),
    ]


def _all(*conditions: str) -> str:
    """All of these hold; an empty one is none."""
    return " AND ".join(f"({one})" for one in conditions if one)


def _te_vernietigen(lezers: tuple[str, ...]) -> str:
    """Whose rows an organisation can destroy: its own, whoever in it decides."""
    return condition(tuple("gemeente" if party in (RIJ, BESLOTEN) else party for party in lezers))


def _zonder_mensen_van_de_regio(parties: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("verwerking" if party == "regio" else party for party in parties)


def tables() -> dict[str, Regels]:
    """Every table of every model with what its lines say."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: Regels.van(model) for model in models if model._meta.managed}


def pas_toe(using: str = "default") -> None:
    """Generate all policies anew, as the owner of the tables; called after every migrate."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        existing = set(connections[using].introspection.table_names(cursor))
        for table, regels in tables().items():
            if table in existing:
                cursor.execute(";\n".join(policies(table, regels)))
        if "django_migrations" in existing:
            cursor.execute(";\n".join(policies("django_migrations", Regels(TECHNIEK, TECHNIEK))))


def zet_context(machtiging: Machtiging, using: str = "default") -> None:
    """Tell the database, for the rest of this transaction, on whose behalf it works."""
    assert connections[using].in_atomic_block, "de context geldt per transactie"
    account = "" if machtiging.account is None else str(machtiging.account)
    one = machtiging
    _set(
        [
            one.gemeente, one.aanbieder, one.regio, one.organisatie, one.rol_voor_database, account, one.vertrouwen,
            one.praktijk, one.gezinslid,
        ],
        using,
    )  # fmt: skip


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
        _set(["", "", "", "", "", str(account), "", "", ""], using)
        yield
        if not connections[using].needs_rollback:
            _set(before, using)


@contextmanager
def als_verwerking(regio: str, using: str = "default") -> Iterator[None]:
    """
    One transaction of the region's processing, as a database role of its own that sees every row of the region.

    Only for a batch that judges messages; a page or report works as the application, with `namens`.
    """
    with namens(verwerking(regio), using), _als_rol(VERWERKING, using):
        yield


@contextmanager
def als_vernietiging(machtiging: Machtiging, using: str = "default") -> Iterator[None]:
    """
    As `namens`, in the role that sees what can be destroyed of this organisation, and can destroy it.

    Without a confirmed proposal the database lets it only look. Only for the room `bewaren`.
    """
    with namens(machtiging, using), _als_rol(VERNIETIGING, using):
        yield


@contextmanager
def lezend(machtiging: Machtiging, using: str = "default") -> Iterator[None]:
    """
    As `namens`, to read rows about children: a person of the region does that in the role for region-wide reads.

    Nothing can be written in it by such a person. Which functions may is in `tests/huis/regiolezing_test.py`.
    """
    with namens(machtiging, using):
        if machtiging.regio and machtiging.rol is not Rol.VERWERKING:
            with _als_rol(REGIO, using):
                yield
        else:
            yield


@contextmanager
def cijfers(machtiging: Machtiging, using: str = "default") -> Iterator[None]:
    """
    As `namens`, to count figures of what belongs to this organisation, children the asker may not see included.

    Only totals may leave the block. Which functions may is in `tests/huis/regiolezing_test.py`.
    """
    with namens(machtiging, using), _als_rol(REGIO, using):
        _set_rol(zicht.CIJFERS, using)
        yield
        if not connections[using].needs_rollback:
            _set_rol(machtiging.rol_voor_database, using)


@contextmanager
def _als_rol(rol: str, using: str) -> Iterator[None]:
    """The block works as this database role; afterwards as the one of before."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT current_setting('role')")
        (before,) = cursor.fetchone()
        cursor.execute(f"SET LOCAL ROLE {rol}")
    yield
    if not connections[using].needs_rollback:
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT set_config('role', %s, true)", [before])


def _set_rol(rol: str, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config('jr.rol', %s, true)", [rol])


def _context(using: str) -> list[str]:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in CONTEXT))
        return list(cursor.fetchone())


def _set(values: list[str], using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in CONTEXT[: len(values)]), values
        )
