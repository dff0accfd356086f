# SPDX-License-Identifier: EUPL-1.2
"""
OAuth2 client credentials (RFC 6749, 4.4) for the software of one organisation, with opaque tokens.

A key names one organisation and nothing in a request can change that. Secrets and tokens are 256 bits of chance;
of both the database holds the SHA-256. A token is looked up with its key every time, so a key that is withdrawn
ends all its tokens at once. A key may be bound to a client certificate (RFC 8705): then both are needed.
"""

import hmac
import logging
import re
import secrets
from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings

from jeugdregio.aansluiting.models import Aansluiting, Tempo, Toegangsbewijs, Toegangssleutel
from jeugdregio.aansluiting.tempo import BEWAARD
from jeugdregio.aansluiting.values import BERICHTRECHTEN, RECHTEN, Ingelogd, NieuweSleutel, Uitgegeven
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking

_LOG = logging.getLogger(__name__)
GELDIG = timedelta(minutes=15)
"""How long a token is worth something."""
LANGSTE_GELDIGHEID = timedelta(days=366)
"""A key has to be renewed at least once a year."""
GEEN_ORGANISATIE = "Geef een AGB-code van acht cijfers of een CBS-code van een gemeente van vier cijfers."
_CODE = re.compile(r"[0-9a-f-]{1,32}")
_ONBEKEND = sha256(secrets.token_bytes(32)).digest()


class OnjuisteAanvraag(Exception):
    """What was asked for a key or connection cannot be; the text says what to do."""


class Geweigerd(Exception):
    """Nobody logs in with this. Never says which part was wrong."""


class RechtOntbreekt(Exception):
    """The key has no right to what was asked for."""


def machtiging_van(organisatie: str) -> Machtiging:
    """
    On whose behalf the software of an organisation works; raises `OnjuisteAanvraag`.

    It gets everything that is for the organisation, also about children who are shielded: the chain goes on, and who
    sees what there is for that organisation to arrange (ADR 0022).
    """
    if organisatie.isascii() and organisatie.isdecimal():
        if len(organisatie) == 8:
            return Machtiging(rol=Rol.AANBIEDER, aanbieder=organisatie, geheim=True)
        if len(organisatie) == 4:
            return Machtiging(rol=Rol.TOEGANG, gemeente=organisatie, geheim=True)
    raise OnjuisteAanvraag(GEEN_ORGANISATIE)


def maak_sleutel(
    organisatie: str,
    *,
    moment: datetime,
    rechten: Collection[str] = BERICHTRECHTEN,
    geldig: timedelta = LANGSTE_GELDIGHEID,
    certificaat: str = "",
    houder: int | None = None,
) -> NieuweSleutel:
    """
    Give out a key for the software of one organisation; the secret is shown this once.

    `certificaat` is the SHA-256 of the client certificate, 64 hexadecimal digits; empty when none is asked for.
    `houder` is the account of the person who keeps the secret: the key ends when that person leaves.
    Raises `OnjuisteAanvraag`.
    """
    wie = machtiging_van(organisatie)
    thumbprint = certificaat.replace(":", "").lower()
    if thumbprint and (len(thumbprint) != 64 or set(thumbprint) - set("0123456789abcdef")):
        raise OnjuisteAanvraag("Geef van het certificaat de SHA-256, als 64 hexadecimale tekens.")
    if not rechten or set(rechten) - set(RECHTEN):
        raise OnjuisteAanvraag(f"Kies rechten uit: {', '.join(RECHTEN)}.")
    if not timedelta(0) < geldig <= LANGSTE_GELDIGHEID:
        raise OnjuisteAanvraag(f"Een sleutel is minstens één en hoogstens {LANGSTE_GELDIGHEID.days} dagen geldig.")
    code, secret = f"{organisatie}-{secrets.token_hex(8)}", secrets.token_urlsafe(32)
    with namens(verwerking(settings.REGIO)):
        row = Toegangssleutel.objects.create(
            code=code,
            aanbieder=wie.aanbieder,
            gemeente=wie.gemeente,
            geheim=sha256(secret.encode()).digest(),
            rechten=sorted(rechten),
            certificaat=thumbprint,
            houder_id=houder,
            gemaakt_op=moment,
            verloopt_op=moment + geldig,
        )
    return NieuweSleutel(code, secret, row.verloopt_op)


def trek_in(code: str, *, moment: datetime) -> bool:
    """Withdraw a key, and with it every token it gave; False when there is no such key in use."""
    with namens(verwerking(settings.REGIO)):
        done = Toegangssleutel.objects.filter(code=code, ingetrokken_op__isnull=True).update(ingetrokken_op=moment)
        Toegangsbewijs.objects.filter(toegangssleutel_id=code).delete()
    return bool(done)


def trek_in_van(account: int, *, moment: datetime) -> int:
    """Withdraw every key that this person keeps, with its certificate and its tokens; gives how many."""
    with namens(verwerking(settings.REGIO)):
        keys = Toegangssleutel.objects.filter(houder=account, ingetrokken_op__isnull=True)
        Toegangsbewijs.objects.filter(toegangssleutel__in=keys.values("code")).delete()
        return keys.update(ingetrokken_op=moment)


def sleutels_van(accounts: Collection[int], *, moment: datetime) -> dict[int, int]:
    """How many keys that work now each of these people keeps; who keeps none is not in it."""
    with namens(verwerking(settings.REGIO)):
        rows = Toegangssleutel.objects.filter(
            houder__in=accounts, ingetrokken_op__isnull=True, verloopt_op__gt=moment
        ).values_list("houder_id", flat=True)
        return dict(Counter(rows))


def sluit_aan(organisatie: str, drager: str, *, moment: datetime) -> None:
    """From now on this carrier brings the organisation its messages. Raises `OnjuisteAanvraag`."""
    wie = machtiging_van(organisatie)
    if drager not in Aansluiting.Drager.values:
        raise OnjuisteAanvraag(f"Kies een drager uit: {', '.join(Aansluiting.Drager.values)}.")
    with namens(verwerking(settings.REGIO)):
        Aansluiting.objects.update_or_create(
            organisatie=organisatie,
            defaults={"drager": drager, "beeindigd_op": None},
            create_defaults={
                "aanbieder": wie.aanbieder,
                "gemeente": wie.gemeente,
                "drager": drager,
                "gemaakt_op": moment,
            },
        )


def beeindig(organisatie: str, *, moment: datetime) -> int:
    """The organisation leaves: its carrier stops, its keys and tokens end at once. Gives how many were ended."""
    wie = machtiging_van(organisatie)
    with namens(verwerking(settings.REGIO)):
        keys = Toegangssleutel.objects.filter(
            aanbieder=wie.aanbieder, gemeente=wie.gemeente, ingetrokken_op__isnull=True
        )
        Toegangsbewijs.objects.filter(toegangssleutel__in=keys.values("code")).delete()
        ended = keys.update(ingetrokken_op=moment)
        rows = Aansluiting.objects.filter(organisatie=organisatie, beeindigd_op__isnull=True)
        return ended + rows.update(beeindigd_op=moment)


def log_in(
    code: str, geheim: str, *, moment: datetime, rechten: Collection[str] = (), certificaat: str = ""
) -> Uitgegeven:
    """
    Exchange a key for a token with these rights (all of the key's when none are named).

    Raises `Geweigerd`, or `RechtOntbreekt` for a right that the key has not.
    """
    if not _CODE.fullmatch(code):
        raise Geweigerd
    with namens(verwerking(settings.REGIO)):
        key = Toegangssleutel.objects.filter(code=code, ingetrokken_op__isnull=True, verloopt_op__gt=moment).first()
        stored = bytes(key.geheim) if key else _ONBEKEND
        known = hmac.compare_digest(stored, sha256(geheim.encode(errors="replace")).digest())
        if key is None or not known or not _past(key, certificaat):
            _LOG.warning("inloggen met een sleutel geweigerd: %s", code)
            raise Geweigerd
        if set(rechten) - set(key.rechten):
            raise RechtOntbreekt
        token = secrets.token_urlsafe(32)
        granted = tuple(sorted(rechten or key.rechten))
        Toegangsbewijs.objects.filter(toegangssleutel=key, verloopt_op__lte=moment).delete()
        Toegangsbewijs.objects.create(
            sha256=sha256(token.encode()).digest(),
            toegangssleutel=key,
            rechten=granted,
            gemaakt_op=moment,
            verloopt_op=min(moment + GELDIG, key.verloopt_op),
        )
    _LOG.info("ingelogd met sleutel %s", code)
    return Uitgegeven(token, int((min(moment + GELDIG, key.verloopt_op) - moment).total_seconds()), granted)


def herken(token: str, *, moment: datetime, certificaat: str = "") -> Ingelogd:
    """Who holds this token; raises `Geweigerd` when it, or its key, is not worth anything (any more)."""
    digest = sha256(token.encode(errors="replace")).digest()
    with namens(verwerking(settings.REGIO)):
        row = (
            Toegangsbewijs.objects.select_related("toegangssleutel")
            .filter(
                sha256=digest,
                verloopt_op__gt=moment,
                toegangssleutel__ingetrokken_op__isnull=True,
                toegangssleutel__verloopt_op__gt=moment,
            )
            .first()
        )
    if row is None or not _past(row.toegangssleutel, certificaat):
        raise Geweigerd
    return Ingelogd(
        row.toegangssleutel.code,
        machtiging_van(row.toegangssleutel.aanbieder or row.toegangssleutel.gemeente),
        tuple(row.rechten),
    )


def ruim_op(*, moment: datetime) -> int:
    """Remove tokens that ended and counts of calls that are no longer needed; gives how many rows went."""
    with namens(verwerking(settings.REGIO)):
        tokens, _ = Toegangsbewijs.objects.filter(verloopt_op__lte=moment).delete()
        calls, _ = Tempo.objects.filter(venster__lt=moment - BEWAARD).delete()
    return tokens + calls


def _past(key: Toegangssleutel, certificaat: str) -> bool:
    shown = certificaat.replace(":", "").lower()
    return not key.certificaat or hmac.compare_digest(key.certificaat.encode(), shown.encode(errors="replace"))
