# SPDX-License-Identifier: EUPL-1.2
"""One application: its evidence, its term, the talks about it, the decision, and what can still be done."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel, Toon
from jeugdregio.gebruikers import vier_ogen
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.inkoop import actions, plafond, queries
from jeugdregio.inkoop.beslissen import bezwaren, termijnvoorstel
from jeugdregio.inkoop.models import Aanvraag, Bewijs, Gunning, Indeling
from jeugdregio.inkoop.pages import weergave
from jeugdregio.inkoop.pages.formulieren import (
    Bewijsformulier,
    Bewijskeuze,
    Bezwaarformulier,
    Contractformulier,
    Gespreksformulier,
    Gunningsformulier,
    Leeg,
    Oordeelformulier,
    Toelatingsformulier,
    Uitkomstformulier,
    in_cent,
)
from jeugdregio.inkoop.pages.stappen import Blik, Stap, behandel, gevuld
from jeugdregio.inkoop.soorten import SOORTEN
from jeugdregio.inkoop.values import Gunningsvoorstel, Tariefregel

EEN_DAG = timedelta(days=1)
OORDEEL: dict[str, Toon] = {
    "open": "waarschuwing",
    "voldoet": "positief",
    "twijfel": "waarschuwing",
    "niet": "negatief",
}


@dataclass(frozen=True)
class AanvraagPagina:
    """An application with what whoever looks may see of it."""

    titel: str
    aanbieder: str
    stand: tuple[str, Toon]
    feiten: weergave.Feiten
    bewijzen: Tabel
    termijn: weergave.Feiten
    plafonds: Tabel | None
    manieren: Tabel
    gesprekken: Tabel | None
    besluit: weergave.Feiten
    brief: str
    nodig: tuple[str, ...]
    stappen: tuple[Stap, ...]
    contract: str
    fout: str


class _Blik(Blik[Aanvraag]):
    @property
    def gunning(self) -> Gunning | None:
        return getattr(self.one, "gunning", None)


@vraagt(Recht.INKOOP_ZIEN, Recht.INSCHRIJVEN)
@require_http_methods(["GET", "HEAD", "POST"])
def aanvraag(request: HttpRequest, nummer: int) -> HttpResponse:
    """The page; a POST with `doe` does one step."""
    wie = machtiging(request)
    one = queries.aanvraag(nummer, on_behalf_of=wie)
    if one is None:
        raise Http404("Deze aanvraag is er niet.")
    look = _Blik(request, one, wie, timezone.now())
    with namens(wie):
        steps = _stappen(look)
    done, fault = behandel(request, steps)
    if done:
        messages.success(request, done)
        return redirect("inkoop-aanvraag", nummer=nummer)
    with namens(wie):
        page = _pagina(look, steps, fault)
    trail = (
        Kruimel("Inkoop", reverse("inkoop")),
        Kruimel(one.procedure.naam, reverse("inkoop-procedure", args=[one.procedure.code])),
        Kruimel("Aanvraag"),
    )
    wrong = fault or any(step.formulier.errors for step in steps)
    return render(request, "inkoop/aanvraag.html", {"page": page, "kruimels": trail}, status=422 if wrong else 200)


def _pagina(look: _Blik, steps: tuple[Stap, ...], fault: str) -> AanvraagPagina:
    one, kind = look.one, SOORTEN[look.one.procedure.soort]
    proposal = termijnvoorstel(one, look.today)
    term = (
        (
            "Voorstel",
            f"{'Meerjarig' if proposal.meerjarig else 'Eén jaar'}: {weergave.periode(proposal.van, proposal.tot)}",
        ),
        *(("Reden", reason) for reason in proposal.redenen),
    )
    decided = look.gunning
    contract = decided.contract if decided and decided.contract and look.wie.mag(Recht.CONTRACTEN_ZIEN) else ""
    return AanvraagPagina(
        titel=f"Aanvraag voor {one.procedure.naam}",
        aanbieder=queries.naam(one.aanbieder),
        stand=weergave.stand(one, look.today),
        feiten=_feiten(one),
        bewijzen=_bewijzen(one),
        termijn=term if kind.selectie else (),
        plafonds=_plafonds(one) if kind.plafond and look.wie.regio else None,
        manieren=weergave.twee_manieren(one, weergave.ronden_van(one.procedure)),
        gesprekken=_gesprekken(one) if kind.offerte else None,
        besluit=weergave.besluit(decided) if decided else (),
        brief=reverse("inkoop-besluit", args=[one.pk]) if decided else "",
        nodig=tuple(_nodig(look)) if not decided and look.wie.mag(Recht.INKOPEN) else (),
        stappen=steps,
        contract=contract,
        fout=fault,
    )


def _nodig(look: _Blik) -> list[str]:
    """What still keeps this application from being admitted, its term and money aside."""
    proposal = termijnvoorstel(look.one, look.today)
    wat = Gunningsvoorstel(
        look.one.pk, toegelaten=True, redenen="-", van=proposal.van, tot=proposal.tot, looptijd_reden="-"
    )
    about_money = ("Vul het plafond in.", "Vul de producten en de tarieven in.")
    return [text for text in bezwaren(look.one, wat, look.today) if text not in about_money]


def _feiten(one: Aanvraag) -> weergave.Feiten:
    admitted = one.toelating
    return (
        ("Ingediend", weergave.datum(timezone.localtime(one.ingediend_op))),
        ("Ronde", str(one.ronde) if one.ronde else "geen"),
        *([("Producten", ", ".join(one.producten))] if one.producten else []),
        *([("Offerte", weergave.cent(one.offerte_cent))] if one.offerte_cent is not None else []),
        *([("Onderaannemers", ", ".join(map(queries.naam, one.onderaannemers)))] if one.onderaannemers else []),
        *([("Kinderen in zorg op de overgangsdag", str(one.clienten))] if one.clienten is not None else []),
        *([("Waarom", one.reden)] if one.reden else []),
        *([("Kenmerk", one.kenmerk)] if one.kenmerk else []),
        *(
            [("Besluit van de gemeente", f"{'toegelaten' if admitted.plek else 'niet toegelaten'}: {admitted.reden}")]
            if admitted
            else []
        ),
    )


def _eisnaam(one: Aanvraag, code: str) -> str:
    if code == Bewijs.TRANSFORMATIE:
        return "Bereidheid tot transformatie"
    return next((wanted["eis"] for wanted in one.procedure.eisen if wanted["code"] == code), code)


def _bewijzen(one: Aanvraag) -> Tabel:
    def judged(row: Bewijs) -> Cel:
        if row.vervallen_op:
            return Cel("Teruggenomen", toon="neutraal")
        return Cel(row.get_oordeel_display(), toon=OORDEEL[row.oordeel], onder=row.toelichting)

    return Tabel(
        "Bewijs",
        (Kolom("Voor"), Kolom("Bewijs"), Kolom("Oordeel")),
        tuple((_eisnaam(one, row.eis), row.tekst, judged(row)) for row in one.bewijzen.all()),
        leeg="Er is nog geen bewijs. Voeg het hieronder toe.",
    )


def _plafonds(one: Aanvraag) -> Tabel:
    """The ceiling of this offer under both readings of the rule (K11)."""
    procedure = one.procedure
    asked = Aanvraag.objects.filter(procedure=procedure).exclude(stand=Aanvraag.Stand.INGETROKKEN)
    pairs = asked.values_list("aanbieder", "offerte_cent")
    offers = {agb: offer for agb, offer in pairs if offer is not None}
    turnover = {
        row.aanbieder: row.omzet_cent or 0 for row in Indeling.objects.filter(procedure=procedure, omvang="groot")
    }
    share, rows = procedure.plafond_promille or 0, []
    if one.aanbieder in offers:
        readings = [("Deel van elke offerte", plafond.elk(offers, share))]
        if any(turnover.get(agb) for agb in offers):
            readings.append(("Gemiddeld, verdeeld naar omzet", plafond.gemiddeld(offers, turnover, share)))
        for name, ceilings in readings:
            offer, ceiling = offers[one.aanbieder], ceilings[one.aanbieder]
            rows.append(
                (
                    Cel(
                        name,
                        onder="de regel van deze procedure"
                        if name.startswith(_lezing(procedure.plafond_lezing))
                        else "",
                    ),
                    weergave.cent(offer),
                    weergave.cent(ceiling),
                    weergave.cent(offer - ceiling),
                )
            )
    return Tabel(
        f"Van offerte naar plafond ({share / 10:g} procent, omzet van {procedure.referentiejaar})",
        (Kolom("Lezing"), Kolom("Offerte", "getal"), Kolom("Plafond", "getal"), Kolom("Verschil", "getal")),
        tuple(rows),
        leeg="Er is geen offerte.",
    )


def _lezing(reading: str) -> str:
    return "Gemiddeld" if reading == "gemiddeld" else "Deel"


def _gesprekken(one: Aanvraag) -> Tabel:
    return Tabel(
        "Gesprekken",
        (Kolom("Dag", "dag"), Kolom("Verslag"), Kolom("Besproken plafond", "getal")),
        tuple(
            (f"{row.gehouden_op:%d-%m-%Y}", row.verslag, weergave.cent(row.voorstel_cent) if row.voorstel_cent else "–")
            for row in one.gesprekken.all()
        ),
        leeg="Er is nog geen gesprek vastgelegd.",
    )


def _stappen(look: _Blik) -> tuple[Stap, ...]:
    steps: list[Stap] = []
    open_ = look.one.stand == Aanvraag.Stand.INGEDIEND
    if open_:
        steps += _bewijsstappen(look)
        if look.wie.mag(Recht.INSCHRIJVEN):
            steps.append(
                Stap(
                    "intrekken",
                    "Trek de aanvraag in",
                    "Trek in",
                    Leeg(gevuld(look.request, "intrekken")),
                    lambda _: actions.trek_in(look.one.pk, on_behalf_of=look.wie),
                    "De aanvraag is ingetrokken.",
                )
            )
        if look.wie.mag(Recht.TOELATEN) and look.one.gemeente and look.one.toelating is None:
            steps.append(_toelaten(look))
        if look.wie.mag(Recht.INKOPEN):
            steps += _beoordelen(look)
    elif look.wie.mag(Recht.INKOPEN) and look.gunning:
        steps += _na_besluit(look, look.gunning)
    return tuple(steps)


def _bewijsstappen(look: _Blik) -> list[Stap]:
    one, wie, now = look.one, look.wie, look.now
    if not (wie.mag(Recht.INSCHRIJVEN) or wie.mag(Recht.INKOPEN)) or not SOORTEN[one.procedure.soort].selectie:
        return []
    wanted = [(row["code"], row["eis"]) for row in one.procedure.eisen]
    wanted.append((Bewijs.TRANSFORMATIE, _eisnaam(one, Bewijs.TRANSFORMATIE)))
    steps = [
        Stap(
            "bewijs",
            "Voeg bewijs toe",
            "Voeg toe",
            Bewijsformulier(gevuld(look.request, "bewijs"), prefix="bewijs", eisen=wanted),
            lambda data: actions.geef_bewijs(one.pk, data["eis"], data["tekst"], moment=now, on_behalf_of=wie),
            "Het bewijs is toegevoegd.",
        )
    ]
    there = [
        (row.pk, f"{_eisnaam(one, row.eis)}: {row.tekst[:60]}")
        for row in one.bewijzen.filter(vervallen_op__isnull=True)
    ]
    if there and wie.mag(Recht.INSCHRIJVEN):
        steps.append(
            Stap(
                "terug",
                "Neem bewijs terug",
                "Neem terug",
                Bewijskeuze(gevuld(look.request, "terug"), prefix="terug", bewijzen=there),
                lambda data: actions.neem_bewijs_terug(data["bewijs"], moment=now, on_behalf_of=wie),
                "Het bewijs telt niet meer mee.",
            )
        )
    if there and wie.mag(Recht.INKOPEN):
        steps.append(
            Stap(
                "oordeel",
                "Beoordeel bewijs",
                "Bewaar het oordeel",
                Oordeelformulier(gevuld(look.request, "oordeel"), prefix="oordeel", bewijzen=there),
                lambda data: actions.beoordeel_bewijs(
                    data["bewijs"], data["oordeel"], toelichting=data["toelichting"], on_behalf_of=wie
                ),
                "Het oordeel is bewaard.",
            )
        )
    return steps


def _toelaten(look: _Blik) -> Stap:
    return Stap(
        "toelaten",
        "Beslis als gemeente",
        "Leg het besluit vast",
        Toelatingsformulier(gevuld(look.request, "toelaten"), prefix="toelaten"),
        lambda data: actions.laat_toe(
            look.one.pk,
            toegelaten=data["toegelaten"] == "ja",
            reden=data["reden"],
            door=look.request.user.get_username(),
            moment=look.now,
            on_behalf_of=look.wie,
        ),
        "Het besluit is vastgelegd. De regio maakt het contract.",
        f"Uw gemeente laat hoogstens {look.one.procedure.limiet} nieuwe aanbieders toe.",
    )


def _beoordelen(look: _Blik) -> list[Stap]:
    one, request, kind = look.one, look.request, SOORTEN[look.one.procedure.soort]
    prices = {line["code"]: line for line in one.procedure.prijslijst if line["code"] in one.producten}
    proposal = termijnvoorstel(one, look.today)
    initial: dict[str, Any] = {
        "van": proposal.van,
        "laatste_dag": proposal.tot - EEN_DAG,
        "looptijd_reden": " ".join(proposal.redenen)[:400],
    }
    if one.offerte_cent is not None and one.procedure.plafond_promille:
        (ceiling,) = plafond.elk({"": one.offerte_cent}, one.procedure.plafond_promille).values()
        initial["plafond"] = Decimal(ceiling) / 100
    for code, line in prices.items():
        if line["tarief_cent"] is not None:
            initial[f"tarief_{code}"] = Decimal(line["tarief_cent"]) / 100
    form = Gunningsformulier(
        gevuld(request, "gunning"),
        prefix="gunning",
        initial=initial,
        producten=[(code, f"{code} {line['omschrijving']}") for code, line in prices.items()],
        plafond=kind.plafond,
    )
    steps = [
        Stap(
            "gunning",
            "Stel een besluit voor",
            "Leg voor aan een collega",
            form,
            lambda data: _stel_gunning_voor(look, data, prices),
            "Het voorstel staat klaar bij Voorstellen. Een ander moet het bevestigen.",
            "De looptijd volgt uit het bewijs. U kunt korter voorstellen; langer dan een jaar kan alleen met bewijs.",
        )
    ]
    if kind.offerte:
        steps.append(
            Stap(
                "gesprek",
                "Leg een gesprek vast",
                "Leg vast",
                Gespreksformulier(gevuld(request, "gesprek"), prefix="gesprek"),
                lambda data: actions.leg_gesprek_vast(
                    one.pk,
                    gehouden_op=data["gehouden_op"],
                    verslag=data["verslag"],
                    voorstel_cent=in_cent(data["voorstel"]),
                    door=request.user.get_username(),
                    moment=look.now,
                    on_behalf_of=look.wie,
                ),
                "Het gesprek is vastgelegd.",
            )
        )
    return steps


def _stel_gunning_voor(look: _Blik, data: dict[str, Any], prices: dict[str, Any]) -> None:
    one, admitted = look.one, data["toegelaten"] == "ja"
    lines = tuple(
        Tariefregel(line["categorie"], code, line["eenheid"], in_cent(data[f"tarief_{code}"]), line["per_uur"])
        for code, line in prices.items()
        if data[f"tarief_{code}"] is not None
    )
    wat = Gunningsvoorstel(
        aanvraag=one.pk,
        toegelaten=admitted,
        redenen=data["redenen"],
        van=data["van"] if admitted else None,
        tot=data["laatste_dag"] + EEN_DAG if admitted and data["laatste_dag"] else None,
        looptijd_reden=data["looptijd_reden"] if admitted else "",
        plafond_cent=in_cent(data.get("plafond")) if admitted else None,
        tarieven=lines if admitted else (),
        afwijking=data["afwijking"],
    )
    with namens(look.wie):
        against = bezwaren(one, wat, look.today) if admitted else []
    if against:
        raise actions.NietTeGunnen(" ".join(against))
    content = {
        "gunning": wat.als_inhoud(),
        "aanbieder": one.aanbieder,
        "procedure": one.procedure.naam,
        "contractmanager": data["contractmanager"],
    }
    vier_ogen.stel_voor(
        "gunning", content, recht=Recht.GUNNEN, reden=data["redenen"][:400], moment=look.now, on_behalf_of=look.wie
    )


def _na_besluit(look: _Blik, decided: Gunning) -> list[Stap]:
    request, wie = look.request, look.wie
    steps = []
    if decided.bezwaar == Gunning.Uitkomst.OPEN:
        steps.append(
            Stap(
                "uitkomst",
                "Beslis op het bezwaar",
                "Leg de uitkomst vast",
                Uitkomstformulier(gevuld(request, "uitkomst"), prefix="uitkomst"),
                lambda data: actions.beslis_bezwaar(decided.pk, data["uitkomst"], on_behalf_of=wie),
                "De uitkomst is vastgelegd.",
            )
        )
    elif not decided.bezwaar and (decided.bezwaar_tot or decided.wacht_tot):
        steps.append(
            Stap(
                "bezwaar",
                "Leg een bezwaar vast",
                "Leg vast",
                Bezwaarformulier(gevuld(request, "bezwaar"), prefix="bezwaar"),
                lambda data: actions.meld_bezwaar(decided.pk, **data, on_behalf_of=wie),
                "Het bezwaar is vastgelegd. Tot de uitkomst komt er geen contract.",
            )
        )
    award = queries.toegekend(decided.pk, on_behalf_of=wie)
    if award and not award.contract and not award.bezwaar_open:
        steps.append(
            Stap(
                "contract",
                "Stel voor het contract te sluiten",
                "Leg voor aan een collega",
                Contractformulier(gevuld(request, "contract"), prefix="contract"),
                lambda data: _stel_contract_voor(look, decided, data),
                "Het voorstel staat klaar bij Voorstellen. Een ander moet het bevestigen.",
                f"Het contract kan er zijn vanaf {weergave.datum(award.mag_vanaf)}.",
            )
        )
    return steps


def _stel_contract_voor(look: _Blik, decided: Gunning, data: dict[str, Any]) -> None:
    content = {
        "gunning": decided.pk,
        "aanbieder": decided.aanbieder,
        "procedure": look.one.procedure.naam,
        "bekend_op": decided.bekend_op.isoformat(),
        "contractmanager": data["contractmanager"],
    }
    vier_ogen.stel_voor(
        "contract", content, recht=Recht.GUNNEN, reden=data["reden"], moment=look.now, on_behalf_of=look.wie
    )
