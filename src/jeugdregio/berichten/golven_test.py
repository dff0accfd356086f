# SPDX-License-Identifier: EUPL-1.2
from datetime import date

from jeugdregio.berichten.golven import Golven


class TestWaves:
    def test_messages_without_anything_in_common_share_a_wave(self):
        golven = Golven()
        assert [golven.golf([key]) for key in "abc"] == [1, 1, 1]

    def test_two_writers_of_one_thing_follow_each_other(self):
        golven = Golven()
        assert [golven.golf(keys) for keys in (["a"], ["a", "b"], ["b"], ["c"])] == [1, 2, 3, 1]

    def test_readers_do_not_wait_for_readers_but_do_for_writers(self):
        golven = Golven()
        waves = [golven.golf([], ["a"]), golven.golf([], ["a"]), golven.golf(["a"]), golven.golf([], ["a"])]
        assert waves == [1, 1, 2, 3]

    def test_a_step_back_in_time_waits_for_the_verdict_on_the_later_month(self):
        golven = Golven()
        months = [date(2026, 3, 1), date(2026, 3, 1), date(2026, 2, 1), date(2026, 4, 1)]
        assert [golven.golf([], [], ("reeks", month)) for month in months] == [1, 1, 2, 2]

    def test_a_later_month_does_not_overtake_an_earlier_one_that_waits_for_something_else(self):
        golven = Golven()
        january, february = ("reeks", date(2026, 1, 1)), ("reeks", date(2026, 2, 1))
        waves = [golven.golf(["a"]), golven.golf(["a"], [], january), golven.golf(["b"], [], february)]
        assert waves == [1, 2, 2]

    def test_who_uses_up_the_same_may_share_a_wave_but_does_not_overtake(self):
        golven = Golven()
        waves = [golven.golf([key], verbruikt=["t"]) for key in "abacb"]
        assert waves == [1, 1, 2, 2, 2]

    def test_who_waits_for_a_month_is_not_overtaken_in_what_it_uses_up(self):
        golven = Golven()
        march, february = ("reeks", date(2026, 3, 1)), ("reeks", date(2026, 2, 1))
        waves = [
            golven.golf(["a"], [], march),
            golven.golf(["b"], [], february, ["t"]),
            golven.golf(["c"], verbruikt=["t"]),
        ]
        assert waves == [1, 2, 2]
