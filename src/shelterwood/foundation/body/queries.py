from uuid import UUID

from shelterwood.foundation.body.models import Body, County, Line


def the_body() -> Body | None:
    """The body of this site, or None before it is set up."""
    return Body.objects.first()


def counties() -> list[County]:
    return list(County.objects.all())


def county_lines(county: County, purpose: str) -> list[Line]:
    return list(county.lines.filter(purpose=purpose))


def states() -> list[str]:
    """The states in which the body has a county."""
    return list(County.objects.order_by("state").values_list("state", flat=True).distinct())


def every_line() -> list[Line]:
    """The counties' own lines, by county, purpose and name."""
    return list(Line.objects.select_related("county").order_by("county__state", "county__name", "purpose", "name"))


def line(identifier: int) -> Line | None:
    return Line.objects.select_related("county").filter(pk=identifier).first()


def line_values(line: Line) -> dict[str, str]:
    """What stands in a line, as far as somebody changes it on its page."""
    names = ("purpose", "name", "name_es", "phone", "hours", "hours_es")
    return {"county": str(line.county_id), **{name: getattr(line, name) for name in names}}


def county(identifier: UUID) -> County | None:
    return County.objects.filter(pk=identifier).first()
