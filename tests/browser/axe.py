# SPDX-License-Identifier: EUPL-1.2
"""
What axe objects to on a page, without looking twice at what is the same.

A page is told in a sketch: its elements with their classes and what tells a reader what they are, not their texts and
numbers. What axe says follows from the sketch, so a sketch without objections is not looked at again: the frame of a
page (menu, head, foot) and its content are held apart, as the frame is on every page. Of rows with the same sketch two
are looked at.
"""

from typing import Any

from tests.browser.conftest import AXE

GEZIEN: set[tuple[int, str, str]] = set()
"""(width, part of the page, its sketch) of what axe had nothing against, in this process."""

SKETCH = r"""
  const LISTS = new Set(['TBODY', 'UL', 'OL', 'SELECT', 'DATALIST', 'DL']);
  const VALUES =
    /^(class|role|type|lang|style|dir|hidden|disabled|tabindex|colspan|rowspan|scope|open|id|for|aria-.*)$/;
  const repeated = [];
  const sketch = (one) => {
    const attributes = [...one.attributes].map((it) =>
      it.name + '=' + (VALUES.test(it.name) ? it.value.replace(/\d+/g, '0') : it.value.trim() !== '')).sort();
    const inside = [];
    const times = new Map();
    for (const child of one.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        if (child.data.trim()) inside.push('#');
        continue;
      }
      if (child.nodeType !== Node.ELEMENT_NODE || ['SCRIPT', 'STYLE'].includes(child.tagName)) continue;
      if (child.tagName === 'MAIN') { inside.push('main'); continue; }
      const text = sketch(child);
      if (LISTS.has(one.tagName)) {
        times.set(text, (times.get(text) ?? 0) + 1);
        if (times.get(text) > 2) repeated.push(child);
        if (times.get(text) > 1) continue;
      }
      inside.push(text);
    }
    if (LISTS.has(one.tagName)) inside.sort();
    const wide = one.clientWidth && one.scrollWidth > one.clientWidth + 1 ? '~' : '';
    return `<${one.tagName}${wide} ${attributes.join(' ')}>${inside.join('')}</>`;
  };
  const main = document.querySelector('main');
  const parts = [sketch(document.documentElement), main ? sketch(main) : ''];
"""
PARTS = "() => {" + SKETCH + "  return parts; }"
RUN = (
    "async () => {" + SKETCH + "  const found = await axe.run({include: [document], exclude: repeated}, "
    "{resultTypes: ['violations']}); return found.violations; }"
)


def objections(page: Any) -> list[str]:
    """What axe objects to on this page as it is now."""
    width = page.viewport_size["width"]
    frame, content = page.evaluate(PARTS)
    new = {(width, "frame", frame), (width, "content", content)}
    if new <= GEZIEN:
        return []
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = [f"{one['id']}: {node['html'][:120]}" for one in page.evaluate(RUN) for node in one["nodes"]]
    if not found:
        GEZIEN.update(new)
    return found
