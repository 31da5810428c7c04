"""Events and facts that are there get what the catalogue and the class lists say now: nothing older is known.

In ranges of rows, each in a transaction of its own, so that a large table is never locked for long; run again it goes on
with what has none yet.
"""

import hashlib
import json

from django.db import migrations, transaction
from django.db.models import Max, Min, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from cms.plugins import registry

RANGE = 2000


def fill(apps, schema_editor):
    describe(apps)
    description = apps.get_model("analytics", "ItemDescription").objects.filter(item=OuterRef("item")).values("pk")[:1]
    of_class = apps.get_model("accounts", "SchoolClass").objects.filter(pk=OuterRef("class_id"))
    name = Coalesce(Subquery(of_class.values("name")[:1]), Value(""))
    grade = Coalesce(Subquery(of_class.values("grade")[:1]), 0)
    events, readers, titles, classes = (
        apps.get_model("analytics", each) for each in ("Event", "ReaderDay", "TitleDay", "ClassDay")
    )
    known = Coalesce(Subquery(description), 0)
    for rows in ranges(events, "seq"):
        rows.exclude(type_slug="").filter(description=None).update(description_id=Subquery(description))
        rows.exclude(class_id=None).filter(class_name="").update(class_name=name)
    for rows in ranges(readers, "pk"):
        rows.exclude(type_slug="").filter(description_id=0).update(description_id=known)
        rows.exclude(class_id=0).filter(class_name="").update(class_name=name, grade=grade)
    for rows in ranges(titles, "pk"):
        rows.exclude(type_slug="").filter(description_id=0).update(description_id=known)
    for rows in ranges(classes, "pk"):
        rows.exclude(class_id=0).filter(class_name="").update(class_name=name, grade=grade)
    release(apps)


def ranges(model, key):
    """The rows of a table in the order of their key; each range in a transaction."""
    ends = model.objects.aggregate(first=Min(key), last=Max(key))
    if ends["first"] is None:
        return
    for start in range(ends["first"], ends["last"] + 1, RANGE):
        with transaction.atomic():
            yield model.objects.filter(**{f"{key}__gte": start, f"{key}__lt": start + RANGE})


def describe(apps):
    """A description of each item of the catalogue, digested as `analytics.services.items` does it."""
    page_model, model = apps.get_model("catalogue", "ResourcePage"), apps.get_model("analytics", "ItemDescription")
    keys = list(page_model.objects.order_by("pk").values_list("pk", flat=True))
    through = page_model.subjects.through.objects
    for start in range(0, len(keys), RANGE):
        pages = page_model.objects.filter(pk__in=keys[start : start + RANGE]).select_related("level__scale")
        subjects = {}
        links = through.filter(resourcepage__in=[page.pk for page in pages])
        for page_id, subject_id, name in links.values_list("resourcepage_id", "subject_id", "subject__name"):
            subjects.setdefault(page_id, []).append([subject_id, name])
        rows = [described(model, page, subjects.get(page.pk, [])) for page in pages]
        model.objects.bulk_create(rows, batch_size=200, ignore_conflicts=True)


def described(model, page, subjects):
    declaration = registry.get(page.type_slug)
    contents = {
        "item": page.uid,
        "owner_id": page.school_id,
        "title": page.title,
        "audience": page.audience,
        "language": page.language,
        "form": declaration.style.form.value if declaration else "",
        "level_id": page.level_id,
        "level": f"{page.level.scale.name}: {page.level.label}" if page.level else "",
        "grade_from": page.grade_from,
        "grade_to": page.grade_to,
        "subjects": sorted(subjects, key=lambda pair: pair[::-1]),
    }
    digest = hashlib.sha256(json.dumps(contents, sort_keys=True, default=str).encode()).hexdigest()
    return model(digest=digest, **contents)


def release(apps):
    """Weeks that have been released name the descriptions of their titles."""
    model, descriptions = apps.get_model("analytics", "WeekRelease"), apps.get_model("analytics", "ItemDescription")
    for rows in ranges(model, "pk"):
        for pk in list(rows.filter(figures__isnull=False).order_by("pk").values_list("pk", flat=True)):
            row = model.objects.get(pk=pk)
            titles = row.figures["titles"]
            named = descriptions.objects.filter(item__in=[each["uid"] for each in titles]).values_list("item", "pk")
            known = {str(item): pk for item, pk in named}
            for each in titles:
                each["description"] = each.get("description") or known.get(each["uid"], 0)
            row.save(update_fields=["figures"])


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("analytics", "0003_descriptions"),
        ("accounts", "0001_initial"),
        ("catalogue", "0003_proposals"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
