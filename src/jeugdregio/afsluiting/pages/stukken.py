# SPDX-License-Identifier: EUPL-1.2
"""Every document of a closed month, its editions, and what changed from one to the next."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.afsluiting import actions, queries
from jeugdregio.afsluiting.pages.opmaak import rapport_url, waarde
from jeugdregio.afsluiting.pages.stukopmaak import feiten, rijen
from jeugdregio.afsluiting.values import JAARRAPPORT, SOORTEN, Heropend, Stuk, Wijziging
from jeugdregio.begroting.values import MaandRapport
from jeugdregio.components.blad import Blad, Deel, doe, tekstveld, toon
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import maandnaam
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.components.verzoek import getal_uit
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio

BOVEN = "Maandafsluiting"
ELDERS = "iemand van de regio"
VORIGE = "Wat hier is vastgesteld, verandert nooit. Gaat de maand open en weer dicht, dan komt er een editie bij."


class Heropenformulier(ZonderBsn):
    """Why a month has to be opened again."""

    reden = tekstveld(
        "Waarom moet de maand weer open?",
        "Wie bevestigt leest dit, en het blijft bij de edities staan. Schrijf geen naam of nummer van een kind op.",
        400,
        rijen=2,
    )


@vraagt(Recht.MAANDRAPPORT_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def stukken(request: HttpRequest, gemeente: str, maand: Maand) -> HttpResponse:
    """The page of a month that was ever closed; a POST proposes to open it again."""
    wie = machtiging(request)
    editions = queries.edities_van(gemeente, maand, on_behalf_of=wie)
    if not editions:
        raise Http404("Van deze maand is niets vastgesteld.")
    form, fault = Heropenformulier(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        propose = partial(
            actions.stel_heropenen_voor,
            maand,
            [gemeente],
            reden=form.cleaned_data["reden"],
            moment=timezone.now(),
            on_behalf_of=wie,
        )
        said = "Het voorstel staat klaar. Een ander van de regio moet het bevestigen."
        fault = doe(request, propose, said, weigert=(actions.UnableToReopen, NietToegestaan))
        if not fault:
            return redirect("maandstukken", gemeente, maand)
    turn = getal_uit(request, "editie", 0) or None
    heading = f"Stukken van editie {turn}" if turn else "Stukken"
    reopened = queries.heropeningen(gemeente, maand, on_behalf_of=wie)
    changes = _changes(editions)
    if changes and (file := changes.als_bestand(request)):
        return file
    name = _name(gemeente)
    parts = [
        Deel(heading, (VORIGE,), tabel=_documents(gemeente, maand, turn, wie)),
        Deel("Edities", tabel=_editions(editions, reopened)),
    ]
    if changes:
        old, new = editions[-2:]
        text = f"Editie {old.keer} naast editie {new.keer}: elk cijfer dat anders is."
        parts.append(Deel("Wat er veranderde", (text,), anker="verschil", lijst=changes.blad(request)))
    if wie.regio and wie.mag(Recht.MAAND_SLUITEN) and editions[-1].geldig:
        text = "Alleen de laatste gesloten maand kan open, en niet als het jaar is gesloten. Een ander bevestigt het."
        parts.append(Deel("Heropen deze maand", (text,), formulier=form, doe="heropen", knop="Stel heropenen voor"))
    page = Blad(
        f"Stukken bij {maandnaam(maand)}",
        f"Alles wat voor {name} is vastgesteld toen deze maand dichtging, om te lezen en op te halen.",
        tuple(parts),
        boven=BOVEN,
        fout=fault,
    )
    return toon(request, page, _trail(gemeente, maand, name), fout=bool(form.errors))


@vraagt(Recht.MAANDRAPPORT_ZIEN)
@require_safe
def stuk(request: HttpRequest, gemeente: str, maand: Maand, soort: str) -> HttpResponse:
    """One document as tables, of the edition that counts or of `editie`."""
    found = _document(request, gemeente, maand, soort)
    lists = rijen(found)
    for one in lists:
        if file := one.als_bestand(request):
            return file
    what = str(maand.jaar) if soort == JAARRAPPORT else maandnaam(maand)
    url = reverse("maandstuk-json", args=[gemeente, maand, soort])
    exact = ("Het stuk zoals het is vastgesteld (JSON)", f"{url}?editie={found.keer}")
    standing = "" if found.geldig else " Deze editie telt niet meer: de maand is daarna heropend."
    page = Blad(
        f"{found.naam}, {what}",
        f"{SOORTEN[soort][1]} Vastgesteld op {datum(found.vastgesteld_op)}, editie {found.keer}.{standing}",
        (
            *(Deel(tabel=one) for one in feiten(found)),
            *(Deel(lijst=one.blad(request)) for one in lists),
            Deel(
                "Controleer het zelf",
                (
                    f"De vingerafdruk (SHA-256) van dit stuk, zonder de spaties: {_in_pieces(found.sha256)}",
                    "Haal het stuk op en laat uw computer de vingerafdruk berekenen: het is dezelfde.",
                ),
                links=(exact,),
            ),
        ),
        boven=_name(gemeente),
    )
    trail = (*_trail(gemeente, maand, _name(gemeente), last=False), Kruimel(found.naam))
    return toon(request, page, trail)


@vraagt(Recht.MAANDRAPPORT_ZIEN)
@require_safe
def als_json(request: HttpRequest, gemeente: str, maand: Maand, soort: str) -> HttpResponse:
    """The bytes of which the fingerprint was taken."""
    found = _document(request, gemeente, maand, soort)
    response = HttpResponse(found.bytes, content_type="application/json")
    name = f"{soort}-{gemeente}-{maand}-editie-{found.keer}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _document(request: HttpRequest, gemeente: str, maand: Maand, soort: str) -> Stuk:
    turn = getal_uit(request, "editie", 0) or None
    found = queries.stuk(soort, gemeente, maand, keer=turn, on_behalf_of=machtiging(request))
    if found is None:
        raise Http404("Dit stuk is er niet.")
    return found


def _in_pieces(sha256: str) -> str:
    """With spaces, so that a small screen can break the line."""
    return " ".join(sha256[at : at + 16] for at in range(0, len(sha256), 16))


def _name(gemeente: str) -> str:
    return regio.namen().get(gemeente, gemeente)


def _trail(gemeente: str, maand: Maand, name: str, *, last: bool = True) -> tuple[Kruimel, ...]:
    report = Kruimel(f"{name}, {maandnaam(maand)}", rapport_url(gemeente, maand))
    here = "" if last else reverse("maandstukken", args=[gemeente, maand])
    return (report, Kruimel("Stukken", here))


def _documents(gemeente: str, maand: Maand, keer: int | None, wie: Machtiging) -> Tabel:
    rows = []
    for one in queries.stukken(gemeente, maand, keer=keer, on_behalf_of=wie):
        url = reverse("maandstuk", args=[gemeente, maand, one.soort]) + (f"?editie={keer}" if keer else "")
        exact = f"{reverse('maandstuk-json', args=[gemeente, maand, one.soort])}?editie={one.keer}"
        rows.append(
            (
                Cel(one.naam, url=url, onder=SOORTEN[one.soort][1]),
                datum(one.vastgesteld_op),
                f"{one.sha256[:12]}…",
                Cel("Haal op", url=exact),
            )
        )
    return Tabel(
        "Vastgestelde stukken",
        (Kolom("Stuk"), Kolom("Vastgesteld", "dag"), Kolom("Vingerafdruk"), Kolom("Bestand")),
        tuple(rows),
        leeg="De maand is open: er geldt nu geen stuk. Eerdere edities staan hieronder.",
        bijschrift_zichtbaar=False,
    )


def _editions(editions: list[Stuk], reopened: dict[int, Heropend]) -> Tabel:
    def line(one: Stuk) -> tuple[Cel | str, ...]:
        url = f"{rapport_url(one.gemeente, one.maand)}?editie={one.keer}"
        undone = reopened.get(one.keer)
        who = f"{undone.voorgesteld_door or ELDERS} en {undone.bevestigd_door or ELDERS}" if undone else ""
        return (
            Cel(f"Editie {one.keer}", url=url),
            datum(one.vastgesteld_op),
            Cel("Alle stukken", url=f"?editie={one.keer}"),
            Cel("Geldt", toon="positief") if one.geldig else Cel("Heropend", toon="waarschuwing"),
            Cel(undone.reden, onder=f"{datum(undone.op)}, {who}") if undone else "",
        )

    return Tabel(
        "Edities van het maandrapport",
        (Kolom("Editie"), Kolom("Vastgesteld", "dag"), Kolom("Stukken"), Kolom("Stand"), Kolom("Waarom heropend")),
        tuple(line(one) for one in reversed(editions)),
        bijschrift_zichtbaar=False,
    )


def _changes(editions: list[Stuk]) -> Lijst[Wijziging] | None:
    """What differs between the last two editions; None when there is one."""
    if len(editions) < 2:
        return None
    old, new = (MaandRapport.uit_json(one.inhoud) for one in editions[-2:])

    def shown(key: str, heading: str) -> Veld[Wijziging]:
        return Veld(
            key,
            heading,
            lambda one: getattr(one, key),
            "getal",
            cel=lambda one: waarde(getattr(one, key), one.eenheid),
        )

    return Lijst(
        f"Verschillen, {new.naam} {maandnaam(new.maand)}",
        (
            Veld("naam", "Cijfer", lambda one: one.naam),
            Veld("groep", "Soort", lambda one: one.groep),
            shown("was", "Was"),
            shown("nu", "Is"),
            shown("verschil", "Verschil"),
        ),
        queries.verschillen(old, new),
        bestand=f"verschillen-{new.gemeente}-{new.maand}",
        leeg="Alle cijfers zijn gelijk gebleven.",
        bijschrift_zichtbaar=False,
    )
