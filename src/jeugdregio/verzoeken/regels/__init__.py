# SPDX-License-Identifier: EUPL-1.2
"""
Cross-message rules about requests and their answers. One file per rule.

Aliases: `k` the row, `b` its message, `c` its client (JW315, JW317; `c.client_id` is empty when this provider does
not know the child in this municipality), `t` the current allocation of this child at this provider with that
number (OngewijzigdProduct, TeWijzigenProduct), `v` the request that an Antwoord is about.
"""
