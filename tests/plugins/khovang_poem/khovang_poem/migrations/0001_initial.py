import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="PoemPage",
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
                ("verses", models.TextField(help_text="Leave an empty line between stanzas.", verbose_name="verses")),
            ],
            options={"verbose_name": "poem", "verbose_name_plural": "poems"},
            bases=("catalogue.resourcepage",),
        ),
    ]
