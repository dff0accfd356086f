# SPDX-License-Identifier: EUPL-1.2
"""
Copy the few third-party front-end files that the pages use from node_modules into the static folder.

Of the stylesheet and the design tokens only what is used is taken: the components named below and the
tokens they and our own stylesheet refer to, directly or through other tokens. Run by `make env`.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
STATIC = ROOT / "src" / "jeugdregio" / "components" / "static"
TARGET = STATIC / "derden"

UTRECHT_COMPONENTS = (
    "alert", "badge-status", "breadcrumb-nav", "button", "button-group", "button-link", "document",
    "fieldset", "figure", "form-field", "form-field-description", "form-field-error-message",
    "form-fieldset", "form-label", "heading-1", "heading-2", "heading-3", "heading-4", "link",
    "ordered-list", "pagination", "paragraph", "root", "select", "skip-link", "table", "textarea",
    "textbox", "unordered-list",
)  # fmt: skip
FONT_WEIGHTS = (400, 600, 700)
FONT_SUBSETS = {"latin": "U+0000-00FF, U+0131, U+0152-0153, U+2000-206F, U+20AC, U+2122, U+2190-2193, U+2212"}
ICONS = (
    "adjustments", "alert-triangle", "arrow-down", "arrow-up", "book-2", "building-bank",
    "building-community", "calendar-month", "chart-bar", "check", "chevron-left", "chevron-right",
    "circle-check", "circle-x", "clock", "download", "external-link", "file-text", "gavel", "home",
    "inbox", "info-circle", "lock", "logout", "mail", "menu-2", "minus", "report-analytics", "search",
    "send", "shield-check", "upload", "user", "users", "x",
)  # fmt: skip
SCRIPTS = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "vega/build/vega.min.js": "vega.min.js",
    "vega-lite/build/vega-lite.min.js": "vega-lite.min.js",
    "vega-embed/build/vega-embed.min.js": "vega-embed.min.js",
}
LICENCES = (
    "@utrecht/component-library-css", "@nl-design-system-unstable/voorbeeld-design-tokens",
    "@tabler/icons", "@fontsource/noto-sans", "htmx.org", "vega", "vega-lite", "vega-embed",
)  # fmt: skip

_TOKEN = re.compile(r"(--[\w-]+):\s*([^;]+);")
_REFERENCE = re.compile(r"var\(\s*(--[\w-]+)")
_SOURCE_MAP = re.compile(r"^\s*(//[#@]|/\*[#@])\s*sourceMappingURL=.*$", re.MULTILINE)


def main() -> int:
    """Fill the static folder anew; 1 when the packages are not there."""
    if not MODULES.is_dir():
        print("node_modules ontbreekt. Draai `make env`.", file=sys.stderr)
        return 1
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    components = utrecht_css()
    own = "\n".join(path.read_text(encoding="utf-8") for path in sorted((STATIC / "jeugdregio").glob("*.css")))
    _write("utrecht.css", components)
    _write("tokens.css", token_css(used_in=components + own))
    _write("lettertype.css", font_css())
    _write("iconen.svg", icon_sprite())
    for source, name in SCRIPTS.items():
        _write(name, _read(source))
    for package in LICENCES:
        _copy_licence(package)
    return 0


def utrecht_css() -> str:
    """The rules of the stylesheet whose every selector is about a component in the list."""
    css = re.sub(r"/\*.*?\*/", "", _read("@utrecht/component-library-css/dist/index.css"), flags=re.DOTALL)
    return "\n".join(_kept(css)) + "\n"


def _kept(css: str) -> Iterator[str]:
    for head, body in _blocks(css):
        if head.startswith(("@media", "@supports")):
            inner = "\n".join(_kept(body))
            if inner:
                yield f"{head} {{\n{inner}\n}}"
        elif head.startswith("@keyframes") or _is_ours(head):
            yield f"{head} {{{body}}}"


def _is_ours(selector: str) -> bool:
    found = re.findall(r"\.utrecht-([a-z0-9-]+?)(?=--|__|[^a-z0-9-]|$)", selector)
    return bool(found) and all(name in UTRECHT_COMPONENTS for name in found)


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Split CSS without comments into (selector or at-rule, body) at the top level."""
    start, depth, opened = 0, 0, 0
    for position, character in enumerate(css):
        if character == "{":
            depth += 1
            if depth == 1:
                opened = position
        elif character == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : position]
                start = position + 1
        elif character == ";" and depth == 0:
            start = position + 1


def token_css(*, used_in: str) -> str:
    """The design tokens that `used_in` refers to, and those that they refer to."""
    theme = _read("@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css")
    defined = dict(_TOKEN.findall(re.sub(r"/\*.*?\*/", "", theme, flags=re.DOTALL)))
    wanted, waiting = set[str](), set(_REFERENCE.findall(used_in))
    while waiting:
        name = waiting.pop()
        if name in defined and name not in wanted:
            wanted.add(name)
            waiting |= set(_REFERENCE.findall(defined[name]))
    lines = [f"  {name}: {' '.join(defined[name].split())};" for name in sorted(wanted)]
    return ".voorbeeld-theme {\n" + "\n".join(lines) + "\n}\n"


def font_css() -> str:
    """Copy the font files and write their @font-face rules."""
    (TARGET / "lettertype").mkdir()
    rules = []
    for subset, characters in FONT_SUBSETS.items():
        for weight in FONT_WEIGHTS:
            name = f"noto-sans-{subset}-{weight}-normal.woff2"
            shutil.copy(MODULES / "@fontsource" / "noto-sans" / "files" / name, TARGET / "lettertype" / name)
            rules.append(
                f"@font-face {{ font-family: 'Noto Sans'; font-style: normal; font-weight: {weight}; "
                f"font-display: swap; src: url('lettertype/{name}') format('woff2'); "
                f"unicode-range: {characters}; }}"
            )
    return "\n".join(rules) + "\n"


def icon_sprite() -> str:
    """One SVG file with a symbol per icon, referred to as iconen.svg#name."""
    symbols = []
    for name in ICONS:
        icon = _read(f"@tabler/icons/icons/outline/{name}.svg")
        body = re.search(r"<svg[^>]*>(.*)</svg>", icon, re.DOTALL)
        assert body is not None, name
        inner = "".join(line.strip() for line in body[1].splitlines() if 'd="M0 0h24v24H0z"' not in line)
        symbols.append(
            f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" '
            f'stroke-linecap="round" stroke-linejoin="round">{inner}</symbol>'
        )
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def _copy_licence(package: str) -> None:
    for path in sorted((MODULES / package).iterdir()):
        if path.name.upper().startswith("LICEN"):
            (TARGET / "licenties").mkdir(exist_ok=True)
            shutil.copy(path, TARGET / "licenties" / f"{package.strip('@').replace('/', '-')}.txt")
            return


def _read(path: str) -> str:
    return (MODULES / path).read_text(encoding="utf-8")


def _write(name: str, text: str) -> None:
    (TARGET / name).write_text(_SOURCE_MAP.sub("", text), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
