from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('analytics', '0006_kinds_of_events'),
    ]

    operations = [
        migrations.AlterField(
            model_name='event',
            name='reason',
            field=models.CharField(blank=True, choices=[('', ''), ('not-valid', 'not-valid'), ('unknown-kind', 'unknown-kind'), ('not-openable', 'not-openable'), ('in-future', 'in-future'), ('too-old', 'too-old'), ('impossible', 'impossible')], max_length=16),
        ),
    ]
