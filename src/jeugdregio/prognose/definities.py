# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What every figure of a forecast means: one text for the pages and the handbook."""

from jeugdregio.begroting.definities import Definitie

DEFINITIES = (
    Definitie(
        "geboekt",
        "Toegekend",
        "euro",
        "Toegekende prestaties (debet min credit) voor hulp in dit jaar, die voor de peildatum zijn ontvangen. "
        "Het maandrapport telt op boekmaand, dit cijfer op de maand van de hulp; daarom kunnen zij verschillen.",
        "declaraties_v_prestatie en de dag van ontvangst",
    ),
    Definitie(
        "nog_te_declareren",
        "Nog te declareren",
        "euro",
        "Schatting van wat nog komt voor hulp die voor de peildatum is geleverd. Zij volgt uit hoe laat "
        "aanbieders de laatste negen maanden declareerden, per segment over de hele regio.",
        "de vertraging tussen hulp en ontvangst",
    ),
    Definitie(
        "nog_te_komen",
        "Nog te leveren",
        "euro",
        "Schatting voor de maanden vanaf de peildatum tot het einde van het jaar: het peil van de laatste "
        "maanden, met seizoen, groei en prijs, en wat uit toewijzingen volgt als die lang genoeg zijn gevolgd.",
        "declaraties en toewijzingen tot de peildatum",
    ),
    Definitie(
        "verwacht",
        "Verwacht",
        "euro",
        "De som van de drie bedragen hierboven: wat de hulp in dit jaar gaat kosten. De helft van de keren wordt "
        "het meer, de helft minder (P50). Het totaal is de som van de segmenten, tot op de cent.",
        "de som van drie cijfers",
    ),
    Definitie(
        "band",
        "Band",
        "euro",
        "In acht van de tien keer ligt de uitkomst hiertussen (P10 tot P90). De breedte volgt uit hoe ver eerdere"
        " prognoses op dezelfde cijfers ernaast zouden zitten; met weinig historie is zij ruim. Banden tellen "
        "niet op: wat de ene gemeente meevalt, valt de andere tegen. Bij een segment van de regio zijn de banden "
        "van de gemeenten wel opgeteld, en daarom aan de ruime kant.",
        "prognoses van eerdere maanden naast wat het werd",
    ),
    Definitie(
        "uitgeput",
        "Budget op",
        "dag",
        "De eerste dag waarop het budget op is als het gaat zoals verwacht, met de kosten van een maand gelijk "
        "over de dagen verdeeld. Leeg: het budget is genoeg, of er is geen budget vastgelegd.",
        "verwacht per maand en het budget van toen",
    ),
    Definitie(
        "vertraging",
        "Vertraging",
        "euro",
        "Deel van een verandering: hulp van maanden die een maand eerder al voorbij waren, kost meer of minder "
        "dan toen is geschat.",
        "twee prognoses naast elkaar",
    ),
    Definitie(
        "prijs",
        "Prijs",
        "euro",
        "Deel van een verandering: dezelfde producten bij dezelfde aanbieders werden in de laatste maand duurder "
        "of goedkoper.",
        "bedrag per eenheid in declaraties",
    ),
    Definitie(
        "volume",
        "Volume",
        "euro",
        "Deel van een verandering: meer of minder gedeclareerde regels verwacht, tegen wat een regel een maand "
        "eerder kostte.",
        "aantallen prestaties",
    ),
    Definitie(
        "mix",
        "Mix",
        "euro",
        "De rest van een verandering: verschuiving naar duurdere of goedkopere segmenten, en meer of minder per "
        "regel. Omdat het de rest is, tellen de vier delen op tot de verandering, tot op de cent.",
        "verandering min de andere drie delen",
    ),
)
