import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="LeafletPage",
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
                ("text", models.TextField(verbose_name="text")),
            ],
            options={"verbose_name": "leaflet", "verbose_name_plural": "leaflets"},
            bases=("catalogue.resourcepage",),
        ),
    ]
