# SPDX-License-Identifier: EUPL-1.2
"""
What a decision needs of the rooms below: the application, the child and who gets letters, and what has to hold.

A child is looked up in the BRP when that answers; what the family told is the fallback. A secret address is in no
message, and only on the envelope of whoever lives there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.besluiten import lezen, models, voorwaarden
from jeugdregio.besluiten.keuzes import keuzes
from jeugdregio.besluiten.queries import aanvraag_van
from jeugdregio.besluiten.values import (
    PGB,
    ZIN,
    Aanvraag,
    Bekendmaking,
    Jeugdige,
    Keuze,
    NietBesloten,
    Ontvanger,
    Voorwaarde,
    Voorziening,
)
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.gezinnen.values import Gezinslid, Ondertekenaar
from jeugdregio.personen import queries as personen
from jeugdregio.personen.values import Doelbinding, PersonenbronFout, Persoon
from jeugdregio.regio import queries as regio
from jeugdregio.teambudget import queries as teambudget
from jeugdregio.toegang import queries as toegang
from jeugdregio.toegang.values import Aanmelding, Gebied
from jeugdregio.verzoeken import queries as verzoeken

GEEN_KIND = "Bij deze aanmelding staat nog niet om welk kind het gaat. Kies dat eerst."
GEEN_GEZAG = "Het is niet bekend wie het gezag heeft en de brief moet krijgen. Leg het gezag vast bij het gezin."
WEIGERT = "weigert"
EIGEN_BRIEF_VANAF = 12
"""From this age on a youth gets a letter of the own (Jeugdwet 7.3.4)."""
ONBEKEND, MAN, VROUW = "0", "1", "2"


@dataclass(frozen=True)
class Dossier:
    """All that is known when someone decides on an application; `mist` is what has to be done first."""

    aanmelding: Aanmelding
    aanvraag: Aanvraag
    kind: Gezinslid
    tekenaars: tuple[Ondertekenaar, ...]
    getekend: frozenset[int]
    beoordeling: tuple[tuple[str, str], ...]
    mist: tuple[str, ...]
    referentie: str

    @property
    def zonder_besluit(self) -> bool:
        """Whether another than the municipality decided on the help (a doctor, a certified institution)."""
        return not voorwaarden.kanaalregel(self.aanmelding.kanaal).besluit

    @property
    def ongetekend(self) -> tuple[Ondertekenaar, ...]:
        """Who has to sign and did not."""
        return tuple(one for one in self.tekenaars if one.moet_tekenen and (one.lid or 0) not in self.getekend)


def dossier(nummer: int, *, peildatum: date, on_behalf_of: Machtiging) -> Dossier | None:
    """What is known about one application, None when it is not there for the asker. Raises NietBesloten."""
    asked = toegang.aanmelding(nummer, on_behalf_of=on_behalf_of)
    if asked is None:
        return None
    if asked.lid_id is None or asked.gezin_id is None or not asked.persoon:
        raise NietBesloten(GEEN_KIND)
    child = gezinnen.lid(asked.lid_id, on_behalf_of=on_behalf_of)
    if child is None:
        raise NietBesloten(GEEN_KIND)
    areas = toegang.gebieden([asked.id], on_behalf_of=on_behalf_of).get(asked.id, [])
    names = {str(area): str(area.label) for area in Gebied}
    signed = toegang.ondertekend([asked.id], on_behalf_of=on_behalf_of).get(asked.id, {})
    reference = ""
    if asked.bron:
        found = verzoeken.open_verzoek(asked.gemeente, *asked.bron, on_behalf_of=on_behalf_of)
        reference = found.referentie if found else ""
    return Dossier(
        aanmelding=asked,
        aanvraag=_aanvraag(asked, peildatum, on_behalf_of),
        kind=child,
        tekenaars=gezinnen.ondertekenaars(child.id, peildatum=peildatum, on_behalf_of=on_behalf_of),
        getekend=frozenset(lid for lid, how in signed.items() if how != WEIGERT),
        beoordeling=tuple((names.get(one.gebied, one.gebied), one.toelichting) for one in areas if one.toelichting),
        mist=toegang.klaar_voor_besluit(asked.id, on_behalf_of=on_behalf_of) if asked.is_open else (),
        referentie=reference,
    )


def _aanvraag(asked: Aanmelding, peildatum: date, wie: Machtiging) -> Aanvraag:
    """The clock of this application; of one that nothing happened to yet it is worked out."""
    known = aanvraag_van(asked.id, peildatum=peildatum, on_behalf_of=wie)
    if known:
        return known
    assert asked.gezin_id is not None
    assert asked.lid_id is not None
    row = models.Aanvraag(
        pk=0,
        gemeente=asked.gemeente,
        persoon=asked.persoon,
        aanmelding=asked.id,
        gezin=asked.gezin_id,
        lid=asked.lid_id,
        kanaal=asked.kanaal,
        ontvangen_op=timezone.localdate(asked.ontvangen_op),
    )
    return lezen.aanvraag_met(row, [], peildatum)


def bekendmaking(
    lid: int, *, aanbieder: str, referentie: str, peildatum: date, moment: datetime, on_behalf_of: Machtiging
) -> Bekendmaking:
    """The child and to whom the letters go. Raises NietBesloten when nobody is known to get one."""
    child = gezinnen.lid(lid, on_behalf_of=on_behalf_of)
    if child is None:
        raise NietBesloten(GEEN_KIND)
    family = gezinnen.gezin(child.gezin, on_behalf_of=on_behalf_of)
    sealed = gezinnen.verzegeld_bsn(lid, on_behalf_of=on_behalf_of)
    if sealed is None:
        raise NietBesloten("Van dit kind is geen burgerservicenummer bekend. Vul dat eerst in bij het gezin.")
    known = _persoon(sealed, moment, on_behalf_of)
    signers = gezinnen.ondertekenaars(lid, peildatum=peildatum, on_behalf_of=on_behalf_of)
    to = tuple(
        _ontvanger(one, child, moment, on_behalf_of)
        for one in signers
        if one.bekend and not (one.lid == child.id and (child.leeftijd(peildatum) or 0) < EIGEN_BRIEF_VANAF)
    )
    if not to:
        raise NietBesloten(GEEN_GEZAG)
    with namens(on_behalf_of):
        town = regio.namen().get(on_behalf_of.gemeente, on_behalf_of.gemeente)
        provider = aanbieders.naam(aanbieder) if aanbieder else ""
    return Bekendmaking(
        jeugdige=_jeugdige(child, sealed, known, geheim=family is None or family.geheim_adres),
        ontvangers=to,
        gemeente_naam=town,
        aanbieder_naam=provider,
        referentie=referentie,
    )


def _jeugdige(child: Gezinslid, sealed: bytes, known: Persoon | None, *, geheim: bool) -> Jeugdige:
    first, _, last = child.naam.rpartition(" ")
    born = (known.geboortedatum if known else None) or child.geboortedatum
    if born is None:
        raise NietBesloten("Van dit kind is geen geboortedatum bekend. Vul die eerst in bij het gezin.")
    secret = geheim or (known is not None and known.geheim)
    home = known.verblijfplaats.regels if known and known.verblijfplaats and not secret else ()
    if known is None:
        return Jeugdige(child.id, sealed, born, ONBEKEND, last, "", first, (), secret)
    sex = {True: VROUW, False: MAN}.get(known.vrouw, ONBEKEND) if known.vrouw is not None else ONBEKEND
    return Jeugdige(child.id, sealed, born, sex, known.achternaam, known.voorvoegsel, known.voornamen, home, secret)


def _ontvanger(one: Ondertekenaar, child: Gezinslid, moment: datetime, wie: Machtiging) -> Ontvanger:
    """Someone who gets a letter, at the own address; without one it is handed over."""
    home: tuple[str, ...] = ()
    if one.lid is not None:
        sealed = gezinnen.verzegeld_bsn(one.lid, on_behalf_of=wie)
        known = _persoon(sealed, moment, wie) if sealed else None
        home = known.verblijfplaats.regels if known and known.verblijfplaats else ()
    return Ontvanger(one.lid or 0, one.naam, home, is_jeugdige=one.lid == child.id)


def _persoon(sealed: bytes, moment: datetime, wie: Machtiging) -> Persoon | None:
    try:
        return personen.persoon(sealed, doel=Doelbinding.BESLUIT, moment=moment, on_behalf_of=wie)
    except PersonenbronFout:
        return None


def kies(regio_code: str, sleutel: str, *, dag: date, on_behalf_of: Machtiging) -> Keuze | None:
    """The choice with this key (provider, code, unit) on a day."""
    return next(
        (one for one in keuzes(regio_code, "", dag=dag, on_behalf_of=on_behalf_of) if sleutel_van(one) == sleutel), None
    )


def sleutel_van(one: Keuze | Voorziening) -> str:
    """How a form names a choice, and of which tariff a provision is: provider, product and unit."""
    return f"{one.aanbieder}-{one.code}-{one.eenheid}"


def gehouden_aan(
    known: Dossier, given: Voorziening, vraag: voorwaarden.Pgbvraag | None, doorgang: voorwaarden.Doorgang | None,
    *, peildatum: date, on_behalf_of: Machtiging,
) -> tuple[Voorwaarde, ...]:  # fmt: skip
    """Every condition for this provision, with whether it is met."""
    found: list[Voorwaarde] = []
    if given.vorm == PGB and vraag is not None:
        found += voorwaarden.pgb(vraag, peildatum=peildatum, pgb_bij_maatregel=settings.PGB_BIJ_MAATREGEL)
    if given.vorm == ZIN:
        why = toegang.weiger_gi(given.aanbieder, given.categorie, on_behalf_of=on_behalf_of)
        if why or known.aanmelding.kanaal == voorwaarden.MAATREGEL:
            article = "Jeugdwet 3.2 lid 2"
            found.append(
                Voorwaarde(article, "De gecertificeerde instelling geeft de jeugdhulp niet zelf", not why, why)
            )
    if known.kind.geboortedatum is not None:
        found += voorwaarden.na_18(known.kind.geboortedatum, given.tot, doorgang)
    if not known.zonder_besluit and known.aanmelding.kanaal != voorwaarden.CRISIS:
        found += [
            Voorwaarde(one.artikel, f"{one.naam} stemt in", voldoet=False, uitleg=f"Laat {one.naam} eerst tekenen.")
            for one in known.ongetekend
        ]
    return tuple(found)


def redenen(
    voorzieningen: Sequence[Voorziening],
    tarieven: Mapping[str, int | None],
    *,
    peildatum: date,
    on_behalf_of: Machtiging,
) -> tuple[str, ...]:
    """
    Why this decision waits for a second name: what it comes to as a whole, and how long it lasts from first to last.

    `tarieven` are cents per unit by `sleutel_van`. What is of one category is held against the threshold of that; when
    there are more, the sum of all is held against the general threshold as well.
    """
    kinds = sorted({one.categorie for one in voorzieningen})
    groups = [(kind, [one for one in voorzieningen if one.categorie == kind]) for kind in kinds]
    if len(kinds) > 1:
        groups.append(("", list(voorzieningen)))
    why: list[str] = []
    for kind, group in groups:
        costs = [kosten(one, tarieven.get(sleutel_van(one))) for one in group]
        known = [cent for cent in costs if cent is not None]
        ends = [one.tot for one in group if one.tot is not None]
        whole = len(ends) == len(group)
        why += teambudget.tweede_toets_nodig(
            on_behalf_of.gemeente,
            sum(known) if len(known) == len(costs) else None,
            _maanden(min(one.van for one in group), max(ends)) if whole else None,
            peildatum=peildatum,
            on_behalf_of=on_behalf_of,
            categorie=kind,
        )
    return tuple(dict.fromkeys(why))


def kosten(one: Voorziening, tarief_cent: int | None) -> int | None:
    """What a provision comes to over its whole length, in cents; None when that is not known."""
    if one.budget_cent is not None:
        return one.budget_cent
    if one.volume is None or one.tot is None or tarief_cent is None:
        return None
    days = (one.tot - one.van).days
    times = {"1": days, "2": -(-days // 7), "4": _maanden(one.van, one.tot), "6": 1}[one.frequentie]
    return one.volume * times * tarief_cent


def _maanden(van: date, tot: date) -> int:
    """Begun months from a day up to another."""
    months = (tot.year - van.year) * 12 + tot.month - van.month
    return months + (tot.day > van.day)
