"""Which columns each table of facts has, in order: the header that its file must carry, and what names a row.

A table that is not listed here is read with the general checks alone; its first column then names a row.
"""

COLUMNS: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "disclosure_rules": """
            rule_id from_sector from_condition to_sector data_category effect effect_note legal_basis conditions consent_of
            notice_to_subject redisclosure_or_use_limit citation deadline_kind deadline_value deadline_unit deadline_trigger
            deadline_note state_variation evidence evidence_note confidence""",
        "disclosure_rules_typed": """
            rule_id encodable sender_kinds sender_regimes recipient_kinds category subcategories action cedar_effect
            typed_conditions attestations needs fields_limit carries_notice duty_id_hint encoding_note""",
        "glossary_es": "term_en term_es register definition_en source_en source_es note",
        "helplines": """
            helpline_id jurisdiction name for_whom phone text_or_chat hours languages url source evidence confidence note""",
        "reporting_duties": """
            duty_id jurisdiction sector who knowledge_threshold what_must_be_reported covers_non_caregiver report_to
            report_to_phone phone_source deadline_kind deadline_value deadline_unit deadline_trigger written_follow_up
            delegable privilege_or_exception reporter_identity immunity penalty_for_failure citation effective_from
            effective_to text_as_of evidence evidence_note confidence""",
        "reporting_duties_typed": "duty_id kind modality receivers conditions clock_start prompts note",
        "safe_harbor_states": """
            abbr state year_first_enacted year_detail effective_or_text_as_of primary_citation approach age_limit_protected
            immunity immunity_note diversion_route child_welfare_jurisdiction services_mandate record_relief_citation
            handoff_duty_and_deadline counted_in_2013_eight counted_note evidence evidence_note confidence verify_before_use
            notes""",
        "screening_tools": """
            tool_id name developer year sector_used age_range mode items domains_own_words scoring_cutoff sensitivity_pct
            specificity_pct other_statistics validation_sample setting_of_validation time_minutes languages
            training_required licence_and_reproduction platform_may_store citation evidence confidence""",
        "training_mandates": """
            jurisdiction sector duty_type who_must force citation effective_from first_deadline repeat_interval
            duration_minutes_or_text record_keeping penalty_or_cure content_or_format_notes evidence confidence""",
        "training_mandates_typed": """
            mandate_id jurisdiction sector duty_type who_must kind sectors places roles exempt condition force effective_from
            effective_to first in_post repeat minutes approval approval_body proof kept unread instead_of text_as_of evidence
            note""",
        "signage_typed": "mandate_id width height min_points letter_height languages more_languages separate hangs wording note",
        "typologies": "id name definition fields window threshold sources source_check role counter_indicators",
        "warning_signs": """
            sign_id role category_code kind text_en text_es why_it_matters_en innocent_explanation_en
            source evidence confidence""",
        "warning_signs_es": "sign_id why_it_matters_es innocent_explanation_es",
    }.items()
}
COLUMNS["reporting_duties_supplement"] = COLUMNS["reporting_duties"]
COLUMNS["training_mandates_supplement"] = COLUMNS["training_mandates"]

# Tables whose first column names no row: these cells together do.
NAMED_BY: dict[str, tuple[str, ...]] = {"training_mandates": ("jurisdiction", "sector", "duty_type", "who_must")}
NAMED_BY["training_mandates_supplement"] = NAMED_BY["training_mandates"]
