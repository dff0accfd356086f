# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Team budgets, what was spent of them, settlements, and whether a decision needs a second name (S71, S73)."""

from collections.abc import Sequence
from datetime import date

from jeugdregio.core.money import euro
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.teambudget import rekenen, tellen
from jeugdregio.teambudget.models import Afrekening, Budgetsignaal, Drempel, Team, Uitgave
from jeugdregio.teambudget.values import (
    Berekening,
    Drempelregel,
    Rekenregel,
    Signaal,
    Teamgegevens,
    Teamstand,
    Uitgaveregel,
    Vastgesteld,
)

HOOGSTENS = 500


class GeenTeam(Exception):
    """Raised when a team is not there for the asker, or has no budget in that year."""

    def __str__(self) -> str:
        return "Voor dit team is voor dat jaar geen budget vastgesteld. Stel eerst een budget voor."


def teams(*, peildatum: date, on_behalf_of: Machtiging) -> list[Teamgegevens]:
    """The teams of the asker on a day, by name."""
    with namens(on_behalf_of):
        rows = Team.objects.filter(geldig__contains=peildatum)
        if on_behalf_of.gemeente:
            rows = rows.filter(gemeente=on_behalf_of.gemeente)
        return [_team(one) for one in rows]


def standen(jaar: int, *, on_behalf_of: Machtiging) -> list[Teamstand]:
    """Every team of the asker in a year with its budget and what was spent; a team without a budget says so (None)."""
    return tellen.standen(jaar, team=None, on_behalf_of=on_behalf_of)


def stand(team: int, jaar: int, *, on_behalf_of: Machtiging) -> Teamstand | None:
    """One team in a year, or None when it is not there for the asker."""
    found = tellen.standen(jaar, team=team, on_behalf_of=on_behalf_of)
    return found[0] if found else None


def per_maand(team: int, jaar: int, *, on_behalf_of: Machtiging) -> dict[int, int]:
    """What a team spent per month (1 to 12), in cents."""
    return tellen.per_maand(team, jaar, on_behalf_of=on_behalf_of)


def uitgaven(team: int, jaar: int, *, on_behalf_of: Machtiging) -> list[Uitgaveregel]:
    """What a team spent in a year, newest first, as far as the asker may see those rows; taken back ones too."""
    with namens(on_behalf_of):
        rows = Uitgave.objects.filter(team=team, dag__year=jaar).order_by("-dag", "-pk")[:HOOGSTENS]
        return [
            Uitgaveregel(
                one.pk,
                one.dag,
                one.soort,
                one.bedrag_cent,
                bool(one.persoon),
                one.aanbieder,
                one.omschrijving,
                one.bereikt,
                one.door,
                one.ingetrokken_op is not None,
            )
            for one in rows
        ]


def drempels(gemeente: str, *, on_behalf_of: Machtiging) -> list[Drempelregel]:
    """Every threshold of a municipality, the newest first."""
    with namens(on_behalf_of):
        rows = Drempel.objects.filter(gemeente=gemeente)
        return sorted((_drempel(one) for one in rows), key=lambda one: (one.van, one.categorie), reverse=True)


def heeft_drempel(gemeente: str, *, peildatum: date, on_behalf_of: Machtiging) -> bool:
    """Whether a municipality chose when a second name is needed; the sources leave that to it (S71)."""
    with namens(on_behalf_of):
        return Drempel.objects.filter(gemeente=gemeente, geldig__contains=peildatum).exists()


def tweede_toets_nodig(
    gemeente: str,
    bedrag_cent: int | None,
    maanden: int | None,
    *,
    peildatum: date,
    on_behalf_of: Machtiging,
    categorie: str = "",
) -> tuple[str, ...]:
    """
    Why a decision waits for a second name, in Dutch, with the threshold and its source; empty: it does not.

    `bedrag_cent` and `maanden` are over the whole length of the decision. None is not known: that counts as over the
    threshold, for what is not known is not little. A threshold of the category takes the place of the general one.
    """
    with namens(on_behalf_of):
        rows = Drempel.objects.filter(gemeente=gemeente, geldig__contains=peildatum, categorie__in={"", categorie})
        found = max(rows, key=lambda one: one.categorie, default=None)
    if found is None:
        return ()
    return redenen(_drempel(found), bedrag_cent, maanden)


def redenen(drempel: Drempelregel, bedrag_cent: int | None, maanden: int | None) -> tuple[str, ...]:
    """The same for one threshold: also for trying one that does not hold yet."""
    source = f" ({drempel.bron})"
    over: list[str] = []
    asked = 0
    if drempel.bedrag_cent is not None:
        asked += 1
        if bedrag_cent is None or bedrag_cent > drempel.bedrag_cent:
            what = "Wat het kost, is niet bekend" if bedrag_cent is None else f"Het kost in totaal {euro(bedrag_cent)}"
            over.append(f"{what}; boven {euro(drempel.bedrag_cent)} is een tweede naam nodig{source}.")
    if drempel.maanden is not None:
        asked += 1
        if maanden is None or maanden > drempel.maanden:
            what = "Er is geen einddatum" if maanden is None else f"Het duurt {maanden} maanden"
            over.append(f"{what}; boven {drempel.maanden} maanden is een tweede naam nodig{source}.")
    if drempel.verband == Drempel.Verband.EN and len(over) < asked:
        return ()
    return tuple(over)


def berekeningen(team: int, jaar: int, *, on_behalf_of: Machtiging) -> list[Berekening]:
    """What the settlement of a year would come to by every formula, line by line. Raises `GeenTeam`."""
    now = stand(team, jaar, on_behalf_of=on_behalf_of)
    if now is None or now.budget_cent is None or now.kinderen_begroot is None:
        raise GeenTeam
    mark = tellen.vingerafdruk(team, jaar, on_behalf_of=on_behalf_of)
    given = {
        "budget": now.budget_cent,
        "kinderen_begroot": now.kinderen_begroot,
        "kosten": now.kosten_cent,
        "kinderen_werkelijk": now.kinderen,
    }
    return [
        Berekening(team, jaar, one.code, one.naam, one.uitleg, *rekenen.reken(one, given), *_order(given), mark)
        for one in rekenen.formules().values()
    ]


def herkomst_formules() -> tuple[str, str]:
    """Where the settlement comes from, and how sure its formula is."""
    return rekenen.herkomst()


def afrekening(team: int, jaar: int, *, on_behalf_of: Machtiging) -> Vastgesteld | None:
    """The settlement of a year that two people set, or None."""
    with namens(on_behalf_of):
        one = Afrekening.objects.select_related("team").filter(team=team, jaar=jaar).first()
    if one is None:
        return None
    lines = tuple(Rekenregel(**line) for line in one.regels)
    return Vastgesteld(
        _team(one.team), one.jaar, one.formule, one.formuletekst, lines, one.uitkomst_cent, one.uitgaven_sha256,
        one.vastgesteld_op,
    )  # fmt: skip


def klopt_nog(team: int, jaar: int, *, on_behalf_of: Machtiging) -> bool:
    """Whether a settlement that was set comes out the same again, from the rows as they are now."""
    set_ = afrekening(team, jaar, on_behalf_of=on_behalf_of)
    if set_ is None:
        return False
    again = {one.formule: one for one in berekeningen(team, jaar, on_behalf_of=on_behalf_of)}[set_.formule]
    return (again.uitkomst_cent, again.uitgaven_sha256) == (set_.uitkomst_cent, set_.uitgaven_sha256)


def signalen(*, on_behalf_of: Machtiging, alleen_nieuw: bool = False) -> Sequence[Signaal]:
    """Budgets of the asker that are gone, newest first; `alleen_nieuw` leaves out what the board said to have seen."""
    with namens(on_behalf_of):
        rows = Budgetsignaal.objects.select_related("team")
        if on_behalf_of.gemeente:
            rows = rows.filter(gemeente=on_behalf_of.gemeente)
        if alleen_nieuw:
            rows = rows.filter(gezien_op__isnull=True)
        return [
            Signaal(
                one.pk,
                one.gemeente,
                one.soort,
                one.team.naam if one.team else "",
                one.jaar,
                one.budget_cent,
                one.besteed_cent,
                one.aanleiding,
                one.gemeld_op,
                one.gezien_op is not None,
            )
            for one in rows[:HOOGSTENS]
        ]


def _order(given: dict[str, int]) -> tuple[int, int, int, int]:
    return given["budget"], given["kosten"], given["kinderen_begroot"], given["kinderen_werkelijk"]


def _team(one: Team) -> Teamgegevens:
    return Teamgegevens(one.pk, one.gemeente, one.naam, one.geldig.lower, one.geldig.upper)


def _drempel(one: Drempel) -> Drempelregel:
    return Drempelregel(
        one.pk,
        one.gemeente,
        one.categorie,
        one.geldig.lower,
        one.geldig.upper,
        one.bedrag_cent,
        one.maanden,
        one.verband,
        one.bron,
    )
