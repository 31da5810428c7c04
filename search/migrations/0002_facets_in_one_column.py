# The values of all facets in one column. Rows that are there belong to an index of another schema, which is made anew
# at the next start.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='indexedwork',
            name='grades',
        ),
        migrations.RemoveField(
            model_name='indexedwork',
            name='language',
        ),
        migrations.RemoveField(
            model_name='indexedwork',
            name='subjects',
        ),
        migrations.RemoveField(
            model_name='indexedwork',
            name='type',
        ),
        migrations.AddField(
            model_name='indexedwork',
            name='facets',
            field=models.TextField(default='{}'),
        ),
    ]
