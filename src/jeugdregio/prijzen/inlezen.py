# SPDX-License-Identifier: EUPL-1.2
"""Cost prices from a spreadsheet: the columns of Besluit Jeugdwet article 2.3, whole or not at all."""

from jeugdregio.components.inlezen import Blad, Kolom, Rijfout, bedrag, cijfers, dag, keuze, lees_bestand, tekst
from jeugdregio.core.periode import dag_erna
from jeugdregio.prijzen.models import Dekking
from jeugdregio.prijzen.values import Prijsopbouw

DEKKING = {str(one.label): one.value for one in Dekking}
BLAD = Blad(
    "Kostprijzen",
    (
        Kolom("AGB", cijfers(8), "AGB-code van de aanbieder, acht cijfers."),
        Kolom("Productcategorie", cijfers(2), "Twee cijfers, zoals in de productcodelijst."),
        Kolom("Productcode", tekst(5), "Vijf tekens, zoals in de productcodelijst."),
        Kolom("Eenheid", cijfers(2), "Code van de eenheid, zoals 04 voor uur."),
        Kolom("Vanaf", dag, "Eerste dag waarop deze kostprijs geldt."),
        Kolom("Tot en met", dag, "Laatste dag. Leeg: er is geen einde.", nodig=False),
        Kolom("a Beroepskrachten", bedrag, "Euro per eenheid: beroepskrachten, cliënt- en niet-cliëntgebonden tijd."),
        Kolom("b Overig cliëntgebonden", bedrag, "Euro per eenheid."),
        Kolom("c Overhead", bedrag, "Euro per eenheid."),
        Kolom("d Indexering", bedrag, "Euro per eenheid: indexering tijdens de looptijd."),
        Kolom("Verlies gedekt uit", keuze(DEKKING), f"Kies uit: {', '.join(DEKKING)}.", nodig=False, leeg="onbekend"),
        Kolom("Toelichting", tekst(300), "Hoogstens 300 tekens.", nodig=False, leeg=""),
        Kolom("Bron", tekst(200), "Waar de kostprijs vandaan komt, met datum."),
    ),
    sleutel=("AGB", "Productcategorie", "Productcode", "Eenheid", "Vanaf"),
)


def lees_kostprijzen(
    data: bytes, *, producten: frozenset[tuple[str, str]], aanbieders: frozenset[str]
) -> tuple[list[Prijsopbouw], tuple[str, ...]]:
    """
    The cost prices in a file, and every fault in plain words; with faults nothing should be stored.

    Raises OnleesbaarBestand when it is no such file.
    """
    read = lees_bestand(data, [BLAD])[BLAD.naam]
    faults = list(read.fouten)
    rows = []
    for number, cells in read.rijen:
        first, last = cells["Vanaf"], cells["Tot en met"]
        if cells["AGB"] not in aanbieders:
            faults.append(Rijfout(number, "AGB", "deze aanbieder staat niet in het register. Controleer de code."))
        if (cells["Productcategorie"], cells["Productcode"]) not in producten:
            faults.append(Rijfout(number, "Productcode", "dit product staat niet op de productcodelijst."))
        if last and last < first:
            faults.append(Rijfout(number, "Tot en met", "deze dag ligt voor de eerste dag."))
        rows.append(
            Prijsopbouw(
                aanbieder=cells["AGB"],
                categorie=cells["Productcategorie"],
                code=cells["Productcode"],
                eenheid=cells["Eenheid"],
                van=first,
                tot=dag_erna(last),
                beroepskrachten_cent=cells["a Beroepskrachten"],
                clientgebonden_cent=cells["b Overig cliëntgebonden"],
                overhead_cent=cells["c Overhead"],
                indexering_cent=cells["d Indexering"],
                dekking=cells["Verlies gedekt uit"],
                toelichting=cells["Toelichting"],
                bron=cells["Bron"],
            )
        )
    if not rows and not faults:
        faults.append(Rijfout(2, "AGB", "er staat geen kostprijs in dit bestand. Vul ten minste een rij in."))
    return rows, tuple(map(str, sorted(faults, key=lambda fault: fault.rij)))
