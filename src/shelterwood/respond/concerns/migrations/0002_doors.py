from django.db import migrations, models

WORDS = [("yes", "yes"), ("no", "no"), ("unknown", "unknown")]


class Migration(migrations.Migration):
    """Whether it was on tribal land, and whether a tribe may count the child; nobody was asked before."""

    dependencies = [("concerns", "0001_initial")]

    operations = [
        migrations.AddField(
            "concern", "indian_country", models.CharField(choices=WORDS, default="unknown", help_text="Whether it was on tribal land.", max_length=10)
        ),
        migrations.AddField(
            "concern",
            "indian_child",
            models.CharField(choices=WORDS, default="unknown", help_text="Whether a tribe may count the child.", max_length=10),
        ),
    ]
