# SPDX-License-Identifier: EUPL-1.2
"""What the door lets in, what it turns away, and that it never repeats what was sent."""

from __future__ import annotations

import bz2
import gzip
import io
import re
import stat
import time
import tracemalloc
import zipfile

import pytest
import zstandard

from jeugdregio.berichten.deur import MIB, GeweigerdAanDeDeur, Grenzen, herken, open_deur
from jeugdregio.berichten.lezen import keur, lees
from jeugdregio.berichten.ontleden import ontleed
from jeugdregio.berichten.schrijven import schrijf
from jeugdregio.berichten.values import NAMESPACE_BASIS, Soort
from tests.berichten import dobbelsteen, vermom, willekeurig
from tests.shared import needs_shared, voorbeelden

BSN = "999900006"
MANY = Grenzen(onderdelen=300)


def een(soort=Soort.JW305, zaad=0):
    return schrijf(willekeurig(soort, dobbelsteen(zaad)))


def zip_of(entries, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return buffer.getvalue()


def zstd(data):
    return zstandard.ZstdCompressor().compress(data)


def refusal(data, **kwargs):
    with pytest.raises(GeweigerdAanDeDeur) as caught:
        open_deur(data, f"{BSN}.xml", **kwargs)
    assert BSN not in caught.value.uitleg
    assert caught.value.uitleg.endswith(".")
    return caught.value.code


class TestLetsIn:
    @pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd], ids=["plain", "gzip", "zstd"])
    @pytest.mark.parametrize("soort", list(Soort))
    def test_one_message(self, soort, pack):
        (deel,) = open_deur(pack(een(soort)), "a.xml")

        assert (deel.naam, deel.data, deel.soort, deel.bezwaar) == ("a.xml", een(soort), soort, None)

    @pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    def test_a_zip_with_many_messages_in_order_when_the_limit_allows_it(self, method):
        entries = [(f"{nr}.xml", een(zaad=nr)) for nr in range(300)]

        parts = open_deur(zip_of(entries, method), grenzen=MANY)

        assert [(deel.naam, deel.data) for deel in parts] == entries

    def test_several_gzip_members_and_zstd_frames_behind_each_other(self):
        data = een()

        assert open_deur(gzip.compress(data[:100]) + gzip.compress(data[100:]))[0].data == data
        assert open_deur(zstd(data[:100]) + zstd(data[100:]))[0].data == data

    def test_a_byte_order_mark_and_other_prefixes(self):
        for nr in range(100):
            data = vermom(een(Soort.JW323, nr), dobbelsteen(nr))

            assert open_deur(data)[0].soort == Soort.JW323

    def test_comments_and_instructions_in_front(self):
        data = re.sub(rb"(\?>\s*)", rb"\1<!-- <!DOCTYPE x> --><?doe iets?>\n", een(), count=1)

        assert open_deur(data)[0].soort == Soort.JW305

    @needs_shared
    def test_every_example_message(self):
        kinds = {open_deur(path.read_bytes())[0].soort for path in voorbeelden()}

        assert len(kinds) == 8


class TestAZipWithABadMessage:
    def test_keeps_the_good_ones(self):
        entries = [("1.xml", een()), (f"{BSN}.txt", f"hallo {BSN}".encode()), ("3.xml", een(Soort.JW307))]

        goed, fout, ook_goed = open_deur(zip_of(entries), grenzen=MANY)

        assert (goed.soort, ook_goed.soort) == (Soort.JW305, Soort.JW307)
        assert (fout.soort, fout.bezwaar.code) == (None, "geen_xml")
        assert BSN not in fout.bezwaar.uitleg


class TestTurnsAway:
    @pytest.mark.parametrize(
        ("code", "data"),
        [
            ("leeg", b""),
            ("leeg", b" \r\n "),
            ("leeg", gzip.compress(b"")),
            ("leeg", zip_of([])),
            ("geen_xml", b"hallo"),
            ("geen_xml", b'{"bsn": "999900006"}'),
            ("geen_xml", bz2.compress(b"x")[:2] + b"xx"),
            ("geen_xml", b"<a"),
            ("geen_xml", b"<?xml version='1.0'?>"),
            ("verkeerd_bericht", b"<a/>"),
            ("verkeerd_bericht", b"<Bericht/>"),
            ("verkeerd_bericht", een().replace(b"/ijw/3_2/", b"/ijw/3_1/")),
            ("verkeerd_bericht", een().replace(b"/ijw/3_2/", b"/iwmo/3_2/")),
            ("verkeerd_bericht", een().replace(b"jw305/schema", b"jw999/schema")),
            ("verkeerd_bericht", een().replace(b":Bericht", b":bericht")),
            ("verkeerd_bericht", f"<Bericht xmlns='{NAMESPACE_BASIS}'/>".encode()),
            ("codering", een().decode().encode("utf-16")),
            ("codering", een().decode().encode("utf-16-le")),
            ("codering", een().decode().encode("utf-32")),
            ("codering", een().replace(b"UTF-8", b"ISO-8859-1")),
            ("codering", een().replace(b"UTF-8", b"US-ASCII")),
            ("codering", een().replace(b":Bsn>", b":Bsn>\xe9", 1)),
            ("xml_versie", een().replace(b'version="1.0"', b'version="1.1"')),
            ("dtd", een().replace(b"<jw305:Bericht", b"<!DOCTYPE x><jw305:Bericht", 1)),
            (
                "dtd",
                een().replace(b"<jw305:Bericht", b"<!-- x --> <!DOCTYPE x [<!ENTITY a 'b'>]><jw305:Bericht", 1),
            ),
            ("beschadigd", gzip.compress(een())[:-10]),
            ("beschadigd", gzip.compress(een()) + b"rommel"),
            ("beschadigd", b"\x1f\x8b rommel"),
            ("beschadigd", zstd(een())[:-5]),
            ("beschadigd", zstd(een()) + b"rommel"),
            ("beschadigd", zip_of([("a.xml", een())])[:-30]),
            ("beschadigd", b"PK\x03\x04rommel"),
            ("archief_in_archief", gzip.compress(gzip.compress(een()))),
            ("archief_in_archief", zstd(zip_of([("a.xml", een())]))),
            ("archief_in_archief", gzip.compress(b"7z\xbc\xaf\x27\x1c")),
            ("inpakmethode", zip_of([("a.xml", een())], zipfile.ZIP_BZIP2)),
            ("inpakmethode", zip_of([("a.xml", een())], zipfile.ZIP_LZMA)),
        ],
        ids=lambda value: value if isinstance(value, str) else "data",
    )
    def test_with_a_stable_code(self, code, data):
        assert refusal(data) == code

    @pytest.mark.parametrize("name", ["/etc/passwd", "../a.xml", "a/../../b.xml", "C:\\a.xml", "a\\..\\b.xml", "\\a"])
    def test_a_zip_whose_names_point_elsewhere(self, name):
        assert refusal(zip_of([("goed.xml", een()), (name, een())])) == "pad_in_archief"

    def test_a_zip_with_a_password(self):
        data = bytearray(zip_of([("a.xml", een())], zipfile.ZIP_STORED))
        for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.index(signature) + offset] |= 1

        assert refusal(bytes(data)) == "versleuteld"

    def test_a_message_in_a_zip_in_a_zip(self):
        (deel,) = open_deur(zip_of([("a.zip", zip_of([("a.xml", een())]))]))

        assert deel.bezwaar.code == "archief_in_archief"

    def test_a_damaged_message_in_a_zip(self):
        data = bytearray(zip_of([("a.xml", een())], zipfile.ZIP_STORED))
        data[data.index(b"Bsn>") + 4] ^= 1

        assert refusal(bytes(data)) == "beschadigd"


class TestLimits:
    def test_size_of_the_delivery(self):
        data = een()

        assert open_deur(data, grenzen=Grenzen(bestand_bytes=len(data)))
        assert refusal(data, grenzen=Grenzen(bestand_bytes=len(data) - 1)) == "te_groot"

    def test_number_of_messages(self):
        data = zip_of([(f"{nr}.xml", een()) for nr in range(3)])

        assert len(open_deur(data, grenzen=Grenzen(onderdelen=3))) == 3
        assert refusal(data, grenzen=Grenzen(onderdelen=2)) == "te_veel_onderdelen"

    @pytest.mark.parametrize("pack", [gzip.compress, zstd, lambda data: zip_of([("a", data[: len(data) // 2])] * 2)])
    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_size_of_what_comes_out(self, pack):
        noise = dobbelsteen(1).randbytes(3 * MIB).hex().encode()

        assert refusal(pack(noise), grenzen=Grenzen(uitgepakt_bytes=2 * MIB, onderdelen=2)) == "te_groot_uitgepakt"

    @pytest.mark.parametrize("pack", [gzip.compress, zstd, lambda data: zip_of([("a", data)])])
    def test_a_bomb_is_stopped_before_it_fills_memory(self, pack):
        bomb = pack(b" " * 400 * MIB)
        tracemalloc.start()
        try:
            assert refusal(bomb) == "te_groot_uitgepakt"
            assert tracemalloc.get_traced_memory()[1] < 120 * MIB
        finally:
            tracemalloc.stop()


class TestOneFile:
    @pytest.mark.parametrize(
        ("code", "entries"),
        [
            ("te_veel_onderdelen", [("a.xml", een()), ("b.xml", een())]),
            ("map_in_archief", [("map/", b"")]),
            ("map_in_archief", [("map/a.xml", een())]),
            ("map_in_archief", [("a.xml", een()), ("map/", b"")]),
        ],
    )
    def test_is_what_a_zip_holds(self, code, entries):
        assert refusal(zip_of(entries)) == code

    @pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
    def test_and_not_a_link_or_a_device(self, kind):
        entry = zipfile.ZipInfo("a.xml")
        entry.create_system, entry.external_attr = 3, (kind | 0o777) << 16

        assert refusal(zip_of([(entry, b"/etc/passwd")])) == "koppeling"

    def test_as_unix_packs_it(self):
        entry = zipfile.ZipInfo("a.xml")
        entry.create_system, entry.external_attr = 3, (stat.S_IFREG | 0o644) << 16

        assert open_deur(zip_of([(entry, een())]))[0].soort == Soort.JW305

    def test_of_25_mb_at_most_packed_and_unpacked(self):
        assert (Grenzen().bestand_bytes, Grenzen().uitgepakt_bytes, Grenzen().onderdelen) == (25 * MIB, 25 * MIB, 1)


class TestWhateverArrives:
    """No traceback, no text of the message, and never more than a little time."""

    @pytest.mark.parametrize(
        ("code", "data"),
        [
            ("aanloop", b"<!--" + b"- " * 12 * MIB),
            ("aanloop", b"<!---->" * 3 * MIB + een()),
            ("aanloop", b"<?a?>" * 4 * MIB + een()),
            ("aanloop", b"\n" + b" " * 24 * MIB + een()),
            ("aanloop", b"<?xml " + b" " * 24 * MIB),
            ("aanloop", b"<!--" + b" " * MIB + b"--><!DOCTYPE x>" + een()),
            ("geen_xml", b"<Bericht " + b'a="b" ' * 4 * MIB),
            ("geen_xml", b"<Bericht " + b" " * 24 * MIB),
            ("te_veel_elementen", een().replace(b"<jw305:Header>", b"<jw305:Header>" + b"<a>" * 3 * MIB, 1)),
            ("te_veel_elementen", een().replace(b"<jw305:Header>", b"<jw305:Header>" + b"<a/>" * 3 * MIB, 1)),
            ("geen_xml", b"\xef\xbb\xbf" * 2 + een()),
            ("geen_xml", b"<x>" + een() + een() + b"</x>"),
            ("codering", een().replace(b":Bsn>", b":Bsn>\xc0\xaf", 1)),
            ("codering", een().replace(b":Bsn>", b":Bsn>\xed\xa0\x80", 1)),
        ],
        ids=lambda value: value if isinstance(value, str) else "data",
    )
    def test_at_the_door(self, code, data):
        began = time.process_time()

        assert refusal(data) == code
        assert time.process_time() - began < 2

    @pytest.mark.parametrize(
        "change",
        [
            lambda xml: xml + xml,
            lambda xml: xml.replace(b"<jw323:Header>", b"<jw323:Header>" + b"<a>" * 900_000, 1),
            lambda xml: xml.replace(b"<jw323:Header>", b"<jw323:Header>" + b"<a/>" * 900_000, 1),
            lambda xml: xml.replace(
                b"<jw323:Header>", b"<jw323:Header " + b" ".join(b"a%d=''" % i for i in range(10**6)), 1
            ),
            lambda xml: in_value(xml, b"x" * 20 * MIB),
            lambda xml: in_value(xml, b"\x00"),
            lambda xml: in_value(xml, b"&#0;"),
            lambda xml: in_value(xml, b"\xef\xbf\xbf"),
            lambda xml: in_value(xml, b"&lol;"),
            lambda xml: in_value(xml, b"9" * 5_000),
            lambda xml: re.sub(rb"(:Begindatum>)", rb"\g<1>1", xml, count=1),
            lambda xml: xml + b"<!DOCTYPE a>",
            lambda xml: xml.replace(b"<jw323:Header>", b"<![CDATA[<!DOCTYPE a>]]><jw323:Header>", 1),
        ],
        ids=range(13),
    )
    def test_and_behind_it(self, change):
        data = change(een(Soort.JW323))
        began = time.process_time()

        (deel,) = open_deur(data)
        keuring = keur(deel.data)

        assert not keuring.geldig
        assert keuring.uitleg.endswith(".")
        assert BSN not in keuring.uitleg
        assert time.process_time() - began < 2

    @pytest.mark.parametrize("between", [b"<!-- 1 -->", b"<?a b?>", b"<!---->", b"0" * 5_000])
    def test_what_is_put_in_a_number_never_changes_it(self, between):
        plain = een(Soort.JW323)
        changed = in_value(plain, between)

        assert keur(changed).geldig
        assert [t.to_pylist() for t in lees(Soort.JW323, [changed]).values()] == [
            t.to_pylist() for t in lees(Soort.JW323, [plain]).values()
        ]

    @pytest.mark.parametrize("between", [b"<!-- 1 -->", b"<?a b?>"])
    def test_nor_does_it_split_a_text(self, between):
        plain = een(Soort.JW323)
        changed = re.sub(rb"(:ReferentieNummer>[^<&])", rb"\1" + between, plain)

        assert changed != plain
        assert lees(Soort.JW323, [changed])["prestatie"].equals(lees(Soort.JW323, [plain])["prestatie"])
        assert ontleed(changed) == ontleed(plain)

    @pytest.mark.parametrize("pack", [gzip.compress, zstd, lambda data: zip_of([("a.xml", data)])])
    def test_damaged_in_any_place(self, pack):
        whole, rng = pack(een()), dobbelsteen(3)
        for _ in range(400):
            data = bytearray(whole)
            for _ in range(rng.randint(1, 4)):
                data[rng.randrange(len(data))] = rng.randrange(256)
            try:
                parts = open_deur(bytes(data[: rng.choice([len(data), rng.randrange(len(data))])]))
            except GeweigerdAanDeDeur:
                continue
            assert all(deel.bezwaar or isinstance(keur(deel.data).geldig, bool) for deel in parts)


def in_value(xml, extra):
    """The message with this in front of the first number of an allocation."""
    changed = re.sub(rb":ToewijzingNummer>", lambda found: found.group() + extra, xml, count=1)
    assert changed != xml
    return changed


class TestRecognises:
    @pytest.mark.parametrize(
        "attributes",
        [
            'xmlns:q="a\'b" ',
            "xmlns:q = 'x'\n",
            "xmlns:q='a&amp;b' ",
            "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='a b>c' ",
            "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='a &#98;>c' ",
        ],
    )
    def test_a_start_tag_however_it_is_written(self, attributes):
        data = een().replace(b"<jw305:Bericht ", f"<jw305:Bericht {attributes}".encode())

        assert keur(data).geldig
        assert herken(data) == Soort.JW305

    def test_by_the_declared_namespace_and_not_by_text_that_looks_like_one(self):
        data = b"<Bericht xmlns:a=' xmlns=\"x\" ' xmlns='" + Soort.JW307.namespace.encode() + b"'/>"

        assert herken(data) == Soort.JW307

    def test_a_prefix_that_is_not_declared_is_another_element(self):
        assert refusal(b"<x:Bericht a='&lt;'/>") == "verkeerd_bericht"

    @pytest.mark.parametrize("release", ["3.1", "2.4", "4.0"])
    def test_an_older_or_unknown_release_is_turned_away_by_its_name(self, release):
        with pytest.raises(GeweigerdAanDeDeur, match=rf"bericht JW305 van ijw {release}\. .* ijw 3\.2 terecht"):
            herken(een().replace(b"/ijw/3_2/jw305/", f"/ijw/{release.replace('.', '_')}/jw305/".encode()))

    def test_says_what_it_is_when_it_is_another_standard(self):
        with pytest.raises(GeweigerdAanDeDeur, match=r"bericht WMO305 van iwmo 3\.2"):
            herken(een().replace(b"/ijw/3_2/jw305/", b"/iwmo/3_2/wmo305/"))
