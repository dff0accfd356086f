# SPDX-License-Identifier: EUPL-1.2
"""Passwords that anyone here would try first."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from jeugdregio.gebruikers.vakwoorden import UITLEG


@pytest.mark.parametrize(
    "password",
    ["Jeugdregio2026!", "Welkom-Zwolle-01", "gemeenteSteenwijkerland", "zomer2026zomer2026", "JeugdhulpRegio!!"],
)
def test_of_nothing_but_such_words_is_refused(password):
    with pytest.raises(ValidationError) as refusal:
        validate_password(password)

    assert UITLEG in refusal.value.messages


@pytest.mark.parametrize(
    "password", ["een paard nietje batterij", "de gemeente heeft blauwe fietsen", "zwolle-kantelraam-84"]
)
def test_with_words_of_ones_own_is_taken(password):
    validate_password(password)
