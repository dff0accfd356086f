# SPDX-License-Identifier: EUPL-1.2
"""What the rules about requests share."""

IN_DEZE_GOLF = "b.golf = %(golf)s AND b.niveau IS NULL"
OPEN = "('in_behandeling', 'in_onderzoek')"
"""SQL: the states of a request that was not decided on."""

ACTUEEL = "NOT t.verwijderd AND (upper_inf(t.geldig) OR upper(t.geldig) > b.dagtekening)"
"""
SQL: allocation `t` is current on the Dagtekening of `b`, also when it has yet to begin.

The standard says "the current date"; the Dagtekening of the request is what its sender could know (OP095).
"""
