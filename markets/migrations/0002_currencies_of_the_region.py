"""The currencies that the paper prints: the five of the strip, then those of neighbours and of the world's trade."""

from django.db import migrations

IN_STRIP = {
    "KGS": "Kyrgyz som",
    "KZT": "Kazakh tenge",
    "TJS": "Tajik somoni",
    "UZS": "Uzbek sum",
    "TMT": "Turkmen manat",
}
OTHERS = {
    "USD": "US dollar",
    "EUR": "Euro",
    "RUB": "Russian rouble",
    "CNY": "Chinese yuan",
    "AFN": "Afghan afghani",
    "MNT": "Mongolian tugrik",
    "AZN": "Azerbaijani manat",
    "AMD": "Armenian dram",
    "GEL": "Georgian lari",
}


def add_currencies(apps, schema_editor):
    currencies = apps.get_model("markets", "Currency").objects.using(schema_editor.connection.alias)
    for number, (code, name) in enumerate((IN_STRIP | OTHERS).items(), start=1):
        # What somebody has named already stays as it is.
        defaults = {"name": name, "position": number * 10, "in_strip": code in IN_STRIP}
        currencies.get_or_create(code=code, defaults=defaults)


class Migration(migrations.Migration):
    dependencies = [("markets", "0001_initial_models")]
    operations = [migrations.RunPython(add_currencies, migrations.RunPython.noop)]
