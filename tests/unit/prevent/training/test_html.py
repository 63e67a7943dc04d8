"""A lesson as HTML: escaped, numbered sources, boxes, roles, links to lessons."""

from shelterwood.prevent.training.rules.html import for_role, html, inline, sources_of
from shelterwood.prevent.training.rules.lessons import read_page

PAGE = read_page(
    "lesson.en.md",
    "en",
    """# Title

First.[^ONE] Second.[^TWO]

Signs:[^ONE]
- one
- **two**[^TWO]

::: do
- See [the other lesson](lesson:02-other).[^ONE]
:::

::: role teacher
For teachers.[^ONE]
:::
""",
    [],
)


def test_sources_are_numbers_in_the_order_of_their_list():
    found = html(for_role(PAGE, None), "en", {}, sources_of(PAGE))
    assert sources_of(PAGE) == ("ONE", "TWO")
    assert '<p>First. Second. <sup class="sources">1, 2</sup></p>' in found
    assert '<ul><li>one <sup class="sources">1</sup></li><li><strong>two</strong> <sup class="sources">2</sup></li></ul>' in found


def test_a_box_is_set_apart_and_a_link_leads_to_its_lesson():
    found = html(for_role(PAGE, None), "en", {}, sources_of(PAGE), "/training/hotels/")
    assert '<div class="do"><h2>What to do</h2><ul><li>See <a href="/training/hotels/02-other">the other lesson</a>.' in found


def test_a_role_reads_its_own_passages_only():
    assert "For teachers." in html(for_role(PAGE, "teacher"), "en", {}, ())
    assert "For teachers." not in html(for_role(PAGE, "driver"), "en", {}, ())
    assert "For teachers." not in html(for_role(PAGE, None), "en", {}, ())


def test_raw_html_pictures_and_scripted_links_are_shown_as_text():
    found = inline('<script>x()</script> <b onclick="x()">b</b> ![p](x.png) [go](javascript:x())', {})
    assert "<script" not in found
    assert "<b" not in found
    assert "<img" not in found
    assert "<a" not in found


def test_what_fills_a_placeholder_is_no_html_either():
    assert inline("Tell {designated_person}.", {"designated_person": "<i>Ms. O</i>"}) == "Tell &lt;i&gt;Ms. O&lt;/i&gt;."
