from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_facets_in_one_column"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="indexedtoken", name="indexed_token_once"),
        migrations.RemoveConstraint(model_name="indexedwork", name="indexed_work_uid"),
        migrations.RemoveIndex(model_name="indexedwork", name="indexed_work_title"),
        migrations.RemoveIndex(model_name="indexedwork", name="indexed_work_isbn"),
        migrations.RenameModel(old_name="IndexedWork", new_name="IndexedResource"),
        migrations.RenameField(model_name="indexedtoken", old_name="work", new_name="resource"),
        migrations.AddField(
            model_name="indexedresource", name="work", field=models.CharField(default="", max_length=64)
        ),
        migrations.AddField(
            model_name="indexedresource", name="precedence", field=models.PositiveSmallIntegerField(default=0)
        ),
        migrations.AddConstraint(
            model_name="indexedresource",
            constraint=models.UniqueConstraint(fields=("generation", "uid"), name="indexed_resource_uid"),
        ),
        migrations.AddIndex(
            model_name="indexedresource",
            index=models.Index(fields=["generation", "title_line"], name="indexed_resource_title"),
        ),
        migrations.AddIndex(
            model_name="indexedresource",
            index=models.Index(
                condition=models.Q(("isbn", ""), _negated=True), fields=["isbn"], name="indexed_resource_isbn"
            ),
        ),
        migrations.AddConstraint(
            model_name="indexedtoken",
            constraint=models.UniqueConstraint(fields=("resource", "token"), name="indexed_token_once"),
        ),
    ]
