# SPDX-License-Identifier: EUPL-1.2
"""
From a decision to an allocation and a letter, in one step that a crash cannot break in two.

Three transactions, each of which can be done again: `_bereid_voor` fixes numbers and moments (`verzenden`), `_bezorg`
keeps the JW301 and remembers which file it is, `_rond_af` looks what became of it. The decision is made known in the
transaction that sees the allocation accepted; when a rule of the standard refuses the message nothing is made known.
Whatever stops in between is taken up by doing the same again (`maak_bekend`), however often.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from jeugdregio.berichten import queries as berichten
from jeugdregio.berichten.actions import OngeldigTeken, Persoon, ToeTeWijzen, Woonadres, jw301, keur
from jeugdregio.besluiten import brieven, models
from jeugdregio.besluiten.aanmelding import aanmelding_klaar
from jeugdregio.besluiten.adres import woonadres
from jeugdregio.besluiten.opstellen import Stand, eis, rij, voorzieningen
from jeugdregio.besluiten.values import INTREKKING, INZET, Bekendmaking, NietBesloten
from jeugdregio.besluiten.vervangen import na_bezwaar, niet_al_vervangen
from jeugdregio.core.bsn import zegel
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.ontvangst.actions import laat_verwerken, leg_vast
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.toewijzingen import queries as toewijzingen
from jeugdregio.toewijzingen.values import Huidig

KANAAL, VOORVOEGSEL = "scherm", "JB"
VERLENGING, VERKORTING, VERWIJDERD = "04", "05", "13"
NOG_NIET = (
    "De toewijzing is bewaard, maar nog niet verwerkt. Het besluit is nog niet bekendgemaakt. Open het besluit straks "
    "opnieuw en kies ‘Ga verder’."
)
GEEN_CONTACT = (
    "Er is geen adres dat de aanbieder mag hebben. Vul een telefoonnummer in waarop de aanbieder het gezin bereikt."
)
ONGELDIG = "Van deze gegevens kan geen geldige toewijzing worden gemaakt. Er is niets verstuurd. {}"
Zendstand = models.Zending.Stand


class NogNietVerstuurd(NietBesloten):
    """The allocation was kept and waits for the worker; nothing was made known yet."""


def maak_bekend(
    besluit: int,
    gegevens: Bekendmaking,
    *,
    regio: str,
    peildatum: date,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> None:
    """
    Allocate what was decided and make the decision known, or go on where this stopped.

    Raises NietBesloten when a rule refuses the allocation (nothing is made known then, the text says which rule), and
    NogNietVerstuurd when it still waits.
    """
    eis(on_behalf_of, Recht.BESLISSEN)
    shipment = _bereid_voor(besluit, gegevens, peildatum=peildatum, moment=moment, wie=on_behalf_of)
    if shipment:
        file = _bezorg(shipment, gegevens, moment=moment, wie=on_behalf_of)
        laat_verwerken([file], regio=regio, peildatum=peildatum, moment=moment)
        refused = _uitkomst(shipment, file, on_behalf_of)
        if refused:
            raise NietBesloten(refused)
    _rond_af(besluit, shipment, gegevens, peildatum=peildatum, moment=moment, wie=on_behalf_of)


def _bereid_voor(
    besluit: int, gegevens: Bekendmaking, *, peildatum: date, moment: datetime, wie: Machtiging
) -> int | None:
    """Fix what is going to be sent; gives the number of the shipment, None when nothing has to be sent."""
    with namens(wie):
        row = rij(besluit, wie, Stand.AKKOORD, Stand.VERZENDEN)
        open_one = row.zendingen.exclude(stand=Zendstand.GEWEIGERD).first()
        if row.stand == Stand.VERZENDEN:
            return open_one.pk if open_one else None
        niet_al_vervangen(row)
        provider = _aanbieder(row)
        made = None
        if provider:
            _nummer(row)
            made = models.Zending.objects.create(
                gemeente=row.gemeente,
                persoon=row.persoon,
                besluit=row,
                poging=row.zendingen.count() + 1,
                aanbieder=provider,
                identificatie=f"{VOORVOEGSEL}{_volgend('besluiten_berichtnummer')}",
                toegewezen_op=moment,
                dagtekening=peildatum,
            )
            _bytes(row, made, gegevens, wie)  # what cannot be made stops here, before anything is fixed
        row.stand = Stand.VERZENDEN
        row.save(update_fields=["stand"])
        return made.pk if made else None


def _bezorg(zending: int, gegevens: Bekendmaking, *, moment: datetime, wie: Machtiging) -> int:
    """Keep the message and remember its file, in one transaction; the second time it is only looked up."""
    with namens(wie):
        row = models.Zending.objects.select_for_update().select_related("besluit").get(pk=zending)
        if row.bestand is not None:
            return row.bestand
        data = _bytes(row.besluit, row, gegevens, wie)
        delivery = Aanlevering(f"JW301-besluit-{row.besluit_id}.xml", data, row.gemeente, KANAAL)
        (kept,) = leg_vast([delivery], moment=moment, on_behalf_of=wie)
        row.bestand, row.stand = kept.bestand_id, Zendstand.ONDERWEG
        row.save(update_fields=["bestand", "stand"])
        return kept.bestand_id


def _uitkomst(zending: int, bestand: int, wie: Machtiging) -> str:
    """Note what became of the message: empty when it was accepted, else why not. Raises NogNietVerstuurd."""
    (file,) = berichten.bestanden([bestand], on_behalf_of=wie)
    if file.status in ("ontvangen", "apart"):
        raise NogNietVerstuurd(NOG_NIET)
    if file.berichten and file.berichten[0].uitkomst == "geaccepteerd":
        return ""
    why = _waarom(file.berichten[0].regels) if file.berichten else " ".join(file.uitleg)
    with namens(wie):
        row = models.Zending.objects.select_for_update().select_related("besluit").get(pk=zending)
        if row.stand == Zendstand.ONDERWEG:
            row.stand, row.uitleg = Zendstand.GEWEIGERD, why
            row.save(update_fields=["stand", "uitleg"])
            row.besluit.stand = Stand.AKKOORD
            row.besluit.save(update_fields=["stand"])
    return f"De toewijzing past niet bij de regels van de standaard; er is niets bekendgemaakt. {why}"


def _waarom(regels: Sequence[str]) -> str:
    known = declaraties.regels()
    return " ".join(
        f"{known[code].algemeen} {known[code].wat_te_doen} (Regel {code}.)" if code in known else f"(Regel {code}.)"
        for code in regels
    )


def _rond_af(
    besluit: int, zending: int | None, gegevens: Bekendmaking, *, peildatum: date, moment: datetime, wie: Machtiging
) -> None:
    """Make it known: the letters, the day, and the clock that stops; all of it or nothing."""
    with namens(wie):
        row = rij(besluit, wie, Stand.VERZENDEN)
        if zending:
            models.Zending.objects.filter(pk=zending, stand=Zendstand.ONDERWEG).update(stand=Zendstand.AANVAARD)
        row.stand = Stand.BEKEND
        row.besloten_op = row.bekendgemaakt_op = peildatum
        row.bekendgemaakt_door = wie.account
        row.save()
        if row.soort != INZET:
            brieven.beschikking(row, gegevens, moment=moment, wie=wie)
        if row.vervangt_id:
            na_bezwaar(row).filter(nieuw_besluit=None).update(nieuw_besluit=row)
        request = row.aanvraag
        if request.afgesloten_op is None:
            request.afgesloten_op = peildatum
            request.save(update_fields=["afgesloten_op"])
            aanmelding_klaar(request.aanmelding, moment=moment, wie=wie)


# --- the message ----------------------------------------------------------------------------------------------------


def _aanbieder(row: models.Besluit) -> str:
    """The provider that gets a message: of what is decided, or of what this decision ends; empty for none."""
    every = voorzieningen(row)
    ended = voorzieningen(row.vervangt) if row.vervangt else []
    new = {one.aanbieder for one in every if one.aanbieder}
    old = {one.aanbieder for one in ended if one.aanbieder and one.toewijzing_nummer}
    if new and old and new != old:
        raise NietBesloten("De hulp gaat naar een andere aanbieder. Trek eerst het oude besluit in, en ken dan toe.")
    return next(iter(new or old), "")


def _nummer(row: models.Besluit) -> None:
    """Give every provision in kind its number: that of the allocation that it stretches, or a new one."""
    ended = voorzieningen(row.vervangt) if row.vervangt else []
    for one in voorzieningen(row):
        if one.vorm != models.Voorziening.Vorm.ZIN or one.toewijzing_nummer is not None:
            continue
        same = next((old for old in ended if _zelfde(old, one)), None)
        one.toewijzing_nummer = same.toewijzing_nummer if same else _volgend("besluiten_toewijzingnummer")
        one.save(update_fields=["toewijzing_nummer"])


def _zelfde(old: models.Voorziening, new: models.Voorziening) -> bool:
    """The same help from the same day on: then only the end moves (OP380)."""
    names = ("aanbieder", "categorie", "code", "volume", "eenheid", "frequentie")
    return old.toewijzing_nummer is not None and [
        *(getattr(old, name) for name in names), old.geldig.lower, old.budget_cent
    ] == [*(getattr(new, name) for name in names), new.geldig.lower, new.budget_cent]  # fmt: skip


def _volgend(reeks: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass)", [reeks])
        (number,) = cursor.fetchone()
    return int(number)


def _bytes(row: models.Besluit, zending: models.Zending, gegevens: Bekendmaking, wie: Machtiging) -> bytes:
    """The JW301: all that this child has at this provider, with what changes. Raises NietBesloten."""
    child = gegevens.jeugdige
    decided = timezone.localtime(zending.toegewezen_op).replace(tzinfo=None, microsecond=0)
    running = toewijzingen.huidige(
        row.gemeente, child.verzegeld, zending.aanbieder, dag=zending.dagtekening, on_behalf_of=wie
    )
    new = {one.nummer: one for one in _producten(row, decided, gegevens.referentie)}
    ended = {one.nummer: one for one in _beeindigd(row, running, decided) if one.nummer not in new}
    same = [_herhaald(one) for one in running if one.nummer not in new | ended]
    person = Persoon(
        bsn=zegel(settings.BSN_KEY).ontzegel(child.verzegeld),
        geboortedatum=child.geboortedatum,
        geslacht=child.geslacht,
        achternaam=child.achternaam,
        voorvoegsel=child.voorvoegsel,
        voornamen=child.voornamen,
    )
    address: Woonadres | None = None if child.geheim else woonadres(child.adres)
    if address is None and not child.telefoon:
        raise NietBesloten(GEEN_CONTACT)
    try:
        data = jw301(
            gemeente=row.gemeente,
            aanbieder=zending.aanbieder,
            identificatie=zending.identificatie,
            dagtekening=zending.dagtekening,
            persoon=person,
            adres=address,
            telefoon=child.telefoon,
            producten=[*same, *ended.values(), *new.values()],
        )
    except OngeldigTeken as fault:
        raise NietBesloten(ONGELDIG.format(fault)) from None
    judged = keur(data)
    if not judged.geldig:
        raise NietBesloten(ONGELDIG.format("Kijk naam, geboortedatum en adres van de jeugdige na."))
    return data


def _producten(row: models.Besluit, decided: datetime, referentie: str) -> list[ToeTeWijzen]:
    """What was decided in kind."""
    known = {one.toewijzing_nummer: one for one in voorzieningen(row.vervangt)} if row.vervangt else {}
    found = []
    for one in voorzieningen(row):
        if one.toewijzing_nummer is None:
            continue
        size = None if one.volume is None else (one.volume, one.eenheid, one.frequentie)
        found.append(
            ToeTeWijzen(
                nummer=one.toewijzing_nummer,
                categorie=one.categorie,
                code=one.code or None,
                toegewezen_op=decided,
                begin=one.geldig.lower,
                einde=one.geldig.upper - timedelta(days=1) if one.geldig.upper else None,
                omvang=size,
                budget_cent=None if size else one.budget_cent,
                reden=_reden(row, known.get(one.toewijzing_nummer), one),
                referentie=referentie,
            )
        )
    return found


def _reden(row: models.Besluit, old: models.Voorziening | None, new: models.Voorziening) -> str:
    """Why an allocation changes, by the list `reden_wijziging`: as chosen, or by which way its end moves."""
    if old is None:
        return ""
    shorter = new.geldig.upper is not None and (old.geldig.upper is None or new.geldig.upper < old.geldig.upper)
    if row.wijzigreden and not (shorter and row.wijzigreden == VERLENGING):
        return row.wijzigreden
    return VERKORTING if shorter else VERLENGING


def _beeindigd(row: models.Besluit, running: Sequence[Huidig], decided: datetime) -> list[ToeTeWijzen]:
    """What this decision ends, of what the replaced one gave: shortened to the day before, or deleted."""
    if row.vervangt is None:
        return []
    mine = {one.toewijzing_nummer for one in voorzieningen(row.vervangt)}
    first_without = row.ingang or min((one.geldig.lower for one in voorzieningen(row)), default=None)
    assert first_without is not None, "a withdrawal has a day, a revision has provisions"
    chosen = VERKORTING if row.wijzigreden in ("", VERLENGING) else row.wijzigreden
    found = []
    for one in running:
        if one.nummer not in mine:
            continue
        last = first_without - timedelta(days=1)
        if one.einde is not None and one.einde <= last:
            continue
        never = last < one.begin
        found.append(
            ToeTeWijzen(
                nummer=one.nummer,
                categorie=one.categorie,
                code=one.code,
                toegewezen_op=decided,
                begin=one.begin,
                einde=one.begin if never else last,
                omvang=_size(one),
                budget_cent=one.budget_cent,
                reden=VERWIJDERD if never else chosen,
                referentie=one.referentie,
            )
        )
    if row.soort == INTREKKING and mine - {None} and not found:
        raise NietBesloten("De hulp van het oude besluit is op die dag al gestopt. Er valt niets meer in te trekken.")
    return found


def _herhaald(one: Huidig) -> ToeTeWijzen:
    """An allocation that stays as it is, word for word."""
    return ToeTeWijzen(
        nummer=one.nummer,
        categorie=one.categorie,
        code=one.code,
        toegewezen_op=one.toegewezen_op,
        begin=one.begin,
        einde=one.einde,
        omvang=_size(one),
        budget_cent=one.budget_cent,
        reden=one.reden_wijziging,
        referentie=one.referentie,
    )


def _size(one: Huidig) -> tuple[int, str, str] | None:
    return None if one.volume is None else (one.volume, str(one.eenheid), str(one.frequentie))
