# SPDX-License-Identifier: EUPL-1.2
"""Whether what was paid was also delivered: material control, with a sample that anyone can draw again (S76, L07)."""
