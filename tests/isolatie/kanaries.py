# SPDX-License-Identifier: EUPL-1.2
"""
Words that belong to one municipality and provider only; wherever one is read by another, something leaked.

The region that was played is full of them: numbers of allocations, references, names of children that occur once.
"""

import io
import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass

import psycopg
from pypdf import PdfReader

WOORD = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{5,}")
KINDEREN = """
    UPDATE {} SET achternaam = 'Kanarie' || gemeente || 'x' || aanbieder, voornamen = 'Kanarie' || gemeente
        || 'y' || aanbieder
"""
"""Every child gets a name that says of whom it is."""
WOORDEN = """
    SELECT gemeente, aanbieder, achternaam FROM toewijzingen_client
    UNION SELECT gemeente, aanbieder, voornamen FROM toewijzingen_client
    UNION SELECT gemeente, aanbieder, achternaam FROM verzoeken_verzoek
    UNION SELECT gemeente, aanbieder, nummer::text FROM toewijzingen_toewijzing
    UNION SELECT gemeente, aanbieder, referentie FROM declaraties_prestatie
    UNION SELECT gemeente, aanbieder, nummer FROM declaraties_declaratie
    UNION SELECT gemeente, aanbieder, referentie FROM verzoeken_verzoek
    UNION SELECT gemeente, aanbieder, identificatie FROM berichten_bericht
    UNION SELECT gemeente, aanbieder, naam FROM berichten_bestand
"""


@dataclass(frozen=True)
class Kanaries:
    """{word: (municipality, provider) it belongs to}; words of more than one are left out."""

    van: dict[str, tuple[str, str]]

    @classmethod
    def zet_uit(cls, connection: psycopg.Connection) -> "Kanaries":
        """Name the children, and collect the words; as superuser."""
        connection.execute("SET session_replication_role = replica")
        for table in ("toewijzingen_client", "verzoeken_verzoek"):
            connection.execute(KINDEREN.format(table))  # type: ignore[arg-type]
        owners = defaultdict(set)
        for municipality, provider, text in connection.execute(WOORDEN):
            for word in WOORD.findall(text):
                owners[word].add((municipality, provider))
        connection.execute("SET session_replication_role = DEFAULT")
        return cls({word: next(iter(found)) for word, found in owners.items() if len(found) == 1})

    def in_(self, text: str) -> dict[str, tuple[str, str]]:
        """The words of this text that belong to one, with whose they are."""
        return {word: self.van[word] for word in {*WOORD.findall(text)} if word in self.van}


def lees(data: bytes, soort: str) -> str:
    """The text of an answer, whatever kind of file it is."""
    if data.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert soort.startswith(("text/", "application/")), soort
    return data.decode("utf-8", "replace")
