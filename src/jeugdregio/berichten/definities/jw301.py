# SPDX-License-Identifier: EUPL-1.2
"""Toewijzing: a gemeente tells an aanbieder what it may deliver to one client."""

from __future__ import annotations

from typing import Annotated

from jeugdregio.berichten.definities import koppen
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.definities.vorm import Patroon, klasse


@klasse
class Header(koppen.VanGemeente):
    bericht_code: Annotated[t.BerichtCode, Patroon("436")] = "436"


@klasse
class Contact:
    soort: t.AdresSoort
    adres: t.Adres | None = None
    organisatie: t.Organisatienaam | None = None
    telefoon: t.Telefoonnummers | None = None
    emailadres: t.Emailadres | None = None
    periode: t.OpenPeriode | None = None


@klasse
class Relatie:
    nummer: t.Persoonsid
    volgorde: t.RelatieVolgorde | None = None
    soort: t.SoortRelatie
    geboortedatum: t.Geboortedatum | None = None
    geslacht: t.Geslacht | None = None
    naam: t.VolledigeNaam
    contact: Contact


@klasse
class ToegewezenProduct:
    toewijzing_nummer: t.Nummer
    referentie_aanbieder: t.ReferentieAanbieder | None = None
    product: t.Product | None = None
    toewijzingsdatum: t.Datum
    toewijzingstijd: t.Tijd
    ingangsdatum: t.Datum
    einddatum: t.Datum | None = None
    reden_wijziging: t.RedenWijziging | None = None
    omvang: t.Omvang | None = None
    budget: t.Budget | None = None
    commentaar: t.Commentaar | None = None


@klasse
class Client:
    bsn: t.Bsn
    geboortedatum: t.Geboortedatum
    geslacht: t.Geslacht
    naam: t.VolledigeNaam
    communicatie: t.Communicatie | None = None
    juridische_status: t.JuridischeStatus | None = None
    wettelijke_vertegenwoordiging: t.WettelijkeVertegenwoordiging | None = None
    commentaar: t.Commentaar | None = None
    relaties: tuple[Relatie, ...] = ()
    contactgegevens: tuple[Contact, ...]
    toegewezen_producten: tuple[ToegewezenProduct, ...]


@klasse
class Bericht:
    header: Header
    client: Client
