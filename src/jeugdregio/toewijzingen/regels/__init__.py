# SPDX-License-Identifier: EUPL-1.2
"""
Cross-message rules about allocations, starts and stops. One file per rule.

Aliases: `k` the row, `b` its message, `c` its client (`c.client_id` is empty when this provider does not know
the child in this municipality), `t` the allocation with its number at this provider and for this child, for
JW301 `e` the allocation that already has that number, whoever it belongs to.
"""
