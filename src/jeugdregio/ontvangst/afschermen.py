# SPDX-License-Identifier: EUPL-1.2
"""
Keep secret where a child is, and lift that: by the one at the municipality who may (ADR 0022).

Which rows are of the child is looked up in the messages themselves, every one of the region: also those that were
refused and of which no row says whose they are. A batch does the same for what it brings.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper
from lxml import etree

from jeugdregio.berichten.actions import Kop, open_deur
from jeugdregio.core.bsn import persoon, voldoet_aan_elfproef, zegel
from jeugdregio.gebruikers.isolatie import als_verwerking, lezend, namens
from jeugdregio.gebruikers.models import AfgeschermdeSleutel, Afscherming
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gebruikers.zicht import sleutel_van_persoon
from jeugdregio.gezinnen import actions as gezinnen
from jeugdregio.ontvangst.vastleggen import lees_op

ALLEEN_VOOR_GEHEIM = "Afschermen en opheffen doet alleen wie bij de gemeente de rol voor afgeschermde dossiers heeft."
GEEN_BSN = "Dit is geen burgerservicenummer. Controleer de negen cijfers."
GEEN_REDEN = "Schrijf op waarom. Zonder reden verandert er niets."
AL_AFGESCHERMD = "Uw gemeente schermt dit kind al af."
NIET_GEVONDEN = "Deze afscherming is er niet, of is al opgeheven."
_NUMMER = re.compile(rb"(?<!\d)\d{9}(?!\d)")
_ANDERS_GESCHREVEN = (b"&#", b"<![CDATA[")
PORTIE = 500


class NietAfgeschermd(Exception):
    """Raised when a child can not be shielded, or a shielding not lifted; the text says what to do."""


@dataclass(frozen=True)
class Afgeschermd:
    """One child that a municipality shields or shielded; half-open, `tot` is empty while it does."""

    id: int
    persoon: str
    kinderen: tuple[str, ...]
    sinds: datetime
    tot: datetime | None
    reden: str
    door: str
    reden_einde: str
    opgeheven_door: str


@dataclass(frozen=True)
class _Gevonden:
    """A message that tells of a child: of whom it is, and the sealed number."""

    gemeente: str
    aanbieder: str
    bericht_id: int
    bestand_id: int
    bsn: bytes


def scherm_af(bsn: str, *, reden: str, door: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    From now on only the two roles for it see where this child is; one transaction. Raises `NietAfgeschermd`.

    Waits for a batch that is being processed, and the next one waits for this.
    """
    _check(on_behalf_of, reden)
    if not voldoet_aan_elfproef(bsn):
        raise NietAfgeschermd(GEEN_BSN)
    who = persoon(zegel(settings.BSN_KEY).verzegel(bsn))
    with namens(on_behalf_of):
        try:
            with transaction.atomic():
                Afscherming.objects.create(
                    gemeente=on_behalf_of.gemeente, persoon=who, sinds=moment, reden=reden.strip()[:400], door=door
                )
        except IntegrityError:
            raise NietAfgeschermd(AL_AFGESCHERMD) from None
        _zoek_op({who}, opnieuw=False)


def hef_op(nummer: int, *, reden: str, door: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """Where this child is, is no secret of this municipality any more; one transaction. Raises `NietAfgeschermd`."""
    _check(on_behalf_of, reden)
    with namens(on_behalf_of):
        found = Afscherming.objects.filter(id=nummer, gemeente=on_behalf_of.gemeente, tot__isnull=True)
        if not found.update(tot=moment, reden_einde=reden.strip()[:400], opgeheven_door=door):
            raise NietAfgeschermd(NIET_GEVONDEN)
        _zoek_op(set(), opnieuw=True)


def afgeschermden(*, on_behalf_of: Machtiging) -> list[Afgeschermd]:
    """The children that the asker's municipality shields, and then those it shielded, newest first."""
    with lezend(on_behalf_of), connection.cursor() as cursor:
        rows = list(Afscherming.objects.order_by("-sinds", "-id"))
        cursor.execute(_NAMEN, {"personen": [row.persoon for row in rows], "gemeente": on_behalf_of.gemeente})
        names = dict(cursor.fetchall())
    found = [
        Afgeschermd(
            row.id, row.persoon, tuple(names.get(row.persoon, ())), row.sinds, row.tot, row.reden, row.door,
            row.reden_einde, row.opgeheven_door,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.tot is not None)


def merk(cursor: CursorWrapper, koppen: Sequence[Kop]) -> None:
    """
    Hide of these new messages what tells of a child that is shielded.

    Called by the processing, in the transaction of the batch.
    """
    wanted = _now_shielded(cursor)
    if wanted:
        new = ((k.gemeente, k.aanbieder, k.id, k.stuk.bestand_id, k.stuk.data) for k in koppen)
        _keep(cursor, list(_of_children(new, wanted)))


def _check(who: Machtiging, reden: str) -> None:
    if not (who.gemeente and who.geheim):
        raise NietAfgeschermd(ALLEEN_VOOR_GEHEIM)
    if not reden.strip():
        raise NietAfgeschermd(GEEN_REDEN)


def _zoek_op(personen: set[str], *, opnieuw: bool) -> None:
    """Look in every message of the region for these children; `opnieuw`: forget what was found, and look for all."""
    with als_verwerking(settings.REGIO), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"ontvangst {settings.REGIO}"])
        if opnieuw:
            AfgeschermdeSleutel.objects.all().delete()
            personen = _now_shielded(cursor)
        if personen:
            _keep(cursor, list(_of_children(_every_message(cursor), personen)))
        gezinnen.houd_afgeschermd()


def _now_shielded(cursor: CursorWrapper) -> set[str]:
    cursor.execute("SELECT DISTINCT persoon FROM gebruikers_afscherming WHERE tot IS NULL")
    return {who for (who,) in cursor.fetchall()}


def _every_message(cursor: CursorWrapper) -> Iterator[tuple[str, str, int, int, bytes]]:
    last = 0
    while True:
        cursor.execute(
            "SELECT id, codering, inhoud FROM berichten_bestand WHERE id > %s AND status = 'verwerkt'"
            " ORDER BY id LIMIT %s",
            [last, PORTIE],
        )
        files = cursor.fetchall()
        if not files:
            return
        last = files[-1][0]
        cursor.execute(
            "SELECT bestand_id, nr, gemeente, aanbieder, id FROM berichten_bericht WHERE bestand_id = ANY (%s)",
            [[number for number, *_ in files]],
        )
        messages: dict[int, list[tuple[int, str, str, int]]] = {}
        for file, *rest in cursor.fetchall():
            messages.setdefault(file, []).append(tuple(rest))
        for file, coding, content in files:
            parts = open_deur(lees_op(content, coding)) if file in messages else []
            for nr, town, provider, number in messages.get(file, ()):
                yield town, provider, number, file, parts[nr].data


def _of_children(berichten: Iterator[tuple[str, str, int, int, bytes]], personen: set[str]) -> Iterator[_Gevonden]:
    for town, provider, number, file, data in berichten:
        for bsn in _numbers_in(data):
            sealed, who = _sealed(bsn)
            if who in personen:
                yield _Gevonden(town, provider, number, file, sealed)


def _numbers_in(data: bytes) -> set[bytes]:
    if any(sign in data for sign in _ANDERS_GESCHREVEN):
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        data = "\n".join(map(str, root.itertext())).encode()
    return set(_NUMMER.findall(data))


@lru_cache(maxsize=50_000)
def _sealed(bsn: bytes) -> tuple[bytes, str]:
    sealed = zegel(settings.BSN_KEY).verzegel(bsn.decode("ascii"))
    return sealed, persoon(sealed)


_NAMEN = """
    SELECT persoon, array_agg(DISTINCT naam) FROM (
        SELECT encode(sha256(bsn), 'hex') AS persoon,
            concat_ws(' ', nullif(voornamen, ''), nullif(voorvoegsel, ''), nullif(achternaam, '')) AS naam
        FROM toewijzingen_v_client WHERE gemeente = %(gemeente)s
    ) k WHERE persoon = ANY (%(personen)s) AND naam <> '' GROUP BY persoon
"""
_SLEUTELS = """
    WITH gevonden AS MATERIALIZED (
        SELECT * FROM unnest(%(gemeente)s::text[], %(aanbieder)s::text[], %(bericht)s::bigint[], %(bestand)s::bigint[],
            %(bsn)s::bytea[]) f (gemeente, aanbieder, bericht_id, bestand_id, bsn)
    ),
    kind AS MATERIALIZED (
        SELECT DISTINCT c.gemeente, c.aanbieder, c.id, f.bsn
        FROM (SELECT DISTINCT gemeente, aanbieder, bsn FROM gevonden) f
        JOIN toewijzingen_v_client c ON c.gemeente = f.gemeente AND c.aanbieder = f.aanbieder AND c.bsn = f.bsn
    )
    INSERT INTO gebruikers_afgeschermdesleutel (soort, sleutel, nr)
    SELECT 1, bericht_id, 0 FROM gevonden
    UNION SELECT 2, id, 0 FROM kind
    UNION SELECT 3, bestand_id, 0 FROM gevonden
    UNION SELECT 5, PERSOON, 0 FROM gevonden
    UNION SELECT 4, p.bericht_id, p.nr FROM gevonden f
        JOIN kind k ON k.gemeente = f.gemeente AND k.aanbieder = f.aanbieder AND k.bsn = f.bsn
        JOIN declaraties_prestatie p ON p.gemeente = f.gemeente AND p.bericht_id = f.bericht_id AND p.client_id = k.id
    ON CONFLICT DO NOTHING
"""
# An answer to a request, and a retourbericht, do not say whose they are: they follow what they answer.
_VOLGT = """
    WITH geheim AS MATERIALIZED (SELECT sleutel FROM gebruikers_afgeschermdesleutel WHERE soort = 1),
    antwoord AS MATERIALIZED (
        SELECT a.gemeente, a.bericht_id FROM verzoeken_verzoek v
        JOIN verzoeken_v_antwoord a ON a.gemeente = v.gemeente AND a.aanbieder = v.aanbieder
            AND a.referentie = v.referentie
        WHERE v.bericht_id IN (SELECT sleutel FROM geheim)
    ),
    bericht AS (
        SELECT bericht_id FROM antwoord
        UNION SELECT retour_id FROM berichten_retour
        WHERE bericht_id IN (SELECT sleutel FROM geheim UNION SELECT bericht_id FROM antwoord)
    )
    INSERT INTO gebruikers_afgeschermdesleutel (soort, sleutel, nr)
    SELECT 1, bericht_id, 0 FROM bericht
    UNION SELECT 3, b.bestand_id, 0 FROM berichten_bericht b WHERE b.id IN (SELECT bericht_id FROM bericht)
    ON CONFLICT DO NOTHING
"""


_SLEUTELS = _SLEUTELS.replace("PERSOON", sleutel_van_persoon("encode(sha256(bsn), 'hex')"))


def _keep(cursor: CursorWrapper, found: Sequence[_Gevonden]) -> None:
    cursor.execute(
        _SLEUTELS,
        {
            "gemeente": [one.gemeente for one in found],
            "aanbieder": [one.aanbieder for one in found],
            "bericht": [one.bericht_id for one in found],
            "bestand": [one.bestand_id for one in found],
            "bsn": [one.bsn for one in found],
        },
    )
    cursor.execute(_VOLGT)
