# SPDX-License-Identifier: EUPL-1.2
"""Why a municipality is responsible, step by step in plain Dutch, with who told each fact."""

from collections.abc import Iterable
from datetime import timedelta

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.woonplaats.values import (
    MEERDERJARIG,
    NIEUWE_REGEL,
    Adresperiode,
    Feiten,
    Gezag,
    Stap,
    Verblijfperiode,
    Verblijfsoort,
    Woonplaats,
)

WOONPLAATSREGELS = {
    "W01": "De jeugdige woont op het eigen adres: de gemeente van het woonadres in de BRP.",
    "W02": "Pleegzorg: de gemeente van het woonadres vlak voor het verblijf.",
    "W03": "Verblijf bij een jeugdhulpaanbieder: de gemeente van het woonadres vlak voor het verblijf.",
    "W04": "Opvang of beschermd wonen: de gemeente van het woonadres vlak voor het verblijf.",
    "W05": "Verblijf in een Wlz-instelling: de gemeente van het woonadres vlak voor het verblijf.",
    "W06": "Justitiële jeugdinrichting: de gemeente van het woonadres vlak voor het verblijf.",
    "W07": "Verblijven die op elkaar aansluiten: de gemeente van het woonadres vlak voor het eerste verblijf.",
    "W08": "Hulp tijdens een verblijf: dezelfde gemeente als voor het verblijf.",
    "W09": "Terug naar huis: de gemeente van het nieuwe woonadres.",
    "W10": "Het adres heeft een aantekening in de BRP: de gemeente waar de moeder stond ingeschreven bij de geboorte.",
    "W11": "De woonplaats is niet vast te stellen: de gemeente waar de moeder stond ingeschreven bij de geboorte.",
    "W12": "Ook de inschrijving van de moeder is niet bekend: de gemeente waar de jeugdige werkelijk verblijft.",
    "W13": "De woonplaats is buiten Nederland: de gemeente waar de jeugdige werkelijk verblijft.",
    "W14": "Wie het gezag heeft, maakt sinds 2022 niet uit.",
    "W15": "Maatregel of jeugdreclassering zonder verblijf: de gemeente van het woonadres in de BRP.",
    "W16": "Voortgezette jeugdhulp na de 18e verjaardag.",
    "W17": "Pleegzorg tussen 18 en 21 jaar.",
    "W25": "Deeltijdverblijf of logeren: de gemeente van het eigen woonadres.",
    "V01": "Tot 2022: de gemeente van wie het gezag heeft.",
    "V02": "Tot 2022, voogdij van een instelling: de gemeente waar de jeugdige werkelijk verblijft.",
    "V03": "Tot 2022, vanaf 18 jaar: de eigen gemeente.",
    "V04": "Tot 2022, woonplaats niet bekend of buiten Nederland: de gemeente waar de jeugdige werkelijk verblijft.",
}
"""What each row says, in our own words."""
VERBLIJVEN = {
    Verblijfsoort.PLEEGZORG: "Verblijf in een pleeggezin",
    Verblijfsoort.JEUGDHULP: "Verblijf bij een jeugdhulpaanbieder",
    Verblijfsoort.OPVANG: "Opvang of beschermd wonen",
    Verblijfsoort.WLZ: "Verblijf in een Wlz-instelling",
    Verblijfsoort.JUSTITIEEL: "Justitiële jeugdinrichting",
}
_DAG = timedelta(days=1)


def gemeentenaam(code: str) -> str:
    """The name of a municipality, or its code when it is not in the list of today."""
    known = codelijst("gemeente").codes.get(code)
    return known.omschrijving if known else f"gemeente {code}"


def stappen(
    feiten: Feiten,
    gevonden: Woonplaats | None,
    *,
    adres: Adresperiode | None,
    verblijf: Verblijfperiode | None,
    bron_gezag: str = "",
    bron_werkelijk: str = "",
) -> tuple[Stap, ...]:
    """
    The steps to an answer, or to where it stops when nothing was found.

    `adres` is the address that counts (before a stay, or now), `verblijf` the first stay of the chain that runs.
    """
    told = [_rule_of_the_day(feiten), *_age(feiten)]
    if feiten.moment < NIEUWE_REGEL:
        told += _authority(feiten, bron_gezag)
    else:
        told += [*_guardian(feiten, bron_gezag), *_where(feiten, adres, verblijf)]
    if gevonden is None:
        return tuple(told)
    if gevonden.regels[-1] in ("W10", "W11"):
        told.append(Stap(f"Bij de geboorte stond de moeder ingeschreven in {gemeentenaam(gevonden.gemeente)}."))
    elif gevonden.regels[-1] in ("W12", "W13", "V02", "V04"):
        told.append(Stap(f"De jeugdige verblijft werkelijk in {gemeentenaam(gevonden.gemeente)}.", bron=bron_werkelijk))
    told += [Stap(WOONPLAATSREGELS[rule], regel=rule) for rule in gevonden.regels]
    return (*told, Stap(f"Dus is {gemeentenaam(gevonden.gemeente)} verantwoordelijk."))


def _rule_of_the_day(f: Feiten) -> Stap:
    if f.moment < NIEUWE_REGEL:
        last = datum(NIEUWE_REGEL - _DAG)
        return Stap(f"Op deze dag gold de regel tot en met {last}: wie het gezag heeft, bepaalt de gemeente.")
    return Stap(f"Op deze dag geldt de regel vanaf {datum(NIEUWE_REGEL)}: het woonadres bepaalt de gemeente.")


def _age(f: Feiten) -> Iterable[Stap]:
    if f.leeftijd >= MEERDERJARIG:
        yield Stap(
            f"De jeugdige is {f.leeftijd} jaar of ouder." if f.leeftijd >= 23 else "De jeugdige is meerderjarig."
        )


def _authority(f: Feiten, bron: str) -> Iterable[Stap]:
    if f.leeftijd >= MEERDERJARIG:
        yield Stap(f"Het eigen adres is in {gemeentenaam(f.brp)}." if f.brp else "Er is geen eigen adres bekend.")
    elif f.gezag is Gezag.GECERTIFICEERDE_INSTELLING:
        yield Stap("Een instelling had de voogdij.", bron=bron)
    elif f.gezagsdrager:
        yield Stap(f"Wie het gezag had, woonde in {gemeentenaam(f.gezagsdrager)}.", bron=bron)
    else:
        yield Stap("Waar woonde wie het gezag had, is niet bekend.", bron=bron)


def _guardian(f: Feiten, bron: str) -> Iterable[Stap]:
    if f.gezag is Gezag.GECERTIFICEERDE_INSTELLING:
        yield Stap("Een instelling heeft de voogdij.", bron=bron)


def _where(f: Feiten, adres: Adresperiode | None, verblijf: Verblijfperiode | None) -> Iterable[Stap]:
    place = _address(adres)
    source = adres.bron if adres else ""
    if verblijf is not None and not verblijf.deeltijd:
        kind = VERBLIJVEN[verblijf.soort]
        yield Stap(f"{kind} vanaf {datum(verblijf.van)}.", bron=verblijf.bron)
        if len([one for one in f.verblijven if one.aansluitend]):
            yield Stap("Latere verblijven sloten daarop aan: zij tellen als één verblijf.")
        yield Stap(f"De dag ervoor, {datum(verblijf.van - _DAG)}: {place}.", bron=source)
        return
    if verblijf is not None:
        yield Stap(f"{VERBLIJVEN[verblijf.soort]} in deeltijd vanaf {datum(verblijf.van)}.", bron=verblijf.bron)
    yield Stap(f"{place[0].upper()}{place[1:]}.", bron=source)


def _address(adres: Adresperiode | None) -> str:
    if adres is None or not (adres.gemeente or adres.buitenland):
        return "er is geen woonadres bekend in de BRP"
    if adres.buitenland:
        return "de jeugdige stond ingeschreven in het buitenland"
    if adres.aantekening:
        town = gemeentenaam(adres.gemeente)
        return f"ingeschreven in {town}, met de aantekening dat de jeugdige daar niet woont (artikel 2.26 Wet BRP)"
    return f"ingeschreven in {gemeentenaam(adres.gemeente)}"
