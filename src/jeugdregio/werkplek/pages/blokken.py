# SPDX-License-Identifier: EUPL-1.2
"""The blocks of a start page; each line leads to the work."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.afsluiting import queries as afsluiting
from jeugdregio.afsluiting.pages.opmaak import rapport_url, regels_url, uitputtingskaart
from jeugdregio.begroting.values import MaandRapport
from jeugdregio.berichten import queries as berichten
from jeugdregio.bewaking import queries as bewaking
from jeugdregio.components.schrijfwijze import bedrag_kort, dag_kort, maandnaam, moment_kort, promille, telwoord
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Deel, Meter, Tegelkaart, Toon
from jeugdregio.contractbeheer import queries as contractbeheer
from jeugdregio.contracten import queries as contracten
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.declaraties.pages.uitval import KORT
from jeugdregio.declaraties.values import Keuze
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.ontvangst import queries as ontvangst
from jeugdregio.ontvangst.pages.werk import WAT, is_van
from jeugdregio.ontvangst.values import Werk
from jeugdregio.werkplek import toegang
from jeugdregio.werkplek.pages.beeld import definitie_url

VOL = 1000
BINNENKORT = timedelta(days=7)
AFLOPEND = timedelta(days=92)
HOOGSTENS = 8
SOORTEN = {
    "JW301": ("toewijzing", "toewijzingen"),
    "JW305": ("melding van een start", "meldingen van een start"),
    "JW307": ("melding van een stop", "meldingen van een stop"),
    "JW315": ("verzoek om toewijzing", "verzoeken om toewijzing"),
    "JW317": ("verzoek om wijziging", "verzoeken om wijziging"),
    "JW319": ("antwoord op een verzoek", "antwoorden op een verzoek"),
    "JW323": ("declaratie", "declaraties"),
    "JW302": ("retourbericht op een toewijzing", "retourberichten op een toewijzing"),
    "JW320": ("retourbericht op een antwoord", "retourberichten op een antwoord"),
}
"""Kinds of message as people say it."""


@dataclass(frozen=True)
class Dag:
    """The day of today, and since when something is new; `eerste_keer` when nobody remembers an earlier visit."""

    vandaag: date
    sinds: datetime
    eerste_keer: bool


@dataclass(frozen=True)
class Regel:
    """One line: what it is, how many, and a remark with a tone."""

    tekst: str
    url: str
    aantal: str = ""
    stand: str = ""
    toon: Toon = "neutraal"


@dataclass(frozen=True)
class Blok:
    """A block: lines, perhaps with a picture above; `verder` is (text, address) of all of it."""

    titel: str
    regels: tuple[Regel, ...] = ()
    leeg: str = ""
    meter: Meter | None = None
    kaart: Tegelkaart | None = None
    verder: tuple[str, str] | None = None
    breed: bool = False


def werk(wie: Machtiging, dag: Dag) -> Blok:
    """What the asker has to do, by kind, what is late first."""
    every = ontvangst.werk_met_een_termijn(peildatum=dag.vandaag, on_behalf_of=wie)
    mine = [one for one in every if is_van(one, wie)]
    number = Counter(one.soort for one in mine)
    late = Counter(one.soort for one in mine if one.is_te_laat(dag.vandaag))
    first = {kind: min(one.uiterlijk for one in mine if one.soort == kind) for kind in number}
    lines = (
        Regel(
            WAT[kind],
            f"{reverse('werk')}?soort={kind}",
            getal(number[kind]),
            f"{getal(late[kind])} te laat" if late[kind] else f"uiterlijk {dag_kort(first[kind])}",
            "negatief" if late[kind] else "neutraal",
        )
        for kind in sorted(number, key=lambda kind: (-late[kind], first[kind]))
    )
    return Blok(
        "Wat op u wacht",
        tuple(lines),
        leeg="Er wacht niets op u. Wat anderen moeten doen, staat bij Werk.",
        meter=_terms(mine, dag.vandaag) if mine else None,
        verder=("Al het werk", reverse("werk")),
    )


def _terms(mine: Sequence[Werk], today: date) -> Meter:
    """How much is late, due soon and later, as one bar."""
    late = sum(one.is_te_laat(today) for one in mine)
    soon = sum(not one.is_te_laat(today) and one.uiterlijk <= today + BINNENKORT for one in mine)
    parts = (
        ("Te laat", late, "negatief", f"{reverse('werk')}?laat=ja"),
        ("Binnen een week", soon, "waarschuwing", reverse("werk")),
        ("Later", len(mine) - late - soon, "positief", reverse("werk")),
    )
    return Meter(
        telwoord(len(mine), "taak", "taken"),
        tuple(
            Deel(name, getal(count), count * VOL // len(mine), tone, url)  # type: ignore[arg-type]
            for name, count, tone, url in parts
        ),
    )


def nieuw(wie: Machtiging, dag: Dag) -> Blok:
    """What came since the last visit: messages, refusals at the door, and months that were closed."""
    came = berichten.sinds(dag.sinds, on_behalf_of=wie) if toegang.ziet_werk(wie) else Counter[str]()
    pages = {
        "JW301": "postvak", "JW319": "postvak", "JW305": "werk", "JW307": "werk", "JW315": "verzoeken",
        "JW317": "verzoeken", "JW323": "declaraties", "JW302": "gestuurd", "JW320": "gestuurd",
    }  # fmt: skip
    lines = [
        Regel(telwoord(count, *SOORTEN[kind]), reverse(_page(pages[kind], wie)))
        for kind, count in came.most_common()
        if kind in SOORTEN
    ]
    if wie.mag(Recht.MAANDRAPPORT_ZIEN):
        closed = afsluiting.gesloten_sinds(dag.sinds, on_behalf_of=wie)
        lines += [
            Regel(f"{maandnaam(month)} is afgesloten", f"{reverse('maandrapporten')}?maand={month}") for month in closed
        ]
    return Blok(
        "Nieuw in de laatste zeven dagen" if dag.eerste_keer else "Nieuw sinds uw vorige bezoek",
        tuple(lines[:HOOGSTENS]),
        leeg=f"Er is niets bijgekomen sinds {moment_kort(dag.sinds)}.",
    )


def _page(name: str, wie: Machtiging) -> str:
    """The page for a kind of message; only a provider has a postvak."""
    return "werk" if name == "postvak" and not wie.aanbieder else name


def uitval(wie: Machtiging, dag: Dag) -> Blok:
    """Refused lines that wait: the causes for a provider, the providers for everyone else."""
    del dag
    waiting: Counter[str] = Counter()
    for cause in declaraties.oorzaken(on_behalf_of=wie):
        waiting[cause.regel if wie.aanbieder else cause.aanbieder] += cause.open
    names, rules = aanbieders.namen(), declaraties.regels()

    def line(key: str, count: int) -> Regel:
        if wie.aanbieder:
            text = KORT.get(key) or (rules[key].wat_te_doen if key in rules else key)
            return Regel(f"{text[0].upper()}{text[1:]}", f"{reverse('uitval')}?regel={key}", getal(count), key)
        return Regel(names.get(key, key), f"{reverse('uitval')}?aanbieder={key}", getal(count))

    return Blok(
        "Te herstellen declaratieregels" if wie.aanbieder else "Aanbieders met de meeste uitval",
        tuple(line(key, count) for key, count in waiting.most_common(HOOGSTENS) if count),
        leeg="Er staat geen afgewezen regel open.",
        verder=(f"Alle uitval ({getal(waiting.total())})", reverse("uitval")),
    )


def techniek(wie: Machtiging, dag: Dag) -> Blok | None:
    """Files that the program could not process, and a stop of payments; nothing when all is well."""
    del dag
    lines = []
    aside = ontvangst.apartgezet(on_behalf_of=wie) if wie.mag(Recht.APART_VRIJGEVEN) else []
    if aside:
        lines.append(
            Regel(
                "Bestanden die het programma niet kon verwerken", reverse("apart"), getal(len(aside)), toon="negatief"
            )
        )
    stop = bewaking.betaalstop(on_behalf_of=wie) if wie.mag(Recht.CONTROLE_ZIEN) else None
    if stop is not None:
        lines.append(
            Regel("Betalen staat stil: een controle klopt niet", reverse("controle"), stand="nu", toon="negatief")
        )
    return Blok("Vraagt aandacht van de beheerder", tuple(lines)) if lines else None


def contractwerk(wie: Machtiging, dag: Dag) -> Blok:
    """What is late or due with providers: options, agreements and steps of cases; one's own portfolio first."""
    names = aanbieders.namen()
    mine = {
        one.aanbieder
        for one in contractbeheer.portefeuilles(dag.vandaag, on_behalf_of=wie)
        if one.account is not None and one.account == wie.account
    }
    points = [
        one
        for one in contractbeheer.agenda(dag.vandaag, dag.vandaag + AFLOPEND, on_behalf_of=wie)
        if one.open and (not mine or one.aanbieder in mine)
    ]
    return Blok(
        "Wat er met aanbieders moet gebeuren",
        tuple(
            Regel(
                one.tekst,
                reverse("zaak", args=[one.zaak]) if one.zaak else reverse("contractdossier", args=[one.aanbieder]),
                stand="te laat" if one.te_laat(dag.vandaag) else f"{names.get(one.aanbieder, '')} {dag_kort(one.dag)}",
                toon="negatief" if one.te_laat(dag.vandaag) else "neutraal",
            )
            for one in points[:HOOGSTENS]
        ),
        leeg="Er is geen optie, afspraak of stap die de komende drie maanden af moet.",
        verder=("De hele kalender", reverse("contractkalender")),
    )


def contracten_die_aflopen(wie: Machtiging, dag: Dag) -> Blok:
    """Contracts that end within three months, the first on top."""
    names = aanbieders.namen()
    ending = [
        one
        for one in contracten.contracten(settings.REGIO, on_behalf_of=wie, hoogstens=10_000)
        if dag.vandaag < one.tot <= dag.vandaag + AFLOPEND
    ]
    ending.sort(key=lambda one: (one.tot, one.nummer))
    return Blok(
        "Contracten die binnen drie maanden aflopen",
        tuple(
            Regel(
                f"{names.get(one.aanbieder, one.aanbieder)}, {one.nummer}",
                f"{reverse('aanbieder', args=[one.aanbieder])}#contracten",
                stand=f"tot {dag_kort(one.tot)}",
                toon="waarschuwing",
            )
            for one in ending[:HOOGSTENS]
        ),
        leeg="Geen enkel contract loopt de komende drie maanden af.",
    )


def uitputting(wie: Machtiging, dag: Dag) -> Blok | None:
    """How far the budget is used, as a bar; for the region with the map of its municipalities."""
    del dag
    months = afsluiting.rapportmaanden(on_behalf_of=wie, gemeente=wie.gemeente)
    closed = afsluiting.gesloten_maanden(on_behalf_of=wie)
    month = next((one for one in months if one in closed), months[0] if months else None)
    if month is None:
        return None
    if wie.gemeente:
        reports: Sequence[MaandRapport] = [afsluiting.rapport(wie.gemeente, month, on_behalf_of=wie).rapport]
        total = reports[0]
    else:
        region = afsluiting.regiorapport(month, on_behalf_of=wie)
        reports, total = [edition.rapport for edition in region.gemeenten], region.totaal
    return Blok(
        f"Jeugdbudget tot en met {maandnaam(month)}",
        tuple(
            Regel(
                f"{one.naam} komt boven het budget uit",
                rapport_url(one.gemeente, month),
                stand=promille(one.verwacht_promille),
                toon="negatief",
            )
            for one in reports
            if one.meer_dan_budget
        ),
        leeg="Toegekend en verplicht samen passen in het budget.",
        meter=_budget(total, month),
        kaart=uitputtingskaart(reports, month) if wie.regio else None,
        verder=("Het hele overzicht", reverse("overzicht")),
        breed=bool(wie.regio),
    )


def _budget(report: MaandRapport, month: Maand) -> Meter:
    """Granted and committed as parts of the budget, or of themselves when that is more."""
    now = report.totaal.nu
    whole = max(report.budget_cent or 0, now.toegekend_cent + now.verplicht_cent, 1)
    reports = f"{reverse('maandrapporten')}?maand={month}"
    parts = (
        ("Toegekend", now.toegekend_cent, "positief", regels_url(report, "toegekend") or reports),
        ("Nog verplicht", now.verplicht_cent, "waarschuwing", regels_url(report, "verplicht") or reports),
        ("Vrij", max((report.budget_cent or 0) - now.toegekend_cent - now.verplicht_cent, 0), "neutraal", reports),
    )
    return Meter(
        f"{promille(report.verwacht_promille)} van {bedrag_kort(report.budget_cent)}",
        tuple(
            Deel(name, bedrag_kort(amount), amount * VOL // whole, tone, url)  # type: ignore[arg-type]
            for name, amount, tone, url in parts
        ),
        definitie_url=definitie_url("verwachte_uitputting"),
    )


def ingediend(wie: Machtiging, dag: Dag) -> Blok:
    """What a provider declared, and how much of it was granted."""
    del dag
    total = declaraties.telling(Keuze(), on_behalf_of=wie)
    whole = max(total.ingediend_cent, total.toegekend_cent, 1)
    rest = max(total.ingediend_cent - total.toegekend_cent, 0)
    parts = (
        Deel(
            "Toegekend",
            bedrag_kort(total.toegekend_cent),
            total.toegekend_cent * VOL // whole,
            "positief",
            reverse("declaraties"),
        ),
        Deel("Niet toegekend", bedrag_kort(rest), rest * VOL // whole, "negatief", reverse("uitval")),
    )
    return Blok(
        "Wat u hebt gedeclareerd",
        meter=Meter(
            f"{bedrag_kort(total.ingediend_cent)} in {telwoord(total.aantal, 'declaratie', 'declaraties')}",
            parts,
            definitie_url=definitie_url("toegekend"),
        ),
        verder=("Het hele overzicht", reverse("overzicht")),
    )
