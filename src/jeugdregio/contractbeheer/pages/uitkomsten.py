# SPDX-License-Identifier: EUPL-1.2
"""Dropout, satisfaction and goals side by side; and the ceilings with the day they will be reached."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import bedrag_kort, dag_kort, promille, telwoord
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Tabel, Toon
from jeugdregio.contractbeheer import queries
from jeugdregio.contractbeheer.gegevens import plafondregel, tabel
from jeugdregio.contractbeheer.models import Meting
from jeugdregio.contractbeheer.pages.opmaak import KLEIN, ONBEKEND, Blad, Deel, Namen, aandeel, aantal, pad, toon
from jeugdregio.contractbeheer.uitkomsten import spreiding
from jeugdregio.contractbeheer.values import PROMILLE, Meetcijfer, Plafondstand, Uitkomst
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt

TEVREDEN, DOEL, ZONDER = Meting.Indicator.values
METHODE = (
    (
        "Uitval volgt uit de stopberichten (JW307): alles wat voortijdig eindigde, gedeeld door alles wat eindigde "
        "met een bekende reden. Overlijden, een tijdelijke stop en een administratief einde tellen niet mee. "
        "Tevredenheid en doelen komen uit metingen van aanbieders."
    ),
    (
        "Dit is geen ranglijst. Aanbieders helpen verschillende jeugdigen, en wie zwaardere hulp geeft, ziet vaker "
        "uitval. Aantallen van 1 tot en met 9 staan er niet, en ook niet wat ze zou verraden."
    ),
)


class Jaarfilter(Keuzefilter):
    """The year that is looked at."""

    jaar = forms.ChoiceField(label="Jaar", required=False, help_text="Het jaar waarin de hulp eindigde.")


@vraagt(Recht.CONTRACTBEHEER_ZIEN)
@require_safe
def uitkomsten(request: HttpRequest) -> HttpResponse:
    """The outcome per provider in a year, by name."""
    wie, today = machtiging(request), timezone.localdate()
    chosen = Jaarfilter(request.GET or {"jaar": str(today.year)})
    chosen.kies("jaar", [(str(y), str(y)) for y in range(today.year, today.year - 5, -1)], alle=False)
    year = int(chosen.gekozen().get("jaar", today.year))
    period = (date(year, 1, 1), date(year + 1, 1, 1))
    rows, total = queries.per_aanbieder(*period, on_behalf_of=wie)
    measured = queries.metingen(*period, on_behalf_of=wie)
    shares = spreiding(rows)
    links: tuple[tuple[str, str], ...] = (("Wat telt als uitval, en waar dat staat", "#redenen"),)
    if wie.mag(Recht.CONTRACTEN_BEHEREN):
        links = (("Metingen inlezen", reverse("contractbeheer-inlezen", args=["metingen"])), *links)
    page = Blad(
        "Uitkomsten",
        "Uitval, tevredenheid en doelrealisatie per aanbieder.",
        (
            Deel(filter=chosen),
            Deel("Per aanbieder", METHODE, tabel=_per_provider(rows, total, measured), links=links),
            Deel("Welke reden telt hoe", tabel=_reasons(), anker="redenen"),
        ),
        cijfers=(
            Kerncijfer(
                "Uitval in de regio", aandeel(total.uitval_promille, total.beeindigd), f"van wat eindigde in {year}"
            ),
            Kerncijfer(
                "Spreiding",
                " tot ".join(map(promille, (shares[0], shares[2]))) if shares else "te weinig aanbieders",
                "de middelste helft van de aanbieders",
            ),
            Kerncijfer("Reden zegt niets", aantal(total.onbekend), "telt niet mee in het percentage"),
        ),
    )
    return toon(request, page, pad("Uitkomsten"))


def _per_provider(rows: Sequence[Uitkomst], total: Uitkomst, measured: Sequence[Meetcijfer]) -> Tabel:
    names = Namen()
    by_provider: dict[str, list[Meetcijfer]] = defaultdict(list)
    for one in measured:
        if not one.groep:
            by_provider[one.aanbieder].append(one)
    known = {one.aanbieder: one for one in rows if one.beeindigd and one.uitval is not None}
    told = {agb for agb, found in by_provider.items() if any(one.waarde_promille is not None for one in found)}
    order = sorted({*known, *told}, key=lambda agb: (names.aanbieder(agb).casefold(), agb))
    others = len({one.aanbieder for one in rows if one.beeindigd != 0}.union(by_provider) - {*order})
    small = f"met {telwoord(others, 'aanbieder', 'aanbieders')} met te kleine aantallen" if others else ""
    summary, empty = Cel("Samen", onder=small), Uitkomst("", "", None, None, None)
    return Tabel(
        "Uitkomsten per aanbieder",
        (
            Kolom("Aanbieder"),
            Kolom("Beëindigd", "getal"),
            Kolom("Uitval", "getal"),
            Kolom("Tevredenheid", "getal", "gemiddeld cijfer"),
            Kolom("Doelen gehaald", "getal"),
        ),
        tuple(
            (
                names.link(agb),
                aantal(known.get(agb, empty).beeindigd),
                aandeel(known.get(agb, empty).uitval_promille, known.get(agb, empty).beeindigd),
                meetcel(by_provider[agb], TEVREDEN),
                meetcel(by_provider[agb], DOEL),
            )
            for agb in order
        ),
        voet=(summary, aantal(total.beeindigd), aandeel(total.uitval_promille, total.beeindigd), "", "")
        if rows
        else (),
        leeg="In dit jaar eindigde nog geen hulp. Kies een ander jaar.",
        bijschrift_zichtbaar=False,
    )


def meetcel(measured: Sequence[Meetcijfer], indicator: str) -> Cel | str:
    """A measurement as text: a mark, or a share; unknown when nobody measured."""
    found = next((one for one in measured if one.indicator == indicator), None)
    if found is None:
        return ONBEKEND
    if found.waarde_promille is None:
        return KLEIN
    text = getal(found.waarde_promille / PROMILLE, 1) if indicator == TEVREDEN else promille(found.waarde_promille)
    return Cel(text, onder=f"{getal(found.noemer)} {'doelen' if indicator == DOEL else 'antwoorden'}")


def groepentabel(
    rows: Sequence[Uitkomst], whole: Uitkomst, measured: Sequence[Meetcijfer], groepen: dict[str, str]
) -> Tabel:
    """The outcome of one provider per support profile, with what its clients said beside it (S43)."""
    by_group: dict[str, list[Meetcijfer]] = defaultdict(list)
    for one in measured:
        by_group[one.groep].append(one)
    known = {one.groep: one for one in rows} | {"": whole}
    order = [*sorted({*known, *by_group} - {""}), ""]

    def line(group: str) -> tuple[Cel | str, ...]:
        one = known.get(group, Uitkomst("", group, 0, 0, 0))
        return (
            groepen.get(group, group) or "Alles samen",
            aantal(one.beeindigd),
            aandeel(one.uitval_promille, one.beeindigd),
            meetcel(by_group[group], TEVREDEN),
            meetcel(by_group[group], DOEL),
            meetcel(by_group[group], ZONDER),
        )

    return Tabel(
        "Uitkomsten",
        (
            Kolom("Profiel of categorie"),
            Kolom("Beëindigd", "getal"),
            Kolom("Uitval", "getal"),
            Kolom("Tevredenheid", "getal"),
            Kolom("Doelen gehaald", "getal"),
            Kolom("Zonder hulp verder", "getal"),
        ),
        tuple(line(group) for group in order),
        bijschrift_zichtbaar=False,
    )


def _reasons() -> Tabel:
    names = codelijst("reden_beeindiging")
    tones: dict[str, Toon] = {"uitval": "waarschuwing", "gepland": "positief", "buiten": "neutraal"}
    words = {"uitval": "Uitval", "gepland": "Volgens plan", "buiten": "Telt niet mee"}
    return Tabel(
        "Redenen",
        (Kolom("Reden"), Kolom("Telt als"), Kolom("Bron")),
        tuple(
            (
                Cel(row["reden"], onder=names.omschrijving(row["reden"])),
                Cel(words[row["telt"]], toon=tones[row["telt"]]),
                Cel(row["bron"], onder=f"zekerheid {row['zekerheid']}"),
            )
            for row in tabel("uitval.csv")
        ),
        bijschrift_zichtbaar=False,
    )


@vraagt(Recht.CONTRACTBEHEER_ZIEN)
@require_safe
def plafonds(request: HttpRequest) -> HttpResponse:
    """Every ceiling of this year: used share, and the day on which it will be reached."""
    wie, today = machtiging(request), timezone.localdate()
    found, rule = queries.plafonds(today, on_behalf_of=wie), plafondregel()
    above = sum(one.gebruikt_promille >= rule.drempel_promille for one in found)
    coming = sum(one.verwacht is not None and one.gebruikt_promille < rule.drempel_promille for one in found)
    names = Namen()
    mixed = [
        f"{names.aanbieder(one.aanbieder)}, {one.nummer}" for one in queries.niet_te_volgen(today, on_behalf_of=wie)
    ]
    told = (
        (f"Niet te volgen, want de aanbieder heeft ook een contract zonder plafond: {'; '.join(mixed)}.",)
        if mixed
        else ()
    )
    sheet = plafondlijst(found, today, mag_openen=wie.mag(Recht.CONTRACTEN_BEHEREN))
    if file := sheet.als_bestand(request):
        return file
    page = Blad(
        "Plafonds",
        "Hoe ver elk plafond van dit jaar op is, en op welke dag het op raakt als het zo doorgaat.",
        (
            Deel(lijst=sheet.blad(request)),
            Deel("Zo is het berekend", (*uitleg(rule.drempel_promille, rule.gesprek_dagen, rule.bron), *told)),
        ),
        cijfers=(
            Kerncijfer(
                "Boven de grens", getal(above), f"{promille(rule.drempel_promille)} of meer gebruikt: gesprek nodig"
            ),
            Kerncijfer("Raakt op dit jaar", getal(coming), "nu nog onder de grens"),
            Kerncijfer("Met een plafond", getal(len(found)), "aanbieders"),
        ),
    )
    return toon(request, page, pad("Plafonds"))


def uitleg(drempel: int, dagen: int, bron: str) -> tuple[str, ...]:
    """How the forecast is made, in words."""
    return (
        (
            "Gebruikt is wat dit jaar is toegekend in het grootboek. De dag volgt uit twee rechte lijnen; de eerste "
            "die het plafond raakt, telt. Tempo: wat per dag is toegekend in de maanden die helemaal zijn "
            "gedeclareerd. Toewijzingen: het gebruik tot vandaag, plus wat lopende toewijzingen dit jaar nog kunnen "
            "kosten."
        ),
        (
            "Er zit geen seizoen of groei in. Een plafond geldt per kalenderjaar. Heeft een aanbieder meer "
            "contracten, dan tellen die samen, want een declaratie zegt niet onder welk contract zij valt."
        ),
        f"Vanaf {promille(drempel)} hoort er binnen {dagen} dagen een gesprek te zijn. Bron: {bron}.",
    )


def plafondlijst(found: Sequence[Plafondstand], today: date, *, mag_openen: bool) -> Lijst[Plafondstand]:
    """Ceilings with their state; what needs a talk on top, then what is used most."""
    names, rule = Namen(), plafondregel()

    def state(one: Plafondstand) -> Cel:
        if one.gebruikt_promille >= PROMILLE:
            return Cel("Bereikt", toon="negatief")
        if one.gebruikt_promille >= rule.drempel_promille:
            by = dag_kort(today + timedelta(days=rule.gesprek_dagen))
            return Cel("Gesprek nodig", toon="negatief", onder=f"uiterlijk {by}")
        if one.verwacht:
            return Cel("Raakt op", toon="waarschuwing", onder="nog op tijd om te praten")
        return Cel("Past", toon="positief")

    def day(one: Plafondstand) -> Cel | str:
        lines = (("tempo", one.dag_tempo), ("toewijzingen", one.dag_toewijzingen))
        said = ", ".join(f"{word} {dag_kort(found)}" for word, found in lines if found)
        return Cel(dag_kort(one.verwacht), onder=said) if one.verwacht else "niet dit jaar"

    def case(one: Plafondstand) -> Cel | str:
        needed = one.gebruikt_promille >= rule.drempel_promille or one.verwacht
        url = f"{reverse('zaak-nieuw', args=['plafond'])}?contract={one.contracten[0]}&onderwerp=Plafond+{today.year}"
        return Cel("Open een zaak", url=url) if needed and mag_openen else ""

    return Lijst(
        "Plafonds",
        (
            Veld(
                "aanbieder",
                "Aanbieder",
                lambda one: names.aanbieder(one.aanbieder),
                cel=lambda one: names.link(one.aanbieder, onder=", ".join(one.contracten)),
            ),
            Veld(
                "plafond", "Plafond", lambda one: one.plafond_cent, "bedrag", lambda one: bedrag_kort(one.plafond_cent)
            ),
            Veld(
                "gebruikt",
                "Gebruikt",
                lambda one: one.gebruikt_cent,
                "bedrag",
                lambda one: Cel(promille(one.gebruikt_promille), onder=bedrag_kort(one.gebruikt_cent)),
            ),
            Veld(
                "toegewezen",
                "Nog toegewezen",
                lambda one: one.verplicht_cent,
                "bedrag",
                lambda one: bedrag_kort(one.verplicht_cent),
            ),
            Veld("stand", "Stand", lambda one: state(one).tekst, cel=state),
            Veld("op", "Op rond", lambda one: one.verwacht, "dag", cel=day),
            Veld("doen", "Doen", lambda one: "", cel=case),
        ),
        sorted(found, key=lambda one: (one.gebruikt_promille < rule.drempel_promille, one.verwacht or date.max)),
        bestand="plafonds",
        leeg="Geen enkel contract van dit jaar heeft een plafond.",
        bijschrift_zichtbaar=False,
    )
