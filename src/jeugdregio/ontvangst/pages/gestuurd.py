# SPDX-License-Identifier: EUPL-1.2
"""What a municipality sent to providers: whether it arrived, what they answered, and what to do about a refusal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.berichten import queries as berichten
from jeugdregio.berichten.queries import Afkeuring, Fout, Gestuurd
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.lijst import Bron, Lijst, Veld
from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.templatetags.componenten import datum, getal
from jeugdregio.components.values import Cel, Kolom, Kruimel, Lijstblad, Tabel, Toon
from jeugdregio.core.termijnen import werkdagen_na
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.ontvangst.retourwerk import nog_te_herstellen
from jeugdregio.ontvangst.values import RETOUR_WERKDAGEN
from jeugdregio.regio import queries as regio
from jeugdregio.toewijzingen import queries as toewijzingen
from jeugdregio.toewijzingen.values import Toegewezen
from jeugdregio.verzoeken import queries as verzoeken

PER_PAGINA = 50
ONDERDEEL = {
    "Header": "Het hele bericht",
    "Client": "Jeugdige",
    "Relatie": "Relatie",
    "Contact": "Contactgegevens",
    "ToegewezenProduct": "Toewijzing",
    "Antwoord": "Antwoord op verzoek",
    "Woonplaatsbeginsel": "Woonplaatsbeginsel",
}
NIET_ZELF = "Vraag de aanbieder wat er is, herstel het, en stuur het bericht opnieuw met een nieuwe identificatie."
OPNIEUW = {
    "JW301": "De aanbieder keurde dit bericht af; het telt als niet verzonden. Herstel wat hieronder staat en stuur "
    "een nieuwe JW301 voor deze jeugdige, met een nieuwe identificatie en een latere toewijzingstijd. Een verzoek dat "
    "met dit bericht was toegewezen, staat weer open.",
    "JW319": "De aanbieder keurde dit antwoord af; het telt als niet verzonden. Het verzoek staat weer open: "
    "beantwoord het opnieuw onder Verzoeken.",
}


@dataclass(frozen=True)
class GestuurdPagina:
    """The list."""

    titel: str
    inleiding: str
    samenvatting: str
    lijst: Lijstblad


@dataclass(frozen=True)
class GestuurdBerichtPagina:
    """One message: how it stands, what is in it, and what the provider found wrong."""

    titel: str
    stand: tuple[str, Toon]
    feiten: tuple[tuple[str, str], ...]
    afgekeurd: str
    fouten: Tabel | None
    toewijzingen: Tabel | None


def _stand(one: Gestuurd) -> tuple[str, Toon]:
    if one.akkoord is not None:
        return ("Beantwoord: akkoord", "positief") if one.akkoord else ("Beantwoord: afgekeurd", "negatief")
    return ("Ontvangen, nog niet beantwoord", "info") if one.verzonden_op else ("Nog niet opgehaald", "neutraal")


@vraagt(Recht.GESTUURD_ZIEN)
@require_safe
def gestuurd(request: HttpRequest) -> HttpResponse:
    """The messages to providers, newest first."""
    wie = machtiging(request)
    total = berichten.aantal_gestuurd(on_behalf_of=wie)
    found = _list(total, wie)
    if file := found.als_bestand(request):
        return file
    page = GestuurdPagina(
        titel="Gestuurd",
        inleiding="Toewijzingen (JW301) en antwoorden op verzoeken (JW319) aan aanbieders. Binnen drie werkdagen na "
        "ontvangst stuurt een aanbieder een retourbericht: akkoord, of afgekeurd met een code.",
        samenvatting=f"{telwoord(total, 'bericht', 'berichten')}, het nieuwste bovenaan.",
        lijst=found.blad(request),
    )
    return render(request, "ontvangst/gestuurd.html", {"page": page})


def _list(total: int, wie: Machtiging) -> Lijst[Gestuurd]:
    names, places = aanbieders.namen(), regio.namen()
    place = Veld[Gestuurd]("gemeente", "Gemeente", lambda one: places.get(one.gemeente, one.gemeente))

    def message(one: Gestuurd) -> Cel:
        return Cel(
            f"{one.soort} {one.identificatie}", url=reverse("gestuurd-bericht", args=[one.gemeente, one.bericht_id])
        )

    def state(one: Gestuurd) -> Cel:
        text, tone = _stand(one)
        return Cel(text, toon=tone)

    return Lijst(
        "Berichten aan aanbieders",
        (
            Veld("bericht", "Bericht", lambda one: f"{one.soort} {one.identificatie}", cel=message),
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder)),
            *([] if wie.gemeente else [place]),
            Veld("klaargezet", "Klaargezet", lambda one: one.gemaakt_op, "moment"),
            Veld("ontvangen", "Ontvangen", lambda one: one.verzonden_op, "moment"),
            Veld("stand", "Stand", lambda one: _stand(one)[0], cel=state),
        ),
        Bron(total, lambda greep: berichten.gestuurd(greep, on_behalf_of=wie), berichten.GESTUURD_OP),
        bestand="gestuurd",
        van_zelf="-klaargezet",
        per_pagina=PER_PAGINA,
        leeg="Er is nog niets gestuurd.",
    )


def _day(moment: datetime | None) -> str:
    return datum(timezone.localdate(moment)) if moment else "–"


@vraagt(Recht.GESTUURD_ZIEN)
@require_safe
def bericht(request: HttpRequest, gemeente: str, bericht_id: int) -> HttpResponse:
    """One message to a provider."""
    wie = machtiging(request)
    one = berichten.gestuurd_bericht(gemeente, bericht_id, on_behalf_of=wie)
    if one is None:
        raise Http404("Dit bericht is er niet.")
    refusal = berichten.afkeuring(gemeente, bericht_id, on_behalf_of=wie) if one.akkoord is False else None
    again = refusal is not None and (gemeente, bericht_id) in nog_te_herstellen(on_behalf_of=wie)
    named = toewijzingen.van_berichten([(gemeente, bericht_id)], on_behalf_of=wie).get((gemeente, bericht_id), [])
    answered = verzoeken.personen_van_antwoorden([(gemeente, bericht_id)], on_behalf_of=wie)
    gelezen(request, {product.kind.persoon for product in named} | answered)
    page = GestuurdBerichtPagina(
        titel=f"{one.soort} {one.identificatie}",
        stand=_stand(one),
        feiten=_facts(one),
        afgekeurd=_what_to_do(one, again=again) if refusal else "",
        fouten=_faults(refusal) if refusal else None,
        toewijzingen=_allocations(named, wie) if named else None,
    )
    trail = (Kruimel("Gestuurd", reverse("gestuurd")), Kruimel(page.titel))
    return render(request, "ontvangst/gestuurd_bericht.html", {"page": page, "kruimels": trail})


def _what_to_do(one: Gestuurd, *, again: bool) -> str:
    if again:
        return OPNIEUW[one.soort]
    return "De aanbieder keurde dit bericht af. Er is daarna opnieuw gestuurd of besloten; hier is niets meer te doen."


def _facts(one: Gestuurd) -> tuple[tuple[str, str], ...]:
    since = timezone.localdate(one.sinds)
    facts = [
        ("Gemeente", regio.namen().get(one.gemeente, one.gemeente)),
        ("Aanbieder", aanbieders.naam(one.aanbieder)),
        ("Klaargezet", datum(one.gemaakt_op)),
        ("Ontvangen door de aanbieder", datum(one.verzonden_op) or "nog niet"),
    ]
    if one.beantwoord_op:
        facts.append(("Retourbericht ontvangen", datum(one.beantwoord_op)))
    else:
        facts.append(("Retourbericht uiterlijk (OP090)", datum(werkdagen_na(since, RETOUR_WERKDAGEN))))
    return tuple(facts)


def _faults(refusal: Afkeuring) -> Tabel:
    heads = ("Onderdeel", "Code", "Wat er is", "Wat u kunt doen")
    return Tabel(
        "Wat de aanbieder fout vond",
        tuple(map(Kolom, heads)),
        tuple(_fault(one) for one in refusal.fouten),
    )


def _fault(one: Fout) -> tuple[Cel | str, ...]:
    """One code in words; the rule behind it says what to do, as far as it is one that we check as well."""
    known = codelijst("retourcode").codes.get(one.code)
    rule = declaraties.regels().get(known.kenmerken.get("regel", "")) if known else None
    place = ONDERDEEL.get(one.klasse, one.klasse)
    mark = one.kenmerk or (getal(one.nr + 1) if one.klasse not in {"Header", "Client"} else "")
    return (
        f"{place} {mark}".strip(),
        one.code,
        Cel(known.omschrijving if known else one.code, onder=f"{rule.code}: {rule.algemeen}" if rule else ""),
        rule.wat_te_doen if rule else NIET_ZELF,
    )


def _allocations(named: Sequence[Toegewezen], wie: Machtiging) -> Tabel:
    shows_children = wie.mag(Recht.KINDEREN_ZIEN)

    def row(one: Toegewezen) -> tuple[Cel | str, ...]:
        page = "toewijzing" if wie.aanbieder else "toewijzing-inzien"
        url = "" if one.verwijderd else reverse(page, args=[one.gemeente, one.nummer])
        return (
            Cel(f"Toewijzing {one.nummer}", url=url, onder=one.kind.naam if shows_children else ""),
            one.code or (f"categorie {one.categorie}" if one.categorie else "vrij te kiezen"),
            datum(one.begin),
            datum(one.einde) or "open",
            "Verwijderd" if one.verwijderd else "Geldig",
        )

    heads = ("Toewijzing", "Product", "Van", "Tot en met", "Stand")
    return Tabel("Toewijzingen in dit bericht, zoals ze nu zijn", tuple(map(Kolom, heads)), tuple(map(row, named)))
