# SPDX-License-Identifier: EUPL-1.2
"""
What a letter says, in plain Dutch (B1), as data for the template. Pure: what was decided in, text out.

A parent is spoken to with "u", a youth with "je". No number of a person is in it, and no address but that of whoever
gets it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from jeugdregio.besluiten.values import (
    AFWIJZING,
    GEDEELTELIJK,
    HERZIENING,
    INTREKKING,
    PGB,
    Ontvanger,
    Termijn,
    Voorziening,
    beroepstermijn,
    bezwaartermijn,
)
from jeugdregio.components.templatetags.componenten import cent, datum, getal

U = {"u": "u", "U": "U", "uw": "uw", "kunt_u": "Kunt u", "wilt_u": "Wilt u", "bent_u": "Bent u", "hebt_u": "Hebt u"}
JIJ = {"u": "je", "U": "Je", "uw": "je", "kunt_u": "Kun je", "wilt_u": "Wil je", "bent_u": "Ben je", "hebt_u": "Heb je"}
GEGEVENS_ONTBREKEN = "Dat lukt nog niet, want er ontbreken gegevens."
ZONDER_GEGEVENS = (
    "Zonder deze gegevens moeten wij beslissen met wat wij wel weten. Of wij nemen de aanvraag niet in behandeling."
)
TE_LAAT = (
    "Het bezwaar kwam na de laatste dag. Was daar een goede reden voor? Schrijf ons die reden dan zo snel mogelijk. "
    "Zonder goede reden kunnen wij het bezwaar niet behandelen."
)
COMMISSIE = "Een commissie van mensen die niet bij de gemeente werken, geeft ons advies."
GEEN_COMMISSIE = "Iemand van de gemeente die het besluit niet heeft gemaakt, behandelt het bezwaar."
VERTROUWENSPERSOON = (
    "{wilt_u} eerst praten met iemand die niet bij de gemeente werkt? Een vertrouwenspersoon helpt gratis. Kijk op "
    "www.jeugdstem.nl."
)
EURO = "83"


@dataclass(frozen=True)
class Deel:
    """One part of a letter: a heading, paragraphs, facts side by side, points, and paragraphs after those."""

    kop: str
    alineas: Sequence[str] = ()
    feiten: Sequence[tuple[str, str]] = ()
    punten: Sequence[str] = ()
    slot: Sequence[str] = ()


@dataclass(frozen=True)
class Briefgegevens:
    """What every letter knows: who writes, about whom, and the number and day on it."""

    gemeente: str
    kind: str
    roepnaam: str
    kenmerk: str
    dag: date
    aan: Ontvanger

    @property
    def jij(self) -> bool:
        """Whether the youth is spoken to."""
        return self.aan.is_jeugdige


@dataclass(frozen=True)
class Besluitgegevens:
    """What was decided, as a letter says it. `gevraagd_op` is the day of the request."""

    soort: str
    gevraagd_op: date
    grondslag: str
    motivering: str
    aanbieder: str
    beoordeling: Sequence[tuple[str, str]] = ()
    voorzieningen: Sequence[Voorziening] = ()
    ingang: date | None = None
    oud: Sequence[Voorziening] = field(default=())
    oud_van: date | None = None
    """The day of the decision that this one replaces."""
    gegrond_op: date | None = None
    """The day on which an objection against that was found right; then an appeal is open, and no objection."""


def beschikking(brief: Briefgegevens, besluit: Besluitgegevens) -> dict[str, Any]:
    """The decision itself, with the last day to object worked out for this day of sending."""
    parts = [
        Deel("", [_aanleiding(brief, besluit)]),
        _wat(brief, besluit),
        *([was] if (was := _eerst(brief, besluit)) else []),
        Deel(
            "Waarom besluiten wij dit?",
            [besluit.motivering],
            [(area, text) for area, text in besluit.beoordeling if text],
        ),
    ]
    parts += [
        part
        for part in (_verder_natura(brief, besluit), _verder_pgb(brief, besluit), _verder_zonder(brief, besluit))
        if part
    ]
    parts += [_beroep(brief) if besluit.gegrond_op else _bezwaar(brief), _slot(brief, besluit.grondslag)]
    return _brief(brief, _titel(brief, besluit), parts)


def vraag_om_aanvulling(brief: Briefgegevens, *, vraag: str, uiterlijk: date, termijn: Termijn) -> dict[str, Any]:
    """The request for completion: what is missing, by when, and what that does with the day of deciding."""
    z = _zinnen(brief)
    parts = [
        Deel("", [z(f"Wij willen een besluit nemen over de hulp voor {_over(brief)}.", GEGEVENS_ONTBREKEN)]),
        Deel(
            "Wat hebben wij nodig?",
            [
                vraag,
                z(f"Stuur dit uiterlijk op **{datum(uiterlijk)}**. Lukt dat niet? Laat het ons weten voor die dag."),
            ],
        ),
        Deel(
            "Wat betekent dit voor de tijd?",
            [
                z(
                    "De tijd die wij hebben om te beslissen, staat stil tot wij {uw} gegevens hebben. Komt er niets,",
                    f"dan loopt de tijd weer door na {datum(uiterlijk)}. Wij beslissen dan uiterlijk op",
                    f"**{datum(termijn.laatste_dag)}**. Zijn de gegevens er eerder, dan beslissen wij ook eerder.",
                ),
                ZONDER_GEGEVENS,
            ],
        ),
        _slot(brief, "artikel 4:5 en 4:15 van de Algemene wet bestuursrecht"),
    ]
    return _brief(brief, "Wij hebben nog gegevens nodig", parts)


def verlenging(brief: Briefgegevens, *, waarom: str, oud: date, termijn: Termijn) -> dict[str, Any]:
    """The notice that a decision comes later: the old and the new last day, and why."""
    z = _zinnen(brief)
    parts = [
        Deel(
            "",
            [
                z(
                    f"Wij zouden uiterlijk op {datum(oud)} beslissen over de hulp voor {_over(brief)}. Dat lukt niet.",
                    f"Dat spijt ons. Wij beslissen uiterlijk op **{datum(termijn.laatste_dag)}**.",
                )
            ],
        ),
        Deel("Waarom duurt het langer?", [waarom]),
        Deel(
            "Komt het besluit dan nog niet?",
            [
                z(
                    "Stuur ons dan een brief waarin staat dat wij te laat zijn. Wij hebben daarna twee weken om te",
                    "beslissen. Beslissen wij dan nog niet, dan betalen wij een bedrag voor elke dag erna.",
                )
            ],
        ),
        _slot(brief, "artikel 4:14 van de Algemene wet bestuursrecht"),
    ]
    return _brief(brief, "Ons besluit komt later", parts)


def ontvangst_bezwaar(
    brief: Briefgegevens, *, ontvangen: date, besluit_van: date, termijn: Termijn, commissie: bool, op_tijd: bool
) -> dict[str, Any]:
    """The receipt of an objection: what happens now and by when there is a decision."""
    z = _zinnen(brief)
    parts = [
        Deel(
            "",
            [
                z(
                    f"Op {datum(ontvangen)} kregen wij {{uw}} bezwaar tegen ons besluit van {datum(besluit_van)} over",
                    f"de hulp voor {_over(brief)}.",
                ),
                *([] if op_tijd else [z(TE_LAAT)]),
            ],
        ),
        Deel(
            "Wat gebeurt er nu?",
            [
                COMMISSIE if commissie else GEEN_COMMISSIE,
                z("Wij nodigen {u} uit om {uw} bezwaar uit te leggen. {U} mag iemand meenemen."),
                z(
                    f"Wij beslissen uiterlijk op **{datum(termijn.laatste_dag)}**. Hebben wij meer tijd nodig, dan",
                    "krijgt {u} daarover een brief." if not brief.jij else "krijg je daarover een brief.",
                ),
            ],
        ),
        Deel("En ons besluit?", ["Ons besluit blijft gelden zolang wij het bezwaar behandelen."]),
        _slot(brief, "artikel 6:14 en 7:10 van de Algemene wet bestuursrecht"),
    ]
    return _brief(brief, "Wij hebben het bezwaar ontvangen", parts)


# --- parts ----------------------------------------------------------------------------------------------------------


def _zinnen(brief: Briefgegevens) -> Callable[..., str]:
    """Sentences joined, with {u}, {U}, {uw} and {kunt_u} said to a parent or to a youth."""
    words = JIJ if brief.jij else U

    def join(*zinnen: str) -> str:
        text = " ".join(zinnen)
        for name, word in words.items():
            text = text.replace("{" + name + "}", word)
        return text

    return join


def _over(brief: Briefgegevens) -> str:
    return "jou" if brief.jij else brief.roepnaam


def _titel(brief: Briefgegevens, besluit: Besluitgegevens) -> str:
    whom = "jou" if brief.jij else brief.roepnaam
    match besluit.soort:
        case str(kind) if kind == AFWIJZING:
            return f"Wij geven geen hulp voor {whom}"
        case str(kind) if kind == INTREKKING:
            return f"De hulp voor {whom} stopt"
        case str(kind) if kind == HERZIENING:
            return f"De hulp voor {whom} verandert" if besluit.oud else f"Er komt toch hulp voor {whom}"
        case str(kind) if kind == GEDEELTELIJK:
            return f"Er komt hulp voor {whom}, voor een deel van de vraag"
        case _:
            return f"Er komt hulp voor {whom}"


def _aanleiding(brief: Briefgegevens, besluit: Besluitgegevens) -> str:
    z = _zinnen(brief)
    if besluit.gegrond_op and besluit.oud_van:
        return z(
            f"Er kwam bezwaar tegen ons besluit van {datum(besluit.oud_van)}. Op {datum(besluit.gegrond_op)} gaven",
            "wij dat bezwaar gelijk, helemaal of voor een deel. Daarom nemen wij een nieuw besluit. Dat komt in de",
            "plaats van het oude. In deze brief staat wat wij besluiten, en waarom.",
        )
    if besluit.soort == HERZIENING and not besluit.oud and besluit.oud_van:
        return (
            f"Op {datum(besluit.oud_van)} besloten wij dat er geen hulp kwam. Wij hebben opnieuw gekeken wat nodig is. "
            "Daarom nemen wij een nieuw besluit. In deze brief staat wat er verandert, en waarom."
        )
    if besluit.soort in (INTREKKING, HERZIENING):
        return (
            f"{'Je krijgt' if brief.jij else f'{brief.roepnaam} krijgt'} hulp via de gemeente. Wij hebben opnieuw "
            "gekeken wat nodig is. In deze brief staat wat er verandert, en waarom."
        )
    who = "Je" if brief.jij else "U"
    return (
        f"{who} vroeg op {datum(besluit.gevraagd_op)} om hulp. Wij hebben samen gekeken wat nodig is. In deze brief "
        "staat wat wij besluiten, en waarom."
    )


def _wat(brief: Briefgegevens, besluit: Besluitgegevens) -> Deel:
    if besluit.soort == AFWIJZING:
        return Deel("Wat besluiten wij?", ["Wij geven de gevraagde hulp niet."])
    if besluit.soort == INTREKKING:
        assert besluit.ingang is not None
        last = besluit.ingang - timedelta(days=1)
        who = "Je krijgt" if brief.jij else f"{brief.roepnaam} krijgt"
        return Deel(
            "Wat besluiten wij?",
            [f"{who} deze hulp tot en met **{datum(last)}**. Daarna stopt de hulp."],
            _feiten(besluit.oud, besluit.aanbieder, periode=False),
        )
    who = "Je krijgt" if brief.jij else f"{brief.roepnaam} krijgt"
    partly = (
        ["Niet alles wat is gevraagd, is toegekend. Hieronder staat waarom niet."]
        if besluit.soort == GEDEELTELIJK
        else []
    )
    return Deel(
        "Wat besluiten wij?",
        [f"{who} deze hulp:"],
        _feiten(besluit.voorzieningen, besluit.aanbieder),
        slot=partly,
    )


def _eerst(brief: Briefgegevens, besluit: Besluitgegevens) -> Deel | None:
    """With a revision: what held until now, to lay beside it."""
    if besluit.soort != HERZIENING or not besluit.oud:
        return None
    from_day = f" van {datum(besluit.oud_van)}" if besluit.oud_van else ""
    return Deel(
        "Wat was het eerst?",
        [f"Dit nieuwe besluit komt in de plaats van ons besluit{from_day}. Daarin stond:"],
        _feiten(besluit.oud, besluit.aanbieder),
    )


def _feiten(every: Sequence[Voorziening], aanbieder: str, *, periode: bool = True) -> list[tuple[str, str]]:
    found = []
    for one in every:
        found.append(("Welke hulp", one.omschrijving))
        if one.vorm == PGB:
            found.append(("Hoe", f"Met een persoonsgebonden budget (pgb) van {cent(one.budget_cent)}"))
        else:
            found.append(("Van wie", aanbieder or "de aanbieder"))
            found.append(("Hoeveel", omvang(one)))
        if periode:
            found.append(("Vanaf", datum(one.van)))
            last = one.tot - timedelta(days=1) if one.tot else None
            found.append(("Tot en met", datum(last) if last else "Er is nog geen laatste dag afgesproken"))
    return found


def omvang(one: Voorziening) -> str:
    """How much, in words: "2 uur per week", or an amount for the whole period."""
    if one.volume is None:
        return f"Voor ten hoogste {cent(one.budget_cent)} in deze periode"
    often = {"1": "per dag", "2": "per week", "4": "per maand", "6": "in de hele periode"}[one.frequentie]
    if one.eenheid == EURO:
        return f"Voor ten hoogste {cent(one.volume)} {often}"
    return f"{getal(one.volume)} {_meervoud(one.volume, one.eenheid)} {often}"


def _meervoud(aantal: int, eenheid: str) -> str:
    words = {"01": ("minuut", "minuten"), "04": ("uur", "uur"), "14": ("dag", "dagen"), "16": ("dagdeel", "dagdelen")}
    single, many = words.get(eenheid, ("keer", "keer"))
    return single if aantal == 1 else many


def _verder_natura(brief: Briefgegevens, besluit: Besluitgegevens) -> Deel | None:
    found = [one for one in besluit.voorzieningen if one.vorm != PGB]
    if not found:
        return None
    whom = "jou" if brief.jij else "u"
    texts = [f"{besluit.aanbieder or 'De aanbieder'} weet van dit besluit en neemt contact op met {whom}."]
    weeks = max((one.wachttijd_weken or 0 for one in found), default=0)
    if weeks:
        texts.append(
            f"Er is nu een wachttijd van ongeveer {weeks} {'week' if weeks == 1 else 'weken'}. Gaat het intussen "
            f"slechter, of duurt het langer? Laat het ons weten. Dan zoeken wij samen met {whom} een andere oplossing."
        )
    return Deel("Hoe gaat het nu verder?", texts)


def _verder_pgb(brief: Briefgegevens, besluit: Besluitgegevens) -> Deel | None:
    if not any(one.vorm == PGB for one in besluit.voorzieningen):
        return None
    z = _zinnen(brief)
    return Deel(
        "Hoe werkt het pgb?",
        [
            z(
                "De Sociale Verzekeringsbank (SVB) bewaart het geld en betaalt de hulpverlener. Het geld komt niet op",
                "{uw} eigen rekening.",
            )
        ],
        punten=[
            z("{U} maakt afspraken met de hulpverlener. Die staan in een zorgovereenkomst."),
            "De zorgovereenkomst gaat naar de SVB. Pas daarna kan de SVB betalen.",
            "De hulpverlener stuurt elke maand een rekening.",
            "Verandert er iets? Vertel het meteen aan ons en aan de SVB.",
        ],
    )


def _verder_zonder(brief: Briefgegevens, besluit: Besluitgegevens) -> Deel | None:
    if besluit.soort != AFWIJZING:
        return None
    z = _zinnen(brief)
    return Deel(
        "Wat kan wel?",
        [
            z(
                f"Wij willen dat {'jij' if brief.jij else brief.roepnaam} verder kan. Het wijkteam of het Centrum voor",
                "Jeugd en Gezin denkt met {u} mee. Verandert er iets? Vraag dan opnieuw om hulp. Dat mag altijd.",
            )
        ],
    )


def _bezwaar(brief: Briefgegevens) -> Deel:
    last = bezwaartermijn(brief.dag).laatste_dag
    z = _zinnen(brief)
    return Deel(
        z("{bent_u} het niet eens met dit besluit?"),
        [
            z(
                "Bel ons gerust eerst. Vaak komen wij er samen uit.",
                f"{{U}} kunt ook bezwaar maken. Dat kan tot en met **{datum(last)}**. Stuur een brief aan het",
                f"college van burgemeester en wethouders van {brief.gemeente}. Zet daarin:",
            )
        ],
        punten=[
            z("{uw} naam en adres"),
            z("de datum waarop {u} de brief schrijft"),
            f"dat het gaat om het besluit met kenmerk {brief.kenmerk}",
            z("waarom {u} het er niet mee eens bent"),
            z("{uw} handtekening"),
        ],
        slot=[
            z(
                "Het besluit geldt ook zolang wij het bezwaar behandelen. {kunt_u} daar niet op wachten? Vraag dan de",
                "rechter om een voorlopige voorziening. Dat kan alleen als er ook bezwaar is gemaakt.",
            ),
            z(VERTROUWENSPERSOON),
        ],
    )


def _beroep(brief: Briefgegevens) -> Deel:
    """After an objection the way is to the court (Awb 7:1 lid 2 and 8:1)."""
    last = beroepstermijn(brief.dag).laatste_dag
    z = _zinnen(brief)
    return Deel(
        z("{bent_u} het niet eens met dit besluit?"),
        [
            z(
                "Bel ons gerust eerst. Vaak komen wij er samen uit.",
                f"{{U}} kunt ook naar de rechter gaan. Dat heet beroep. Dat kan tot en met **{datum(last)}**. Stuur",
                "een brief aan de rechtbank. Op rechtspraak.nl staat welke rechtbank dat is. Zet in de brief:",
            )
        ],
        punten=[
            z("{uw} naam en adres"),
            z("de datum waarop {u} de brief schrijft"),
            f"dat het gaat om het besluit van de gemeente {brief.gemeente} met kenmerk {brief.kenmerk}",
            z("waarom {u} het er niet mee eens bent"),
            z("{uw} handtekening"),
        ],
        slot=[
            "Stuur een kopie van dit besluit mee. De rechtbank vraagt er geld voor. Dat heet griffierecht.",
            z(
                "Het besluit geldt ook zolang de rechter het behandelt. {kunt_u} daar niet op wachten? Vraag dan de",
                "rechter om een voorlopige voorziening.",
            ),
            z(VERTROUWENSPERSOON),
        ],
    )


def _slot(brief: Briefgegevens, grondslag: str) -> Deel:
    z = _zinnen(brief)
    return Deel(
        z("{hebt_u} vragen?"),
        [z(f"Bel of mail {{uw}} contactpersoon bij de gemeente. Noem daarbij kenmerk {brief.kenmerk}.")],
        slot=[f"Deze brief steunt op deze regels: {grondslag.rstrip('.')}."],
    )


def _brief(brief: Briefgegevens, titel: str, delen: Sequence[Deel]) -> dict[str, Any]:
    return {
        "titel": titel,
        "afzender": f"Gemeente {brief.gemeente}",
        "aan": [brief.aan.naam, *brief.aan.adres],
        "kenmerken": [
            ["Datum", datum(brief.dag)],
            ["Kenmerk", brief.kenmerk],
            ["Gaat over", brief.kind],
        ],
        "aanhef": f"Beste {brief.aan.naam},",
        "delen": [
            {
                "kop": one.kop,
                "alineas": [str(text) for text in one.alineas],
                "feiten": [list(pair) for pair in one.feiten],
                "punten": list(one.punten),
                "slot": list(one.slot),
            }
            for one in delen
        ],
        "ondertekening": f"namens burgemeester en wethouders van {brief.gemeente}",
    }
