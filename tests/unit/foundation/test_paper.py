"""Printed documents carry the fonts of the design system, as a site has them after its start."""

import io

import pdfplumber

from shelterwood.foundation.design import assets
from shelterwood.foundation.design.paper import layout

from ...repository.tree import HOME


def fonts_of(pdf: bytes) -> set[str]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return {letter["fontname"].partition("+")[2] for letter in document.pages[0].chars}


def test_a_document_is_set_in_the_fonts_that_a_start_brings(tmp_path):
    assets.build(HOME, tmp_path)
    made = layout("<p>plain <b>bold</b></p>", "body { font-family: 'Source Sans' }", tmp_path / "uswds/fonts/source-sans-pro")
    assert all("Source-Sans" in font for font in fonts_of(made.write_pdf()))


def test_without_them_the_system_s_own_are_used(tmp_path):
    assert fonts_of(layout("<p>plain</p>", "body { font-family: 'Source Sans', sans-serif }", tmp_path).write_pdf())
