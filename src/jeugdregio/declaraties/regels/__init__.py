# SPDX-License-Identifier: EUPL-1.2
"""
Cross-message rules about declaraties and prestaties. One file per rule.

Aliases in a condition on a prestatie (`declaraties.grondslag` builds them): `k` the line, `b` its message, `d`
its declaratie, `c` its client, `t` the allocation with its number at this provider, `a` what was agreed about
the product (`tarief_cent`, `eenheid`, `per_uur`, `in_lijst`, `profiel`, `stopreden`,
`telt_eerste`, `telt_laatste`), `v` the granted debit that a
credit refers to, `o` a living debit with the same allocation, period and product, `r` a line that used the same
reference.
"""
