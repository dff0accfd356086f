# SPDX-License-Identifier: EUPL-1.2
"""
What stands below a month report: what came late, the forecast of the year, commitments and advances.

Of a closed month all of it comes from what was frozen with it.
"""

from django.urls import reverse

from jeugdregio.afsluiting import queries
from jeugdregio.afsluiting.pages.opmaak import definitie_url, regels_url
from jeugdregio.afsluiting.pages.stukopmaak import pgbregels, prognoseregels
from jeugdregio.afsluiting.values import NAAST, PGB, PROGNOSE, VOORSCHOTTEN, Editie
from jeugdregio.begroting.values import MaandRapport
from jeugdregio.components.blad import Deel
from jeugdregio.components.schrijfwijze import maandnaam, promille
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Kolom, Tabel
from jeugdregio.gebruikers.values import Machtiging, Recht


def bijlagen(editie: Editie, wie: Machtiging) -> tuple[Deel, ...]:
    """The parts below a report, for who may see documents."""
    report = editie.rapport
    found = [_late(editie, wie)]
    if editie.definitief and wie.mag(Recht.MAANDRAPPORT_ZIEN):
        rows = queries.stukken(report.gemeente, report.maand, keer=editie.keer, on_behalf_of=wie)
        kept = {one.soort: one for one in rows}
        if PROGNOSE in kept:
            found.append(_forecast(editie, dict(kept[PROGNOSE].inhoud)))
        found.append(_committed(report, dict(kept[PROGNOSE].inhoud) if PROGNOSE in kept else None))
        if NAAST in kept:
            found.append(_beside(editie, dict(kept[NAAST].inhoud)))
        if VOORSCHOTTEN in kept:
            found.append(_advances(editie, dict(kept[VOORSCHOTTEN].inhoud)))
        if PGB in kept:
            found.append(_pgb(editie, dict(kept[PGB].inhoud)))
    return tuple(found)


def _late(editie: Editie, wie: Machtiging) -> Deel:
    report, turn = editie.rapport, editie.keer or None
    rows = queries.nagekomen(report.gemeente, report.maand, keer=turn, on_behalf_of=wie)
    budgets = queries.nagekomen(report.gemeente, report.maand, keer=turn, pgb=True, on_behalf_of=wie)
    total, pgb = (sum(row.bedrag_cent for row in some) for some in (rows, budgets))
    earlier = sum(row.bedrag_cent for row in rows if row.maand.jaar < report.maand.jaar)
    text = f"Van wat in {maandnaam(report.maand)} is geboekt, gaat {cent(total)} over eerdere maanden"
    text += f", waarvan {cent(earlier)} over eerdere jaren." if earlier else "."
    if budgets:
        text += f" Daarnaast is {cent(pgb)} aan pgb geboekt over eerdere maanden; dat telt niet mee in het rapport."
    claims, paid = ({row.maand: row for row in some} for some in (rows, budgets))
    table = Tabel(
        "Per maand van de hulp",
        (
            Kolom("Maand van de hulp"),
            Kolom("Regels", "getal"),
            Kolom("Kosten", "getal"),
            *((Kolom("Pgb", "getal"),) if budgets else ()),
        ),
        tuple(
            (
                maandnaam(month),
                getal(claims[month].regels if month in claims else 0),
                cent(claims[month].bedrag_cent if month in claims else 0),
                *((cent(paid[month].bedrag_cent if month in paid else 0),) if budgets else ()),
            )
            for month in sorted(claims.keys() | paid.keys())
        ),
        voet=("Samen", getal(sum(row.regels for row in rows)), cent(total), *((cent(pgb),) if budgets else ())),
        bijschrift_zichtbaar=False,
    )
    links = [("De regels hieronder", regels_url(report, "nagekomen")), ("Wat telt mee", definitie_url("nagekomen"))]
    if not rows and not budgets:
        return Deel("Nagekomen", ("In deze maand is niets geboekt over een eerdere maand.",), links=tuple(links[1:]))
    if budgets and wie.mag(Recht.BETALINGEN_ZIEN):
        links.append(("De keten van het pgb", reverse("pgb")))
    return Deel("Nagekomen", (text,), tabel=table, links=tuple(links))


def _forecast(editie: Editie, content: dict[str, object]) -> Deel:
    year = content["totaal"]
    assert isinstance(year, dict)
    table = Tabel(
        "Prognose",
        (Kolom("Wat"), Kolom("Bedrag", "getal")),
        tuple(prognoseregels(year)),
        bijschrift_zichtbaar=False,
    )
    text = "De prognose van de eerste dag na de maand. Een op de tien jaren komt onder de onderkant uit, een op de tien"
    return Deel(
        f"Prognose van {editie.rapport.maand.jaar}",
        (f"{text} boven de bovenkant.",),
        tabel=table,
        links=(("Per segment", _document(editie, PROGNOSE)),),
    )


def _committed(report: MaandRapport, forecast: dict[str, object] | None) -> Deel:
    """What is allocated and was not claimed yet: of the rest of the year by category, of the past by the forecast."""
    lines = sorted(report.per_categorie, key=lambda line: -line.nu.verplicht_cent)
    text = ["Wat lopende toewijzingen na deze maand dit jaar nog kunnen kosten."]
    if forecast is not None:
        year = forecast["totaal"]
        assert isinstance(year, dict)
        text.append(
            f"Over hulp die al is geleverd komt volgens de prognose nog {cent(year['nog_te_declareren_cent'])} binnen."
        )
    table = Tabel(
        "Verplicht per categorie",
        (Kolom("Categorie"), Kolom("Nog verplicht", "getal")),
        tuple((line.naam, cent(line.nu.verplicht_cent)) for line in lines if line.nu.verplicht_cent),
        voet=("Samen", cent(report.totaal.nu.verplicht_cent)),
        leeg="Er staat niets meer open.",
        bijschrift_zichtbaar=False,
    )
    links = (("De toewijzingen hieronder", regels_url(report, "verplicht")),)
    return Deel("Toegewezen, nog niet gedeclareerd", tuple(text), tabel=table, links=links)


def _beside(editie: Editie, content: dict[str, object]) -> Deel:
    """Costs that no claim is for, and the budget with them."""
    report, rows = editie.rapport, content["rekeningen"]
    assert isinstance(rows, list)
    total = int(str(content["kosten_cent"]))
    together = report.totaal.nu.toegekend_cent + total
    share = report.promille(together)
    text = f"Samen met wat is toegekend: {cent(together)}"
    text += "." if share is None else f", {promille(share)} van het budget."
    table = Tabel(
        "Kosten naast declaraties",
        (Kolom("Rekening"), Kolom("Sinds januari", "getal")),
        tuple((f"{row['rekening']} {row['naam']}", cent(row["kosten_cent"])) for row in rows),
        voet=("Samen", cent(total)),
        bijschrift_zichtbaar=False,
    )
    return Deel("Kosten naast declaraties", (text,), tabel=table, links=(("Het stuk", _document(editie, NAAST)),))


def _advances(editie: Editie, content: dict[str, object]) -> Deel:
    rows = content["voorschotten"]
    assert isinstance(rows, list)
    if not rows:
        return Deel("Voorschotten", ("Er liep geen voorschot toen de maand dichtging.",))
    text = f"{getal(len(rows))} voorschotten; daarvan was {cent(int(str(content['over_cent'])))} nog niet verrekend."
    return Deel("Voorschotten", (text,), links=(("Elk voorschot", _document(editie, VOORSCHOTTEN)),))


def _pgb(editie: Editie, content: dict[str, object]) -> Deel:
    table = Tabel(
        "Pgb", (Kolom("Wat"), Kolom("Waarde", "getal")), tuple(pgbregels(content)), bijschrift_zichtbaar=False
    )
    text = f"Geboekt tot en met {maandnaam(editie.rapport.maand)}; alleen totalen, geen houder."
    return Deel("Pgb", (text,), tabel=table, links=(("Het stuk", _document(editie, PGB)),))


def _document(editie: Editie, soort: str) -> str:
    url = reverse("maandstuk", args=[editie.rapport.gemeente, editie.rapport.maand, soort])
    return f"{url}?editie={editie.keer}"
