# SPDX-License-Identifier: EUPL-1.2
"""How a frozen document reads: its tables, from what is in it and nothing else."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from jeugdregio.afsluiting.values import (
    JAARRAPPORT,
    MAANDRAPPORT,
    NAAST,
    NAGEKOMEN,
    OPENSTAAND,
    PGB,
    PROEFBALANS,
    PROGNOSE,
    VOORSCHOTTEN,
    Stuk,
)
from jeugdregio.begroting.queries import cijferregels
from jeugdregio.begroting.values import MaandRapport
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort, maand_kort
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Kolom, Tabel
from jeugdregio.core.periode import Maand

Rij = Mapping[str, Any]
JAARVELDEN = (
    ("laag_cent", "Onderkant"),
    ("midden_cent", "Midden"),
    ("hoog_cent", "Bovenkant"),
    ("geboekt_cent", "Geboekt"),
    ("nog_te_declareren_cent", "Nog te declareren"),
    ("nog_te_komen_cent", "Nog te komen"),
)


def feiten(stuk: Stuk) -> tuple[Tabel, ...]:
    """The short facts above the rows, as tables of two columns."""
    found = _FEITEN[stuk.soort](stuk.inhoud) if stuk.soort in _FEITEN else []
    if not found:
        return ()
    table = Tabel("Samengevat", (Kolom("Wat"), Kolom("Waarde", "getal")), tuple(found), bijschrift_zichtbaar=False)
    return (table,)


def rijen(stuk: Stuk) -> list[Lijst[Rij]]:
    """The rows of a document as lists that sort, page and go out as a file."""
    return [_list(stuk, name, caption, rows, fields) for name, caption, rows, fields in _RIJEN[stuk.soort](stuk.inhoud)]


def prognoseregels(jaar: Rij) -> list[tuple[str, str]]:
    """The year of a forecast, one fact per row."""
    rows = [(name, cent(jaar[key])) for key, name in JAARVELDEN]
    if jaar["budget_cent"] is not None:
        rows.append(("Budget", cent(jaar["budget_cent"])))
    if jaar["uitgeput_op"]:
        rows.append(("Budget op", dag_kort(date.fromisoformat(jaar["uitgeput_op"]))))
    return rows


Velden = tuple[Veld[Rij], ...]
Deel = tuple[str, str, Sequence[Rij], Velden]


def _list(stuk: Stuk, name: str, caption: str, rows: Sequence[Rij], fields: Velden) -> Lijst[Rij]:
    return Lijst(
        caption,
        fields,
        rows,
        bestand=f"{stuk.soort}-{stuk.gemeente}-{stuk.maand}",
        naam=name,
        leeg="Er stond niets open.",
    )


def _text(key: str, heading: str) -> Veld[Rij]:
    return Veld(key, heading, lambda row: row[key])


def _money(key: str, heading: str) -> Veld[Rij]:
    return Veld(key, heading, lambda row: row[key], "bedrag")


def _balance(what: Rij) -> list[Deel]:
    fields = (
        _text("rekening", "Rekening"),
        _text("naam", "Naam"),
        _money("debet_cent", "Debet"),
        _money("credit_cent", "Credit"),
        _money("saldo_cent", "Saldo"),
    )
    return [("", "Proefbalans", what["rekeningen"], fields)]


def _payable(what: Rij) -> list[Deel]:
    fields = (
        _text("naam", "Aanbieder"),
        _money("saldo_cent", "Saldo van rekening 1600"),
        _money("klaar_cent", "Nog in geen betaling"),
        _text("reden", "Wat betalen tegenhoudt"),
    )
    return [("", "Te betalen per aanbieder", what["aanbieders"], fields)]


def _advances(what: Rij) -> list[Deel]:
    fields = (
        Veld[Rij]("nummer", "Voorschot", lambda row: row["nummer"], "getal"),
        _text("naam", "Aanbieder"),
        _money("bedrag_cent", "Bedrag"),
        _money("verrekend_cent", "Verrekend"),
        _money("over_cent", "Over"),
        _text("stand", "Stand"),
        _text("bron", "Afspraak"),
    )
    return [("", "Voorschotten", what["voorschotten"], fields)]


def _forecast(what: Rij) -> list[Deel]:
    fields = (_text("segment", "Segment"), *(_money(key, name) for key, name in JAARVELDEN))
    return [("", "Per segment", what["segmenten"], fields)]


def _late(what: Rij) -> list[Deel]:
    fields = (
        Veld[Rij](
            "dienstmaand", "Maand van de hulp", lambda row: row["dienstmaand"],
            cel=lambda row: maand_kort(Maand.lees(row["dienstmaand"])),
        ),
        Veld[Rij]("regels", "Regels", lambda row: row["regels"], "getal"),
        _money("bedrag_cent", "Kosten"),
    )  # fmt: skip
    budgets = [("pgb", "Nagekomen pgb per maand", what["pgb"], fields)] if what.get("pgb") else []
    return [("", "Nagekomen per maand van de hulp", what["maanden"], fields), *budgets]


def _report(what: Rij) -> list[Deel]:
    def slices(name: str, rows: Sequence[Rij], heading: str) -> Deel:
        flat = [{"naam": row["naam"], **row["nu"]} for row in rows]
        keys = ("ingediend", "afgewezen", "toegekend", "te_betalen", "verplicht")
        fields = (_text("naam", heading), *(_money(f"{one}_cent", one.replace("_", " ").capitalize()) for one in keys))
        return name, f"Per {heading.lower()}", flat, fields

    return [slices("", what["per_categorie"], "Categorie"), slices("aanbieder", what["per_aanbieder"], "Aanbieder")]


def _year(what: Rij) -> list[Deel]:
    costs = (
        _text("naam", "Categorie"),
        _money("kosten_cent", "Kosten"),
        _money("eerdere_jaren_cent", "Waarvan over eerdere jaren"),
    )
    spent = (_text("rekening", "Rekening"), _text("naam", "Naam"), _money("kosten_cent", "Kosten in het jaar"))
    accounts = (_text("rekening", "Rekening"), _text("naam", "Naam"), _money("saldo_cent", "Saldo"))
    return [
        ("", "Kosten per categorie", what["categorieen"], costs),
        ("lasten", "Alle kosten per rekening", what["lasten"], spent),
        ("rekening", "Rekeningen op 31 december", what["rekeningen"], accounts),
    ]


def _beside(what: Rij) -> list[Deel]:
    fields = (_text("rekening", "Rekening"), _text("naam", "Naam"), _money("kosten_cent", "Kosten sinds januari"))
    return [("", "Per rekening", what["rekeningen"], fields)]


def _year_facts(what: Rij) -> list[tuple[str, str]]:
    left = None if what["budget_cent"] is None else what["budget_cent"] - what["kosten_cent"]
    found = [
        ("Budget", cent(what["budget_cent"])),
        ("Kosten", cent(what["kosten_cent"])),
        ("Over van het budget", cent(left)),
        ("Waarvan over eerdere jaren", cent(what["eerdere_jaren_cent"])),
        ("Voorschotten, nog over", cent(what["voorschotten"]["over_cent"])),
    ]
    settled = what["afrekening"]
    if settled:
        found.append(("Afrekening vier O's: draagt", cent(settled["draagt_cent"])))
        found.append(("Afrekening vier O's: ontvangt", cent(settled["ontvangt_cent"])))
    return found


def _report_facts(what: Rij) -> list[tuple[str, str]]:
    lines = cijferregels(MaandRapport.uit_json(what))
    return [(one.definitie.naam, cent(one.nu)) for one in lines if one.definitie.eenheid == "euro"]


def pgbregels(what: Rij) -> list[tuple[str, str]]:
    """What stands at the SVB, one fact per row."""
    found = [
        ("Voorgeschoten aan de SVB", cent(what["voorgeschoten_cent"])),
        ("Door de SVB verantwoord", cent(what["betaald_cent"])),
        ("Nog bij de SVB", cent(what["over_cent"])),
    ]
    if what["peildatum"]:
        day = dag_kort(date.fromisoformat(what["peildatum"]))
        found.append((f"Houders op {day}", str(what["houders"])))
        found.append((f"Verplichting op {day}", cent(what["verplichting_cent"])))
    return found


_FEITEN: Mapping[str, Callable[[Rij], list[tuple[str, str]]]] = {
    MAANDRAPPORT: _report_facts,
    PROEFBALANS: lambda what: [
        ("Boekingen in de maand", str(what["boekingen"])),
        ("Som van alle saldo's", cent(sum(row["saldo_cent"] for row in what["rekeningen"]))),
    ],
    OPENSTAAND: lambda what: [("Saldo van rekening 1600", cent(what["saldo_cent"]))],
    VOORSCHOTTEN: lambda what: [("Over van alle voorschotten", cent(what["over_cent"]))],
    PROGNOSE: lambda what: prognoseregels(what["totaal"]),
    PGB: pgbregels,
    NAAST: lambda what: [("Samen", cent(what["kosten_cent"]))],
    NAGEKOMEN: lambda what: [
        ("Over eerdere maanden", cent(what["bedrag_cent"])),
        *([("Pgb over eerdere maanden", cent(what["pgb_cent"]))] if "pgb_cent" in what else []),
    ],
    JAARRAPPORT: _year_facts,
}
_RIJEN: Mapping[str, Callable[[Rij], list[Deel]]] = {
    MAANDRAPPORT: _report,
    PROEFBALANS: _balance,
    OPENSTAAND: _payable,
    VOORSCHOTTEN: _advances,
    PROGNOSE: _forecast,
    NAGEKOMEN: _late,
    NAAST: _beside,
    PGB: lambda _: [],
    JAARRAPPORT: _year,
}
