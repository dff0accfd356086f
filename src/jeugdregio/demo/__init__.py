# SPDX-License-Identifier: EUPL-1.2
"""The demo region: an invented IJsselland with a seeded population and its message traffic."""
