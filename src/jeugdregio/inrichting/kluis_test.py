# SPDX-License-Identifier: EUPL-1.2
import io
import os

import pytest

from jeugdregio.inrichting import kluis

SECRET = b"een geheim dat lang genoeg is voor een kluis"
MIB = 1024 * 1024


@pytest.fixture
def sealed(tmp_path):
    """A sealed file of some pieces: noise does not become smaller when it is packed."""
    data = os.urandom(3 * MIB + 17)
    path = tmp_path / "kopie"
    kluis.sluit(io.BytesIO(data), path, SECRET)
    return path, data


def opened(path, secret=SECRET):
    out = io.BytesIO()
    kluis.open_kluis(path, out, secret)
    return out.getvalue()


@pytest.mark.parametrize("size", [0, 1, MIB - 1, MIB, MIB + 1, 2 * MIB])
def test_what_goes_in_comes_out(tmp_path, size):
    data = os.urandom(size)
    path = tmp_path / "kopie"

    kluis.sluit(io.BytesIO(data), path, SECRET)

    assert opened(path) == data
    assert path.stat().st_mode & 0o077 == 0, "only its maker can read it"
    assert list(tmp_path.iterdir()) == [path], "nothing half is left"


def test_it_says_nothing_of_what_it_holds(tmp_path):
    path = tmp_path / "kopie"

    kluis.sluit(io.BytesIO(b"999990019 " * 1000), path, SECRET)

    assert b"99999" not in path.read_bytes()


def test_another_secret_does_not_open_it(sealed):
    with pytest.raises(kluis.GaatNietOpen):
        opened(sealed[0], SECRET + b"!")


def test_one_changed_byte_anywhere_is_seen(sealed):
    path, _ = sealed
    whole = path.read_bytes()
    for place in (0, len(kluis.MERK), len(kluis.MERK) + 40, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(kluis.GaatNietOpen):
            opened(path)


def test_a_file_that_was_cut_off_between_two_pieces_is_seen(sealed):
    path, _ = sealed
    head, piece = len(kluis.MERK) + 32, MIB + 16
    path.write_bytes(path.read_bytes()[: head + 2 * piece])

    with pytest.raises(kluis.GaatNietOpen):
        opened(path)


def test_a_file_under_the_name_of_another_is_seen(sealed):
    other = sealed[0].rename(sealed[0].with_name("andere"))

    with pytest.raises(kluis.GaatNietOpen):
        opened(other)


def test_a_secret_that_is_too_short_or_not_there_is_refused(tmp_path):
    short = tmp_path / "geheim"
    short.write_text("kort")

    for path in (short, tmp_path / "nergens"):
        with pytest.raises(kluis.OnbruikbaarGeheim):
            kluis.lees_geheim(path)
