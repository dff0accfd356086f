# SPDX-License-Identifier: EUPL-1.2
"""How long a session lasts, with and without use."""

from time_machine import travel

UIT = (302, "/inloggen/?next=/")


def outcome(response):
    return (response.status_code, response.url) if response.status_code == 302 else (response.status_code, "")


def test_after_half_an_hour_without_a_request_one_logs_in_again(als):
    with travel("2026-11-28 12:00", tick=False) as clock:
        client = als("controller.zwolle")
        for _ in range(3):
            clock.shift(29 * 60)
            assert outcome(client.get("/")) == (200, "")

        clock.shift(31 * 60)

        assert outcome(client.get("/")) == UIT
        clock.shift(-20 * 60)
        assert outcome(client.get("/")) == UIT


def test_after_a_working_day_also_with_use(als):
    with travel("2026-11-28 08:00", tick=False) as clock:
        client = als("controller.zwolle")
        for _ in range(20):
            assert outcome(client.get("/")) == (200, "")
            clock.shift(29 * 60)
        assert outcome(client.get("/")) == (200, "")

        clock.shift(25 * 60)

        assert outcome(client.get("/")) == UIT


def test_how_long_is_a_setting(als, settings):
    settings.SESSIE_STIL_MINUTEN = 5
    with travel("2026-11-28 12:00", tick=False) as clock:
        client = als("controller.zwolle")
        client.get("/")
        clock.shift(6 * 60)

        assert outcome(client.get("/")) == UIT
