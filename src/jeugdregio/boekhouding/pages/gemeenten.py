# SPDX-License-Identifier: EUPL-1.2
"""What municipalities settle among themselves: what waits, the rounds, and line by line what one of them owes."""

from functools import partial

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.boekhouding import actions, queries
from jeugdregio.boekhouding.lezen import Ronde, Saldo
from jeugdregio.boekhouding.nota import SOORTNAAM, maak_nota
from jeugdregio.boekhouding.pages.formulieren import Betaalformulier, Rondeformulier, Vereveningsformulier
from jeugdregio.boekhouding.pages.keuze import gemeente_van, naam_van
from jeugdregio.boekhouding.salderen import Post, Stand
from jeugdregio.components.antwoord import PDF, bestand
from jeugdregio.components.blad import Blad, Deel, doe, toon
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort, in_groepen, maandnaam, moment_kort
from jeugdregio.components.templatetags.componenten import NO_VALUE, cent, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio

BOVEN = "Boekhouding"
INLEIDING = (
    "Gemeenten die voor elkaar betaalden, verrekenen dat samen: alle erkende vorderingen, correcties en wat is "
    "verevend, worden per gemeente één bedrag. Samen is het nul."
)
JAREN = (
    "Over 2015 en 2016 met een lezing van de afspraak; vanaf 2017 zoals de vier O's zijn afgerekend. Elk jaar één "
    "keer, op rekening 4900."
)
OM_WIE = "Een vordering staat er met haar nummer in. Om welk kind het gaat, staat alleen bij wie dat mag zien."
VANZELF = "Het afschrift van de bank (camt.053) vindt een betaling vanzelf aan haar kenmerk."
ANDERS = "Leest u dat niet in? Leg dan hier vast wat de bank zegt. Meldt de bank het later ook, dan telt het één keer."
WEIGERT = (actions.NietTeVerrekenen, NietToegestaan)
VOORGESTELD = "Het voorstel is gedaan. Een ander bevestigt het onder Voorstellen."


@vraagt(Recht.BOEKHOUDING_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def verrekeningen(request: HttpRequest) -> HttpResponse:
    """The rounds; for the region also what waits, and a POST proposes to settle or to book a year."""
    wie, month = machtiging(request), Maand.van(timezone.localdate()).vorige
    step = request.POST.get("doe", "")
    settle = Rondeformulier(request.POST if step == "verreken" else None, initial={"maand": str(month)})
    year = Vereveningsformulier(request.POST if step == "verevenen" else None)
    fault = _stel_voor(request, step, settle, year, wie)
    if step and not fault and not settle.errors and not year.errors:
        return redirect("gemeenteverrekeningen")
    rounds = queries.ronden(on_behalf_of=wie)
    parts = [Deel("Verrekeningen", tabel=_ronden(rounds, wie), anker="ronden")]
    if wie.regio:
        waits = queries.concept(month, on_behalf_of=wie)
        parts.append(
            Deel(
                f"Te verrekenen tot en met {maandnaam(month)}",
                ("Vorderingen op gemeenten buiten de regio staan er niet in; die worden apart betaald.",),
                tabel=_standen(waits.standen),
                anker="wacht",
            )
        )
        if wie.mag(Recht.BOEKHOUDING_BIJHOUDEN):
            parts.append(Deel("Stel een verrekening voor", formulier=settle, doe="verreken", knop="Stel voor"))
    parts.append(Deel("Geboekte verevening", tabel=_vereveningen(wie), anker="verevening"))
    if wie.mag(Recht.BOEKHOUDING_BIJHOUDEN):
        parts.append(
            Deel(
                "Boek een verevening",
                (JAREN,),
                formulier=year,
                doe="verevenen",
                knop="Stel voor",
            )
        )
    page = Blad("Verrekenen tussen gemeenten", INLEIDING, tuple(parts), boven=BOVEN, fout=fault)
    return toon(request, page, _kruimels(), fout=bool(settle.errors or year.errors))


@vraagt(Recht.BOEKHOUDING_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def ronde(request: HttpRequest, nummer: int) -> HttpResponse:
    """One round: what each municipality receives or pays; a POST records that it was paid."""
    wie = machtiging(request)
    found = _vind(nummer, wie)
    form, fault = Betaalformulier(request.POST or None, initial={"dag": timezone.localdate()}), ""
    open_ = [(one.gemeente, naam_van(one.gemeente)) for one in found.saldi if one.saldo_cent and not one.betaald_op]
    assert isinstance(form.fields["gemeente"], forms.ChoiceField)
    form.fields["gemeente"].choices = open_
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        record = partial(
            actions.meld_betaald,
            found.id,
            data["gemeente"],
            dag=data["dag"],
            door=request.user.get_username(),
            moment=timezone.now(),
            on_behalf_of=wie,
        )
        fault = doe(request, record, "De betaling is vastgelegd en geboekt.", weigert=WEIGERT)
        if not fault:
            return redirect("gemeenteverrekening", nummer)
    parts = [Deel("Per gemeente", tabel=_saldi(found), anker="saldi")]
    if wie.mag(Recht.BOEKHOUDING_BIJHOUDEN) and open_:
        parts.append(
            Deel(
                "Leg een betaling vast",
                (VANZELF, ANDERS),
                formulier=form,
                doe="betaald",
                knop="Leg vast",
            )
        )
    page = Blad(
        f"Verrekening {found.nummer} tussen gemeenten",
        f"Alles tot en met {maandnaam(found.tot_en_met)}. Wat is vastgesteld, verandert niet meer.",
        tuple(parts),
        boven=BOVEN,
        feiten=_feiten(found),
        cijfers=(
            Kerncijfer("Gaat van hand tot hand", cent(sum(max(one.saldo_cent, 0) for one in found.saldi))),
            Kerncijfer("Posten", getal(len({(one.soort, one.bron) for one in found.posten}))),
            *(
                (Kerncijfer("Som van alle saldi", cent(sum(one.saldo_cent for one in found.saldi)), "altijd nul"),)
                if wie.regio
                else ()
            ),
        ),
        fout=fault,
    )
    return toon(request, page, _kruimels(Kruimel(f"Verrekening {found.nummer}")), fout=bool(form.errors))


@vraagt(Recht.BOEKHOUDING_ZIEN)
@require_safe
def staat(request: HttpRequest, nummer: int, gemeente: str) -> HttpResponse:
    """Line by line how the amount of one municipality comes about."""
    wie = machtiging(request)
    found, town = _vind(nummer, wie), gemeente_van(gemeente, wie)
    mine = _mijn(found, town)
    sheet = _posten(found.van(town), found, town)
    if file := sheet.als_bestand(request):
        return file
    verb = "ontvangt" if mine.saldo_cent >= 0 else "betaalt"
    paid = f" Betaald op {dag_kort(mine.betaald_op)}." if mine.betaald_op else ""
    page = Blad(
        f"Verrekening {found.nummer}: {naam_van(town)}",
        f"{naam_van(town)} {verb} {cent(abs(mine.saldo_cent))}, alles tot en met {maandnaam(found.tot_en_met)}.{paid}",
        (
            Deel(
                "Hoe het bedrag ontstaat",
                (OM_WIE,),
                lijst=sheet.blad(request),
                links=(
                    ("Nota met de hele rekensom (PDF)", reverse("gemeenteverrekening-nota", args=[found.id, town])),
                ),
            ),
        ),
        boven=BOVEN,
        feiten=(("Kenmerk", in_groepen(mine.kenmerk, 4) or NO_VALUE, ""), *_feiten(found)),
        cijfers=(
            Kerncijfer("Te ontvangen", cent(mine.te_vorderen_cent)),
            Kerncijfer("Te betalen", cent(mine.te_betalen_cent)),
            Kerncijfer("Saldo", cent(mine.saldo_cent), verb),
            Kerncijfer("Betaald", cent(mine.betaald_cent), "volgens de bank"),
        ),
    )
    trail = (Kruimel(f"Verrekening {found.nummer}", reverse("gemeenteverrekening", args=[found.id])),)
    return toon(request, page, _kruimels(*trail, Kruimel(naam_van(town))))


@vraagt(Recht.BOEKHOUDING_ZIEN)
@require_safe
def nota(request: HttpRequest, nummer: int, gemeente: str) -> HttpResponse:
    """The nota of one municipality as PDF; the same round gives the same file."""
    wie = machtiging(request)
    found, town = _vind(nummer, wie), gemeente_van(gemeente, wie)
    mine = _mijn(found, town)
    data = maak_nota(
        found,
        mine,
        namen=regio.namen(),
        regio=settings.REGIO_NAAM,
        iban=settings.BETAAL_IBAN,
        naam=settings.BETAAL_NAAM,
        moment=found.vastgesteld_op,
    )
    return bestand(data, PDF, f"nota-verrekening-{found.nummer}-{town}.pdf", tonen=True)


def _mijn(found: Ronde, town: str) -> Saldo:
    mine = next((one for one in found.saldi if one.gemeente == town), None)
    if mine is None:
        raise Http404("Deze gemeente heeft geen deel in deze verrekening.")
    return mine


def _vind(nummer: int, wie: Machtiging) -> Ronde:
    found = queries.ronde(nummer, on_behalf_of=wie)
    if found is None:
        raise Http404("Deze verrekening is er niet voor u.")
    return found


def _stel_voor(
    request: HttpRequest, step: str, settle: Rondeformulier, year: Vereveningsformulier, wie: Machtiging
) -> str:
    if step == "verreken" and settle.is_valid():
        data = settle.cleaned_data
        propose = partial(
            actions.stel_verrekening_voor,
            Maand.lees(data["maand"]),
            reden=data["reden"],
            moment=timezone.now(),
            on_behalf_of=wie,
        )
        return doe(request, propose, VOORGESTELD, weigert=WEIGERT)
    if step == "verevenen" and year.is_valid():
        book = partial(actions.stel_verevening_voor, **year.cleaned_data, moment=timezone.now(), on_behalf_of=wie)
        return doe(request, book, VOORGESTELD, weigert=WEIGERT)
    return "" if step in ("", "verreken", "verevenen") else "Kies wat u wilt doen."


def _kruimels(*onder: Kruimel) -> tuple[Kruimel, ...]:
    here = Kruimel("Samen verrekenen", reverse("gemeenteverrekeningen") if onder else "")
    return (Kruimel(BOVEN, reverse("boekhouding")), here, *onder)


def _feiten(found: Ronde) -> tuple[tuple[str, str, str], ...]:
    mark = {True: "klopt met de posten", False: "KLOPT NIET met de posten", None: ""}[found.klopt]
    return (
        ("Vastgesteld op", moment_kort(found.vastgesteld_op), ""),
        ("Door", found.vastgesteld_door, ""),
        ("Vingerafdruk", f"{found.sha256[:12]} {mark}".strip(), ""),
    )


def _ronden(rounds: list[Ronde], wie: Machtiging) -> Tabel:
    rows: list[tuple[Cel | str, ...]] = []
    for one in rounds:
        mine = next((row for row in one.saldi if row.gemeente == wie.gemeente), None)
        amount = mine.saldo_cent if mine else sum(max(row.saldo_cent, 0) for row in one.saldi)
        left = sum(1 for row in one.saldi if row.saldo_cent and not row.betaald_op)
        where = reverse("gemeenteverrekening", args=[one.id])
        if mine:
            where = reverse("gemeenteverrekening-staat", args=[one.id, mine.gemeente])
        done = Cel("betaald", toon="positief") if not left else Cel(f"{left} nog te betalen", toon="waarschuwing")
        rows.append((Cel(f"Verrekening {one.nummer}", url=where), maandnaam(one.tot_en_met), cent(amount), done))
    what = "ontvangt; onder nul betaalt" if wie.gemeente else "gaat van hand tot hand"
    return Tabel(
        "Verrekeningen",
        (Kolom("Verrekening"), Kolom("Tot en met"), Kolom("Bedrag", "getal", what), Kolom("Stand")),
        tuple(rows),
        leeg="Er is nog niets samen verrekend.",
        bijschrift_zichtbaar=False,
    )


def _standen(stands: dict[str, Stand]) -> Tabel:
    return Tabel(
        "Te verrekenen",
        (
            Kolom("Gemeente"),
            Kolom("Te ontvangen", "getal"),
            Kolom("Te betalen", "getal"),
            Kolom("Saldo", "getal", "ontvangt; onder nul betaalt"),
        ),
        tuple(
            (naam_van(town), cent(one.te_vorderen_cent), cent(one.te_betalen_cent), cent(one.saldo_cent))
            for town, one in sorted(stands.items(), key=lambda pair: naam_van(pair[0]))
        ),
        voet=("Samen", "", "", cent(sum(one.saldo_cent for one in stands.values()))) if stands else (),
        leeg="Er wacht niets.",
        bijschrift_zichtbaar=False,
    )


def _saldi(found: Ronde) -> Tabel:
    return Tabel(
        "Saldi",
        (
            Kolom("Gemeente"),
            Kolom("Te ontvangen", "getal"),
            Kolom("Te betalen", "getal"),
            Kolom("Saldo", "getal", "ontvangt; onder nul betaalt"),
            Kolom("Kenmerk", uitleg="zet de gemeente of de regio bij de betaling"),
            Kolom("Betaald", "getal"),
            Kolom("Betaald op", "dag"),
        ),
        tuple(
            (
                Cel(naam_van(one.gemeente), url=reverse("gemeenteverrekening-staat", args=[found.id, one.gemeente])),
                cent(one.te_vorderen_cent),
                cent(one.te_betalen_cent),
                cent(one.saldo_cent),
                in_groepen(one.kenmerk, 4) or NO_VALUE,
                cent(one.betaald_cent),
                dag_kort(one.betaald_op) if one.betaald_op else NO_VALUE if one.saldo_cent else "niet nodig",
            )
            for one in sorted(found.saldi, key=lambda one: naam_van(one.gemeente))
        ),
        bijschrift_zichtbaar=False,
    )


def _posten(posts: tuple[Post, ...], found: Ronde, town: str) -> Lijst[Post]:
    names = regio.namen()
    return Lijst(
        "Posten",
        (
            Veld("kenmerk", "Kenmerk", lambda one: one.kenmerk),
            Veld("soort", "Soort", lambda one: SOORTNAAM[one.soort]),
            Veld("tegen", "Met", lambda one: names.get(one.tegen, one.tegen) or "alle gemeenten"),
            Veld("rekening", "Rekening", lambda one: one.rekening, alleen_bestand=True),
            Veld("bedrag", "Bedrag", lambda one: one.bedrag_cent, "bedrag", uitleg="ontvangt; onder nul betaalt"),
        ),
        posts,
        van_zelf="kenmerk",
        bestand=f"verrekening-{found.nummer}-{town}",
        voet=("Samen", "", "", cent(sum(one.bedrag_cent for one in posts))),
        bijschrift_zichtbaar=False,
    )


def _vereveningen(wie: Machtiging) -> Tabel:
    rows: list[tuple[Cel | str, ...]] = []
    for one in queries.vereveningen(on_behalf_of=wie):
        parts = {part.gemeente: part.bedrag_cent for part in one.delen.all()}
        mine = parts.get(wie.gemeente, 0) if wie.gemeente else sum(max(cents, 0) for cents in parts.values())
        rows.append((str(one.jaar), SOORTNAAM[one.soort], one.grondslag, cent(mine), moment_kort(one.geboekt_op)))
    what = "ontvangt; onder nul betaalt" if wie.gemeente else "gaat van hand tot hand"
    return Tabel(
        "Verevening",
        (Kolom("Jaar"), Kolom("Soort"), Kolom("Grondslag"), Kolom("Bedrag", "getal", what), Kolom("Geboekt", "dag")),
        tuple(rows),
        leeg="Er is nog geen verevening geboekt.",
        bijschrift_zichtbaar=False,
    )
