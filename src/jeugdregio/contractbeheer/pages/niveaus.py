# SPDX-License-Identifier: EUPL-1.2
"""On which level a form of care is bought, and what a scale-down costs: both show what they are based on."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import bedrag_kort, dag_kort, verschil_cent
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Tabel, Toon
from jeugdregio.contractbeheer import actions, queries
from jeugdregio.contractbeheer.gegevens import niveauregels
from jeugdregio.contractbeheer.models import Afbouw, Zorgvorm
from jeugdregio.contractbeheer.niveaus import NIVEAUS, Indeling, deel_in
from jeugdregio.contractbeheer.pages.opmaak import (
    REGIO,
    Blad,
    Deel,
    Namen,
    Rijformulier,
    dagveld,
    euroveld,
    in_cent,
    pad,
    tekstveld,
    tiende,
    toon,
)
from jeugdregio.contractbeheer.ramingen import Aannames, Raming, raam
from jeugdregio.contractbeheer.verschuiving import Verschuiving
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis, machtiging, vraagt

TONEN: dict[str, Toon] = {
    "lokaal": "positief",
    "regionaal": "info",
    "bovenregionaal": "waarschuwing",
    "landelijk": "negatief",
}
NIEMAND = "geen"


class Zorgvormformulier(Rijformulier):
    """A form of care to classify; a decision against the rule has a reason."""

    naam = tekstveld("Zorgvorm", "Zoals in de inkoop.", 120)
    clienten = forms.IntegerField(
        label="Cliënten per jaar in de regio",
        required=False,
        min_value=0,
        max_value=99_999,
        help_text="Leeg laten als u het niet weet.",
    )
    ordening = forms.ChoiceField(
        label="Hoe is het aanbod georganiseerd?",
        required=False,
        choices=Zorgvorm.Ordening.choices,
        help_text="Nu, in de praktijk.",
    )
    specialisme = forms.ChoiceField(
        label="Hoe specialistisch is de hulp?",
        required=False,
        choices=Zorgvorm.Specialisme.choices,
        help_text="Bij twijfel: onbekend.",
    )
    besluit = forms.ChoiceField(
        label="Ander niveau dan de regel",
        required=False,
        choices=[("", "Nee, de regel beslist"), *((one, one) for one in NIVEAUS)],
        help_text="Alleen als de regio anders heeft besloten.",
    )
    reden = tekstveld("Reden van dat besluit", "Nodig bij een ander niveau.", 400, nodig=False)
    bron = tekstveld("Bron", "Waar deze feiten staan.", 200)
    zekerheid = forms.ChoiceField(
        label="Zekerheid",
        choices=[(one, one) for one in ("hoog", "middel", "laag")],
        help_text="Hoe zeker de feiten zijn.",
    )

    def clean(self) -> dict[str, object]:
        """A decision has a reason."""
        data = super().clean()
        if data.get("besluit") and not data.get("reden"):
            self.add_error("reden", "Schrijf op waarom de regio van de regel afwijkt.")
        return data


@vraagt(Recht.CONTRACTBEHEER_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def niveaus(request: HttpRequest) -> HttpResponse:
    """Every form of care with its level and why; a POST adds one."""
    wie, fault = machtiging(request), ""
    form = Zorgvormformulier(request.POST or None)
    if request.method == "POST":
        eis(wie, Recht.CONTRACTEN_BEHEREN)
        if form.is_valid():
            try:
                actions.leg_vast([form.rij(Zorgvorm)], on_behalf_of=wie)
            except actions.NietVastTeLeggen as refusal:
                fault = str(refusal)
            else:
                messages.success(request, "De zorgvorm is ingedeeld.")
                return redirect("niveaus")
    sheet = _forms_of_care(wie)
    if file := sheet.als_bestand(request):
        return file
    table = niveauregels()
    parts: tuple[Deel, ...] = (
        Deel(links=(("Wat het kost om plaatsen te sluiten", reverse("afbouw")),)),
        Deel("Zorgvormen", lijst=sheet.blad(request)),
        Deel(
            "De regel",
            (f"{table['uitgangspunt']} ({table['bron_uitgangspunt']}). De eerste regel die past, beslist.",),
            tabel=_rules(),
        ),
    )
    if wie.mag(Recht.CONTRACTEN_BEHEREN):
        parts += (Deel("Een zorgvorm indelen", formulier=form, doe="zorgvorm", knop="Deel in"),)
    page = Blad("Niveaus", "Op welk niveau een zorgvorm wordt ingekocht, en waarom.", parts, fout=fault)
    return toon(request, page, pad("Niveaus"), fout=bool(form.errors))


def _forms_of_care(wie: Machtiging) -> Lijst[tuple[Zorgvorm, Indeling]]:
    with namens(wie):
        rows = list(Zorgvorm.objects.filter(regio=REGIO))
    found = [
        (
            row,
            deel_in(
                clienten=row.clienten,
                ordening=row.ordening,
                specialisme=row.specialisme,
                besluit=row.besluit,
                reden=row.reden,
            ),
        )
        for row in rows
    ]

    def level(one: tuple[Zorgvorm, Indeling]) -> Cel:
        _, where = one
        below = f"volgens de regel: {where.volgens_regel}" if where.volgens_regel else ""
        return Cel(where.niveau.capitalize(), toon=TONEN[where.niveau], onder=below)

    return Lijst(
        "Zorgvormen",
        (
            Veld("naam", "Zorgvorm", lambda one: one[0].naam, cel=lambda one: Cel(one[0].naam, onder=one[0].bron)),
            Veld("niveau", "Niveau", lambda one: one[1].niveau, cel=level),
            Veld("waarom", "Waarom", lambda one: ". ".join(one[1].redenen)),
            Veld("bron", "Bron van de regel", lambda one: one[1].bron),
            Veld("zekerheid", "Zekerheid van de feiten", lambda one: one[0].zekerheid),
        ),
        found,
        bestand="niveaus",
        van_zelf="naam",
        leeg="Er is nog geen zorgvorm ingedeeld. Deel er een in onderaan deze pagina.",
        bijschrift_zichtbaar=False,
    )


def _rules() -> Tabel:
    words = {"ordening": "aanbod", "specialisme": "hulp", "clienten_onder": "cliënten per jaar minder dan"}
    choices = dict(Zorgvorm.Ordening.choices) | dict(Zorgvorm.Specialisme.choices)

    def when(asked: dict[str, list[str] | int]) -> str:
        said = [
            f"{words[key]} {value}"
            if isinstance(value, int)
            else f"{words[key]}: {' of '.join(choices[v] for v in value)}"
            for key, value in asked.items()
        ]
        return "; ".join(said) or "in alle andere gevallen"

    return Tabel(
        "Regels",
        (Kolom("Als"), Kolom("Dan"), Kolom("Bron")),
        tuple(
            (when(one["als"]), one["niveau"], Cel(one["bron"], onder=f"zekerheid {one['zekerheid']}"))
            for one in niveauregels()["regels"]
        ),
        bijschrift_zichtbaar=False,
    )


class Afbouwformulier(Rijformulier):
    """The assumptions of a scale-down."""

    aanbieder = forms.ChoiceField(label="Aanbieder", help_text="Wie de plaatsen sluit.")
    naam = tekstveld("Wat sluit er?", "Bijvoorbeeld: groep De Es, behandelgroep.", 120)
    van = dagveld("Vanaf", "De dag waarop de afbouw begint.")
    plaatsen = forms.IntegerField(
        label="Plaatsen", min_value=1, max_value=1000, help_text="Hoeveel plaatsen er sluiten."
    )
    bezetting = forms.IntegerField(
        label="Bezetting in procenten", min_value=0, max_value=100, help_text="Hoe vol ze nu gemiddeld zijn."
    )
    tarief = euroveld("Tarief per etmaal (euro)", "Wat de regio per plaats per dag betaalt.")
    vast = euroveld(
        "Vaste kosten per plaats per jaar (euro)", "Gebouw en nachtdienst: wat doorloopt als een bed leeg is."
    )
    banen = forms.DecimalField(
        label="Banen die vervallen",
        min_value=0,
        max_digits=5,
        decimal_places=1,
        help_text="Volledige banen, met één decimaal.",
    )
    ontslag = euroveld("Kosten per vervallen baan (euro)", "Ontslag, omscholing en bemiddeling.")
    boekwaarde = euroveld("Boekwaarde van het gebouw (euro)", "Wat in één keer wordt afgeschreven. Mag nul zijn.")
    vervanging = euroveld(
        "Andere hulp per kind per jaar (euro)", "Wat ervoor in de plaats komt, bijvoorbeeld pleegzorg."
    )
    maanden = forms.IntegerField(
        label="Duur in maanden", min_value=1, max_value=120, help_text="Hoe lang de afbouw duurt."
    )
    beschikbaarheid = forms.BooleanField(
        label="De regio betaalt de vaste kosten tijdens de afbouw",
        required=False,
        help_text="Zonder vinkje rekent de raming met plaatsen die weer vol raken.",
    )
    visie = tekstveld("Klopt de visie?", "Waarom dit beter is voor kinderen.", 400, rijen=2)
    werking = tekstveld("Gaat het werken?", "Waarom het lukt: wie de kinderen opvangt.", 400, rijen=2)
    bron = tekstveld("Bron van de aannames", "Wie ze gaf, met datum.", 200)

    def afbouw(self, door: str) -> Afbouw:
        """The row."""
        data = self.cleaned_data
        return Afbouw(
            aanbieder=data["aanbieder"],
            naam=data["naam"],
            vanaf=data["van"],
            plaatsen=data["plaatsen"],
            bezetting_promille=data["bezetting"] * 10,
            tarief_cent=in_cent(data["tarief"]),
            vast_cent=in_cent(data["vast"]),
            banen_tiende=int(data["banen"] * 10),
            ontslag_cent=in_cent(data["ontslag"]),
            boekwaarde_cent=in_cent(data["boekwaarde"]),
            vervanging_cent=in_cent(data["vervanging"]),
            beschikbaarheid=data["beschikbaarheid"],
            maanden=data["maanden"],
            visie=data["visie"],
            werking=data["werking"],
            bron=data["bron"],
            door=door,
        )


@vraagt(Recht.CONTRACTBEHEER_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def afbouw(request: HttpRequest) -> HttpResponse:
    """Every scale-down with its estimate, both with and without availability money; a POST adds one."""
    wie = machtiging(request)
    form = Afbouwformulier(request.POST or None)
    form.kies("aanbieder", Namen().aanbiederkeuzes)
    if request.method == "POST":
        eis(wie, Recht.CONTRACTEN_BEHEREN)
        if form.is_valid():
            actions.leg_vast([form.afbouw(request.user.get_username())], on_behalf_of=wie)
            messages.success(request, "De raming is vastgelegd.")
            return redirect("afbouw")
    with namens(wie):
        rows = list(Afbouw.objects.filter(regio=REGIO))
    made = [(row, raam(aannames(row)), raam(aannames(row, omgekeerd=True))) for row in rows]
    parts = tuple(_scale_down(*one) for one in made) or (
        Deel(tekst=("Er is nog geen afbouw vastgelegd. Vul de aannames in onderaan deze pagina.",)),
    )
    parts += (_shift(queries.verschuiving(timezone.localdate(), on_behalf_of=wie)),)
    if wie.mag(Recht.CONTRACTEN_BEHEREN):
        parts += (Deel("Een afbouw ramen", formulier=form, doe="afbouw", knop="Raam en leg vast"),)
    page = Blad(
        "Afbouw van plaatsen",
        "Wat het kost om plaatsen te sluiten, en wat er gebeurt als niemand de leegstand betaalt.",
        parts,
        cijfers=(
            Kerncijfer(
                "Frictiekosten", bedrag_kort(sum(one.frictie_cent for _, one, _ in made)), "van alle afbouw samen"
            ),
            Kerncijfer("Plaatsen", getal(sum(row.plaatsen for row in rows)), "die sluiten"),
        ),
    )
    return toon(request, page, pad("Afbouw"), fout=bool(form.errors))


def aannames(row: Afbouw, *, omgekeerd: bool = False) -> Aannames:
    """The assumptions of a row; `omgekeerd` with availability money the other way."""
    return Aannames(
        plaatsen=row.plaatsen,
        bezetting_promille=row.bezetting_promille,
        tarief_cent=row.tarief_cent,
        vast_cent=row.vast_cent,
        banen_tiende=row.banen_tiende,
        ontslag_cent=row.ontslag_cent,
        boekwaarde_cent=row.boekwaarde_cent,
        vervanging_cent=row.vervanging_cent,
        beschikbaarheid=row.beschikbaarheid is not omgekeerd,
        maanden=row.maanden,
    )


def _scale_down(row: Afbouw, chosen: Raming, other: Raming) -> Deel:
    paid, unpaid = (chosen, other) if row.beschikbaarheid else (other, chosen)
    names = Namen()

    def pays(one: Raming) -> str:
        months = one.terugverdien_maanden
        return "verdient zich niet terug" if months is None else f"na {months} maanden terugverdiend"

    rows: tuple[tuple[str, Callable[[Raming], str]], ...] = (
        ("Frictie: ontslag", lambda one: bedrag_kort(one.ontslag_cent)),
        ("Frictie: boekwaarde", lambda one: bedrag_kort(one.boekwaarde_cent)),
        ("Leegstand tijdens de afbouw", lambda one: f"{bedrag_kort(one.leegstand_cent)}, voor {_payer(one)}"),
        ("Zorg die stopt, per jaar", lambda one: bedrag_kort(one.opbrengst_cent)),
        ("Andere hulp, per jaar", lambda one: bedrag_kort(one.vervanging_cent)),
        ("Plaatsen die weer vol raken", lambda one: getal(one.opvulling)),
        ("Wat die kosten, per jaar", lambda one: bedrag_kort(one.opvulling_cent)),
        ("Besparing per jaar", lambda one: bedrag_kort(one.besparing_cent)),
        ("Betaalt het zich?", pays),
    )
    lines = tuple((name, write(paid), write(unpaid)) for name, write in rows)
    table = Tabel(
        f"Raming van {row.naam}",
        (Kolom("Wat"), Kolom("Met beschikbaarheidsgeld"), Kolom("Zonder")),
        lines,
        bijschrift_zichtbaar=False,
    )
    last = "met" if row.beschikbaarheid else "zonder"
    return Deel(
        f"{row.naam}, {names.aanbieder(row.aanbieder)}",
        (
            f"Klopt de visie? {row.visie}",
            f"Gaat het werken? {row.werking}",
            (
                f"Aannames: {row.plaatsen} plaatsen, {row.bezetting_promille // 10}% bezet, "
                f"{tiende(row.banen_tiende)} banen, {row.maanden} maanden vanaf {dag_kort(row.vanaf)}; tarief "
                f"{bedrag_kort(row.tarief_cent)} per etmaal, vast {bedrag_kort(row.vast_cent)} per plaats per jaar. "
                f"Gekozen: {last} beschikbaarheidsgeld. Bron: {row.bron}."
            ),
        ),
        tabel=table,
    )


def _payer(one: Raming) -> str:
    return "de regio" if one.beschikbaarheid else "de aanbieder"


def _shift(found: Verschuiving) -> Deel:
    """Euros per segment and quarter: whether money moves to lighter help."""
    heads = [f"{day.year}, kwartaal {day.month // 3 + 1}" for day in found.kwartalen]
    table = Tabel(
        "Verschuiving",
        (
            Kolom("Segment"),
            *(Kolom(head, "getal") for head in heads),
            Kolom("Verschil", "getal", "laatste met het vorige"),
        ),
        tuple(
            (
                segment or "Zonder profiel",
                *(bedrag_kort(cents) for cents in amounts),
                verschil_cent(found.verschil_cent(segment)),
            )
            for segment, amounts in found.per_segment.items()
        ),
        leeg="In deze kwartalen is nog niets toegekend.",
        bijschrift_zichtbaar=False,
    )
    text = "Toegekend, per kwartaal van de hulp. Het laatste kwartaal kan nog stijgen door latere declaraties."
    return Deel("Verschuift geld van zwaar naar licht?", (text,), tabel=table)
