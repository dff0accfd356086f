# SPDX-License-Identifier: EUPL-1.2
"""The messages that wait before they leave, the decision about one, and which guards a municipality has on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.berichten import vasthouden as berichten
from jeugdregio.berichten.values import Vastgehouden
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Cel, Geschiedenis, Kolom, Kruimel, Lijstblad, Tabel, Toon
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.middleware import eigen_transacties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.logboek.pages.geschiedenis import geschiedenis
from jeugdregio.ontvangst import actions, queries
from jeugdregio.ontvangst.pages.reden import BesluitOverBericht
from jeugdregio.ontvangst.pages.termijn import in_woorden
from jeugdregio.ontvangst.queries import Wachtend
from jeugdregio.regio import queries as regio
from jeugdregio.toewijzingen import actions as toewijzingen
from jeugdregio.toewijzingen import queries as zorg
from jeugdregio.toewijzingen.pages.inzien import toewijzingentabel
from jeugdregio.toewijzingen.values import Wachter, Wachterstand

HOOGSTENS = 100
BESLUIT: dict[str, tuple[str, Toon]] = {
    "vrijgegeven": ("Vrijgegeven", "positief"),
    "ingetrokken": ("Ingetrokken", "neutraal"),
}
ALLEEN_DE_GEMEENTE = "Alleen de gemeente zelf beslist over wat zij verstuurt."


@dataclass(frozen=True)
class VastgehoudenPagina:
    """What waits, what was decided, and the guards of the municipality that looks."""

    titel: str
    inleiding: str
    samenvatting: str
    lijst: Lijstblad
    besloten: Tabel | None
    wachters: tuple[Wachterstand, ...]
    zet_wachters: bool


@dataclass(frozen=True)
class BesluitPagina:
    """One message that waits."""

    titel: str
    termijn: tuple[str, Toon]
    afspraken: tuple[Wachter, ...]
    feiten: tuple[tuple[str, str], ...]
    toewijzingen: Tabel
    formulier: BesluitOverBericht | None
    fout: str
    geschiedenis: Geschiedenis


@vraagt(Recht.VASTGEHOUDEN_ZIEN)
@require_safe
def vastgehouden(request: HttpRequest) -> HttpResponse:
    """What waits for a decision of the municipality, what is due first on top."""
    wie = machtiging(request)
    waiting = queries.wachtende(on_behalf_of=wie)
    decided = berichten.vastgehouden(on_behalf_of=wie, besloten=True)
    today = timezone.localdate()
    late = sum(one.uiterlijk < today for one in waiting)
    every = _list(waiting, wie, today)
    if file := every.als_bestand(request):
        return file
    page = VastgehoudenPagina(
        titel="Vastgehouden",
        inleiding="Goedgekeurde toewijzingen (JW301) die nog niet naar de aanbieder zijn, omdat zij tegen een afspraak "
        "van de standaard in gaan. Bekijk wat er aan de hand is, en geef het bericht vrij of trek het in.",
        samenvatting=f"{telwoord(len(waiting), 'bericht wacht', 'berichten wachten')}, waarvan {late} te laat.",
        lijst=every.blad(request),
        besloten=_decided(decided[:HOOGSTENS], wie) if decided else None,
        wachters=tuple(zorg.wachters(wie.gemeente, on_behalf_of=wie)) if wie.gemeente else (),
        zet_wachters=bool(wie.gemeente) and wie.mag(Recht.WACHTERS_ZETTEN),
    )
    return render(request, "ontvangst/vastgehouden.html", {"page": page})


@vraagt(Recht.WACHTERS_ZETTEN)
@require_POST
def zet_wachter(request: HttpRequest) -> HttpResponse:
    """Turn a guard on or off for the municipality that is logged in."""
    wie = machtiging(request)
    if not wie.gemeente:
        raise PermissionDenied("Alleen de controller van de gemeente kiest wat zij tegenhoudt.")
    on = request.POST.get("aan") == "ja"
    try:
        toewijzingen.zet_wachter(
            request.POST.get("regel", ""),
            aan=on,
            door=request.user.get_username(),
            moment=timezone.now(),
            on_behalf_of=wie,
        )
    except toewijzingen.OnbekendeWachter:
        raise Http404("Deze wachter is er niet.") from None
    messages.success(request, f"De wachter staat {'aan' if on else 'uit'}. Wat al wachtte, blijft wachten.")
    return redirect("vastgehouden")


@vraagt(Recht.VASTGEHOUDEN_ZIEN)
@eigen_transacties
@require_http_methods(["GET", "HEAD", "POST"])
def besluit(request: HttpRequest, gemeente: str, bericht_id: int) -> HttpResponse:
    """One message; a POST lets it go or takes it back."""
    wie = machtiging(request)
    found = [
        w
        for w in queries.wachtende(on_behalf_of=wie)
        if (w.bericht.gemeente, w.bericht.bericht_id) == (gemeente, bericht_id)
    ]
    if not found:
        raise Http404("Dit bericht wacht niet, of er is al over besloten.")
    (one,) = found
    if request.method != "POST":
        return _show(request, one, wie, BesluitOverBericht())
    if not _decides(wie, gemeente):
        raise PermissionDenied(ALLEEN_DE_GEMEENTE)
    form = BesluitOverBericht(request.POST)
    if not form.is_valid():
        return _show(request, one, wie, form, status=422)
    go = form.cleaned_data["wat"] == "vrij"
    try:
        (actions.laat_gaan if go else actions.trek_in)(
            bericht_id,
            regio=settings.REGIO,
            door=request.user.get_username(),
            reden=form.cleaned_data["reden"],
            moment=timezone.now(),
            on_behalf_of=wie,
        )
    except (berichten.NietVastgehouden, actions.NietIngetrokken) as refusal:
        return _show(request, one, wie, form, fault=str(refusal), status=422)
    done = "gaat naar de aanbieder" if go else "is ingetrokken en gaat niet weg"
    messages.success(request, f"Bericht {one.bericht.identificatie} {done}.")
    return redirect("vastgehouden")


def _decides(wie: Machtiging, gemeente: str) -> bool:
    return wie.gemeente == gemeente and wie.mag(Recht.VASTHOUDING_BESLISSEN)


def _show(
    request: HttpRequest,
    one: Wachtend,
    wie: Machtiging,
    form: BesluitOverBericht,
    *,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    with namens(wie):  # a view with transactions of its own is nobody until it says who it is
        page = _page(request, one, wie, form, fault)
        trail = (Kruimel("Vastgehouden", reverse("vastgehouden")), Kruimel(one.bericht.identificatie))
        return render(request, "ontvangst/vastgehouden_besluit.html", {"page": page, "kruimels": trail}, status=status)


def _page(request: HttpRequest, one: Wachtend, wie: Machtiging, form: BesluitOverBericht, fault: str) -> BesluitPagina:
    message = one.bericht
    brought = zorg.van_bericht(message.gemeente, message.bericht_id, on_behalf_of=wie)
    gelezen(request, {t.kind.persoon for t in brought})
    every = zorg.van_kind(message.gemeente, brought[0].kind.id, on_behalf_of=wie) if brought else []
    named = bool(brought) and wie.mag(Recht.KINDEREN_ZIEN)
    return BesluitPagina(
        titel=f"{message.soort} {message.identificatie}",
        termijn=in_woorden(one.uiterlijk, timezone.localdate()),
        afspraken=tuple(w for w in zorg.WACHTERS if w.regel in message.regels),
        feiten=(
            ("Gemeente", regio.namen().get(message.gemeente, message.gemeente)),
            ("Aanbieder", aanbieders.naam(message.aanbieder)),
            *([("Jeugdige", brought[0].kind.naam)] if named else []),
            ("Wacht sinds", datum(message.gehouden_op)),
            ("Besluiten uiterlijk", datum(one.uiterlijk)),
            ("Toewijzingen uit dit bericht", ", ".join(str(t.nummer) for t in brought) or "geen die nu geldt"),
        ),
        toewijzingen=toewijzingentabel("Alle toewijzingen van deze jeugdige bij deze aanbieder", every),
        formulier=form if _decides(wie, message.gemeente) else None,
        fout=fault,
        geschiedenis=geschiedenis(
            "berichten_vasthouding", {"gemeente": message.gemeente, "bericht_id": message.bericht_id}, wie
        ),
    )


def _list(waiting: Sequence[Wachtend], wie: Machtiging, today: date) -> Lijst[Wachtend]:
    names, places = aanbieders.namen(), regio.namen()
    what = {one.regel: one.uitleg for one in zorg.WACHTERS}

    def name(one: Wachtend) -> str:
        return f"{one.bericht.soort} {one.bericht.identificatie}"

    def message(one: Wachtend) -> Cel:
        url = reverse("vastgehouden-besluit", args=[one.bericht.gemeente, one.bericht.bericht_id])
        return Cel(name(one), url=url)

    def why(one: Wachtend) -> str:
        return " ".join(what.get(rule, "") for rule in one.bericht.regels)

    def term(one: Wachtend) -> Cel:
        text, tone = in_woorden(one.uiterlijk, today)
        return Cel(text, toon=tone)

    def town(one: Wachtend) -> str:
        return places.get(one.bericht.gemeente, one.bericht.gemeente)

    return Lijst(
        "Berichten die wachten",
        (
            Veld("bericht", "Bericht", name, cel=message),
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.bericht.aanbieder, one.bericht.aanbieder)),
            *([Veld[Wachtend]("gemeente", "Gemeente", town)] if wie.regio else []),
            Veld("waarom", "Waarom", why, cel=lambda one: Cel(why(one), onder=", ".join(one.bericht.regels))),
            Veld("sinds", "Wacht sinds", lambda one: timezone.localdate(one.bericht.gehouden_op), "dag"),
            Veld("uiterlijk", "Uiterlijk", lambda one: one.uiterlijk, "dag"),
            Veld("termijn", "Termijn", lambda one: in_woorden(one.uiterlijk, today)[0], cel=term),
        ),
        waiting,
        bestand="vastgehouden",
        van_zelf="uiterlijk",
        leeg="Er wacht niets. Alles wat is goedgekeurd, gaat naar de aanbieder.",
    )


def _decided(found: Sequence[Vastgehouden], wie: Machtiging) -> Tabel:
    names, places = aanbieders.namen(), regio.namen()
    return Tabel(
        "Waarover is besloten, nieuwste bovenaan",
        (Kolom("Bericht"), Kolom("Aanbieder"), Kolom("Afspraak"), Kolom("Besluit"), Kolom("Reden"), Kolom("Door")),
        tuple(
            (
                Cel(
                    f"{one.soort} {one.identificatie}",
                    onder=places.get(one.gemeente, one.gemeente) if wie.regio else "",
                ),
                names.get(one.aanbieder, one.aanbieder),
                ", ".join(one.regels),
                Cel(*BESLUIT[one.besluit][:1], toon=BESLUIT[one.besluit][1]),
                one.reden,
                Cel(one.door, onder=datum(one.besloten_op)),
            )
            for one in found
        ),
    )
