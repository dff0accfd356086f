# SPDX-License-Identifier: EUPL-1.2
"""What actions share: one transaction, with a refusal of the database in words, and the keys of shielded families."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import IntegrityError, ProgrammingError, connection
from psycopg.errors import InsufficientPrivilege, RestrictViolation

from jeugdregio.gebruikers.isolatie import als_verwerking, namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis
from jeugdregio.gebruikers.zicht import sleutel_van_persoon
from jeugdregio.gezinnen.values import Gezinsfout

IN_DIT_GEZIN = "Deze persoon staat al in dit gezin."
_GRENZEN = {
    "gezinslid_een_keer_in_een_gezin": IN_DIT_GEZIN,
    "gezinslid_jeugdige_in_een_gezin": "Deze jeugdige staat al in een ander gezin van uw gemeente. "
    "Voeg de gezinnen samen, of haal de jeugdige eerst uit het andere gezin.",
    "gezinslid_jeugdige_met_geboortedatum": "Van een jeugdige moet de geboortedatum bekend zijn.",
    "gezag_twee_verschillende_mensen": "Kies twee verschillende mensen. De jeugdige zelf kan het gezag niet hebben.",
    "gezag_houders_passen_bij_vorm": "Kies wie het gezag heeft: één mens, twee mensen, of de naam van de instelling.",
    "gezag_een_vorm_tegelijk": "Op een van deze dagen is het gezag al anders vastgelegd.",
    "maatregel_een_tegelijk_per_soort": "Deze maatregel loopt al op een van deze dagen.",
    "gezinsplan_een_open_per_gezin": "Dit gezin heeft al een plan. Werk daarin verder: één gezin, één plan.",
    "doel_is_te_meten": "De beginscore en de streefscore liggen op de schaal, en zijn niet hetzelfde.",
    "doel_binnen_tijd": "De dag waarop het doel klaar is, ligt niet voor vandaag.",
    "doelscore_een_per_dag": "Voor deze dag staat er al een score bij dit doel.",
    "doelscore_een_eind": "Dit doel heeft al een eindscore. Stel een nieuw doel.",
    "schooldeel_een_per_jeugdige": "Voor deze jeugdige staat school al in het plan. Wijzig dat deel.",
    "evaluatie_een_per_dag": "Op deze dag staat al een evaluatie.",
    "handtekening_een_per_mens": "Deze persoon heeft dit plan al getekend. "
    "Voor twee handtekeningen zijn twee mensen nodig.",
    "teamlid_een_regisseur_tegelijk": "Er is al een regisseur in die rol. "
    "Beëindig die eerst: één gezin, één regisseur.",
    "teamlid_regie_bij_aanbieder_met_clausule": "Iemand van een aanbieder kan alleen casusregisseur zijn "
    "als het contract dat zegt. Noem het contract en waar het staat, of kies iemand van de gemeente.",
}
AFGESCHERMD = "Dit kunt u niet vastleggen. Vraag een collega met de rol voor afgeschermde dossiers."


@contextmanager
def vastgelegd(wie: Machtiging) -> Iterator[None]:
    """One transaction with the right to keep families; what the database refuses becomes a `Gezinsfout`."""
    eis(wie, Recht.GEZINNEN_BIJHOUDEN)
    try:
        with namens(wie):
            yield
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as refusal:
        cause: Any = refusal.__cause__
        if isinstance(cause, RestrictViolation):
            raise Gezinsfout(cause.diag.message_primary) from None
        known = _GRENZEN.get(getattr(cause.diag, "constraint_name", None) or "")
        if known is None:
            raise
        raise Gezinsfout(known) from None
    except ProgrammingError as refusal:
        if not isinstance(refusal.__cause__, InsufficientPrivilege):
            raise
        raise Gezinsfout(AFGESCHERMD) from None


_SLEUTELS = f"""
    INSERT INTO gebruikers_afgeschermdesleutel (soort, sleutel, nr)
    SELECT 5, {sleutel_van_persoon("a.persoon")}, 0 FROM gebruikers_afscherming a WHERE a.tot IS NULL
    UNION SELECT 6, l.gezin_id, 0 FROM gezinnen_gezinslid l
        JOIN gebruikers_afscherming a ON a.persoon = l.persoon AND a.tot IS NULL
    UNION SELECT 6, g.id, 0 FROM gezinnen_gezin g WHERE g.geheim_adres
    ON CONFLICT DO NOTHING
"""


def houd_afgeschermd() -> None:
    """
    Hide every family with someone who is shielded, or whose address is secret; in the transaction of the processing.

    A person who is shielded has a key from the first day on, also before there is a message about them.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SLEUTELS)


def ververs_afscherming(gezin: int, *, opnieuw: bool = False) -> None:
    """The same after a family changed; `opnieuw`: this family may be open again."""
    with als_verwerking(settings.REGIO), connection.cursor() as cursor:
        if opnieuw:
            cursor.execute("DELETE FROM gebruikers_afgeschermdesleutel WHERE soort = 6 AND sleutel = %s", [gezin])
        cursor.execute(_SLEUTELS)
