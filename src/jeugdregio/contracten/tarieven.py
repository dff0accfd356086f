# SPDX-License-Identifier: EUPL-1.2
"""Tariffs: adding, following up and taking back, many at once, in the transaction of the caller; see `actions`."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, connection, transaction

from jeugdregio.contracten.prijswaarden import Opvolging, Tariefgegevens

Doorloop = tuple[str, str, str, date, int | None]
"""A tariff by category, code and unit, its first day, and its price in cents."""


class UnableToPrice(Exception):
    """Raised when a tariff does not fit what is agreed on prices; the text says in Dutch what to do."""


@transaction.atomic
def leg_tarieven_vast(regio: str, tarieven: Iterable[Tariefgegevens]) -> None:
    """
    Add these tariffs. Where one stands already for one of its days, that one stays.

    A tariff that was judged with never changes in place: end it and add the next. Raises `UnableToPrice` for a price
    that differs from that of another provider where a profile has one price (S32), and for a hole in a contract.
    """
    _maak_tarieven(regio, list(tarieven), "ON CONFLICT ON CONSTRAINT tarief_een_per_dag DO NOTHING")


@transaction.atomic
def volg_tarieven_op(regio: str, opvolgingen: Sequence[Opvolging]) -> None:
    """
    From its first day each new tariff holds: the one before it ends there, and nothing lies between or over it.

    Raises `UnableToPrice` as `leg_tarieven_vast` does, and when a tariff is no longer what the caller saw.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _EEN_VOOR_EEN.format(
                act="UPDATE contracten_tarief t SET geldig = daterange(lower(t.geldig), n.van)",
                where="""
                    lower(t.geldig) < n.van AND upper(t.geldig) IS NOT DISTINCT FROM n.eerder_tot
                    AND (upper(t.geldig) IS NULL OR upper(t.geldig) >= n.van)
                    AND t.tarief_cent IS NOT DISTINCT FROM n.oud_cent
                """,
            ),
            _facts(regio, opvolgingen),
        )
        if cursor.rowcount != len(opvolgingen):
            raise UnableToPrice("Intussen is een tarief veranderd. Maak het voorstel opnieuw.")
    _maak_tarieven(regio, [one.nieuw for one in opvolgingen], "")


@transaction.atomic
def neem_tarieven_terug(regio: str, opvolgingen: Sequence[Opvolging]) -> None:
    """
    Undo `volg_tarieven_op`: the new tariffs go, and the one before each ends again where it did.

    Raises `UnableToPrice` when one of them changed since. The caller knows that nothing was judged with them.
    """
    facts = _facts(regio, opvolgingen)
    with connection.cursor() as cursor:
        cursor.execute(
            _EEN_VOOR_EEN.format(
                act="DELETE FROM contracten_tarief t",
                where="t.geldig = daterange(n.van, n.tot) AND t.tarief_cent IS NOT DISTINCT FROM n.nieuw_cent",
            ).replace("\n    FROM unnest", "\n    USING unnest"),
            facts,
        )
        gone = cursor.rowcount
        cursor.execute(
            _EEN_VOOR_EEN.format(
                act="UPDATE contracten_tarief t SET geldig = daterange(lower(t.geldig), n.eerder_tot)",
                where="upper(t.geldig) = n.van AND t.tarief_cent IS NOT DISTINCT FROM n.oud_cent",
            ),
            facts,
        )
        if gone != len(opvolgingen) or cursor.rowcount != len(opvolgingen):
            raise UnableToPrice(
                "De nieuwe tarieven staan er niet meer zoals ze zijn ingevoerd. Stel per product een nieuw tarief voor."
            )
    _sluit_aan()


@transaction.atomic
def verleg_einden(regio: str, tarieven: Sequence[Tariefgegevens]) -> None:
    """
    Let these tariffs, known by all but their end, end on another day; the caller knows that nothing was judged with it.

    What comes after is added next (`leg_tarieven_vast`): only then is looked whether there is a hole.
    """
    facts = {
        name: [getattr(one, name) for one in tarieven] for name in ("aanbieder", "categorie", "code", "eenheid", "van")
    }
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE contracten_tarief t SET geldig = daterange(n.van, n.tot)
            FROM unnest(%(aanbieder)s::text[], %(categorie)s::text[], %(code)s::text[], %(eenheid)s::text[],
                %(van)s::date[], %(tot)s::date[]) n (aanbieder, categorie, code, eenheid, van, tot)
            WHERE t.regio = %(regio)s AND t.aanbieder = n.aanbieder AND t.categorie = n.categorie AND t.code = n.code
                AND t.eenheid = n.eenheid AND lower(t.geldig) = n.van
            """,
            {"regio": regio, "tot": [_einde(one.tot) for one in tarieven], **facts},
        )


@transaction.atomic
def loop_tarieven_door(regio: str, aanbieder: str, regels: Sequence[Doorloop], *, einde: date, tot: date) -> None:
    """
    Let these tariffs, that end at `einde` with nothing after them, go on at the same price until `tot`.

    Raises `UnableToPrice` when one of them changed since it was read, and for another price on one of those days.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                """
                UPDATE contracten_tarief t SET geldig = daterange(lower(t.geldig), %(tot)s)
                FROM unnest(%(categorie)s::text[], %(code)s::text[], %(eenheid)s::text[], %(van)s::date[],
                    %(cent)s::bigint[]) n (categorie, code, eenheid, van, cent)
                WHERE t.regio = %(regio)s AND t.aanbieder = %(aanbieder)s AND t.categorie = n.categorie
                    AND t.code = n.code AND t.eenheid = n.eenheid AND t.geldig = daterange(n.van, %(einde)s)
                    AND t.tarief_cent IS NOT DISTINCT FROM n.cent
                """,
                {
                    "regio": regio,
                    "aanbieder": aanbieder,
                    "einde": einde,
                    "tot": tot,
                    **{
                        name: [row[place] for row in regels]
                        for place, name in enumerate(("categorie", "code", "eenheid", "van", "cent"))
                    },
                },
            )
            if cursor.rowcount != len(regels):
                raise UnableToPrice("Intussen is een tarief veranderd. Maak het voorstel opnieuw.")
    except IntegrityError as refusal:
        raise UnableToPrice(_waarom(refusal)) from refusal
    _sluit_aan()


_EEN_VOOR_EEN = """
    {act}
    FROM unnest(%(aanbieder)s::text[], %(categorie)s::text[], %(code)s::text[], %(eenheid)s::text[], %(van)s::date[],
        %(tot)s::date[], %(eerder_tot)s::date[], %(oud_cent)s::bigint[], %(nieuw_cent)s::bigint[])
        n (aanbieder, categorie, code, eenheid, van, tot, eerder_tot, oud_cent, nieuw_cent)
    WHERE t.regio = %(regio)s AND t.aanbieder = n.aanbieder AND t.categorie = n.categorie AND t.code = n.code
        AND t.eenheid = n.eenheid AND {where}
"""


def _facts(regio: str, opvolgingen: Sequence[Opvolging]) -> dict[str, Any]:
    new = [one.nieuw for one in opvolgingen]
    return {
        "regio": regio,
        **{name: [getattr(one, name) for one in new] for name in ("aanbieder", "categorie", "code", "eenheid", "van")},
        "tot": [_einde(one.tot) for one in new],
        "nieuw_cent": [one.tarief_cent for one in new],
        "eerder_tot": [one.eerder_tot for one in opvolgingen],
        "oud_cent": [one.oud_cent for one in opvolgingen],
    }


def _maak_tarieven(regio: str, tarieven: Sequence[Tariefgegevens], where_one_stands: str) -> None:
    facts: dict[str, Any] = {
        "regio": regio,
        **{
            name: [getattr(one, name) for one in tarieven]
            for name in ("aanbieder", "categorie", "code", "eenheid", "per_uur", "van", "tarief_cent")
        },
        "tot": [_einde(one.tot) for one in tarieven],
    }
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"""
                INSERT INTO contracten_tarief (regio, aanbieder, categorie, code, eenheid, per_uur, geldig, tarief_cent)
                SELECT %(regio)s, n.aanbieder, n.categorie, n.code, n.eenheid, n.per_uur, daterange(n.van, n.tot),
                    n.cent
                FROM unnest(%(aanbieder)s::text[], %(categorie)s::text[], %(code)s::text[], %(eenheid)s::text[],
                    %(per_uur)s::boolean[], %(van)s::date[], %(tot)s::date[], %(tarief_cent)s::bigint[])
                    n (aanbieder, categorie, code, eenheid, per_uur, van, tot, cent)
                {where_one_stands}
                """,
                facts,
            )
    except IntegrityError as refusal:
        raise UnableToPrice(_waarom(refusal)) from refusal
    _sluit_aan()


def _sluit_aan() -> None:
    """Look now, not at the end of the transaction, whether tariffs leave a hole in a running contract."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS sluit_aan IMMEDIATE")
            cursor.execute("SET CONSTRAINTS sluit_aan DEFERRED")
    except IntegrityError as refusal:
        raise UnableToPrice(_waarom(refusal)) from refusal


def _waarom(refusal: IntegrityError) -> str:
    """What the database held, in plain words."""
    found = getattr(refusal.__cause__, "diag", None)
    name = found.constraint_name if found else None
    if name == "tarief_een_prijs_per_profiel":
        return (
            "In het middensegment heeft een profiel één prijs voor alle aanbieders. Deze prijs wijkt af van die van "
            "een andere aanbieder op dezelfde dag. Neem die prijs over, of wijzig de prijs voor allen tegelijk."
        )
    if name == "tarief_sluit_aan":
        return "Tussen twee tarieven zit een gat terwijl het contract loopt. Laat het nieuwe tarief aansluiten."
    if name == "tarief_een_per_dag":
        return "Op een van deze dagen geldt al een tarief. Beëindig dat eerst."
    raise refusal


def _einde(tot: date) -> date | None:
    return None if tot == date.max else tot
