from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("poem", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="poempage",
            name="metre",
            field=models.CharField(
                blank=True,
                choices=[("six-eight", "Six-eight"), ("free", "Free verse")],
                max_length=20,
                verbose_name="metre",
            ),
        ),
    ]
