# SPDX-License-Identifier: EUPL-1.2
"""Youth mental care that began before 2015: inflow compared, claim year and book year, and the agreed most (S69)."""

from collections.abc import Mapping, Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.begroting.macro import jggz_bron, schadelastjaar
from jeugdregio.components import inleespagina
from jeugdregio.components.blad import Blad, Deel, euroveld, in_cent, tekstveld, toon
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.inlezen import Rijfout
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import promille, telwoord
from jeugdregio.components.templatetags.componenten import NO_VALUE, cent
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Tabel
from jeugdregio.core.money import round_half_up
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis, machtiging, vraagt
from jeugdregio.gebruikers.vier_ogen import stel_voor
from jeugdregio.overgang import actions, jggz, queries
from jeugdregio.overgang.inlezen import INSTROOM
from jeugdregio.overgang.jggz import Overgang, Vergelijking
from jeugdregio.overgang.pages import invoer

BRON = "Inkoopnotitie Zwolle 2015, par. 4.1 punt 3"
VERGELIJKEN = (
    "Gemeenten vergelijken de instroom in de laatste helft van 2014 met die van eerdere jaren. Een verschil wordt "
    f"verklaard; aan wat onverklaard blijft kan een afspraak gevolgen verbinden ({BRON})."
)
REGEL = (
    "Een aanbieder valt op als er meer begonnen dan in elk eerder jaar, en het onverklaarde deel groter is dan de "
    "drempel. De drempel staat in geen bron: het is uw aanname."
)


class Drempel(Keuzefilter):
    """From how much on a difference stands out."""

    drempel = forms.IntegerField(
        label="Drempel in promille van het gemiddelde", help_text="Uw aanname.", min_value=0, max_value=10_000
    )


class Afspraakformulier(ZonderBsn):
    """The most that is paid for what began in the year before."""

    aanbieder = forms.ChoiceField(label="Aanbieder", help_text="Met wie het maximum is afgesproken.")
    jaar = forms.IntegerField(label="Boekjaar", help_text="Vier cijfers.", min_value=2015, max_value=2100)
    maximum = euroveld("Maximum in euro's", "Voor wat in het jaar daarvoor begon.")
    bron = tekstveld("Bron", "De afspraak, met datum.", 200)
    reden = tekstveld("Reden", "Waarom dit maximum. De reden blijft bewaard, met uw naam.", 400)

    def __init__(self, *args: object, keuzes: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["aanbieder"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(keuzes)
        self.fields["maximum"].localize = True


@vraagt(Recht.MAANDRAPPORT_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def overgang(request: HttpRequest) -> HttpResponse:
    """The page; a POST with `doe` reads inflow, or proposes an agreement."""
    wie, names = machtiging(request), aanbieders.namen()
    if request.GET.get("als") == "sjabloon":
        return inleespagina.sjabloon("instroom", [INSTROOM.blad])
    choice = Drempel({"drempel": str(jggz.DREMPEL_PROMILLE)} | request.GET.dict())
    limit = int(choice.gekozen().get("drempel", jggz.DREMPEL_PROMILLE))
    seen = jggz.vergelijk(queries.instroom(on_behalf_of=wie), limit)
    years = jggz.overgang(queries.uitgaven(on_behalf_of=wie), queries.afspraken(on_behalf_of=wie))
    inflow, spent = _instroom(seen, names), _uitgaven(years, names)
    for one in (inflow, spent):
        if file := one.als_bestand(request):
            return file
    step = request.POST.get("doe", "")
    form = Afspraakformulier(
        request.POST if step == "afspraak" else None,
        keuzes=sorted(((one.aanbieder, names.get(one.aanbieder, one.aanbieder)) for one in years), key=lambda c: c[1]),
    )
    faults, said = list[Rijfout](), ""
    if step:
        eis(wie, Recht.BUDGET_WIJZIGEN)
        if step == "inlezen":
            faults, said = invoer.lees_in(request, INSTROOM, actions.leg_instroom_vast, wie)
            if not faults and not said:
                messages.success(request, "De instroom is ingelezen.")
                return redirect("overgang-jggz")
        elif form.is_valid():
            try:
                return redirect("voorstel", nummer=_propose(form, wie))
            except NietToegestaan as refusal:
                said = str(refusal)
    invented = any(one.verzonnen for one in seen) or any(one.verzonnen for one in years)
    page = Blad(
        "Overgang jeugd-ggz",
        "Jeugd-ggz die in 2014 begon en in 2015 werd betaald: wat begon, in welk jaar het hoort en wat is afgesproken.",
        (
            Deel(
                "Instroom in de tweede helft van 2014",
                (VERGELIJKEN, REGEL, *((invoer.VERZONNEN,) if invented else ())),
                filter=choice,
                anker="instroom",
            ),
            Deel(lijst=inflow.blad(request)),
            Deel("Schadelastjaar en boekjaar", _landelijk(years), lijst=spent.blad(request), anker="jaren"),
            _aandeel(wie),
            *(_doen(form, faults) if wie.mag(Recht.BUDGET_WIJZIGEN) else ()),
        ),
        boven="Overgang van 2014 naar 2015",
        cijfers=_cijfers(seen, years),
        fout=said,
    )
    return toon(request, page, fout=bool(faults or form.errors))


def _doen(form: forms.Form, faults: Sequence[Rijfout]) -> tuple[Deel, ...]:
    agreed = Deel(
        "Spreek een maximum af",
        ("Een ander bevestigt. Een afspraak verandert daarna niet.",),
        formulier=form,
        doe="afspraak",
        knop="Stel de afspraak voor",
        anker="afspraak",
    )
    return (agreed, *invoer.deel(INSTROOM, "Lees instroom in", faults))


def _propose(form: Afspraakformulier, wie: Machtiging) -> int:
    data = form.cleaned_data
    content = {
        "aanbieder": data["aanbieder"],
        "jaar": data["jaar"],
        "maximum_cent": in_cent(data["maximum"]),
        "bron": data["bron"],
    }
    made = stel_voor(
        actions.AFSPRAAK,
        content,
        recht=Recht.BUDGET_WIJZIGEN,
        reden=data["reden"],
        moment=timezone.now(),
        on_behalf_of=wie,
    )
    return made.pk


def _cijfers(seen: Sequence[Vergelijking], years: Sequence[Overgang]) -> tuple[Kerncijfer, ...]:
    flagged = sum(one.opvallend for one in seen)
    spent, before = sum(one.uitgaven_cent for one in years), sum(one.eerder_cent for one in years)
    share = promille(round_half_up(1000 * before, spent)) if spent else NO_VALUE
    over = sum(one.boven_cent or 0 for one in years)
    return (
        Kerncijfer(
            "Valt op",
            telwoord(flagged, "aanbieder", "aanbieders"),
            f"van {len(seen)} vergeleken",
            url="#instroom",
            toon="negatief" if flagged else "positief",
        ),
        Kerncijfer("Eerder begonnen", share, "van de uitgaven in het boekjaar", url="#jaren"),
        Kerncijfer("Boven een afspraak", cent(over), "betaalt de regio niet", url="#jaren"),
    )


def _instroom(seen: Sequence[Vergelijking], names: Mapping[str, str]) -> Lijst[Vergelijking]:
    def year(place: int) -> Veld[Vergelijking]:
        number = jggz.EERDER[place]
        return Veld(str(number), f"2e helft {number}", lambda one: one.eerder[place], "getal")

    def state(one: Vergelijking) -> Cel:
        return Cel(_stand(one), toon="negatief" if one.opvallend else "positief")

    return Lijst(
        "Instroom",
        (
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder)),
            Veld("stand", "Stand", _stand, cel=state),
            *(year(place) for place in range(len(jggz.EERDER))),
            Veld(
                "gemiddeld",
                "Gemiddeld",
                lambda one: one.gemiddeld_tiende,
                "getal",
                cel=lambda one: _tiende(one.gemiddeld_tiende),
                uitleg="in tienden in het bestand",
            ),
            Veld("2014", "2e helft 2014", lambda one: one.aantal, "getal"),
            Veld(
                "groei", "Groei", lambda one: one.groei_promille, "getal", cel=lambda one: promille(one.groei_promille)
            ),
            Veld(
                "verklaard",
                "Verklaard",
                lambda one: one.verklaard,
                "getal",
                cel=lambda one: Cel(str(one.verklaard), onder=one.toelichting),
            ),
            Veld(
                "onverklaard",
                "Onverklaard",
                lambda one: one.onverklaard_tiende,
                "getal",
                cel=lambda one: _tiende(one.onverklaard_tiende),
            ),
            Veld("bron", "Bron", lambda one: one.bron, alleen_bestand=True),
        ),
        seen,
        naam="instroom",
        bestand="instroom-jeugd-ggz",
        leeg="Er is nog geen instroom bekend. Een controller van de regio leest haar in.",
        bijschrift_zichtbaar=False,
    )


def _stand(one: Vergelijking) -> str:
    return "onverklaarde groei" if one.opvallend else "binnen de drempel"


def _tiende(number: int) -> str:
    return f"{number // 10},{number % 10}"


def _uitgaven(years: Sequence[Overgang], names: Mapping[str, str]) -> Lijst[Overgang]:
    def agreed(one: Overgang) -> Cel:
        return Cel(cent(one.afspraak.maximum_cent), onder=one.afspraak.bron) if one.afspraak else Cel("geen afspraak")

    def over(one: Overgang) -> Cel:
        return Cel(cent(one.boven_cent), toon="negatief") if one.boven_cent else Cel(cent(one.boven_cent))

    return Lijst(
        "Uitgaven",
        (
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder)),
            Veld("jaar", "Boekjaar", lambda one: str(one.jaar)),
            Veld("uitgaven", "Naar boekjaar", lambda one: one.uitgaven_cent, "bedrag"),
            Veld("eerder", "Begonnen in het jaar ervoor", lambda one: one.eerder_cent, "bedrag"),
            Veld("nieuw", "Naar schadelastjaar", lambda one: one.nieuw_cent, "bedrag"),
            Veld(
                "deel",
                "Eerder",
                lambda one: one.eerder_promille,
                "getal",
                cel=lambda one: promille(one.eerder_promille),
            ),
            Veld(
                "maximum",
                "Afgesproken maximum",
                lambda one: one.afspraak.maximum_cent if one.afspraak else None,
                "bedrag",
                cel=agreed,
            ),
            Veld("boven", "Daarboven", lambda one: one.boven_cent, "bedrag", cel=over),
            Veld("betalen", "Te betalen", lambda one: one.te_betalen_cent, "bedrag"),
            Veld("bron", "Bron", lambda one: one.bron, alleen_bestand=True),
        ),
        years,
        naam="jaren",
        bestand="overgang-jeugd-ggz",
        leeg="Er zijn nog geen uitgaven bekend.",
        bijschrift_zichtbaar=False,
    )


def _landelijk(years: Sequence[Overgang]) -> tuple[str, ...]:
    spent = sum(one.uitgaven_cent for one in years)
    before, _ = schadelastjaar(spent)
    said = (
        "Naar boekjaar telt wat in het jaar is betaald, naar schadelastjaar wat in het jaar begon. Landelijk begon "
        f"ongeveer 35 procent van de uitgaven van 2015 in 2014 ({jggz_bron()})."
    )
    return (said, f"Van {cent(spent)} zou dat {cent(before)} zijn.") if spent else (said,)


def _aandeel(wie: Machtiging) -> Deel:
    rows = queries.jeugdaandelen(on_behalf_of=wie)
    mean = jggz.gemiddeld_aandeel(rows)
    said = (
        "Het structurele bedrag volgt uit het gemiddelde aandeel jeugd van 2011, 2012 en 2013 in de uitgaven aan "
        f"curatieve ggz ({BRON}). Elk jaar telt even zwaar."
    )
    invented = (invoer.VERZONNEN,) if any(one.verzonnen for one in rows) else ()
    lines = tuple(
        (
            str(one.jaar),
            cent(one.cggz_cent),
            cent(one.jeugd_cent),
            promille(round_half_up(1000 * one.jeugd_cent, one.cggz_cent)),
            one.bron,
        )
        for one in rows
    )
    foot: tuple[Cel | str, ...] = ()
    if mean is not None:
        last = rows[-1]
        amount = jggz.structureel_cent(mean, last.cggz_cent)
        share = promille(round_half_up(1000 * mean.numerator, mean.denominator))
        foot = ("Gemiddeld", f"over de uitgaven van {last.jaar}", cent(amount), share, "")
    heads = (
        Kolom("Jaar"),
        Kolom("Curatieve ggz", "getal"),
        Kolom("Jeugd", "getal"),
        Kolom("Aandeel", "getal"),
        Kolom("Bron"),
    )
    table = Tabel(
        "Aandeel jeugd", heads, lines, voet=foot, leeg="Er is geen aandeel bekend.", bijschrift_zichtbaar=False
    )
    return Deel("Aandeel jeugd", (said, *invented), tabel=table, anker="aandeel")
