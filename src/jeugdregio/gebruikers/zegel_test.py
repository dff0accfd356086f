# SPDX-License-Identifier: EUPL-1.2
"""Secrets for logging in, sealed."""

import pytest
from cryptography.fernet import InvalidToken

from jeugdregio.gebruikers.zegel import ontzegel, verzegel, vingerafdruk


def test_opens_with_the_key_and_with_no_other(settings):
    sealed = verzegel("geheim")
    assert ontzegel(sealed) == "geheim"

    settings.BSN_KEY = "een andere sleutel van minstens 32 tekens"

    with pytest.raises(InvalidToken):
        ontzegel(sealed)


def test_does_not_say_which_secrets_are_the_same():
    assert verzegel("geheim") != verzegel("geheim")


def test_a_fingerprint_is_the_same_for_the_same_text_under_one_key(settings):
    before = vingerafdruk("an")
    assert (before == vingerafdruk("an"), before == vingerafdruk("bea")) == (True, False)

    settings.BSN_KEY = "een andere sleutel van minstens 32 tekens"

    assert vingerafdruk("an") != before
