"""A question that names no child: asked, answered, taken further, and gone."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.foundation.notify.models import Notice
from shelterwood.foundation.vault.models import GroupKey, Shred
from shelterwood.gates.disclosure.models import Record
from shelterwood.respond.concerns.models import Concern
from shelterwood.respond.consultations import queries, services
from shelterwood.respond.consultations.identifying import identifying
from shelterwood.respond.consultations.models import Consultation, Entry
from shelterwood.respond.consultations.rules import ANSWER_WITHIN, ENDS_AFTER, KEPT_AFTER_END, Keep, Side, Standing
from shelterwood.respond.consultations.services import Identifying, NotPossible

from .conftest import CANARY, WORDS

pytestmark = pytest.mark.django_db
ADVICE = f"Talk with the counselor today; {CANARY} alone proves nothing."


def form(county, place: str = "Alder County", **changes: str) -> dict[str, str]:
    return {"county": str(county(place).pk), "role": "public", "wish": "talk", "age": "12_14", "words": WORDS, "token": "t" * 32} | changes


def number_on(page) -> str:
    return re.search(r'id="receipt-number">([\d ]+)<', page.content.decode())[1].replace(" ", "")


# --- asking -------------------------------------------------------------------------------------------------------


def test_a_question_goes_to_the_consultant_with_a_clock_and_notices_carry_no_content(question, acting, person, now):
    made = question("teacher-alder")
    assert made.due_at == now + ANSWER_WITHIN
    told = {notice.person for notice in Notice.objects.filter(sent_at=None)}
    assert {person("supervisor-alder").pk, person("intake2-alder").pk} <= told
    seen = queries.thread(made.reference, by=acting("supervisor-alder"))
    assert [(each.side, each.text) for each in seen.entries] == [(Side.ASKER, WORDS)]
    assert seen.standing is Standing.WAITING
    assert CANARY not in "".join(message.body for message in mail.outbox)


def test_what_was_written_is_sealed_and_no_name_stands_on_the_record(question, person):
    made = question("teacher-alder")
    assert made.record.writer_id is None
    assert made.record.owner == person("supervisor-alder").organization
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM consultations_entry")
        assert all(CANARY.encode() not in bytes(row[0]) for row in cursor.fetchall())
    assert not any(CANARY in str(event.__dict__) for event in AccessEvent.objects.all())


def test_the_consultant_is_not_told_who_asks(question, person, signed_in):
    made = question("teacher-alder")
    page = signed_in("supervisor-alder").get(f"/consultations/{made.reference}").content.decode()
    assert CANARY in page
    assert person("teacher-alder").name not in page
    assert "You are not told who asks." in page


def test_without_an_account_the_number_opens_question_and_answer(county, acting, now):
    client = Client()
    digits = number_on(client.post("/consult/ask", form(county)))
    made = queries.by_receipt(digits)
    services.answer(made, words=ADVICE, kept={}, language="en", at=now, by=acting("supervisor-alder"))
    page = client.post("/consult/answer", {"receipt": digits}).content.decode()
    assert ADVICE in page
    assert "What the law asks of you" in page
    assert client.get("/consult/answer").status_code == 200


def test_a_second_click_finds_the_first_question(county):
    client = Client()
    first, second = (number_on(client.post("/consult/ask", form(county))) for _ in range(2))
    assert first == second
    assert Entry.objects.filter(consultation=queries.by_receipt(first)).count() == 1


def test_with_an_account_one_finds_it_again_in_the_list(county, signed_in):
    client = signed_in("teacher-alder")
    answer = client.post("/consult/ask", form(county))
    assert re.fullmatch(r"/consultations/K-[0-9A-Z]{6}", answer["Location"])
    assert answer["Location"] in client.get("/consultations").content.decode()


def test_where_nobody_is_named_the_page_says_so_and_keeps_what_was_typed(county, asked, now):
    page = Client().post("/consult/ask", form(county, "Juniper County")).content.decode()
    assert "Nobody answers questions in this county yet" in page
    assert WORDS in page
    assert "tel:" in page
    with pytest.raises(NotPossible):
        services.ask(asked("Juniper County"), mark=b"nobody", at=now, by=None)
    assert not Consultation.objects.filter(county__name="Juniper County").exists()


# --- names --------------------------------------------------------------------------------------------------------


def test_a_name_is_pointed_at_and_nothing_is_kept_until_it_is_changed_or_explained(county):
    client, before = Client(), Consultation.objects.count()
    words = "I worry about Marlowe Fenn, born 3/14/2011."
    page = client.post("/consult/ask", form(county, words=words))
    assert page.status_code == 422
    assert "Marlowe Fenn" in page.content.decode()
    assert "may be a date of birth" in page.content.decode()
    assert Consultation.objects.count() == before
    marks = {f"keep-{each.mark}": "no_person" for each in identifying(words)}
    assert client.post("/consult/ask", form(county, words=words, **dict(list(marks.items())[:1]))).status_code == 422
    kept = client.post("/consult/ask", form(county, words=words, **marks))
    assert kept.status_code == 200
    made = queries.by_receipt(number_on(kept))
    assert sorted(made.entries.get().kept) == [["date", "no_person"], ["name", "no_person"]]


def test_a_reason_for_one_name_does_not_let_another_pass(county):
    (mark,) = (each.mark for each in identifying("I worry about Marlowe."))
    page = Client().post("/consult/ask", form(county, words="I worry about Jayden.", **{f"keep-{mark}": "public"}))
    assert page.status_code == 422


def test_the_verbs_themselves_refuse_names_without_a_reason(question, asked, acting, now):
    with pytest.raises(Identifying):
        services.ask(asked(words="I worry about Marlowe."), mark=b"x", at=now, by=None)
    made = question()
    with pytest.raises(Identifying):
        services.answer(made, words="Call Marlowe.", kept={}, language="en", at=now, by=acting("supervisor-alder"))
    with pytest.raises(Identifying):
        services.add(made, words="It is Marlowe.", kept={}, at=now, by=None)
    assert made.entries.count() == 1


def test_only_sort_and_reason_of_what_stays_are_kept_never_the_piece(asked, now):
    words = "She was seen near Quillon Mill."
    made = services.ask(asked(words=words, kept={each.mark: Keep.PUBLIC for each in identifying(words)}), mark=b"kept", at=now, by=None)
    assert made.entries.get().kept == [["name", "public"]]


def test_the_other_language_keeps_what_was_typed(county, question, signed_in):
    page = Client().post("/es/consult/ask", form(county, words="I worry about Marlowe.", go="stay"))
    assert page.status_code == 200
    assert "I worry about Marlowe." in page.content.decode()
    made = question("teacher-alder")
    page = signed_in("supervisor-alder").post(f"/es/consultations/{made.reference}", {"do": "stay", "words": "Half a sentence"})
    assert "Half a sentence" in page.content.decode()
    assert made.entries.count() == 1


# --- answering ----------------------------------------------------------------------------------------------------


def test_answers_append_and_the_clock_stops_and_starts_again(question, acting, now):
    made, consultant = question("teacher-alder"), acting("supervisor-alder")
    for text in (ADVICE, "And one more thing."):
        services.answer(made, words=text, kept={}, language="en", at=now, by=consultant)
    made.refresh_from_db()
    assert made.due_at is None
    assert [each.text for each in queries.thread(made.reference, by=acting("teacher-alder")).entries] == [WORDS, ADVICE, "And one more thing."]
    services.add(made, words="And if it goes on?", kept={}, at=now, by=acting("teacher-alder"))
    made.refresh_from_db()
    assert made.due_at == now + ANSWER_WITHIN


def test_unanswered_questions_stand_on_the_consultants_desk_with_their_clock_and_on_no_other(question, signed_in):
    made = question()
    assert made.reference in signed_in("supervisor-alder").get("/desk").content.decode()
    for key in ("coordinator-alder", "duty-alder", "intake-alder", "teacher-alder"):
        assert made.reference not in signed_in(key).get("/desk").content.decode()


def test_where_nobody_answers_in_time_they_are_told_once_more(question, person, now):
    made = question()
    services.tell_others(at=now + ANSWER_WITHIN - timedelta(seconds=1))  # those of the demonstration
    Notice.objects.all().delete()
    assert services.tell_others(at=now + ANSWER_WITHIN) == 1
    made.refresh_from_db()
    assert made.told_at == now + ANSWER_WITHIN
    assert person("intake2-alder").pk in {notice.person for notice in Notice.objects.all()}
    assert services.tell_others(at=now + ANSWER_WITHIN) == 0


def test_the_agency_s_roster_answers_where_no_person_is_named(question, acting, county, organization, person, now):
    agency, coordinator = organization("Alder County Child Protection"), person("coordinator-alder")
    services.set_consultant(
        county("Alder County"), agency=agency, person=None, alternate=None, actor=coordinator.pk, organization=coordinator.organization_id, at=now
    )
    made = question()
    assert queries.thread(made.reference, by=acting("intake-alder"))
    assert queries.thread(made.reference, by=acting("supervisor-alder")) is None


def test_what_waits_is_handed_over_within_the_agency(question, acting, county, organization, person, now):
    made, coordinator = question(), person("coordinator-alder")
    services.set_consultant(
        county("Alder County"), agency=organization("Alder County Child Protection"), person=person("intake-alder"), alternate=None,
        actor=coordinator.pk, organization=coordinator.organization_id, at=now,
    )  # fmt: skip
    assert queries.thread(made.reference, by=acting("intake-alder"))


# --- on to a concern ----------------------------------------------------------------------------------------------


def test_now_i_must_report_carries_the_words_over_and_links_nothing(county, question):
    client = Client()
    digits = number_on(client.post("/consult/ask", form(county)))
    page = client.post("/consult/answer", {"receipt": digits, "do": "report"}).content.decode()
    carried = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    assert carried["words"] == WORDS
    assert carried["age"] == "12_14"
    first = client.post("/concern", carried).content.decode()
    assert "Is anyone in danger right now?" in first
    assert WORDS in first
    second = client.post("/concern", carried | {"step": "safety", "danger": "no"}).content.decode()
    assert WORDS in second
    made = queries.by_receipt(digits)
    assert made.begun_report_at
    assert not Concern.objects.filter(record_id=made.record_id).exists()
    named = {field.name for field in Consultation._meta.get_fields()} | {field.name for field in Concern._meta.get_fields()}
    assert not {name for name in named if name in ("concern", "consultation")}


def test_beginning_a_report_twice_keeps_the_first_moment(question, acting, now):
    made, by = question("teacher-alder"), acting("teacher-alder")
    services.begin_report(made, at=now, by=by)
    services.begin_report(made, at=now + timedelta(hours=1), by=by)
    made.refresh_from_db()
    assert made.begun_report_at == now


# --- the end ------------------------------------------------------------------------------------------------------


def test_what_ended_long_ago_is_deleted_with_its_key_and_the_trace_stays(question, acting, now):
    made = question("teacher-alder")
    record = made.record_id
    services.answer(made, words=ADVICE, kept={}, language="en", at=now, by=acting("supervisor-alder"))
    assert services.end_old(at=now + ENDS_AFTER) >= 1
    ended = now + ENDS_AFTER
    services.delete_old(at=ended + KEPT_AFTER_END - timedelta(seconds=1))
    assert Consultation.objects.filter(pk=made.pk).exists()
    assert services.delete_old(at=ended + KEPT_AFTER_END) >= 1
    assert not Consultation.objects.filter(pk=made.pk).exists()
    assert not Record.objects.filter(pk=record).exists()
    assert not GroupKey.objects.filter(group=record).exists()
    assert Shred.objects.filter(group=record).exists()
    assert AccessEvent.objects.filter(action="delete_consultation", records=[str(record)]).exists()


def test_an_unanswered_question_never_ends_by_itself(question, now):
    made = question()
    services.end_old(at=now + 3 * ENDS_AFTER)
    made.refresh_from_db()
    assert made.ended_at is None


def test_whoever_asked_ends_it_and_asking_on_opens_it_again(question, acting, now):
    made, by = question("teacher-alder"), acting("teacher-alder")
    services.end(made, at=now, by=by)
    assert queries.thread(made.reference, by=by).standing is Standing.ENDED
    services.add(made, words="One more question.", kept={}, at=now, by=by)
    assert queries.thread(made.reference, by=by).standing is Standing.WAITING
