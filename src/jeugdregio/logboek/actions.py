# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Write down who looked at which child, and why something is changed."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import uuid4

from django.db import connection
from django.http import HttpRequest

from jeugdregio.gebruikers.isolatie import als_verwerking, namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.logboek import controle
from jeugdregio.logboek.values import DOELEN, Bron, Controle, Gelezen, Ketenhoofd, Leeslijst, Resultaat

__all__ = ["controleer", "gelezen", "leeslijst", "met_reden", "schrijf"]

_INSERT = """
    INSERT INTO logboek_inzage (
        organisatie, lezing, moment, account, rol, doel, wat, kenmerk, persoon, resultaat, verzoek, bron
    )
    SELECT %s, %s, %s, %s, %s, doel, wat, kenmerk, persoon, resultaat, %s, %s
    FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[]) r (doel, wat, kenmerk, persoon, resultaat)
"""
_LENGTH = 200


def leeslijst(request: HttpRequest) -> Leeslijst:
    """What is read in this request; the middleware of this room made it."""
    found: Leeslijst = request.leeslijst  # type: ignore[attr-defined]
    return found


def gelezen(
    wie: HttpRequest | Machtiging,
    personen: Iterable[str],
    *,
    wat: str = "",
    kenmerk: str = "",
    doel: str = "",
    resultaat: Resultaat = Resultaat.GETOOND,
    moment: datetime | None = None,
) -> None:
    """
    Someone sees the data of these children: each gets a row in the read log. Call it wherever a child is shown.

    `personen` are as `core.bsn.persoon` makes them; with none there is nothing to write down, unless `resultaat` says
    that someone looked for a child and saw none. `doel` is empty for what the role does anyway. `kenmerk` says which
    one, and is never a BSN.

    With a request the rows are written just before the answer leaves, in the transaction of the page; when that fails
    there is no page. `wat` and `kenmerk` are then those of the address, unless given. Without a request (a command)
    they are written now, in the transaction of the caller, and `moment` is needed.
    """
    children = frozenset(personen)
    if not children and resultaat == Resultaat.GETOOND:
        return
    if isinstance(wie, HttpRequest):
        match = wie.resolver_match
        what = wat or (match.url_name if match and match.url_name else "pagina")
        mark = kenmerk or kenmerk_van(wie)
        leeslijst(wie).regels.append(Gelezen(what, mark, children, doel, resultaat))
        return
    assert moment is not None, "zonder verzoek hoort er een moment bij"
    one = Leeslijst(verzoek=uuid4(), bron=Bron.OPDRACHT, wie=wie)
    one.regels.append(Gelezen(wat, kenmerk, children, doel, resultaat))
    schrijf(one, moment=moment)


def kenmerk_van(request: HttpRequest) -> str:
    """Which one an address is about: the values in it, without what no database keeps."""
    match = request.resolver_match
    text = "/".join(str(value) for value in match.kwargs.values()) if match else ""
    return "".join(sign if sign.isprintable() else "?" for sign in text[:_LENGTH])


def schrijf(lijst: Leeslijst, *, moment: datetime) -> None:
    """
    Write what was read as one link of the chain of the organisation; nothing when nothing was read.

    In the transaction that is going on, or else in one of its own. Raises `DatabaseError`: then nothing may be shown.
    """
    if not lijst.regels:
        return
    assert lijst.wie is not None, "er is gelezen door niemand"
    with namens(lijst.wie):
        _insert(lijst, lijst.wie, moment)


def _insert(lijst: Leeslijst, wie: Machtiging, moment: datetime) -> None:
    usual = DOELEN[wie.rol]
    rows = dict.fromkeys(
        ((one.doel or lijst.doel or usual)[:_LENGTH], one.wat, one.kenmerk[:_LENGTH], person, one.resultaat.value)
        for one in lijst.regels
        for person in (sorted(one.personen) or [""])
    )
    account = lijst.sleutel or ("" if wie.account is None else str(wie.account))
    columns = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                wie.organisatie,
                uuid4(),
                moment,
                account,
                wie.rol_voor_database,
                lijst.verzoek,
                lijst.bron.value,
                *columns,
            ],
        )


def met_reden(reden: str) -> None:
    """Say why what follows in this transaction is changed; the history keeps it with each row (`Wijziging.reden`)."""
    assert connection.in_atomic_block, "een reden geldt per transactie"
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('jr.reden', %s, true)", [reden])


def controleer(regio: str, *, dag: date, tegen: Collection[Ketenhoofd] = ()) -> Controle:
    """
    Check every chain of the read log; when all are whole, keep where they end (one anchor per chain per day).

    `tegen` are heads that were kept outside: a chain that does not come by them was made anew.
    """
    with als_verwerking(regio):
        heads = controle.hoofden()
        broken = controle.breuken(tegen, dag)
        if not broken:
            controle.veranker(dag)
    return Controle(tuple(heads), tuple(broken))
