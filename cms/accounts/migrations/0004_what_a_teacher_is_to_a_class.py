import django.db.models.deletion
from django.db import migrations, models


def keep_teachers(apps, schema_editor):
    """Who looked after a class so far had all rights in it, as its class teacher has."""
    SchoolClass, Teaching = apps.get_model("accounts", "SchoolClass"), apps.get_model("accounts", "Teaching")
    ties = SchoolClass.teachers.through.objects.values_list("schoolclass_id", "membership_id")
    Teaching.objects.bulk_create(
        (Teaching(school_class_id=listed, membership_id=teacher, kind="class") for listed, teacher in ties.iterator()),
        batch_size=500,
    )


def keep_ties(apps, schema_editor):
    """The way back, which forgets kinds and subjects."""
    SchoolClass, Teaching = apps.get_model("accounts", "SchoolClass"), apps.get_model("accounts", "Teaching")
    Tie = SchoolClass.teachers.through
    Tie.objects.bulk_create(
        Tie(schoolclass_id=each.school_class_id, membership_id=each.membership_id) for each in Teaching.objects.all()
    )


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_several_roles_in_one_school'),
    ]

    operations = [
        migrations.CreateModel(
            name='Teaching',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('class', 'Class teacher'), ('subject', 'Subject teacher')], default='class', max_length=7, verbose_name='kind of teacher')),
                ('subjects', models.CharField(blank=True, max_length=120, verbose_name='subjects taught')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='teachings', to='accounts.membership')),
                ('school_class', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='teachings', to='accounts.schoolclass')),
            ],
            options={
                'verbose_name': 'teacher of a class',
                'verbose_name_plural': 'teachers of classes',
                'constraints': [models.UniqueConstraint(fields=('school_class', 'membership'), name='teaching_once_a_class')],
            },
        ),
        migrations.RunPython(keep_teachers, keep_ties),
        migrations.RemoveField(
            model_name='schoolclass',
            name='teachers',
        ),
        migrations.AddField(
            model_name='schoolclass',
            name='teachers',
            field=models.ManyToManyField(related_name='classes_taught', through='accounts.Teaching', to='accounts.membership', verbose_name='teachers'),
        ),
    ]
