# SPDX-License-Identifier: EUPL-1.2
"""Make a family, put people in it, and record who has custody."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from jeugdregio.core.bsn import persoon, voldoet_aan_elfproef, zegel
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gezinnen import models
from jeugdregio.gezinnen.values import Gezinsfout, Lidsoort, NieuwGezag, NieuwLid
from jeugdregio.gezinnen.vastleggen import IN_DIT_GEZIN, vastgelegd, ververs_afscherming

GEEN_BSN = "Dit is geen burgerservicenummer. Controleer de negen cijfers, of laat het leeg."
WEG = "Dit gezin is er niet, of niet voor u. Zoek het opnieuw."
OPGEGAAN = "Dit gezin is samengevoegd met een ander gezin. Werk daar verder."
GEEN_LID = "Deze persoon staat niet in dit gezin."


def maak_gezin(naam: str, leden: Sequence[NieuwLid], *, moment: datetime, on_behalf_of: Machtiging) -> int:
    """Make a family of these people, at least one; gives its number. Raises `Gezinsfout`, and then nothing happened."""
    if not naam.strip():
        raise Gezinsfout("Geef het gezin een naam, bijvoorbeeld de achternaam.")
    if not leden:
        raise Gezinsfout("Zet ten minste één persoon in het gezin.")
    with vastgelegd(on_behalf_of):
        family = models.Gezin.objects.create(
            gemeente=on_behalf_of.gemeente, naam=naam.strip(), gemaakt_op=moment, door=on_behalf_of.account
        )
        for one in leden:
            _add(family, one)
        ververs_afscherming(family.pk)
    return family.pk


def voeg_lid_toe(gezin: int, nieuw: NieuwLid, *, on_behalf_of: Machtiging) -> int:
    """Put someone in a family; gives the number of this person. Raises `Gezinsfout`."""
    with vastgelegd(on_behalf_of):
        number = _add(open_gezin(gezin, on_behalf_of), nieuw)
        ververs_afscherming(gezin)
    return number


def wijzig_lid(
    lid: int,
    *,
    naam: str,
    relatie: str,
    woont_elders: bool,
    onbekwaam_op: date | None,
    on_behalf_of: Machtiging,
) -> None:
    """Change what is known of someone; the history keeps what stood there. Raises `Gezinsfout`."""
    with vastgelegd(on_behalf_of):
        row = _member(lid, on_behalf_of)
        row.naam, row.relatie, row.woont_elders, row.onbekwaam_op = (
            naam.strip(),
            relatie.strip(),
            woont_elders,
            onbekwaam_op,
        )
        row.save(update_fields=["naam", "relatie", "woont_elders", "onbekwaam_op"])


def haal_uit_gezin(lid: int, *, per: date, on_behalf_of: Machtiging) -> None:
    """From that day someone is in the family no more; the row stays. Raises `Gezinsfout`."""
    with vastgelegd(on_behalf_of):
        row = _member(lid, on_behalf_of)
        row.uit_gezin_op = per
        row.save(update_fields=["uit_gezin_op"])


def leg_gezag_vast(lid: int, nieuw: NieuwGezag, *, on_behalf_of: Machtiging) -> int:
    """
    From a day on custody over this youth is arranged like this; what was recorded for later days is replaced.

    Raises `Gezinsfout`, also when the two holders are one person, or someone is not of this family.
    """
    with vastgelegd(on_behalf_of):
        youth = _youth(lid, on_behalf_of)
        holders = [one for one in (nieuw.houder, nieuw.medehouder) if one is not None]
        if models.Gezinslid.objects.filter(pk__in=holders, gezin=youth.gezin).count() != len(set(holders)):
            raise Gezinsfout(
                "Wie het gezag heeft, moet in dit gezin staan. Voeg die persoon eerst toe; wonen kan elders."
            )
        _cut(models.Gezag.objects.filter(lid=youth), nieuw.vanaf)
        row = models.Gezag.objects.create(
            gemeente=youth.gemeente,
            gezin_id=youth.gezin_id,
            lid=youth,
            vorm=nieuw.vorm,
            houder_id=nieuw.houder,
            medehouder_id=nieuw.medehouder,
            instelling=nieuw.instelling.strip(),
            geldig=DateRange(nieuw.vanaf, None),
            bron=nieuw.bron.strip(),
        )
    return row.pk


def leg_maatregel_vast(
    lid: int, soort: str, *, instelling: str, vanaf: date, tot: date | None, bron: str, on_behalf_of: Machtiging
) -> int:
    """Record a measure of the judge over this youth from `vanaf` up to `tot` (half-open). Raises `Gezinsfout`."""
    if tot is not None and tot <= vanaf:
        raise Gezinsfout("De laatste dag van de maatregel ligt niet voor de eerste.")
    with vastgelegd(on_behalf_of):
        youth = _youth(lid, on_behalf_of)
        row = models.Maatregel.objects.create(
            gemeente=youth.gemeente,
            gezin_id=youth.gezin_id,
            lid=youth,
            soort=soort,
            instelling=instelling.strip(),
            geldig=DateRange(vanaf, tot),
            bron=bron.strip(),
        )
    return row.pk


def houd_adres_geheim(gezin: int, geheim: bool, *, on_behalf_of: Machtiging) -> None:
    """
    Keep a whole family for the role for shielded files, or open it again. Raises `Gezinsfout`.

    Opens nothing as long as one of its people is shielded. Messages elsewhere about a youth are hidden by shielding
    that youth (`ontvangst`), not by this.
    """
    if not on_behalf_of.geheim:
        raise Gezinsfout("Dit doet alleen wie de rol voor afgeschermde dossiers heeft. Vraag die collega.")
    with vastgelegd(on_behalf_of):
        row = open_gezin(gezin, on_behalf_of)
        row.geheim_adres = geheim
        row.save(update_fields=["geheim_adres"])
        ververs_afscherming(gezin, opnieuw=True)


def open_gezin(nummer: int, wie: Machtiging) -> models.Gezin:
    """The family, locked, in the transaction of the caller; raises `Gezinsfout` when it is not one to work in."""
    row = models.Gezin.objects.select_for_update().filter(pk=nummer, gemeente=wie.gemeente).first()
    if row is None:
        raise Gezinsfout(WEG)
    if row.samengevoegd_in_id is not None:
        raise Gezinsfout(OPGEGAAN)
    return row


def _add(family: models.Gezin, new: NieuwLid) -> int:
    sealed = new.verzegeld or None
    if new.bsn:
        if not voldoet_aan_elfproef(new.bsn):
            raise Gezinsfout(GEEN_BSN)
        sealed = zegel(settings.BSN_KEY).verzegel(new.bsn)
    if not new.naam.strip():
        raise Gezinsfout("Vul van iedereen de naam in.")
    if (
        sealed
        and models.Gezinslid.objects.filter(gezin=family, bsn=sealed, uit_gezin_op=None, zelfde_als=None).exists()
    ):
        raise Gezinsfout(IN_DIT_GEZIN)  # of a youth the database refuses this as being in any family
    row = models.Gezinslid.objects.create(
        gemeente=family.gemeente,
        gezin=family,
        bsn=sealed,
        persoon=persoon(sealed) if sealed else None,
        naam=new.naam.strip(),
        geboortedatum=new.geboortedatum,
        soort=new.soort,
        relatie=new.relatie.strip(),
        woont_elders=new.woont_elders,
    )
    return row.pk


def _member(number: int, wie: Machtiging) -> models.Gezinslid:
    row = models.Gezinslid.objects.filter(pk=number, gemeente=wie.gemeente, zelfde_als=None).first()
    if row is None:
        raise Gezinsfout(GEEN_LID)
    return row


def _youth(number: int, wie: Machtiging) -> models.Gezinslid:
    row = _member(number, wie)
    if row.soort != Lidsoort.JEUGDIGE:
        raise Gezinsfout("Gezag en maatregelen gaan over een jeugdige. Kies een jeugdige van dit gezin.")
    return row


def _cut(rows: QuerySet[models.Gezag], from_day: date) -> None:
    """What held on that day ends the day before; what was to begin later goes."""
    rows.filter(geldig__startswith__gte=from_day).delete()
    for row in rows.filter(geldig__contains=from_day):
        row.geldig = DateRange(row.geldig.lower, from_day)
        row.save(update_fields=["geldig"])
