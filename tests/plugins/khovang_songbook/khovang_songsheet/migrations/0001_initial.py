import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SheetPage",
            fields=[
                (
                    "resourcepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="catalogue.resourcepage",
                    ),
                ),
                ("words", models.TextField(verbose_name="words")),
                ("key", models.CharField(blank=True, max_length=20, verbose_name="key")),
            ],
            options={"verbose_name": "song sheet", "verbose_name_plural": "song sheets"},
            bases=("catalogue.resourcepage",),
        ),
    ]
