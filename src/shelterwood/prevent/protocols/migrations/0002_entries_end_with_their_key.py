"""An entry is still never changed. It may be removed once the key of its record was destroyed: then it says nothing any more."""

from django.db import migrations

SHREDDED = 'EXISTS (SELECT 1 FROM vault_shred, protocols_run WHERE protocols_run.id = OLD.run_id AND vault_shred."group" = protocols_run.record_id)'
SQLITE = [
    "DROP TRIGGER protocols_entry_stays",
    f"CREATE TRIGGER protocols_entry_stays BEFORE DELETE ON protocols_entry WHEN NOT {SHREDDED} BEGIN SELECT RAISE(ABORT, 'an entry stays'); END",
]
POSTGRESQL = [
    "DROP TRIGGER protocols_entry_kept ON protocols_entry",
    "CREATE TRIGGER protocols_entry_kept BEFORE UPDATE ON protocols_entry FOR EACH ROW EXECUTE FUNCTION protocols_refuse()",
    "CREATE FUNCTION protocols_refuse_while_readable() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF {SHREDDED} THEN RETURN OLD; END IF; RAISE EXCEPTION 'an entry stays while its record has a key'; END $$",
    "CREATE TRIGGER protocols_entry_stays BEFORE DELETE ON protocols_entry FOR EACH ROW EXECUTE FUNCTION protocols_refuse_while_readable()",
]
UNDO_SQLITE = [
    "DROP TRIGGER protocols_entry_stays",
    "CREATE TRIGGER protocols_entry_stays BEFORE DELETE ON protocols_entry BEGIN SELECT RAISE(ABORT, 'an entry stays'); END",
]
UNDO_POSTGRESQL = [
    "DROP TRIGGER protocols_entry_stays ON protocols_entry",
    "DROP FUNCTION protocols_refuse_while_readable()",
    "DROP TRIGGER protocols_entry_kept ON protocols_entry",
    "CREATE TRIGGER protocols_entry_kept BEFORE UPDATE OR DELETE ON protocols_entry FOR EACH ROW EXECUTE FUNCTION protocols_refuse()",
]


def run(schema_editor, sqlite, postgresql):
    for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("protocols", "0001_initial"),
        ("vault", "0002_shreds"),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, editor: run(editor, SQLITE, POSTGRESQL),
            lambda apps, editor: run(editor, UNDO_SQLITE, UNDO_POSTGRESQL),
        )
    ]
