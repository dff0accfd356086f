# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The region sets the time of an act; whoever asks for accountability writes it down, and asks nothing twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from jeugdregio.gebruikers.actions import NietToegestaan, reden_van
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.weigering import in_woorden
from jeugdregio.lasten.handelingen import PER_CODE
from jeugdregio.lasten.models import Handelingsnorm, Uitvraag, Uitvraagveld
from jeugdregio.lasten.values import NietVastTeLeggen
from jeugdregio.lasten.velden import beoordeel

GRENZEN = {
    "uitvraag_een_keer": "Deze vraag staat al open. Voeg het veld daaraan toe.",
    "uitvraagveld_een_keer": "Dit veld staat al in deze vraag.",
    "handelingsnorm_van_nul_tot_een_week": "Een handeling duurt van nul seconden tot veertig uur.",
}
LENGTE = {"titel": 120, "naam": 80, "tekst": 400, "bron": 200}


def zet_norm(
    handeling: str,
    seconden: int,
    *,
    vanaf: date,
    bron: str,
    reden: str,
    door: str,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> None:
    """
    Set the time of an act from the first of a month on; what held before that stays. Again gives a second decision.

    Raises `NietToegestaan`, and `NietVastTeLeggen` for an act that is not there, or another day than a first.
    """
    _eis_regio(on_behalf_of)
    if handeling not in PER_CODE:
        raise NietVastTeLeggen("Deze handeling is er niet. Kies er een uit de lijst.")
    if vanaf.day != 1:
        raise NietVastTeLeggen("Kies de eerste dag van een maand.")
    where, why = reden_van(bron)[: LENGTE["bron"]], reden_van(reden)
    with _vastgelegd(on_behalf_of):
        Handelingsnorm.objects.create(
            handeling=handeling,
            vanaf=vanaf,
            seconden=seconden,
            bron=where,
            reden=why[: LENGTE["tekst"]],
            door=door,
            gezet_op=moment,
        )


def open_uitvraag(
    titel: str, gevraagd_aan: str, doel: str, *, door: str, moment: datetime, on_behalf_of: Machtiging
) -> int:
    """Open a question for accountability of one's own organisation; gives its number. Raises `NietVastTeLeggen`."""
    _eis(on_behalf_of)
    with _vastgelegd(on_behalf_of):
        made = Uitvraag.objects.create(
            gemeente=on_behalf_of.gemeente,
            titel=titel.strip()[: LENGTE["titel"]],
            gevraagd_aan=gevraagd_aan,
            doel=doel.strip()[: LENGTE["tekst"]],
            door=door,
            gezet_op=moment,
        )
    return int(made.pk)


def vraag_veld(
    uitvraag: int, naam: str, *, reden: str = "", door: str, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """
    Ask one field more. What is known from the primary process is refused; what comes near it asks for a reason (N17).

    Raises `NietToegestaan`, `NietVastTeLeggen`.
    """
    _eis(on_behalf_of)
    name = naam.strip()[: LENGTE["naam"]]
    if not name:
        raise NietVastTeLeggen("Schrijf op welk gegeven u vraagt.")
    judged = beoordeel(name)
    if judged.bekend:
        raise NietVastTeLeggen(judged.weigering)
    with _vastgelegd(on_behalf_of):
        found = Uitvraag.objects.filter(pk=uitvraag, gemeente=on_behalf_of.gemeente, beeindigd_op__isnull=True).first()
        if found is None:
            raise NietVastTeLeggen("Deze vraag is niet van uw organisatie, of is beëindigd.")
        elsewhere = "; ".join(filter(None, (judged.elders, _al_gevraagd(name, uitvraag))))[: LENGTE["tekst"]]
        if elsewhere and not reden.strip():
            raise NietVastTeLeggen(
                f"Iets dat hierop lijkt, is er al: {elsewhere}. Schrijf op waarom dat niet genoeg is."
            )
        Uitvraagveld.objects.create(
            gemeente=found.gemeente,
            uitvraag=found,
            naam=name,
            elders=elsewhere,
            reden=reden.strip()[: LENGTE["tekst"]],
            door=door,
            gezet_op=moment,
        )


def beeindig_uitvraag(uitvraag: int, *, reden: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """End a question of one's own organisation; it stays to be seen. Raises `NietToegestaan`, `NietVastTeLeggen`."""
    _eis(on_behalf_of)
    why = reden_van(reden)[: LENGTE["tekst"]]
    with _vastgelegd(on_behalf_of):
        open_ = Uitvraag.objects.filter(pk=uitvraag, gemeente=on_behalf_of.gemeente, beeindigd_op__isnull=True)
        if not open_.update(beeindigd_op=moment, einde_reden=why):
            raise NietVastTeLeggen("Deze vraag is niet van uw organisatie, of is al beëindigd.")


def _al_gevraagd(naam: str, behalve: int) -> str:
    """In which other open question this field is asked already."""
    rows = Uitvraagveld.objects.filter(naam__iexact=naam, uitvraag__beeindigd_op__isnull=True)
    titles = rows.exclude(uitvraag=behalve).values_list("uitvraag__titel", flat=True)
    return f"wordt al gevraagd in ‘{titles[0]}’" if titles else ""


def _eis(wie: Machtiging) -> None:
    if not wie.mag(Recht.LASTEN_BEHEREN):
        raise NietToegestaan(f"Uw rol heeft het recht ‘{Recht.LASTEN_BEHEREN.label}’ niet.")


def _eis_regio(wie: Machtiging) -> None:
    _eis(wie)
    if not wie.regio:
        raise NietToegestaan("De regio stelt vast hoe lang een handeling duurt. Vraag het daar.")


@contextmanager
def _vastgelegd(wie: Machtiging) -> Iterator[None]:
    with in_woorden(NietVastTeLeggen, GRENZEN), namens(wie):
        yield
