import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("legacy", "0003_runs_that_broke_off"),
        ("pictures", "0002_what_the_file_is"),
    ]

    operations = [
        migrations.CreateModel(
            name="OldFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=80)),
                ("url", models.TextField(blank=True, verbose_name="old address")),
                (
                    "path",
                    models.TextField(blank=True, help_text="Below the old site's uploads folder, where it is known."),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("here", "here"),
                            ("failed", "failed"),
                            ("refused", "refused"),
                            ("gone", "gone"),
                            ("ignored", "ignored"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("tried_at", models.DateTimeField(blank=True, null=True)),
                ("next_try_at", models.DateTimeField(blank=True, null=True)),
                ("found_at", models.TextField(blank=True, verbose_name="fetched from")),
                (
                    "picture",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="old_file", to="pictures.picture"
                    ),
                ),
            ],
            options={
                "verbose_name": "picture of the old site",
                "verbose_name_plural": "pictures of the old site",
                "indexes": [models.Index(fields=["state", "source", "id"], name="old_file_by_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "here", "failed", "refused", "gone", "ignored"])),
                        name="old_file_state_known",
                    )
                ],
            },
        ),
    ]
