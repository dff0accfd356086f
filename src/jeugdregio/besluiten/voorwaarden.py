# SPDX-License-Identifier: EUPL-1.2
"""
What has to hold before something may be decided, as a list of conditions with their articles. Pure.

The law says it; who decides answers the questions. What a condition does not hold for is refused with its article.
"""

from dataclasses import dataclass
from datetime import date

from jeugdregio.besluiten.values import Voorwaarde
from jeugdregio.components.templatetags.componenten import cent

HULP_NA_18 = 23
EIGEN_AANVRAAG, VERWIJZING, MAATREGEL, CRISIS = "eigen", "verwijzing", "maatregel", "crisis"


@dataclass(frozen=True)
class Pgbvraag:
    """
    What is known of a family that asks for a budget of its own (Jeugdwet 8.1.1).

    `maatregel`: a measure of the juvenile court, or care under a closed placement, runs. `informeel`: someone of the
    own network gives the help; `informeel_beter` is why that is better or cheaper.
    """

    maatregel: bool
    plan: bool
    kan_beheren: bool
    motivering: bool
    kwaliteit: bool
    budget_cent: int
    natura_cent: int | None
    informeel: bool = False
    informeel_beter: str = ""
    natura_uitleg: str = ""
    """How `natura_cent` was worked out, and from which tariff."""


IN_DE_WET_TOT = date(2015, 1, 1)


def _geen_maatregel(maatregel: bool, peildatum: date) -> Voorwaarde:
    """
    No budget under a measure (S72; 004 §4).

    The Jeugdwet said so when it was adopted (8.1.1 lid 2, Stb. 2014, 105); the Invoeringswet took it out before the law
    came into force. What is left is a choice of the region, and it says so.
    """
    if peildatum < IN_DE_WET_TOT:
        article, why = "Jeugdwet 8.1.1 lid 2 (Stb. 2014, 105)", "Kies zorg in natura."
    else:
        article = "Verordening jeugdhulp; eerder Jeugdwet 8.1.1 lid 2 (Stb. 2014, 105)"
        why = (
            "De regio geeft onder een maatregel geen pgb. Kies zorg in natura. De wet zelf verbiedt het sinds 2015 "
            "niet meer: staat het niet in uw verordening, vraag uw beheerder dan deze regel uit te zetten."
        )
    what = "Er is geen kinderbeschermingsmaatregel, jeugdreclassering of gesloten jeugdhulp"
    return Voorwaarde(article, what, not maatregel, why if maatregel else "")


def pgb(vraag: Pgbvraag, *, peildatum: date, pgb_bij_maatregel: bool = False) -> tuple[Voorwaarde, ...]:
    """
    The conditions of a budget of the family's own, each with whether it is met.

    `pgb_bij_maatregel`: the municipality gives one under a measure as well.
    """
    found = [] if pgb_bij_maatregel else [_geen_maatregel(vraag.maatregel, peildatum)]
    found += [
        Voorwaarde(
            "Jeugdwet 8.1.1 lid 2 onder a",
            "De ouders of de jeugdige kunnen het budget zelf of met hulp beheren",
            vraag.kan_beheren,
            "" if vraag.kan_beheren else "Zoek samen iemand die het budget kan beheren, of kies zorg in natura.",
        ),
        Voorwaarde(
            "Jeugdwet 8.1.1 lid 2 onder b",
            "Zij leggen uit waarom zorg in natura niet passend is",
            vraag.motivering and vraag.plan,
            "" if vraag.motivering and vraag.plan else "Vraag om een budgetplan met deze uitleg.",
        ),
        Voorwaarde(
            "Jeugdwet 8.1.1 lid 2 onder c",
            "De hulp die zij inkopen is van goede kwaliteit",
            vraag.kwaliteit,
            "" if vraag.kwaliteit else "Vraag wie de hulp geeft en hoe de kwaliteit goed blijft.",
        ),
        Voorwaarde(
            "Jeugdwet 8.1.1 lid 4 onder a",
            "Het budget is niet hoger dan wat hulp in natura kost" + _grens(vraag),
            vraag.natura_cent is None or vraag.budget_cent <= vraag.natura_cent,
            ""
            if vraag.natura_cent is None or vraag.budget_cent <= vraag.natura_cent
            else f"Verlaag het budget tot wat deze hulp in natura kost{_grens(vraag)}.",
        ),
    ]
    if vraag.informeel:
        found.append(
            Voorwaarde(
                "Jeugdwet 8.1.1 lid 3; verordening",
                "Hulp door iemand uit het eigen netwerk is beter, of even goed en goedkoper",
                bool(vraag.informeel_beter),
                "" if vraag.informeel_beter else "Schrijf op waarom deze hulp beter of goedkoper is.",
            )
        )
    return tuple(found)


def _grens(vraag: Pgbvraag) -> str:
    """The amount with its sum, when it is known."""
    if vraag.natura_cent is None:
        return ""
    return f": {cent(vraag.natura_cent)}" + (f" ({vraag.natura_uitleg})" if vraag.natura_uitleg else "")


@dataclass(frozen=True)
class Doorgang:
    """What is known of help that goes on after the eighteenth birthday (Jeugdwet 1.1, begrip jeugdige onder 3)."""

    loopt_voor_18: bool
    bepaald_voor_18: bool
    hervat_binnen_half_jaar: bool
    strafrecht: bool = False


def na_18(geboortedatum: date, einde: date | None, doorgang: Doorgang | None) -> tuple[Voorwaarde, ...]:
    """Whether help may run past eighteen, and never past twenty-three. Nothing when it ends before that birthday."""
    eighteen = _verjaardag(geboortedatum, 18)
    if einde is not None and einde <= eighteen:
        return ()
    ground = doorgang is not None and (
        doorgang.loopt_voor_18 or doorgang.bepaald_voor_18 or doorgang.hervat_binnen_half_jaar or doorgang.strafrecht
    )
    last = _verjaardag(geboortedatum, HULP_NA_18)
    short = einde is not None and einde <= last
    return (
        Voorwaarde(
            "Jeugdwet 1.1, jeugdige onder 3",
            "Na de 18e verjaardag kan de hulp alleen doorgaan als zij al liep, voor die dag nodig is gevonden, of "
            "binnen een half jaar wordt hervat",
            ground,
            "" if ground else f"Laat de hulp stoppen op {eighteen:%d-%m-%Y}, of kies waarom zij doorgaat.",
        ),
        Voorwaarde(
            "Jeugdwet 1.1, jeugdige onder 3",
            "De hulp stopt uiterlijk op de 23e verjaardag",
            short,
            "" if short else f"Kies een laatste dag voor {last:%d-%m-%Y}.",
        ),
    )


def _verjaardag(geboren: date, leeftijd: int) -> date:
    """The birthday; of someone born on 29 February the first of March in other years."""
    try:
        return geboren.replace(year=geboren.year + leeftijd)
    except ValueError:
        return date(geboren.year + leeftijd, 3, 1)


@dataclass(frozen=True)
class Kanaalregel:
    """What a channel asks of a decision: whether the municipality decides, on which ground, and how it goes."""

    kanaal: str
    besluit: bool
    grondslag: str
    uitleg: str


KANALEN = {
    EIGEN_AANVRAAG: Kanaalregel(
        EIGEN_AANVRAAG, True, "Jeugdwet 2.3 lid 1; verordening jeugdhulp",
        "De gemeente beslist op de aanvraag, binnen acht weken.",
    ),
    VERWIJZING: Kanaalregel(
        VERWIJZING, False, "Jeugdwet 2.6 lid 1 onder e",
        "De arts heeft verwezen; de gemeente neemt geen besluit. Wijs toe op het verzoek van de aanbieder (JW315).",
    ),
    MAATREGEL: Kanaalregel(
        MAATREGEL, False, "Jeugdwet 3.5 lid 1",
        "De gecertificeerde instelling bepaalde welke hulp nodig is. De gemeente zet die in en neemt geen besluit.",
    ),
    CRISIS: Kanaalregel(
        CRISIS, True, "Jeugdwet 2.6 lid 1 onder b; verordening jeugdhulp",
        "De hulp begint meteen. Het besluit volgt erna, en geldt vanaf de eerste dag met hulp.",
    ),
}  # fmt: skip


def kanaalregel(kanaal: str) -> Kanaalregel:
    """The rule of a channel by how its name begins; an unknown one goes as an own request."""
    known = next((rule for name, rule in KANALEN.items() if kanaal.startswith(name)), None)
    if known:
        return known
    doctor = kanaal.startswith(("arts", "huisarts", "medisch", "jeugdarts", "verwijz"))
    return KANALEN[VERWIJZING if doctor else EIGEN_AANVRAAG]
