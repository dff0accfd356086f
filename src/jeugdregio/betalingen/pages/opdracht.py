# SPDX-License-Identifier: EUPL-1.2
"""One payment with the lines it pays, and every payment of a provider with its account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.betalingen import queries
from jeugdregio.betalingen.pages.opmaak import BOVEN, OPDRACHTSTAND, leesbaar, velden, voorschottabel, vorderingentabel
from jeugdregio.betalingen.pages.rekeningen import tabel_van
from jeugdregio.betalingen.values import Opdrachtregel, Regel
from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.templatetags.componenten import NO_VALUE, cent, datum, getal
from jeugdregio.components.values import Kerncijfer, Kruimel
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio

WACHT = (
    "Er wordt een rekening van uw organisatie gewijzigd. Zolang dat wacht, betaalt de regio niets aan u. Hebt u dit "
    "niet zelf doorgegeven? Bel dan meteen de regio."
)


@vraagt(Recht.BETALINGEN_ZIEN, Recht.EIGEN_BETALINGEN)
@require_safe
def betaalopdracht(request: HttpRequest, nummer: int) -> HttpResponse:
    """The page of one payment."""
    wie = machtiging(request)
    one = queries.opdracht(nummer, on_behalf_of=wie)
    if one is None or (not wie.regio and one.stand in ("klaar", "vervallen")):
        raise Http404("Deze betaling is er niet.")
    rows: Lijst[Regel] = Lijst(
        "Regels",
        (
            Veld("maand", "Maand van hulp", lambda line: str(line.dienstmaand)),
            Veld("product", "Product", lambda line: f"{line.categorie} {line.code}".strip()),
            Veld("oorzaak", "Waarvan", lambda line: f"{line.oorzaak} {line.oorzaak_id}/{line.oorzaak_nr}"),
            Veld("bedrag", "Bedrag", lambda line: line.bedrag_cent, "bedrag"),
        ),
        queries.regels(nummer, on_behalf_of=wie),
        bestand=f"betaling-{one.kenmerk}",
        leeg="Er zijn geen regels die u mag zien.",
        bijschrift_zichtbaar=False,
    )
    if file := rows.als_bestand(request):
        return file
    towns = regio.namen()
    page = Blad(
        f"Betaling {one.kenmerk}",
        f"Van {towns.get(one.gemeente, one.gemeente)} aan {aanbieders.naam(one.aanbieder)}.",
        (
            Deel(
                "Waarvoor",
                ("Het bedrag telt elke regel. U ziet alleen de regels die voor u zijn.",),
                lijst=rows.blad(request),
            ),
        ),
        boven=BOVEN,
        feiten=(
            ("Bedrag", cent(one.bedrag_cent), ""),
            ("Stand", OPDRACHTSTAND[one.stand], ""),
            ("Rekening", leesbaar(one.iban), ""),
            ("Betaald op", datum(one.betaald_op), ""),
            ("Teruggestort op", datum(one.terug_op), ""),
            ("Reden van de bank", one.redencode or NO_VALUE, ""),
        ),
    )
    up = (
        Kruimel("Betaalronde", reverse("betaalronde", args=[one.ronde]))
        if wie.regio
        else Kruimel("Onze betalingen", reverse("onze-betalingen"))
    )
    return toon(request, page, (up, Kruimel(one.kenmerk)))


@vraagt(Recht.EIGEN_BETALINGEN)
@require_safe
def onze_betalingen(request: HttpRequest) -> HttpResponse:
    """What the own organisation was paid, and on which account."""
    wie, today = machtiging(request), timezone.localdate()
    orders = queries.opdrachten(on_behalf_of=wie)
    rows: Lijst[Opdrachtregel] = Lijst(
        "Betalingen",
        velden(regio.namen(), aanbieders.namen()),
        orders,
        bestand="betalingen",
        leeg="Er is nog niets betaald.",
        bijschrift_zichtbaar=False,
    )
    if file := rows.als_bestand(request):
        return file
    accounts = queries.rekeningen(on_behalf_of=wie)
    waits = any(one.stand == "voorgesteld" or (one.van is not None and one.van > today) for one in accounts)
    advances = queries.voorschotten(on_behalf_of=wie)
    paid = [one for one in orders if one.stand == "betaald"]
    page = Blad(
        "Onze betalingen",
        "Wat de regio aan uw organisatie betaalde, wanneer en voor welke regels.",
        (
            Deel("Betalingen", lijst=rows.blad(request), anker="betalingen"),
            Deel("Onze rekening", (WACHT,) if waits else (), tabel=tabel_van(accounts, {}), anker="rekening"),
            Deel(
                "Voorschotten", tabel=voorschottabel(advances, regio.namen(), aanbieders.namen()), anker="voorschotten"
            ),
            Deel(
                "Terug te betalen",
                ("Zet het kenmerk bij de betaling. Dan weet de regio waar het bij hoort.",),
                tabel=vorderingentabel(queries.vorderingen(on_behalf_of=wie), regio.namen(), aanbieders.namen()),
                anker="vorderingen",
            ),
        ),
        boven=BOVEN,
        cijfers=(
            Kerncijfer(
                "Betaald",
                cent(sum(one.bedrag_cent for one in paid)),
                f"in {getal(len(paid))} betalingen",
                url="#betalingen",
            ),
            Kerncijfer(
                "Rekening",
                "wijziging wacht" if waits else "in orde" if accounts else "niet bekend",
                "er wordt nu niets betaald" if waits or not accounts else "",
                url="#rekening",
                toon="negatief" if waits else "neutraal",
            ),
        ),
    )
    return toon(request, page)
