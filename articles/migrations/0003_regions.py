"""The regions that the paper begins with, and the names by which a title or an opening gives them away."""

from django.db import migrations

REGIONS = {
    "Kazakhstan": ["Kazakh", "Kazakhstani", "Qazaqstan", "Astana", "Nur-Sultan", "Almaty", "Alma-Ata", "Shymkent", "Aktau",
                   "Atyrau", "Karaganda", "Semey", "Baikonur", "Turkistan", "Mangystau", "Balkhash"],
    "Kyrgyzstan": ["Kyrgyz", "Kyrgyz Republic", "Bishkek", "Osh", "Jalal-Abad", "Karakol", "Naryn", "Batken", "Issyk-Kul"],
    "Tajikistan": ["Tajik", "Dushanbe", "Khujand", "Khorog", "Pamir", "Pamirs", "Gorno-Badakhshan", "Vahdat", "Rogun"],
    "Turkmenistan": ["Turkmen", "Ashgabat", "Turkmenbashi", "Turkmenabat", "Awaza"],
    "Uzbekistan": ["Uzbek", "Uzbekistani", "Tashkent", "Samarkand", "Bukhara", "Khiva", "Fergana", "Nukus", "Karakalpakstan",
                   "Karakalpak", "Andijan", "Namangan", "Khorezm", "Rishtan", "Muynak"],
    "Central Asia": ["Central Asian", "C5", "C5+1"],
    "Afghanistan": ["Afghan", "Kabul", "Taliban", "Herat", "Mazar-i-Sharif"],
    "Caucasus": ["South Caucasus", "Georgia", "Svaneti", "Armenia", "Armenian", "Azerbaijan", "Azerbaijani", "Georgian", "Baku", "Tbilisi",
                 "Yerevan", "Nagorno-Karabakh"],
    "Mongolia": ["Mongolian", "Ulaanbaatar"],
    "Russia": ["Russian", "Moscow", "Kremlin", "St. Petersburg"],
}  # fmt: skip


def make_regions(apps, schema_editor):
    Tag = apps.get_model("articles", "Tag")
    TagAlias = apps.get_model("articles", "TagAlias")
    Address = apps.get_model("ledger", "Address")
    for position, (name, aliases) in enumerate(REGIONS.items(), start=1):
        slug = name.lower().replace(" ", "-")
        tag = Tag.objects.create(name=name, slug=slug, key=name.casefold(), kind="region", position=position * 10)
        Address.objects.create(path=f"/regions/{slug}/", state="current", target_kind="tag", target_id=tag.pk)
        TagAlias.objects.bulk_create(TagAlias(tag=tag, name=alias, key=alias.casefold()) for alias in aliases)


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_search_index"), ("ledger", "0001_initial_models")]

    operations = [migrations.RunPython(make_regions, migrations.RunPython.noop)]
