# SPDX-License-Identifier: EUPL-1.2
"""
A request for a child of another municipality of the region, handed over.

The municipality that got the request says to whom it goes (`bied_aan`); the refusal that names that municipality
makes it so (`intake`). The standard knows no other way: the provider asks anew where it should have asked.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from jeugdregio.core.bsn import persoon
from jeugdregio.gebruikers.isolatie import lezend, namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.toewijzingen.queries import EERSTE_DAG, LAATSTE_DAG
from jeugdregio.verzoeken.models import Overdracht, Verzoek
from jeugdregio.verzoeken.values import OpenVerzoek, Overgedragen


def bied_aan(verzoek: OpenVerzoek, naar: str, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """Say that a request is for municipality `naar`; a second time replaces the first, until it is decided."""
    with namens(on_behalf_of):
        Overdracht.objects.update_or_create(
            van=verzoek.gemeente,
            bericht_id=verzoek.bericht_id,
            nr=verzoek.nr,
            defaults={
                "naar": naar,
                "aanbieder": verzoek.aanbieder,
                "referentie": verzoek.referentie,
                "aangeboden_op": moment,
            },
        )


def trek_in(verzoek: OpenVerzoek, *, on_behalf_of: Machtiging) -> None:
    """Take back what was said, when the refusal did not go out; what was handed over stays."""
    with namens(on_behalf_of):
        Overdracht.objects.filter(
            van=verzoek.gemeente, bericht_id=verzoek.bericht_id, nr=verzoek.nr, besluit_id__isnull=True
        ).delete()


def overgedragen(*, on_behalf_of: Machtiging) -> list[Overgedragen]:
    """The requests that were handed over by or to the asker, newest first."""
    with lezend(on_behalf_of):
        found = Overdracht.objects.filter(besluit_id__isnull=False).defer("geldig")
        dated = found.annotate(eerste_dag=EERSTE_DAG, laatste_dag=LAATSTE_DAG)
        rows = list(dated.order_by("-aangeboden_op", "-bericht_id", "nr"))
        asked = _asked_anew(rows)
    return [_value(row, row.eerste_dag, row.laatste_dag, asked) for row in rows]


Sleutel = tuple[str, str, bytes]


def _asked_anew(rows: Sequence[Overdracht]) -> dict[Sleutel, datetime]:
    """When the provider last asked the other municipality something for these children."""
    found = Verzoek.objects.filter(bsn__in={bytes(row.bsn) for row in rows if row.bsn is not None})
    return {(one.gemeente, one.aanbieder, bytes(one.bsn)): one.ontvangen_op for one in found.order_by("ontvangen_op")}


def _value(row: Overdracht, begin: date | None, einde: date | None, asked: dict[Sleutel, datetime]) -> Overgedragen:
    last = asked.get((row.naar, row.aanbieder, bytes(row.bsn or b"")))
    return Overgedragen(
        van=row.van,
        naar=row.naar,
        bericht_id=row.bericht_id,
        nr=row.nr,
        aanbieder=row.aanbieder,
        referentie=row.referentie,
        op=timezone.localdate(row.aangeboden_op),
        jeugdige=row.jeugdige,
        product=row.code or row.categorie,
        begin=begin,
        einde=einde,
        opnieuw_gevraagd=last is not None and last >= row.aangeboden_op,
        persoon=persoon(row.bsn) if row.bsn is not None else "",
    )
