# SPDX-License-Identifier: EUPL-1.2
"""Published figures: which contradict each other, which fit, and all of them with their source."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort, telwoord
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.gebruik import queries
from jeugdregio.gebruik.pages.opmaak import BOVEN, afronding, jaren, naam, percentage, periodenaam, waarde
from jeugdregio.gebruik.values import Gepubliceerd, Noemer, Vergelijking
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import vraagt

TITEL = "Gepubliceerde cijfers"
STRIJDIG = (
    "Afronden verklaart dit verschil niet. Beide cijfers staan er met hun bron; het programma kiest er geen. Vraag "
    "bij de bron na wat klopt voordat u er een gebruikt."
)
AFGEROND = (
    "CBS rondt aantallen af op 5, dus een som kan 5 of 10 afwijken. Een percentage klopt tot op zijn laatste cijfer."
)
HOE = {
    "eind": "begin + instroom − uitstroom",
    "actief": "begin + instroom",
    "som": "de delen opgeteld",
    "procent": "100 × teller / noemer",
}
TEKENS = {"eind": ("", " + ", " − "), "actief": ("", " + "), "procent": ("100 × ", " / ")}
HOOGSTENS = 4
"""With more parts than this only how many there are is said; they are in the list below."""


@vraagt(Recht.MAANDRAPPORT_ZIEN)
@require_safe
def gepubliceerd(request: HttpRequest) -> HttpResponse:
    """The page; the list also goes out as a file."""
    sheet = _lijst(list(queries.gepubliceerd().values()))
    if file := sheet.als_bestand(request):
        return file
    found = queries.vergelijkingen()
    wrong = [one for one in found if one.strijdig]
    right = [one for one in found if not one.strijdig]
    page = Blad(
        TITEL,
        "Cijfers over jeugdhulp van CBS en uit de regiovisie, en of zij met zichzelf kloppen.",
        (
            Deel(
                "Cijfers die elkaar tegenspreken",
                (STRIJDIG,),
                anker="strijdig",
                tabel=_tabel("Tegenspraken", wrong, leeg="Geen van de vergeleken cijfers spreekt een ander tegen."),
            ),
            Deel(
                "Cijfers die kloppen binnen de afronding",
                (AFGEROND,),
                anker="klopt",
                tabel=_tabel("Wat klopt", right),
            ),
            Deel("Alle cijfers", anker="alle", lijst=sheet.blad(request)),
        ),
        boven=BOVEN,
        cijfers=(
            Kerncijfer(
                "Spreken elkaar tegen",
                getal(len(wrong)),
                definitie_url="#strijdig",
                toon="negatief" if wrong else "positief",
            ),
            Kerncijfer(
                "Kloppen",
                getal(sum(one.uitkomst is not None for one in right)),
                "binnen de afronding",
                "#klopt",
                toon="positief",
            ),
            Kerncijfer("Cijfers", getal(len(queries.gepubliceerd())), "met bron en datum", "#alle"),
        ),
    )
    return toon(request, page, (Kruimel(BOVEN, reverse("jeugdhulpgebruik")), Kruimel(TITEL)))


def _tabel(name: str, rows: list[Vergelijking], leeg: str = "") -> Tabel:
    heads = (
        Kolom("Wat"),
        Kolom("Uit de delen", "getal"),
        Kolom("Gepubliceerd", "getal"),
        Kolom("Verschil", "getal"),
    )
    return Tabel(
        name, heads, tuple(map(_rij, rows)), leeg=leeg or "Er is niets vergeleken.", bijschrift_zichtbaar=False
    )


def _rij(one: Vergelijking) -> tuple[Cel | str, ...]:
    share = one.rekenwijze == "procent"
    sources = "; ".join(dict.fromkeys(part.bron for part in one.delen))
    counted = _getal(one.berekend, share)
    if one.uitkomst is None or one.verschil is None:
        return (Cel(one.naam, onder=f"{_som(one)}. Bron: {sources}"), counted, "geen eigen totaal", "–")
    below = f"{_som(one)}. Bron van de delen: {sources}. Bron van het cijfer: {one.uitkomst.bron}"
    difference = _getal(abs(one.verschil), share) if one.verschil else "geen"
    allowed = f"mag {getal(one.marge, _decimalen(one.marge))} zijn"
    return (
        Cel(one.naam, onder=below),
        counted,
        waarde(one.uitkomst),
        Cel(difference, toon="negatief" if one.strijdig else None, onder=allowed),
    )


def _getal(value: Decimal, share: bool) -> str:
    return percentage(value, 2) if share else getal(value)


def _decimalen(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _som(one: Vergelijking) -> str:
    if len(one.delen) > HOOGSTENS:
        return f"{HOE[one.rekenwijze]}, {telwoord(len(one.delen), 'deel', 'delen')}"
    signs = TEKENS.get(one.rekenwijze, ("", *[" + "] * (len(one.delen) - 1)))
    return "".join(f"{sign}{_deel(part)}" for sign, part in zip(signs, one.delen, strict=True))


def _deel(part: Gepubliceerd | Noemer) -> str:
    if isinstance(part, Noemer):
        return f"{getal(part.inwoners)} inwoners van {jaren(part.groep)} op {dag_kort(part.peildatum)}"
    return waarde(part)


def _lijst(rows: list[Gepubliceerd]) -> Lijst[Gepubliceerd]:
    return Lijst(
        TITEL,
        (
            Veld("onderwerp", "Onderwerp", naam),
            Veld("maat", "Van", lambda one: one.maat),
            Veld("gebied", "Gebied", lambda one: one.gebied),
            Veld("periode", "Periode", lambda one: one.periode, cel=lambda one: periodenaam(one.periode)),
            Veld("waarde", "Cijfer", lambda one: float(one.waarde), "getal", cel=waarde),
            Veld("eenheid", "Eenheid", lambda one: one.eenheid),
            Veld("afronding", "Afgerond", afronding),
            Veld("bron", "Bron", lambda one: one.bron),
            Veld("zekerheid", "Zekerheid", lambda one: one.zekerheid),
        ),
        rows,
        bestand="gepubliceerde-cijfers",
        leeg="Er zijn geen gepubliceerde cijfers.",
        bijschrift_zichtbaar=False,
    )
