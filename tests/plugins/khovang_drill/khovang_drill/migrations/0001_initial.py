import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="DrillPage",
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
                ("cards", models.TextField(verbose_name="cards")),
            ],
            options={"verbose_name": "drill", "verbose_name_plural": "drills"},
            bases=("catalogue.resourcepage",),
        ),
    ]
