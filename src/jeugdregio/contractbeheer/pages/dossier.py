# SPDX-License-Identifier: EUPL-1.2
"""Everything between the region and one provider: manager, cases, outcomes, ceiling, lines, and other regions."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kolom, Lijstblad, Tabel
from jeugdregio.contractbeheer import queries
from jeugdregio.contractbeheer.gegevens import plafondregel
from jeugdregio.contractbeheer.pages.lijnen import lijnentabel
from jeugdregio.contractbeheer.pages.opmaak import EEN_DAG, KLEIN, Blad, Deel, Namen, geopend, pad, stand_van, toon
from jeugdregio.contractbeheer.pages.portefeuille import agendatabel
from jeugdregio.contractbeheer.pages.uitkomsten import METHODE, groepentabel, plafondlijst
from jeugdregio.contractbeheer.values import Beheer, Zaakregel
from jeugdregio.contracten import queries as contracten
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt

JAAR = timedelta(days=365)


@vraagt(Recht.CONTRACTBEHEER_ZIEN, Recht.PORTAAL)
@require_safe
def dossier(request: HttpRequest, agb: str) -> HttpResponse:
    """The page; a provider has only its own."""
    wie, today, names = machtiging(request), timezone.localdate(), Namen()
    if not names.kent(agb) or (wie.aanbieder and wie.aanbieder != agb):
        raise Http404("Deze aanbieder is er niet, of niet voor u.")
    course = queries.verloop(agb, on_behalf_of=wie)
    now = next((one.beheerder for one in course if one.van <= today and (one.tot is None or today < one.tot)), "")
    ceilings = queries.plafonds(today, on_behalf_of=wie, aanbieder=agb)
    watched = plafondlijst(ceilings, today, mag_openen=wie.mag(Recht.CONTRACTEN_BEHEREN))
    if file := watched.als_bestand(request):
        return file
    sheet = watched.blad(request) if ceilings else None
    page = Blad(
        names.aanbieder(agb),
        "Wat de regio en deze aanbieder met elkaar hebben: afspraken, uitkomsten, plafond en andere regio's.",
        tuple(_parts(wie, agb, today, course, sheet)),
        feiten=(
            ("Contractmanager", now or "geen", ""),
            ("Lopende contracten", ", ".join(queries.lopend(today, on_behalf_of=wie).get(agb, ())) or "geen", ""),
            (
                "Accounthouder voor andere regio's",
                queries.accounthouder(today, agb, on_behalf_of=wie) or "niet vastgelegd",
                "",
            ),
        ),
    )
    return toon(request, page, pad(names.aanbieder(agb)) if not wie.aanbieder else ())


def _parts(wie: Machtiging, agb: str, today: date, course: Sequence[Beheer], plafond: Lijstblad | None) -> list[Deel]:
    points = [one for one in queries.agenda(today, today + JAAR, on_behalf_of=wie) if one.aanbieder == agb]
    cases = queries.zaken(on_behalf_of=wie, aanbieder=agb)
    parts = [
        Deel("Wat eraan komt", tabel=agendatabel(points, today, wie)),
        Deel("Afspraken en andere zaken", tabel=_cases(cases), links=_new(wie, agb)),
    ]
    if not wie.aanbieder:
        parts.append(Deel("Regionale lijn", tabel=lijnentabel(queries.lijnen(today, on_behalf_of=wie, aanbieder=agb))))
    rows, whole = queries.per_groep(agb, today - JAAR, today, on_behalf_of=wie)
    measured = queries.metingen(today - JAAR, today + EEN_DAG, on_behalf_of=wie, aanbieder=agb)
    parts.append(
        Deel(
            "Uitkomsten van het laatste jaar",
            METHODE,
            tabel=groepentabel(rows, whole, measured, contracten.profielen_op_code(settings.REGIO)),
        )
    )
    if plafond is not None:
        parts.append(_ceiling(wie, agb, today, plafond))
    parts.append(_regions(wie, agb, today))
    parts.append(Deel("Contractmanagers door de tijd", tabel=_course(course)))
    return parts


def _new(wie: Machtiging, agb: str) -> tuple[tuple[str, str], ...]:
    if not wie.mag(Recht.CONTRACTEN_BEHEREN):
        return ()
    names = (("gesprek", "Gesprek plannen"), ("klacht", "Klacht vastleggen"), ("escalatie", "Escaleren"))
    return tuple((text, f"{reverse('zaak-nieuw', args=[kind])}?aanbieder={agb}") for kind, text in names)


def _cases(cases: Sequence[Zaakregel]) -> Tabel:
    return Tabel(
        "Zaken",
        (Kolom("Zaak"), Kolom("Stand"), Kolom("Contract"), Kolom("Geopend", "dag"), Kolom("Uiterlijk", "dag")),
        tuple(
            (
                Cel(one.onderwerp, url=reverse("zaak", args=[one.nummer]), onder=one.soortnaam),
                stand_van(one),
                one.contract,
                geopend(one),
                dag_kort(one.uiterlijk) if one.uiterlijk else "",
            )
            for one in cases
        ),
        leeg="Er is geen zaak met deze aanbieder die u mag zien.",
        bijschrift_zichtbaar=False,
    )


def _ceiling(wie: Machtiging, agb: str, today: date, sheet: Lijstblad) -> Deel:
    effect, rule = queries.clientstop(agb, today, on_behalf_of=wie), plafondregel()
    starts = KLEIN if effect.per_maand is None else f"ongeveer {getal(effect.per_maand)} per maand"
    text = (
        (
            f"Een cliëntenstop betekent dat nieuwe starts ({starts}, over de laatste {effect.maanden} hele maanden) "
            f"ergens anders heen moeten. {getal(effect.anderen)} andere aanbieders hebben een tarief voor een of "
            f"meer van dezelfde producten. De stop hoort minstens {rule.clientstop_dagen} dagen vooraf te zijn "
            f"aangekondigd ({rule.bron})."
        ),
    )
    return Deel("Plafond", text, lijst=sheet, anker="plafond")


def _regions(wie: Machtiging, agb: str, today: date) -> Deel:
    found = queries.naast_elkaar(today, agb, on_behalf_of=wie)
    others = sorted({region for row in found.values() for region in row} - {settings.REGIO_NAAM})
    regions = (settings.REGIO_NAAM, *others)
    table = Tabel(
        "Voorwaarden per regio",
        (Kolom("Onderwerp"), *(Kolom(region) for region in regions)),
        tuple((subject, *(row.get(region, "onbekend") for region in regions)) for subject, row in found.items()),
        leeg="Er is geen lopend contract, en van andere regio's is niets ingevoerd.",
        bijschrift_zichtbaar=False,
    )
    links = (
        (("Voorwaarden van andere regio's inlezen", reverse("contractbeheer-inlezen", args=["voorwaarden"])),)
        if wie.mag(Recht.CONTRACTEN_BEHEREN)
        else ()
    )
    return Deel("Contract en voorwaarden in andere regio's", tabel=table, links=links, anker="regios")


def _course(course: Sequence[Beheer]) -> Tabel:
    return Tabel(
        "Contractmanagers",
        (Kolom("Contractmanager"), Kolom("Van", "dag"), Kolom("Tot en met", "dag")),
        tuple((one.beheerder, dag_kort(one.van), dag_kort(one.tot - EEN_DAG) if one.tot else "nu") for one in course),
        leeg="Deze aanbieder stond nog in geen portefeuille.",
        bijschrift_zichtbaar=False,
    )
