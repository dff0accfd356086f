# SPDX-License-Identifier: EUPL-1.2
"""The daily workplace: a start page per role, search, and a page per child, provider and municipality."""
