# SPDX-License-Identifier: EUPL-1.2
"""
Two families that turn out to be one: their people, custody and plan go on in one of them, and nothing is lost.

The family and the plan that go up in another stay, as history, with where they went. Signatures and who directed stay
with the plan they were under; the plan that goes on is a new version, that everyone signs again.
"""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gezinnen import models
from jeugdregio.gezinnen.mensen import open_gezin
from jeugdregio.gezinnen.plannen import sluit
from jeugdregio.gezinnen.values import Gezinsfout, Samenvoeging, Teamrol
from jeugdregio.gezinnen.vastleggen import vastgelegd, ververs_afscherming

_BIJ_HET_GEZIN = (
    models.Gezag,
    models.Maatregel,
    models.Gezinsplan,
    models.Doel,
    models.Doelscore,
    models.Afspraak,
    models.Netwerklid,
    models.Schooldeel,
    models.Evaluatie,
    models.Handtekening,
    models.Teamlid,
)
_BIJ_HET_PLAN = (models.Doel, models.Afspraak, models.Netwerklid, models.Schooldeel)
REGIE = (Teamrol.CASUSREGISSEUR, Teamrol.PROCESREGISSEUR)


def voeg_samen(van: int, naar: int, *, reden: str, peildatum: date, on_behalf_of: Machtiging) -> Samenvoeging:
    """
    The family `van` goes up in `naar`, and its open plan in the open plan of that one; one transaction.

    Raises `Gezinsfout`.
    """
    if van == naar:
        raise Gezinsfout("Kies twee verschillende gezinnen.")
    if not reden.strip():
        raise Gezinsfout("Schrijf in een paar woorden waarom dit één gezin is.")
    with vastgelegd(on_behalf_of):
        first, second = (open_gezin(number, on_behalf_of) for number in sorted((van, naar)))
        gone, stays = (first, second) if first.pk == van else (second, first)
        old = models.Gezinsplan.objects.select_for_update().filter(gezin=gone, gesloten_op=None).first()
        new = models.Gezinsplan.objects.select_for_update().filter(gezin=stays, gesloten_op=None).first()
        goals, agreements = (
            model.objects.filter(plan=old).count() if old else 0 for model in (models.Doel, models.Afspraak)
        )
        if old and new:
            _join_plans(old, new, reden, peildatum)
        moved = _move_people(gone, stays)
        for model in _BIJ_HET_GEZIN:
            model._default_manager.filter(gezin=gone).update(gezin=stays)
        gone.samengevoegd_in = stays
        gone.save(update_fields=["samengevoegd_in"])
        if gone.geheim_adres and not stays.geheim_adres:
            stays.geheim_adres = True
            stays.save(update_fields=["geheim_adres"])
        ververs_afscherming(stays.pk)
    going_on = new or old
    return Samenvoeging(stays.pk, going_on.pk if going_on else None, moved, goals, agreements)


def _move_people(gone: models.Gezin, stays: models.Gezin) -> int:
    """Everyone of the one comes into the other; who stands there already stays findable as the same person."""
    there = dict(
        models.Gezinslid.objects.filter(gezin=stays, uit_gezin_op=None, zelfde_als=None)
        .exclude(persoon=None)
        .values_list("persoon", "pk")
    )
    moved = 0
    for row in models.Gezinslid.objects.filter(gezin=gone).order_by("pk"):
        row.gezin = stays
        if row.zelfde_als_id is None and row.uit_gezin_op is None:
            row.zelfde_als_id = there.get(row.persoon or "")
            moved += row.zelfde_als_id is None
        row.save(update_fields=["gezin", "zelfde_als"])
        if row.zelfde_als_id is not None:
            for field in ("houder", "medehouder"):
                models.Gezag.objects.filter(**{field: row}).update(**{field: row.zelfde_als_id})
            models.Doel.objects.filter(lid=row).update(lid=row.zelfde_als_id)
    return moved


def _join_plans(old: models.Gezinsplan, new: models.Gezinsplan, reason: str, day: date) -> None:
    if day < max(old.geopend_op, new.geopend_op):
        raise Gezinsfout("Voeg samen op een dag waarop beide plannen al open waren.")
    for model in _BIJ_HET_PLAN:
        rows = model._default_manager.filter(plan=old)
        rows.filter(uit_plan=None).update(uit_plan=old)
        rows.update(plan=new)
    planned = models.Evaluatie.objects.filter(plan=new).values("gepland_op")
    moving = models.Evaluatie.objects.filter(plan=old, gehouden_op=None).exclude(gepland_op__in=planned)
    moving.update(plan=new, uit_plan=old)
    _join_teams(old, new, day)
    old.samengevoegd_in = new
    sluit(old, reason, day)
    new.versie += 1
    new.save(update_fields=["versie"])


def _join_teams(old: models.Gezinsplan, new: models.Gezinsplan, day: date) -> None:
    """One team: who is in the old one goes on in the new one, but for its directors; there is one director."""
    there = set(models.Teamlid.objects.filter(plan=new, geldig__contains=day).values_list("naam", "rol"))
    for one in models.Teamlid.objects.filter(plan=old, geldig__contains=day).exclude(rol__in=REGIE):
        if (one.naam, one.rol) in there:
            continue
        models.Teamlid.objects.create(
            gemeente=one.gemeente,
            gezin_id=new.gezin_id,
            plan=new,
            uit_plan=old,
            naam=one.naam,
            rol=one.rol,
            organisatie=one.organisatie,
            aanbieder=one.aanbieder,
            account=one.account,
            geldig=DateRange(day, one.geldig.upper),
        )
