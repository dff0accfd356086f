# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Keeping the register of providers."""

from collections.abc import Iterable, Mapping

from django.db.backends.postgresql.psycopg_any import DateRange

from jeugdregio.aanbieders.ketens import Schakel, zet_lidmaatschappen, zet_onderaannemingen
from jeugdregio.aanbieders.models import (
    Aanbieder,
    Aanbiederslijst,
    InternToezicht,
    Jaarrekening,
    Lidmaatschap,
    Onderaanneming,
    Teldefinitie,
    Vermelding,
    Vestiging,
)
from jeugdregio.aanbieders.tellen import OnleesbareVoorwaarden, lees_voorwaarden
from jeugdregio.aanbieders.values import (
    Definitie,
    Inschrijving,
    Jaarcijfers,
    Toezicht,
    Vermeldingsregel,
    Vestigingsregel,
)

__all__ = [
    "OnleesbareVoorwaarden",
    "Schakel",
    "lees_voorwaarden",
    "leg_definitie_vast",
    "leg_jaarcijfers_vast",
    "meld_toezicht",
    "schrijf_in",
    "zet_lidmaatschappen",
    "zet_onderaannemingen",
    "zet_op_lijst",
    "zet_vestigingen",
]
_BEDRAGEN = [field.name for field in Jaarrekening._meta.get_fields() if field.name.endswith("_cent")]


def schrijf_in(inschrijvingen: Iterable[Inschrijving]) -> None:
    """
    Make or update these providers, in the transaction of the caller; again changes nothing.

    Two AGB codes with one KvK number are refused by the database (`IntegrityError`): that is one provider, and the
    second code is that of a branch.
    """
    inschrijvingen = list(inschrijvingen)
    fields = ["kvk", "naam", "rechtsvorm", "gecertificeerd", "begonnen_op", "gemeld_op"]
    Aanbieder.objects.bulk_create(
        [Aanbieder(agb=i.agb, **{name: getattr(i, name) for name in fields}) for i in inschrijvingen],
        update_conflicts=True,
        unique_fields=["agb"],
        update_fields=fields,
    )
    Onderaanneming.objects.bulk_create(
        [
            Onderaanneming(onderaannemer_id=i.agb, hoofdaannemer_id=main)
            for i in inschrijvingen
            for main in i.hoofdaannemers
        ],
        ignore_conflicts=True,
    )
    Lidmaatschap.objects.bulk_create(
        [Lidmaatschap(lid_id=i.agb, cooperatie_id=whole) for i in inschrijvingen for whole in i.cooperaties],
        ignore_conflicts=True,
    )


def zet_vestigingen(vestigingen: Mapping[str, Iterable[Vestigingsregel]]) -> None:
    """Make or update the branches of these providers (AGB code), in the transaction of the caller."""
    Vestiging.objects.bulk_create(
        [
            Vestiging(
                nummer=one.nummer,
                aanbieder_id=agb,
                naam=one.naam,
                plaats=one.plaats,
                agb=one.agb,
                geldig=DateRange(one.van, one.tot),
            )
            for agb, branches in vestigingen.items()
            for one in branches
        ],
        update_conflicts=True,
        unique_fields=["nummer"],
        update_fields=["naam", "plaats", "agb", "geldig"],
    )


def zet_op_lijst(regels: Iterable[tuple[str, Vermeldingsregel]]) -> None:
    """Put providers (AGB code) on lists that are made when they are not there; again changes nothing."""
    regels = list(regels)
    Aanbiederslijst.objects.bulk_create(
        {one.lijst: Aanbiederslijst(one.lijst, one.naam, one.bron) for _, one in regels}.values(),
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["naam", "bron"],
    )
    Vermelding.objects.bulk_create(
        [
            Vermelding(
                lijst_id=one.lijst, aanbieder_id=agb, aanduiding=one.aanduiding, geldig=DateRange(one.van, one.tot)
            )
            for agb, one in regels
        ],
        ignore_conflicts=True,
    )


def leg_definitie_vast(definitie: Definitie) -> None:
    """Save what a count counts; one with this code becomes this one."""
    conditions = [
        [{"kenmerk": one.kenmerk, "een_van": list(one.een_van), "niet": one.niet} for one in alternative]
        for alternative in definitie.voorwaarden
    ]
    lees_voorwaarden(conditions)
    Teldefinitie.objects.update_or_create(
        code=definitie.code,
        defaults={
            "naam": definitie.naam,
            "omschrijving": definitie.omschrijving,
            "eenheid": definitie.eenheid,
            "voorwaarden": conditions,
            "peildatum": definitie.peildatum,
            "bron": definitie.bron,
        },
    )


def meld_toezicht(meldingen: Iterable[tuple[str, Toezicht]]) -> None:
    """Note what sources say about the internal supervision of providers (AGB code); the same day again replaces."""
    InternToezicht.objects.bulk_create(
        [
            InternToezicht(
                aanbieder_id=agb,
                peildatum=one.peildatum,
                aanwezig=one.aanwezig,
                hulpverleners=one.hulpverleners,
                verblijf=one.verblijf,
                bron=one.bron,
            )
            for agb, one in meldingen
        ],
        update_conflicts=True,
        unique_fields=["aanbieder", "peildatum"],
        update_fields=["aanwezig", "hulpverleners", "verblijf", "bron"],
    )


def leg_jaarcijfers_vast(cijfers: Iterable[Jaarcijfers]) -> int:
    """Store public yearly accounts (cents); a year that was there becomes this. Gives how many."""
    rows = Jaarrekening.objects.bulk_create(
        [
            Jaarrekening(
                aanbieder_id=one.agb,
                jaar=one.jaar,
                gedeponeerd_op=one.gedeponeerd_op,
                bron=one.bron,
                **{name: getattr(one, name) for name in _BEDRAGEN},
            )
            for one in cijfers
        ],
        update_conflicts=True,
        unique_fields=["aanbieder", "jaar"],
        update_fields=["gedeponeerd_op", "bron", *_BEDRAGEN],
    )
    return len(rows)
