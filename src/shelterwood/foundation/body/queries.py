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
