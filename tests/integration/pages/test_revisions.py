"""Two people have one form open: the second saving overwrites nothing, shows both, and keeps what was typed. For each such form."""

import re
from html import unescape

import pytest

from shelterwood.foundation.body.models import Line
from shelterwood.prevent.protocols.forms.adopting import OWN_LABELS
from shelterwood.prevent.protocols.models import Draft, Run
from shelterwood.prevent.training.models import Post

from ..make import CANARY, seen_on
from ..protocols.make import begun, signed

pytestmark = pytest.mark.django_db
HERON = "Heron-2208"


class Two:
    """A form, who has it open, what each saves, and how to look what stands there."""

    def __init__(self, address, first, second, a, b, stands, shows):
        self.address, self.first, self.second, self.a, self.b, self.stands, self.shows = address, first, second, a, b, stands, shows


@pytest.fixture
def routing(signed_in, county, organization):
    here, police, welfare = county("Alder County"), organization("Alder Falls Police Department"), organization("Alder County Child Protection")
    one, other = signed_in("coordinator-alder"), signed_in("coordinator-alder")

    def stands():
        from shelterwood.respond.concerns.queries import intake_points

        return [each.name for each in intake_points(here)] == [police.name]

    return Two(f"/region/routing/{here.pk}", one, other, {"intake_1": police.pk}, {"intake_1": welfare.pk, "intake_2": police.pk}, stands,
               (police.name, welfare.name))  # fmt: skip


@pytest.fixture
def line(signed_in, county):
    row = Line.objects.filter(county=county("Alder County")).first()
    plain = {"county": str(row.county_id), "purpose": row.purpose, "phone": row.phone, "hours": row.hours, "name_es": "", "hours_es": ""}
    one, other = signed_in("coordinator-alder"), signed_in("duty-alder")
    return Two(f"/region/lines/{row.pk}", one, other, plain | {"name": CANARY}, plain | {"name": HERON},
               lambda: Line.objects.get(pk=row.pk).name == CANARY, (CANARY, HERON))  # fmt: skip


@pytest.fixture
def post(signed_in, person):
    row = Post.objects.create(organization=person("hotel-manager-alder").organization, title="Porter by night")
    one, other = signed_in("hotel-manager-alder"), signed_in("hotel-manager-alder")
    return Two(f"/organization/posts/{row.pk}", one, other, {"words": ["other_staff"]}, {"words": []},
               lambda: Post.objects.get(pk=row.pk).roles == ["other_staff"], ())  # fmt: skip


@pytest.fixture
def site(signed_in, person):
    from shelterwood.prevent.training.models import SiteFacts

    place = person("hotel-manager-alder").organization.sites.first()
    one, other = signed_in("hotel-manager-alder"), signed_in("hotel-manager-alder")
    return Two(f"/organization/sites/{place.pk}", one, other, {"words": ["hotel"]}, {"words": []},
               lambda: SiteFacts.objects.get(site=place).places == ["hotel"], ())  # fmt: skip


@pytest.fixture
def head(signed_in, person):
    one, other = signed_in("principal-juniper"), signed_in("principal-juniper")
    address = "/organization/protocols/school-response/draft"
    one.post(address, {"do": "begin"})
    page = unescape(one.get(address).content.decode())
    used = [each for each in OWN_LABELS if f'name="{each}_en"' in page]
    name, mine = used[0], {f"{each}_{tongue}": "" for each in used for tongue in ("en", "es")} | {"do": "head", "review_months": "12"}

    def stands():
        return Draft.objects.get(organization=person("principal-juniper").organization).own[name]["en"] == CANARY

    return Two(address, one, other, mine | {f"{name}_en": CANARY, f"{name}_es": CANARY}, mine | {f"{name}_en": HERON, f"{name}_es": HERON}, stands,
               (CANARY, HERON))  # fmt: skip


@pytest.fixture
def facts(signed_in, person, acting, now):
    run = begun(signed("school-response", by=person("principal-alder"), at=now), by=acting("teacher-alder"), at=now)
    one, other = signed_in("teacher-alder"), signed_in("principal-alder")
    page = one.get(f"/runs/{run.reference}/facts").content.decode()
    questions = sorted(set(re.findall(r'type="radio" name="(\w+)"', page)))
    plain = dict.fromkeys(questions, "unknown")
    yes, no = plain | {questions[0]: "yes"}, plain | {questions[0]: "no"}

    def stands():
        return Run.objects.get(pk=run.pk).answers.filter(question=questions[0]).last().answer == "yes"

    return Two(f"/runs/{run.reference}/facts", one, other, yes, no, stands, ())


@pytest.mark.parametrize("form", ["routing", "line", "post", "site", "head", "facts"])
def test_the_second_saving_shows_both_and_overwrites_nothing(form, request):
    two = request.getfixturevalue(form)
    mark_of_first, mark_of_second = seen_on(two.first, two.address), seen_on(two.second, two.address)
    assert two.first.post(two.address, two.a | {"seen": mark_of_first}).status_code == 302
    assert two.stands()
    answer = two.second.post(two.address, two.b | {"seen": mark_of_second})
    page = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert two.stands(), "nothing was overwritten"
    assert "What stands there now, and yours" in page
    assert all(each in page for each in two.shows)
    again = re.findall(r'name="seen" value="(\w+)"', page)[-1]  # the first is the link to the other language, which repeats the request
    assert two.second.post(two.address, two.b | {"seen": again}).status_code == 302
    assert not two.stands(), "sent again it is kept"


@pytest.mark.parametrize("form", ["routing", "line", "post", "site", "head", "facts"])
@pytest.mark.parametrize("seen", ["", "0" * 24, "x\x00", "é" * 3000], ids=["none", "another", "unreadable", "long"])
def test_a_form_without_its_mark_saves_nothing(form, seen, request):
    two = request.getfixturevalue(form)
    seen_on(two.first, two.address)
    assert two.first.post(two.address, two.a | {"seen": seen}).status_code in (409, 422)
    assert not stood(two)


def stood(two) -> bool:
    try:
        return bool(two.stands())
    except (AttributeError, KeyError, LookupError):
        return False
    except Exception as problem:
        if type(problem).__name__ == "DoesNotExist":
            return False
        raise


def test_the_page_of_a_conflict_stands_in_spanish_too(line):
    mark = seen_on(line.second, line.address)
    line.first.post(line.address, line.a | {"seen": seen_on(line.first, line.address)})
    page = unescape(line.second.post("/es" + line.address, line.b | {"seen": mark}).content.decode())
    assert "Lo que hay ahora y lo suyo" in page
