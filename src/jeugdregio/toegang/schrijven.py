# SPDX-License-Identifier: EUPL-1.2
"""What every write of this room shares: who writes, and a refusal of the database in plain Dutch."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, IntegrityError, transaction
from psycopg.errors import InsufficientPrivilege

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.toegang.values import NietMogelijk

GRENZEN = {
    "aanmelding_een_open_per_vraag": "Voor dit kind loopt al een aanmelding over dit onderwerp. Werk die verder af.",
    "aanmelding_een_per_verzoek": "Dit verzoek is al overgenomen. Open de aanmelding op het caseloadbord.",
    "aanmelding_bewijs_past_bij_kanaal": "Zet erbij waaruit dit blijkt: het soort bewijs en de datum ervan.",
    "aanmelding_maatregel_met_gi": "Kies bij een maatregel welke maatregel het is en welke gecertificeerde instelling.",
    "aanmelding_gi_levert_niet": "De gecertificeerde instelling bepaalt de hulp en voert die niet zelf uit "
    "(Jeugdwet 3.2). Kies een andere aanbieder.",
    "aanmelding_zonder_kind_alleen_crisis": "Kies eerst om welk kind het gaat. Alleen bij crisis mag dat later.",
    "aanmelding_doorgestuurd_naar_een_ander": "Kies naar welke andere gemeente u doorstuurt.",
    "aanmelding_gestopt_met_reden": "Schrijf op waarom de aanmelding stopt.",
    "gebiedsoordeel_zorg_met_woorden": "Schrijf bij ‘Zorgen’ op wat u ziet.",
    "stapuitkomst_trede_past": "Deze trede hoort niet bij deze stap.",
    "stapuitkomst_met_woorden": "Schrijf bij elke stap op wat u hebt besproken.",
    "oproep_rond_met_uitgang_of_uitkomst": "Kies een uitgang, of schrijf op hoe het gesprek eindigde.",
    "oproep_overgenomen_door_iemand": "Schrijf op wie het overnam.",
    "raadsmelding_bekend_na_melding": "De kennisgeving kan niet voor de melding liggen. Controleer de datums.",
    "raadsmelding_zonder_kennisgeving_van_iemand_gehoord": "Schrijf op van wie u het hoorde.",
    "raadsmelding_aanbieder_bij_naam": "Kies de aangewezen aanbieder.",
    "teamoverleg_consult_met_vraag": "Schrijf uw vraag op.",
}
"""What to do when a constraint of the database refuses."""


@contextmanager
def schrijf(wie: Machtiging, recht: Recht) -> Iterator[None]:
    """
    One transaction on behalf of a municipality. Raises `NietMogelijk` without the right or when the database refuses.

    What a trigger refuses it says itself, in Dutch.
    """
    if not wie.mag(recht):
        raise NietMogelijk(f"Uw rol heeft het recht ‘{recht.label}’ niet. Vraag een collega die dat wel heeft.")
    if not wie.gemeente:
        raise NietMogelijk("Aanmelden doet een gemeente. Kies bij ‘Werken als’ uw rol bij een gemeente.")
    try:
        with namens(wie), transaction.atomic():
            yield
    except IntegrityError as refusal:
        raise NietMogelijk(_in_words(refusal)) from refusal
    except DatabaseError as refusal:
        if isinstance(refusal.__cause__, InsufficientPrivilege):
            raise NietMogelijk("Dit kan niet voor dit kind of deze gemeente.") from refusal
        raise


def naam_van(wie: Machtiging) -> str:
    """The name of whoever writes, for in the row; a program has none."""
    if wie.account is None:
        return "het programma"
    with namens(wie):
        found = Account.objects.filter(pk=wie.account).first()
        return (found.get_full_name() or found.get_username()) if found else "een medewerker"


def _in_words(refusal: IntegrityError) -> str:
    diag = getattr(refusal.__cause__, "diag", None)
    name = getattr(diag, "constraint_name", None) or ""
    if name in GRENZEN:
        return GRENZEN[name]
    said = getattr(diag, "message_primary", "") or ""
    if not name and said:
        return f"{said[0].upper()}{said[1:]}."
    return "Dit past niet bij wat er al staat. Ververs de pagina en probeer het opnieuw."
