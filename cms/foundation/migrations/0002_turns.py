from django.db import migrations, models


def move_what_waits(apps, schema_editor):
    # What waited in the queue of the clock would still be done there, and would keep the clock's own work waiting.
    jobs = apps.get_model("foundation", "Job").objects
    jobs.filter(state__in=["queued", "running"]).update(queue="uploads", sent_at=None)


class Migration(migrations.Migration):

    dependencies = [
        ('foundation', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='job',
            name='owner',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.RunPython(move_what_waits, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name='job',
            index=models.Index(fields=['queue', 'owner', 'started_at'], name='job_turns'),
        ),
    ]
