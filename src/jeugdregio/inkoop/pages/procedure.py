# SPDX-License-Identifier: EUPL-1.2
"""One procedure: what it asks, its rounds, questions and texts, and what whoever looks can do in it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.values import Cel, Kolom, Kruimel, Lijstblad, Tabel
from jeugdregio.core.periode import dag_erna
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.inkoop import actions, queries
from jeugdregio.inkoop.models import Aanvraag, Indeling, Procedure, Ronde, Vraag
from jeugdregio.inkoop.pages import weergave
from jeugdregio.inkoop.pages.formulieren import (
    Aanvraagformulier,
    Antwoordformulier,
    Indeelformulier,
    Leeg,
    Notaformulier,
    Rondeformulier,
    Tekstformulier,
    Vraagformulier,
    in_cent,
)
from jeugdregio.inkoop.pages.overzicht import lessenlijst
from jeugdregio.inkoop.pages.stappen import Blik, Stap, behandel, gevuld
from jeugdregio.inkoop.queries import Publicatie
from jeugdregio.inkoop.soorten import SOORTEN
from jeugdregio.inkoop.values import Inschrijving


@dataclass(frozen=True)
class ProcedurePagina:
    """A procedure with everything in it that whoever looks may see."""

    titel: str
    stand: tuple[str, str]
    omschrijving: str
    feiten: weergave.Feiten
    prijzen: Tabel
    eisen: Tabel
    ronden: Tabel
    notas: tuple[Ronde, ...]
    teksten: tuple[Publicatie, ...]
    vragen: Tabel | None
    aanvragen: Tabel | None
    indelingen: Tabel | None
    lessen: Lijstblad | None
    stappen: tuple[Stap, ...]
    openbaar: str
    fout: str


@vraagt(Recht.INKOOP_ZIEN, Recht.INSCHRIJVEN)
@require_http_methods(["GET", "HEAD", "POST"])
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """The page; a POST with `doe` does one step."""
    wie = machtiging(request)
    one = queries.procedure(code, on_behalf_of=wie)
    if one is None:
        raise Http404("Deze procedure is er niet.")
    look = Blik(request, one, wie, timezone.now())
    with namens(wie):
        steps = _stappen(look)
    done, fault = behandel(request, steps)
    if done:
        messages.success(request, done)
        return redirect("inkoop-procedure", code=code)
    with namens(wie):
        page = _pagina(look, steps, fault)
    context = {"page": page, "kruimels": (Kruimel("Inkoop", reverse("inkoop")), Kruimel(one.naam))}
    wrong = fault or any(step.formulier.errors for step in steps)
    return render(request, "inkoop/procedure.html", context, status=422 if wrong else 200)


def _pagina(look: Blik[Procedure], steps: tuple[Stap, ...], fault: str) -> ProcedurePagina:
    one, wie = look.one, look.wie
    rounds = queries.ronden(one)
    asks = wie.regio or wie.aanbieder
    buys = wie.mag(Recht.INKOPEN)
    published = bool(one.gepubliceerd_op)
    return ProcedurePagina(
        titel=one.naam,
        stand=("Gepubliceerd", "positief") if published else ("Concept", "waarschuwing"),
        omschrijving=one.omschrijving,
        feiten=weergave.feiten(one),
        prijzen=weergave.prijzen(one),
        eisen=weergave.eisen(one),
        ronden=weergave.ronden(rounds, look.today),
        notas=tuple(round_ for round_ in rounds if hasattr(round_, "nota")),
        teksten=tuple(queries.teksten(one)),
        vragen=_vragen(one, wie) if asks else None,
        aanvragen=_aanvragen(one, look) if asks or one.gemeente == wie.gemeente else None,
        indelingen=_indelingen(one) if SOORTEN[one.soort].alleen_grote and asks else None,
        lessen=lessenlijst(queries.lessen(soort=one.soort, on_behalf_of=wie)).blad(look.request) if buys else None,
        stappen=steps,
        openbaar=reverse("openbaar-procedure", args=[one.code]) if published else "",
        fout=fault,
    )


def _vragen(one: Procedure, wie: Machtiging) -> Tabel:
    found = Vraag.objects.filter(ronde__procedure=one).select_related("ronde")
    return Tabel(
        "Uw vragen" if wie.aanbieder else "Vragen",
        (Kolom("Vraag"), Kolom("Van"), Kolom("Ronde"), Kolom("Antwoord")),
        tuple(
            (
                Cel(q.tekst, onder="voorstel voor de tekst" if q.is_voorstel else ""),
                queries.naam(q.aanbieder),
                str(q.ronde),
                q.antwoord or Cel("Nog geen antwoord", toon="waarschuwing"),
            )
            for q in found
        ),
        leeg="U hebt nog geen vraag gesteld." if wie.aanbieder else "Er zijn nog geen vragen.",
    )


def _aanvragen(one: Procedure, look: Blik[Procedure]) -> Tabel:
    found = Aanvraag.objects.filter(procedure=one).select_related("ronde", "procedure", "gunning")

    def row(asked: Aanvraag) -> tuple[Cel | str, ...]:
        text, tone = weergave.stand(asked, look.today)
        url = reverse("inkoop-aanvraag", args=[asked.pk])
        return (
            Cel(queries.naam(asked.aanbieder), url=url, onder=asked.kenmerk),
            f"{timezone.localdate(asked.ingediend_op):%d-%m-%Y}",
            ", ".join(asked.producten) or "–",
            Cel(text, toon=tone),
        )

    return Tabel(
        "Uw aanvraag" if look.wie.aanbieder else "Aanvragen",
        (Kolom("Aanbieder"), Kolom("Ingediend", "dag"), Kolom("Producten"), Kolom("Stand")),
        tuple(row(asked) for asked in found),
        leeg="Er is nog geen aanvraag.",
    )


def _indelingen(one: Procedure) -> Tabel:
    return Tabel(
        "Groot of klein",
        (Kolom("Aanbieder"), Kolom("Indeling"), Kolom("Omzet", "getal"), Kolom("Bron")),
        tuple(
            (
                queries.naam(row.aanbieder),
                row.get_omvang_display(),
                weergave.cent(row.omzet_cent),
                f"{row.bron} {row.referentiejaar}".strip(),
            )
            for row in Indeling.objects.filter(procedure=one).order_by("omvang", "aanbieder")
        ),
        leeg="Er is nog niemand ingedeeld.",
    )


def _stappen(look: Blik[Procedure]) -> tuple[Stap, ...]:
    steps: list[Stap] = []
    if look.wie.mag(Recht.INKOPEN):
        steps += _voorbereiden(look) + _beantwoorden(look)
    if look.wie.mag(Recht.INSCHRIJVEN):
        steps += _vragen_stellen(look)
    if look.one.gepubliceerd_op and (look.wie.mag(Recht.INSCHRIJVEN) or look.wie.mag(Recht.INKOPEN)):
        steps += _meedoen(look)
    return tuple(steps)


def _voorbereiden(look: Blik[Procedure]) -> list[Stap]:
    one, wie, now, request = look.one, look.wie, look.now, look.request
    kind = SOORTEN[one.soort]
    steps = []
    if not one.gepubliceerd_op:
        last = one.teksten.order_by("-volgnummer").first()
        initial = {"tekst": last.tekst if last else "", "aanleiding": "concept"}
        steps.append(
            Stap(
                "tekst",
                "Schrijf de tekst van het contract",
                "Bewaar deze versie",
                Tekstformulier(gevuld(request, "tekst"), prefix="tekst", initial=initial),
                lambda data: actions.leg_tekst_vast(one.code, **data, on_behalf_of=wie),
                "De tekst is bewaard.",
            )
        )
        if last:
            steps.append(
                Stap(
                    "publiceer",
                    "Publiceer",
                    "Publiceer deze procedure",
                    Leeg(gevuld(request, "publiceer")),
                    lambda _: actions.publiceer(one.code, moment=now, on_behalf_of=wie),
                    "De procedure is gepubliceerd.",
                    "Daarna leest iedereen haar, ook zonder inloggen. Wat gepubliceerd is, verandert niet meer.",
                )
            )
    steps.append(
        Stap(
            "ronde",
            "Begin een ronde",
            "Plan deze ronde",
            Rondeformulier(gevuld(request, "ronde"), prefix="ronde"),
            lambda data: actions.plan_ronde(
                one.code,
                data["soort"],
                van=data["van"],
                tot=dag_erna(data["laatste_dag"]),
                ingang=data["ingang"],
                moment=now,
                on_behalf_of=wie,
            ),
            "De ronde staat gepland. Aanvragen die wachtten, zitten er nu in.",
            f"Lees eerst de lessen op deze pagina. {kind.uitleg}",
        )
    )
    if kind.alleen_grote:
        steps.append(
            Stap(
                "indeling",
                "Deel een aanbieder in",
                "Deel in",
                Indeelformulier(gevuld(request, "indeling"), prefix="indeling"),
                lambda data: actions.deel_in(
                    one.code,
                    data["aanbieder"],
                    data["omvang"],
                    omzet_cent=in_cent(data["omzet"]),
                    referentiejaar=data["referentiejaar"],
                    bron=data["bron"],
                    on_behalf_of=wie,
                ),
                "De aanbieder is ingedeeld.",
            )
        )
    return steps


def _beantwoorden(look: Blik[Procedure]) -> list[Stap]:
    one, wie, now, request = look.one, look.wie, look.now, look.request
    open_ = Vraag.objects.filter(ronde__procedure=one, antwoord="")
    steps = []
    if open_:
        choices = [(q.pk, f"{queries.naam(q.aanbieder)}: {q.tekst[:80]}") for q in open_]
        steps.append(
            Stap(
                "antwoord",
                f"Beantwoord een vraag ({len(choices)} open)",
                "Bewaar het antwoord",
                Antwoordformulier(gevuld(request, "antwoord"), prefix="antwoord", vragen=choices),
                lambda data: actions.beantwoord(
                    data["vraag"], antwoord=data["antwoord"], openbaar=data["openbaar"], on_behalf_of=wie
                ),
                "Het antwoord is bewaard. Iedereen leest het in de nota.",
            )
        )
    closed = one.ronden.filter(soort=Ronde.Soort.VRAGEN, nota__isnull=True, open__endswith__lte=look.today)
    last = one.teksten.order_by("-volgnummer").first()
    if closed:
        steps.append(
            Stap(
                "nota",
                "Publiceer een nota van inlichtingen",
                "Publiceer de nota",
                Notaformulier(
                    gevuld(request, "nota"),
                    prefix="nota",
                    ronden=[(round_.pk, str(round_)) for round_ in closed],
                    initial={"tekst": last.tekst if last else ""},
                ),
                lambda data: actions.publiceer_nota(data["ronde"], tekst=data["tekst"], moment=now, on_behalf_of=wie),
                "De nota is gepubliceerd.",
                "Alle vragen van de ronde staan erin, zonder namen.",
            )
        )
    return steps


def _vragen_stellen(look: Blik[Procedure]) -> list[Stap]:
    wie, now = look.wie, look.now
    open_ = look.one.ronden.filter(soort=Ronde.Soort.VRAGEN, open__contains=look.today).first()
    if open_ is None:
        return []
    return [
        Stap(
            "vraag",
            "Stel een vraag",
            "Verstuur",
            Vraagformulier(gevuld(look.request, "vraag"), prefix="vraag"),
            lambda data: actions.stel_vraag(open_.pk, **data, moment=now, on_behalf_of=wie),
            "De vraag is verstuurd. Het antwoord komt in de nota van inlichtingen.",
            f"{open_} is open. Ook een kleine aanbieder kan vragen stellen en wijzigingen voorstellen.",
        )
    ]


def _meedoen(look: Blik[Procedure]) -> list[Stap]:
    one, wie, now = look.one, look.wie, look.now
    if SOORTEN[one.soort].alleen_inkoper and not wie.regio:
        return []
    form = Aanvraagformulier(
        gevuld(look.request, "aanvraag"), prefix="aanvraag", procedure=one, voor_regio=bool(wie.regio)
    )
    where = weergave.plaats(SOORTEN[one.soort], weergave.ronden_van(one), look.today)
    return [
        Stap(
            "aanvraag",
            "Vraag namens een aanbieder aan" if wie.regio else "Doe mee",
            "Dien in",
            form,
            lambda data: actions.dien_in(one.code, _inschrijving(data, wie), moment=now, on_behalf_of=wie),
            f"De aanvraag is ontvangen. {where.uitleg}",
            where.uitleg,
        )
    ]


def _inschrijving(data: dict[str, object], wie: Machtiging) -> Inschrijving:
    shown = tuple(
        (name.removeprefix("bewijs_"), str(text)) for name, text in data.items() if name.startswith("bewijs_") and text
    )
    offer, clients = data.get("offerte"), data.get("clienten")
    return Inschrijving(
        aanbieder=str(data.get("aanbieder") or wie.aanbieder),
        producten=tuple(data.get("producten") or ()),  # type: ignore[arg-type]
        offerte_cent=in_cent(offer),  # type: ignore[arg-type]
        onderaannemers=tuple(str(data.get("onderaannemers") or "").split()),
        clienten=clients,  # type: ignore[arg-type]
        reden=str(data.get("reden") or ""),
        kenmerk=str(data.get("kenmerk") or ""),
        bewijzen=shown,
    )
