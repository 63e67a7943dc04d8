"""Rows of the trace are only ever added: the database itself refuses to change, delete or empty them."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_accessevent BEGIN SELECT RAISE(ABORT, 'audit events are never changed'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_accessevent BEGIN SELECT RAISE(ABORT, 'audit events are never deleted'); END;
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit_accessevent
  WHEN EXISTS (SELECT 1 FROM audit_accessevent WHERE id = NEW.id OR rowid = NEW.rowid)
  BEGIN SELECT RAISE(ABORT, 'audit events are never replaced'); END;
"""
POSTGRESQL = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'audit events are never changed or deleted'; END $$;
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_accessevent FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_accessevent FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""
UNDO_SQLITE = "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; DROP TRIGGER audit_no_replace;"
UNDO_POSTGRESQL = """
DROP TRIGGER audit_no_truncate ON audit_accessevent; DROP TRIGGER audit_no_change ON audit_accessevent; DROP FUNCTION audit_refuse();
"""


def run(schema_editor, sqlite, postgresql):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(postgresql)
        return
    for statement in sqlite.split("; END;") if "END;" in sqlite else sqlite.split(";"):
        if statement.strip():
            schema_editor.execute(statement.strip() + ("; END;" if "END;" in sqlite else ";"))


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: run(editor, SQLITE, POSTGRESQL),
            lambda apps, editor: run(editor, UNDO_SQLITE, UNDO_POSTGRESQL),
        )
    ]
