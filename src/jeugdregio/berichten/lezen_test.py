# SPDX-License-Identifier: EUPL-1.2
"""The columns of the fast reader hold what a slow walk through the message finds."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from jeugdregio.berichten import lezen
from jeugdregio.berichten.lezen import keur, lees
from jeugdregio.berichten.schrijven import schrijf
from jeugdregio.berichten.values import Soort
from tests.berichten import XSI, dobbelsteen, vermom, willekeurig
from tests.langzaam import assert_reads_as_the_slow_walk
from tests.shared import needs_shared, voorbeelden


class TestColumnsEqualASlowWalk:
    @needs_shared
    def test_for_all_example_messages(self):
        per_kind = defaultdict(list)
        for path in voorbeelden():
            data = path.read_bytes()
            judgement = keur(data)
            if judgement.geldig:
                per_kind[judgement.soort].append(data)

        assert sum(map(len, per_kind.values())) >= 190
        for soort, messages in per_kind.items():
            assert_reads_as_the_slow_walk(soort, messages)

    @pytest.mark.parametrize("soort", list(Soort))
    def test_for_random_messages(self, soort):
        rng = dobbelsteen(f"plain {soort}")
        messages = [schrijf(willekeurig(soort, rng, breed=4)) for _ in range(60)]

        assert_reads_as_the_slow_walk(soort, messages)

    @pytest.mark.parametrize("soort", list(Soort))
    def test_for_messages_with_cdata_comments_references_prefixes_and_white_space(self, soort):
        rng = dobbelsteen(f"disguised {soort}")
        plain = [schrijf(willekeurig(soort, rng)) for _ in range(60)]
        disguised = [vermom(data, rng) for data in plain]

        refused = [data for data in disguised if not keur(data).geldig]

        assert refused == []
        assert_reads_as_the_slow_walk(soort, disguised)
        for name, table in lees(soort, disguised).items():
            assert table.equals(lees(soort, plain)[name]), name

    def test_for_line_ends_in_a_text(self):
        plain = [data for n in range(30) if b"&#" not in (data := een("JW301", n)) and b":Commentaar>x" not in data]
        texts = ["a\r\nb", "a\rb", "a\r\r\nb\n", "a\n\r"]
        comment = [f"<jw301:Commentaar>{text}</jw301:Commentaar>".encode() for text in texts]
        messages = [
            re.sub(rb"(<jw301:Relaties>|<jw301:Contactgegevens>)", lambda m, c=c: c + m[1], plain[0], count=1)
            for c in comment
        ]

        assert all(keur(message).geldig for message in messages)
        assert lees("JW301", messages)["client"]["commentaar"].to_pylist() == [
            "a\nb",
            "a\nb",
            "a\n\nb\n",
            "a\n\n",
        ]
        assert_reads_as_the_slow_walk("JW301", messages)
        with_reference = messages[0].replace(b"a\r\nb", b"a\r\nb&#13;")
        assert_reads_as_the_slow_walk("JW301", [*messages, with_reference])

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("</jw323:Bsn>", "</jw323:Bsn \n>"),
            ("<jw323:Bsn>", "<jw323:Bsn\t >"),
            ('xmlns:ijw="', 'xmlns:ijw \n=\n "'),
            ("<jw323:Bericht ", "<jw323:Bericht xmlns:q='a&amp;b' xmlns:w=\"a'b\" "),
            ("<jw323:Bericht ", f"<jw323:Bericht xmlns:xsi='{XSI}' xsi:schemaLocation='a b>c' "),
            ("<jw323:Header>", "<!-- <Bericht></B> ]]> --><?x <Bericht a='1'> ?><jw323:Header>"),
            ("jw323:|(?<=:)jw323(?==)", lambda found: found[0].replace("jw323", "préfixé")),
            ("<jw323:Bsn>(.*?)</jw323:Bsn>", r"<q:Bsn xmlns:q='{namespace}'>\1</q:Bsn>"),
            (r"<\?xml.*?\?>\s*", "\n\n<!-- é --> "),
            ('encoding="UTF-8"', "encoding='utf-8' standalone='yes' "),
        ],
    )
    def test_for_unusual_markup(self, old, new):
        plain = een("JW323", 7)
        if isinstance(new, str):
            new = new.replace("{namespace}", Soort.JW323.namespace)
        unusual = re.sub(old, new, plain.decode()).encode()

        assert unusual != plain
        assert keur(unusual).geldig
        assert_reads_as_the_slow_walk("JW323", [plain, unusual, plain])

    def test_in_several_helpings(self, monkeypatch):
        rng = dobbelsteen("helpings")
        messages = [schrijf(willekeurig(Soort.JW323, rng)) for _ in range(25)]
        at_once = lees("JW323", messages)

        monkeypatch.setattr(lezen, "BERICHTEN_PER_GREEP", 7)
        by_number = lees("JW323", messages)
        monkeypatch.setattr(lezen, "BYTES_PER_GREEP", 1)
        one_by_one = lees("JW323", messages)

        assert by_number == at_once
        assert one_by_one == at_once

    def test_of_nothing_are_empty(self):
        tables = lees("JW301", [])

        assert {name: table.num_rows for name, table in tables.items()} == dict.fromkeys(
            ["header", "client", "relatie", "contact", "toegewezen_product"], 0
        )
        assert tables["contact"].schema == lees("JW301", [een("JW301")])["contact"].schema


def een(soort, zaad="een"):
    return schrijf(willekeurig(Soort(soort), dobbelsteen(zaad)))


class TestContactsOfATtoewijzing:
    def test_come_in_document_order_and_say_whose_they_are(self):
        bericht = next(
            b for n in range(99) if len((b := willekeurig(Soort.JW301, dobbelsteen(n))).client.relaties) == 2
        )

        contact = lees("JW301", [een("JW301"), schrijf(bericht)])["contact"].to_pylist()

        own = [(row["nr"], row["relatie"]) for row in contact if row["bericht"] == 1]
        eigen = len(bericht.client.contactgegevens)
        assert own == [(0, 0), (1, 1), *[(2 + nr, None) for nr in range(eigen)]]


class TestJudgementOnForm:
    def judge(self, old, new, soort="JW323"):
        data = een(soort)
        changed = re.sub(old, new, data.decode(), count=1).encode()
        assert changed != data
        return keur(changed)

    def test_a_valid_message(self):
        assert keur(een("JW307")) == lezen.Keuring(Soort.JW307, geldig=True)

    def test_not_xml(self):
        judgement = keur(een("JW307")[:-20])

        assert (judgement.soort, judgement.geldig) == (None, False)
        assert "geen geldige XML" in judgement.uitleg

    def test_a_dtd_is_refused_and_not_expanded(self):
        bom = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>'
        data = re.sub(rb"(<\?xml.*?\?>)", lambda m: m[1] + bom, een("JW305"))
        data = data.replace(b"<jw305:Bsn>", b"<jw305:Bsn>&b;")

        judgement = keur(data)

        assert not judgement.geldig
        assert "DOCTYPE" in judgement.uitleg

    def test_external_entities_are_not_fetched(self, tmp_path):
        secret = tmp_path / "geheim.txt"
        secret.write_text("999900006")
        bom = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'.encode()
        data = re.sub(rb"(<\?xml.*?\?>)", lambda m: m[1] + bom, een("JW305"))
        data = re.sub(rb"<jw305:Bsn>\d+<", b"<jw305:Bsn>&a;<", data)

        assert not keur(data).geldig

    def test_another_encoding(self):
        text = een("JW305").decode().replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
        data = text.encode("latin-1", "replace")

        assert "UTF-8" in keur(data).uitleg

    def test_another_standard(self):
        data = een("JW305").replace(b"/ijw/3_2/", b"/iwmo/3_2/")

        assert keur(data) == lezen.Keuring(
            None, geldig=False, uitleg="Dit is geen bericht van iJw 3.2. Stuur een bericht van die versie."
        )

    @pytest.mark.parametrize(
        ("old", "new", "explanation"),
        [
            (r"(:Eenheid>)\d+<", r"\g<1>99<", "Eenheid bevat een code die niet in de codelijst staat"),
            (r"(:Bsn>)\d+<", r"\g<1>123<", "Bsn heeft niet de voorgeschreven vorm"),
            (r"<jw323:Bsn>.*?</jw323:Bsn>", "", "Prestaties staat hier niet op zijn plaats; verwacht: Bsn"),
            (r"(:GeleverdVolume>)\d+<", r"\g<1>100000000<", "GeleverdVolume bevat een getal boven"),
            (r"(:Dagtekening>).*?<", r"\g<1>2026-02-30<", "Dagtekening bevat geen geldige datum"),
            (r"(:Dagtekening>).*?<", r"\g<1>12026-02-03<", "Dagtekening bevat een datum buiten de jaren"),
            (r"(:Dagtekening>).*?<", r"\g<1>-0026-02-03<", "Dagtekening bevat een datum buiten de jaren"),
            (r"<(jw323:)Bsn>(\d+)<", r"<\1Geheim\2/><\1Bsn>\2<", "een onbekend element staat hier niet"),
        ],
    )
    def test_says_what_is_wrong_where_without_the_value(self, old, new, explanation):
        judgement = self.judge(old, new)

        assert judgement.soort == Soort.JW323
        assert not judgement.geldig
        assert explanation in judgement.uitleg
        assert re.search(r"regel \d+, ", judgement.uitleg)
        assert not re.search(r"\d{9}", judgement.uitleg)

    def test_a_date_that_was_not_judged_is_an_error_of_its_own(self):
        data = re.sub(rb"<ijw:Dagtekening>.*?<", b"<ijw:Dagtekening>12026-02-03<", een("JW323"))

        with pytest.raises(lezen.OnleesbareDatum, match="bericht_identificatie_dagtekening"):
            lees("JW323", [data])
