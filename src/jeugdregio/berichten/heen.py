# SPDX-License-Identifier: EUPL-1.2
"""Messages that the platform sends for a municipality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jeugdregio.berichten.definities import jw301 as toewijzing
from jeugdregio.berichten.definities import jw319 as d
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.schrijven import schrijf
from jeugdregio.berichten.values import XSD_VERSIE
from jeugdregio.berichten.van_aanbieder import Persoon

NAAMGEBRUIK_EIGEN = "1"
BRP_ADRES, CORRESPONDENTIE, NEDERLAND = "01", "02", "+31"


@dataclass(frozen=True)
class Woonadres:
    """Where a client is registered; left out of a message when the address is secret."""

    straat: str
    huisnummer: int
    postcode: str
    plaats: str


@dataclass(frozen=True)
class ToeTeWijzen:
    """
    One allocated product, both days included; `toegewezen_op` is local time without a zone.

    With a `code` and an `omvang` (volume, eenheid, frequentie), or with a `budget_cent`. `reden` says why a version
    differs from the one before (COD002).
    """

    nummer: int
    categorie: str | None
    code: str | None
    toegewezen_op: datetime
    begin: date
    einde: date | None
    omvang: tuple[int, str, str] | None = None
    budget_cent: int | None = None
    reden: str = ""
    referentie: str = ""


def jw301(
    *,
    gemeente: str,
    aanbieder: str,
    identificatie: str,
    dagtekening: date,
    persoon: Persoon,
    adres: Woonadres | None,
    telefoon: str = "",
    producten: Sequence[ToeTeWijzen],
) -> bytes:
    """
    All that a municipality allocates to one child at one provider, as one message. Raises OngeldigTeken.

    A client is reached at an address or by telephone (TR006): one of both is needed. Without address no home is named.
    """
    initials = "".join(name[0] for name in persoon.voornamen.split() if name[0].isalpha())[:6]
    contact = toewijzing.Contact(
        soort=BRP_ADRES if adres else CORRESPONDENTIE,
        adres=_adres(adres) if adres else None,
        telefoon=t.Telefoonnummers(telefoon01=t.Telefoon(telefoonnummer=telefoon, landnummer=NEDERLAND))
        if telefoon
        else None,
    )
    client = toewijzing.Client(
        bsn=persoon.bsn,
        geboortedatum=t.Geboortedatum(datum=persoon.geboortedatum),
        geslacht=persoon.geslacht,
        naam=t.VolledigeNaam(
            geslachtsnaam=t.Achternaam(achternaam=persoon.achternaam, voorvoegsel=persoon.voorvoegsel or None),
            voornamen=persoon.voornamen or None,
            voorletters=initials or None,
            naam_gebruik=NAAMGEBRUIK_EIGEN,
        ),
        contactgegevens=(contact,),
        toegewezen_producten=tuple(_toegewezen(one) for one in producten),
    )
    header = toewijzing.Header(
        afzender=gemeente,
        ontvanger=aanbieder,
        bericht_identificatie=t.BerichtIdentificatie(identificatie=identificatie, dagtekening=dagtekening),
        xsd_versie=t.XsdVersie(basisschema_xsd_versie=XSD_VERSIE, bericht_xsd_versie=XSD_VERSIE),
    )
    return schrijf(toewijzing.Bericht(header=header, client=client))


def _toegewezen(one: ToeTeWijzen) -> toewijzing.ToegewezenProduct:
    size = t.Omvang(volume=one.omvang[0], eenheid=one.omvang[1], frequentie=one.omvang[2]) if one.omvang else None
    return toewijzing.ToegewezenProduct(
        toewijzing_nummer=one.nummer,
        referentie_aanbieder=one.referentie or None,
        product=t.Product(categorie=one.categorie, code=one.code) if one.categorie else None,
        toewijzingsdatum=one.toegewezen_op.date(),
        toewijzingstijd=one.toegewezen_op.time().isoformat("seconds"),
        ingangsdatum=one.begin,
        einddatum=one.einde,
        reden_wijziging=one.reden or None,
        omvang=size,
        budget=one.budget_cent,
    )


def _adres(one: Woonadres) -> t.Adres:
    return t.Adres(
        huis=t.Huis(huisnummer=one.huisnummer),
        postcode=one.postcode,
        straatnaam=one.straat[:24],
        plaatsnaam=one.plaats,
        land_code="NL",
    )


def jw319(
    *,
    gemeente: str,
    aanbieder: str,
    identificatie: str,
    dagtekening: date,
    referentie: str,
    antwoord: str,
    reden: str | None,
    woonplaats: str | None,
) -> bytes:
    """
    The answer of a municipality to one reference: `antwoord` 1 refuses (with `reden`), 2 is looking into it.

    `woonplaats` is the municipality that is responsible instead (reason 8). Raises OngeldigTeken.
    """
    header = d.Header(
        afzender=gemeente,
        ontvanger=aanbieder,
        bericht_identificatie=t.BerichtIdentificatie(identificatie=identificatie, dagtekening=dagtekening),
        xsd_versie=t.XsdVersie(basisschema_xsd_versie=XSD_VERSIE, bericht_xsd_versie=XSD_VERSIE),
    )
    body = d.Antwoord(
        referentie_aanbieder=referentie,
        verzoek_antwoord=antwoord,
        reden_afwijzing_verzoek=reden,
        woonplaatsbeginsel=d.Woonplaatsbeginsel(gemeente=woonplaats) if woonplaats else None,
    )
    return schrijf(d.Bericht(header=header, antwoord=body))
