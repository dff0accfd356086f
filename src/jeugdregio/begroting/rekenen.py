# SPDX-License-Identifier: EUPL-1.2
"""
The counting behind the month report: set-based statements, folded into one report per municipality.

Every statement gives rows per municipality, category and provider; the splits of the report are sums of
those, so a total and its parts can not differ.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from django.db import connection

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.begroting.definities import PER_KEY
from jeugdregio.begroting.values import Budgetversie, Cijfers, MaandRapport, OpenEinde, Rapportversie, Regel
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.lijst import sql_volgorde
from jeugdregio.core.greep import Greep
from jeugdregio.core.periode import Maand

VERPLICHT = (Path(__file__).with_name("sql") / "verplicht.sql").read_text(encoding="utf-8")
GEEN_CATEGORIE = "Niet vooraf bepaald"

# Columns: the figure now, and the same figure one month before. `splitst` is aanbieder or code.
GEBOEKT = """
    SELECT gemeente, categorie, {splitst},
        coalesce(sum(kosten_cent) FILTER (WHERE boekmaand >= %(jaarbegin)s), 0)::bigint,
        coalesce(
            sum(kosten_cent) FILTER (WHERE boekmaand >= %(jaarbegin)s AND boekmaand < %(maand)s), 0
        )::bigint,
        sum(te_betalen_cent)::bigint,
        coalesce(sum(te_betalen_cent) FILTER (WHERE boekmaand < %(maand)s), 0)::bigint
    FROM grootboek_v_boeking
    WHERE gemeente = ANY(%(gemeenten)s) AND boekmaand < %(peil)s
    GROUP BY gemeente, categorie, {splitst}
"""
GEDECLAREERD = """
    SELECT gemeente, categorie, {splitst},
        sum(bedrag_cent)::bigint,
        coalesce(sum(bedrag_cent) FILTER (WHERE begin < %(maand)s), 0)::bigint,
        coalesce(sum(bedrag_cent) FILTER (WHERE NOT toegekend), 0)::bigint,
        coalesce(sum(bedrag_cent) FILTER (WHERE NOT toegekend AND begin < %(maand)s), 0)::bigint
    FROM declaraties_v_prestatie
    WHERE gemeente = ANY(%(gemeenten)s) AND begin >= %(jaarbegin)s AND begin < %(peil)s
    GROUP BY gemeente, categorie, {splitst}
"""
TOEGEWEZEN = """
    SELECT peil, gemeente, categorie, {splitst},
        coalesce(sum(waarde_cent), 0)::bigint,
        count(*) FILTER (WHERE maximaal IS NULL),
        coalesce(sum(waarde_cent) FILTER (WHERE maximaal IS NULL), 0)::bigint,
        count(*) FILTER (WHERE waarde_cent IS NULL)
    FROM ({verplicht}) v
    GROUP BY peil, gemeente, categorie, {splitst}
"""
# Keys of two columns and the policies make the planner expect a handful of rows where it gets all of them; it would
# then look up every allocation by itself. Undone at once: the report may be part of a longer transaction.
ALLES_TEGELIJK = "SET LOCAL enable_nestloop = off; SET LOCAL enable_sort = off"
GEWOON = "SET LOCAL enable_nestloop = DEFAULT; SET LOCAL enable_sort = DEFAULT"

_BOEKING = """
    SELECT boekmaand, dienstmaand, aanbieder, categorie, code, oorzaak, oorzaak_id, oorzaak_nr,
        {bedrag} AS bedrag_cent
    FROM grootboek_v_boeking
    WHERE gemeente = ANY(%(gemeenten)s) AND boekmaand < %(peil)s AND {bedrag} <> 0 {erbij}
"""
_PRESTATIE = """
    SELECT dienstmaand, declaratie, referentie, toewijzing_nummer, aanbieder, categorie, code, toegekend,
        regels, bericht_id, nr, bedrag_cent
    FROM declaraties_v_prestatie
    WHERE gemeente = ANY(%(gemeenten)s) AND begin >= %(jaarbegin)s AND begin < %(peil)s {erbij}
"""
_TOEWIJZING = """
    SELECT van, tot_jaar - 1 AS tot_en_met, nummer AS toewijzing_nummer, aanbieder, categorie, code, aantal,
        tarief_cent, coalesce(waarde_cent, 0) AS bedrag_cent
    FROM ({verplicht}) v
    WHERE {erbij}
"""
VERPLICHT_PER_AANBIEDER = (
    f"SELECT aanbieder, coalesce(sum(waarde_cent), 0)::bigint FROM ({VERPLICHT}) v WHERE peil = %(peil)s GROUP BY 1"
)
# The rows, and the columns that put them in one order.
_ONDER = {
    "toegekend": (
        _BOEKING.format(bedrag="kosten_cent", erbij="AND boekmaand >= %(jaarbegin)s"),
        "boekmaand DESC, oorzaak, oorzaak_id, oorzaak_nr",
    ),
    "te_betalen": (
        _BOEKING.format(bedrag="te_betalen_cent", erbij=""),
        "boekmaand DESC, oorzaak, oorzaak_id, oorzaak_nr",
    ),
    "nagekomen": (
        _BOEKING.format(bedrag="kosten_cent", erbij="AND boekmaand >= %(maand)s AND dienstmaand < %(maand)s"),
        "dienstmaand, oorzaak, oorzaak_id, oorzaak_nr",
    ),
    "ingediend": (_PRESTATIE.format(erbij=""), "dienstmaand DESC, bericht_id, nr"),
    "afgewezen": (_PRESTATIE.format(erbij="AND NOT toegekend"), "dienstmaand DESC, bericht_id, nr"),
    "verplicht": (_TOEWIJZING.format(verplicht=VERPLICHT, erbij="true"), "toewijzing_nummer"),
    "open_einde": (_TOEWIJZING.format(verplicht=VERPLICHT, erbij="maximaal IS NULL"), "toewijzing_nummer"),
    "zonder_waarde": (
        _TOEWIJZING.format(verplicht=VERPLICHT, erbij="waarde_cent IS NULL"),
        "toewijzing_nummer",
    ),
}
VOLGORDE = {
    name: name
    for name in (
        "boekmaand", "dienstmaand", "aanbieder", "categorie", "code", "oorzaak_id", "bedrag_cent", "declaratie",
        "referentie", "toewijzing_nummer", "toegekend", "regels", "van", "tot_en_met", "aantal", "tarief_cent",
    )
}  # fmt: skip
"""What the rows can be sorted by, for as far as they have that column."""
_SPLITSING = """
    WHERE (%(categorie)s::text = '' OR categorie = %(categorie)s)
        AND (%(code)s::text = '' OR code = %(code)s)
        AND (%(aanbieder)s::text = '' OR aanbieder = %(aanbieder)s)
"""


def onder(cijfer: str) -> tuple[str, str]:
    """The rows under a figure and their order; raises `KeyError` for a figure without rows."""
    return _ONDER[PER_KEY[cijfer].onder]


def telling(select: tuple[str, str]) -> str:
    """How many rows, and their sum."""
    return f"SELECT count(*), coalesce(sum(bedrag_cent), 0) FROM ({select[0]}) r {_SPLITSING}"


def bladzijde(select: tuple[str, str], greep: Greep) -> str:
    """One piece of the rows."""
    rows, order = select
    return f"SELECT * FROM ({rows}) r {_SPLITSING} {sql_volgorde(VOLGORDE, order, greep)}"


@dataclass
class _Vak:
    """The figures of one category at one provider, or of one product."""

    nu: dict[str, int] = field(default_factory=dict)
    vorig: dict[str, int] = field(default_factory=dict)
    open_einde: OpenEinde = field(default_factory=OpenEinde)
    open_einde_vorig: OpenEinde = field(default_factory=OpenEinde)

    def zet(self, naam: str, nu: int, vorig: int) -> None:
        self.nu[naam] = nu
        self.vorig[naam] = vorig

    def zet_verplicht(self, bedrag_cent: int, open_einde: OpenEinde, *, nu: bool) -> None:
        (self.nu if nu else self.vorig)["verplicht_cent"] = bedrag_cent
        if nu:
            self.open_einde = open_einde
        else:
            self.open_einde_vorig = open_einde


Vakken = Mapping[tuple[str, str, str], _Vak]


def tel(parameters: Mapping[str, Any], splitst: Literal["aanbieder", "code"] = "aanbieder") -> Vakken:
    """Count everything, per municipality, category and provider or product; the caller has set on whose behalf."""
    boxes: defaultdict[tuple[str, str, str], _Vak] = defaultdict(_Vak)
    with connection.cursor() as cursor:
        cursor.execute(GEBOEKT.format(splitst=splitst), parameters)
        for *key, granted, granted_before, payable, payable_before in cursor.fetchall():
            boxes[tuple(key)].zet("toegekend_cent", granted, granted_before)
            boxes[tuple(key)].zet("te_betalen_cent", payable, payable_before)
        cursor.execute(GEDECLAREERD.format(splitst=splitst), parameters)
        for *key, declared, declared_before, refused, refused_before in cursor.fetchall():
            boxes[tuple(key)].zet("ingediend_cent", declared, declared_before)
            boxes[tuple(key)].zet("afgewezen_cent", refused, refused_before)
        cursor.execute(ALLES_TEGELIJK)
        committed_now = TOEGEWEZEN.format(splitst=splitst, verplicht=VERPLICHT)
        cursor.execute(committed_now, {**parameters, "eerder": parameters["maand"]})
        for day, *key, committed, number, open_ended, unvalued in cursor.fetchall():
            seen = OpenEinde(number, open_ended, unvalued)
            boxes[tuple(key)].zet_verplicht(committed, seen, nu=day == parameters["peil"])
        cursor.execute(GEWOON)
    return boxes


def vouw(
    vakken: Vakken, *, names: Mapping[str, str], budgets: Mapping[str, Budgetversie], maand: Maand
) -> dict[str, MaandRapport]:
    """Fold the counted rows into one report per municipality of `names`, in that order."""
    categories = {code: regel.omschrijving for code, regel in codelijst("productcategorie").codes.items()}
    categories[""] = GEEN_CATEGORIE
    providers = aanbieders.namen()
    per_gemeente: defaultdict[str, dict[tuple[str, str], _Vak]] = defaultdict(dict)
    for (gemeente, categorie, aanbieder), vak in vakken.items():
        per_gemeente[gemeente][categorie, aanbieder] = vak
    reports = {}
    for gemeente, naam in names.items():
        own = per_gemeente[gemeente]
        budget = budgets.get(gemeente)
        reports[gemeente] = MaandRapport(
            gemeente=gemeente,
            naam=naam,
            maand=maand,
            budget_cent=budget.bedrag_cent if budget else None,
            totaal=_line(gemeente, naam, own.values()),
            per_categorie=_split(own, 0, categories),
            per_aanbieder=_split(own, 1, providers),
            open_einde=sum((vak.open_einde for vak in own.values()), OpenEinde()),
            open_einde_vorig=sum((vak.open_einde_vorig for vak in own.values()), OpenEinde()),
            budgetversie=budget.in_rapport if budget else None,
        )
    return reports


def nu_per_vak(vakken: Vakken) -> dict[tuple[str, str, str], Cijfers]:
    """The figures of now, per municipality, category and what `tel` split by."""
    return {key: Cijfers(**vak.nu) for key, vak in vakken.items()}


def _line(key: str, naam: str, vakken: Iterable[_Vak]) -> Regel:
    vakken = list(vakken)
    now = sum((Cijfers(**vak.nu) for vak in vakken), Cijfers())
    before = sum((Cijfers(**vak.vorig) for vak in vakken), Cijfers())
    return Regel(key, naam, now, before)


def _split(own: Mapping[tuple[str, str], _Vak], place: int, names: Mapping[str, str]) -> tuple[Regel, ...]:
    groups: defaultdict[str, list[_Vak]] = defaultdict(list)
    for key, vak in own.items():
        groups[key[place]].append(vak)
    return tuple(_line(key, names.get(key, key), groups[key]) for key in sorted(groups))


def totaal_van(rapporten: Iterable[MaandRapport], maand: Maand, naam: str) -> MaandRapport:
    """The reports of several municipalities added up; without a budget when one of them has none."""
    reports = list(rapporten)
    budgets = [report.budget_cent for report in reports]
    return MaandRapport(
        gemeente="",
        naam=naam,
        maand=maand,
        budget_cent=sum(b for b in budgets if b is not None) if budgets and None not in budgets else None,
        totaal=_add("", naam, [report.totaal for report in reports]),
        per_categorie=_merge(line for report in reports for line in report.per_categorie),
        per_aanbieder=_merge(line for report in reports for line in report.per_aanbieder),
        open_einde=sum((report.open_einde for report in reports), OpenEinde()),
        open_einde_vorig=sum((report.open_einde_vorig for report in reports), OpenEinde()),
        budgetversie=_together([report.budgetversie for report in reports]),
    )


def _together(versions: list[Rapportversie | None]) -> Rapportversie | None:
    """The versions of several municipalities as one; None when one of them has none."""
    found = [one for one in versions if one is not None]
    if not found or len(found) < len(versions):
        return None
    names, sources = {one.naam for one in found}, {one.bron for one in found}
    return Rapportversie(
        naam=found[0].naam if len(names) == 1 else "van elke gemeente haar eigen versie",
        bron=found[0].bron if len(sources) == 1 else "zie de rapporten van de gemeenten",
        vanaf=max(one.vanaf for one in found),
        laag_cent=sum(one.laag_cent for one in found),
        hoog_cent=sum(one.hoog_cent for one in found),
        ongeveer=any(one.ongeveer for one in found),
    )


def _add(key: str, naam: str, lines: list[Regel]) -> Regel:
    now = sum((line.nu for line in lines), Cijfers())
    before = sum((line.vorig for line in lines), Cijfers())
    return Regel(key, naam, now, before)


def _merge(lines: Iterable[Regel]) -> tuple[Regel, ...]:
    groups: defaultdict[str, list[Regel]] = defaultdict(list)
    for line in lines:
        groups[line.sleutel].append(line)
    return tuple(_add(key, groups[key][0].naam, groups[key]) for key in sorted(groups))
