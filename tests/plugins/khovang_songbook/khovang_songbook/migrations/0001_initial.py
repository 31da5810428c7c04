import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('catalogue', '0001_initial'),
        ('media', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Songs',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.school')),
            ],
        ),
        migrations.CreateModel(
            name='SongbookPage',
            fields=[
                ('resourcepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='catalogue.resourcepage')),
                ('occasion', models.CharField(max_length=100, verbose_name='occasion')),
                ("copies", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="printed copies")),
                (
                    "copies_out",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="copies that are out"),
                ),
                ('recording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media.recording', verbose_name='recording')),
                ('songs', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='songbook.songs', verbose_name='songs')),
            ],
            options={
                'verbose_name': 'songbook',
                'verbose_name_plural': 'songbooks',
            },
            bases=('catalogue.resourcepage', models.Model),
        ),
        migrations.CreateModel(
            name='Song',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=255)),
                ('title', models.CharField(max_length=255)),
                ('words', models.TextField()),
                ('songs', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='songbook.songs')),
            ],
            options={
                'ordering': ['songs', 'order'],
            },
        ),
    ]
