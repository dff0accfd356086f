# SPDX-License-Identifier: EUPL-1.2
"""
What the rules about requests share.

Requests and allocations are looked up one by one, by key, also in a large batch: OFFSET 0 keeps the planner from
joining them by provider first, which it likes when it has no statistics yet and costs the square of a batch.
"""

OPEN = "('in_behandeling', 'in_onderzoek')"
"""SQL: the states of a request that was not decided on."""

ACTUEEL = "NOT t.verwijderd AND (upper_inf(t.geldig) OR upper(t.geldig) > b.dagtekening)"
"""
SQL: allocation `t` is current on the Dagtekening of `b`, also when it has yet to begin.

The standard says "the current date"; the Dagtekening of the request is what its sender could know (OP095).
"""
