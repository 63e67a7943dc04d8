"""Which tables stand behind the second wall and what they show; which do not, and why that was found right.

A new table goes on one of the two lists, or a repository test fails. The rule: if a row is about a child, about what
somebody told of one, or opens such words, the table goes behind the wall, with one line that follows its foreign key to
what is already there (`follows`). If a row only describes the house itself (agencies, posts, rosters, law, courses,
the machinery), it may stay open, with the reason beside it.

Policies read the tables of the disclosure gate and the accounts, besides the row itself and the row it hangs on. They are
coarse on purpose: which fields a person may read is decided by the gate alone.
"""

from shelterwood.foundation.wall.rules import EVERYTHING, JOBS, Wall, Walls


def _among(*purposes: str) -> str:
    return f"(SELECT wall_purpose()) IN ({', '.join(repr(str(each)) for each in purposes)})"


ALL = _among(*EVERYTHING)
ALL_AND_JOBS = _among(*EVERYTHING, *JOBS)
ME, MINE, OPENED = "(SELECT wall_person())", "(SELECT wall_organization())", "(SELECT wall_opened())::uuid[]"
VICTIM_SERVICE = "victim_service"


def follows(table: str, column: str, parent: str) -> Wall:
    """Seen where the row it hangs on is seen."""
    return Wall(shows=f"{ALL_AND_JOBS} OR wall_sees_{parent}({table}.{column})", reason=f"seen with the row of {parent} that it hangs on")


QUESTIONS = {
    **{
        f"wall_sees_{table}": f"EXISTS (SELECT 1 FROM {table} WHERE id = asked)"
        for table in (
            "disclosure_record",
            "disclosure_release",
            "concerns_concern",
            "concerns_concernfact",
            "concerns_route",
            "consultations_consultation",
            "protocols_run",
        )
    },
    "wall_was_told": """EXISTS (SELECT 1 FROM disclosure_release WHERE record_id = asked
            AND to_organization_id = wall_organization() AND revoked_at IS NULL AND ends_at > now())
        OR EXISTS (SELECT 1 FROM disclosure_namedreader WHERE record_id = asked AND person_id = wall_person())""",
    "wall_is_colleague": "EXISTS (SELECT 1 FROM accounts_person WHERE id = asked AND organization_id = wall_organization())",
    "wall_coordinates": "EXISTS (SELECT 1 FROM accounts_person WHERE id = asked AND role = 'coordinator' AND active)",
    "wall_is_my_draft": "EXISTS (SELECT 1 FROM drafts_draft WHERE id = asked AND person_id = wall_person())",
    "wall_has_content": """EXISTS (SELECT 1 FROM disclosure_record WHERE id = asked
        AND (owner_id = wall_organization() OR id = ANY (wall_opened()) OR NOT COALESCE(wall_coordinates(wall_person()), false)))""",
}
COORDINATES = f"(SELECT wall_coordinates({ME}))"
RECORD = Wall(
    shows=f"""{ALL_AND_JOBS} OR owner_id = {MINE} OR id = ANY ({OPENED})
        OR ({COORDINATES} AND category <> '{VICTIM_SERVICE}' AND subcategory IN ('report_content', 'observation')) OR wall_was_told(id)""",
    reason="its owner, who was told by a release in force, whom the writer named, and the coordinator for number, sector and clocks",
)
RELEASE = Wall(
    shows=f"{ALL_AND_JOBS} OR from_organization_id = {MINE} OR to_organization_id = {MINE} OR record_id = ANY ({OPENED})",
    reason="its two sides; it is what the policy of a record reads, so it cannot follow the record",
)
NAMED_READER = Wall(
    shows=f"{ALL_AND_JOBS} OR person_id = {ME} OR record_id = ANY ({OPENED}) OR wall_is_colleague(person_id)",
    reason="the person named and their colleagues; it is what the policy of a record reads, so it cannot follow the record",
)
CONCERN = Wall(
    shows=f"{ALL_AND_JOBS} OR submission = (SELECT wall_token()) OR receipt = (SELECT wall_token()) OR wall_sees_disclosure_record(record_id)",
    reason="seen with its record; and by whoever holds the receipt number or sends the same form again",
)
CONSULTATION = Wall(
    shows=f"""{ALL_AND_JOBS} OR asker_id = {ME} OR submission = (SELECT wall_token()) OR receipt = (SELECT wall_token())
        OR wall_sees_disclosure_record(record_id)""",
    reason="seen by whoever asked, with the account or the receipt number, and with its record",
)
CLOCK = Wall(
    shows=f"{ALL_AND_JOBS} OR holder_id = {ME} OR organization_id = {MINE} OR wall_sees_disclosure_record(record)",
    reason="whose duty it is, and whoever sees the record that it is about",
)
GROUP_KEY = Wall(
    shows=f'{ALL} OR (NOT {_among(*JOBS)} AND (wall_has_content("group") OR wall_is_my_draft("group")))',
    reason="opens what was written: seen with its record or one's own draft, but never by a job, nor by the coordinator who sees the envelope only",
)
SHRED = Wall(
    shows=f'{ALL_AND_JOBS} OR wall_sees_disclosure_record("group") OR wall_is_my_draft("group")',
    reason="that a key was destroyed: written while the record or one's own draft is still there",
)
DRAFT = Wall(shows=f"{ALL} OR person_id = {ME}", reason="what one person typed and did not send: theirs alone, no job's, no colleague's")
EVENT = Wall(
    shows=f"{ALL} OR actor = {ME} OR organization = {MINE} OR records ?| ({OPENED})::text[]",
    reason="the trace: one's own acts, those of one's organization, and what was done with a record that was opened here",
    added_by_all=True,
)

WALLS = Walls(
    questions=QUESTIONS,
    behind={
        "disclosure_record": RECORD,
        "disclosure_release": RELEASE,
        "disclosure_namedreader": NAMED_READER,
        "disclosure_recordregime": follows("disclosure_recordregime", "record_id", "disclosure_record"),
        "disclosure_attestation": follows("disclosure_attestation", "record_id", "disclosure_record"),
        "disclosure_releasefield": follows("disclosure_releasefield", "release_id", "disclosure_release"),
        "disclosure_releasereader": follows("disclosure_releasereader", "release_id", "disclosure_release"),
        "concerns_concern": CONCERN,
        "concerns_concernfact": follows("concerns_concernfact", "concern_id", "concerns_concern"),
        "concerns_correction": follows("concerns_correction", "new_id", "concerns_concernfact"),
        "concerns_withdrawal": follows("concerns_withdrawal", "concern_id", "concerns_concern"),
        "concerns_conflict": follows("concerns_conflict", "concern_id", "concerns_concern"),
        "concerns_route": follows("concerns_route", "concern_id", "concerns_concern"),
        "concerns_decision": follows("concerns_decision", "route_id", "concerns_route"),
        "concerns_answergiven": follows("concerns_answergiven", "concern_id", "concerns_concern"),
        "consultations_consultation": CONSULTATION,
        "consultations_answerer": follows("consultations_answerer", "consultation_id", "consultations_consultation"),
        "consultations_entry": follows("consultations_entry", "consultation_id", "consultations_consultation"),
        "protocols_run": follows("protocols_run", "record_id", "disclosure_record"),
        "protocols_entry": follows("protocols_entry", "run_id", "protocols_run"),
        "protocols_answered": follows("protocols_answered", "run_id", "protocols_run"),
        "protocols_task": follows("protocols_task", "run_id", "protocols_run"),
        "endings_hold": follows("endings_hold", "record_id", "disclosure_record"),
        "endings_seal": follows("endings_seal", "record_id", "disclosure_record"),
        "law_clock": CLOCK,
        "vault_groupkey": GROUP_KEY,
        "vault_shred": SHRED,
        "drafts_draft": DRAFT,
        "audit_accessevent": EVENT,
    },
    open={
        "disclosure_protocolreader": "which post a school's signed protocol names: a rule of the house, read to know who asks",
        "consultations_consultant": "who answers the questions of a county: a rule of the house, read before anybody is known",
        "concerns_intakepoint": "the routing table: which agency takes reports of a county; it is shown to everybody who reports",
        "endings_period": "how long a category of records is kept, and on which law; nothing about any record",
        "law_rulepack": "the law that counsel signed, public by its nature",
        "law_signedrow": "rows of that law",
        "law_dutytext": "rows of law as counsel wrote them: law is public, and no row is about anybody",
        "accounts_organization": "agencies; the policies read them, and every page that says whom to call",
        "accounts_site": "places of agencies with the printed code of their door; no confidential place has a row here",
        "accounts_person": "staff who act; the policies read them to know who asks",
        "accounts_intakeshift": "the roster of duty",
        "accounts_entrycode": "hash of a one-time code for staff; read before anybody is known",
        "accounts_passkey": "public keys of staff; read before anybody is known, and shown to their owner alone",
        "accounts_authenticator": "secrets of staff's authenticator apps, sealed; read before anybody is known",
        "accounts_recoverycode": "hashes of staff's recovery codes; read before anybody is known",
        "accounts_signin": "sessions of staff, without any address; read before anybody is known, and shown to their owner alone",
        "accounts_provider": "which organizations have a sign-in of their own, which the sign-in page names; the secret is sealed",
        "accounts_subject": "who a member of staff is there; read before anybody is known",
        "people_identityproof": "that a member of staff lost their key and who said that it is them",
        "people_accessreview": "which staff had what access on a day, signed; shown to that organization alone by people's queries",
        "people_import": "that a file of staff, places or agencies was brought in; counts and who did it",
        "people_importrow": "what a row of it does to staff, places or agencies, and what was there before",
        "people_importfault": "cells of refused rows of it",
        "body_body": "the body itself",
        "body_county": "its counties",
        "body_line": "telephone lines that every page shows",
        "notify_safecontact": "when a member of staff wants what is not urgent; asked and kept by themself",
        "notify_notice": "that something waits, to the address of a member of staff; no content and no record",
        "vault_organizationkey": "wrapped under the root key, which is not in the database; alone it opens nothing",
        "vault_systemkey": "wrapped under the root key, as above; needed before anybody is known",
        "jobs_scheduledrun": "which job started when",
        "training_approval": "number of a course's approval by an authority",
        "training_post": "posts of an employer and what the law asks of them",
        "training_sitefacts": "what kind of place a site is",
        "training_learner": "staff and their training; nothing about a child; kept apart by organization in training's queries",
        "training_exemption": "why a member of staff need not train; as training_learner",
        "training_completion": "a course somebody finished, checked by its code without an account; as training_learner",
        "training_acknowledgement": "a sentence staff signed; as training_learner",
        "training_trainingelsewhere": "proof of a course taken elsewhere; as training_learner",
        "training_import": "that an organization brought in a roster; counts and who did it; as training_learner",
        "training_importpiece": "the uploaded file, at most seven days; of a school's package its staff alone; as training_learner",
        "training_importfault": "cells of refused rows; as training_learner",
        "training_importedlearner": "what a roster does to staff, and what they were before; as training_learner",
        "training_importedtraining": "a training as a file tells it; as training_learner",
        "training_lessonread": "which lesson was read; as training_learner",
        "training_attempt": "answers by their number in the bank, no free text; as training_learner",
        "training_standing": "how a law stands for a member of staff; as training_learner",
        "training_filing": "that an employer filed a training; as training_learner",
        "training_reminder": "that a member of staff was reminded; as training_learner",
        "training_fulfilment": "a duty of a place that was done, and where the proof lies",
        "training_lawreckoned": "which law the standings rest on",
        "training_digest": "the day of an organization's last look",
        "training_edition": "a published course, public by its nature but for an organization's own copy, which training's queries keep apart",
        "training_inforce": "which version of a course is in force",
        "training_draft": "a course being written; kept apart by organization in training's queries",
        "training_change": "savings of that draft",
        "training_review": "who sent it and who decided",
        "protocols_draft": "a protocol being adapted: words of the house, nothing of anybody",
        "protocols_adoption": "a protocol that an organization signed",
        "protocols_filling": "what an organization has in place, as it says",
        "protocols_cardinuse": "at which site a card lies",
        "protocols_session": "how many young people came to a session; no name, and small groups are withheld where they are shown to others",
        "awareness_poster": "that a notice was printed for a site",
        "awareness_hanging": "where on a site a notice hangs",
        "awareness_look": "when somebody looked at it",
        "awareness_lookevery": "how often an organization looks",
        "django_session": "read before anybody is known; holds the id of an account and when the second factor was given",
        "django_content_type": "names of tables",
        "django_migrations": "which migration ran",
        "django_tasks_database_dbtaskresult": "names of jobs and their counts; a job is given at most the id of an import or of a member of staff",
        "auth_group": "unused tables of Django's own sign-in",
        "auth_group_permissions": "as above",
        "auth_permission": "as above",
    },
    rights={
        "audit_accessevent": "SELECT, INSERT",
        "django_migrations": "SELECT",
    },
)
