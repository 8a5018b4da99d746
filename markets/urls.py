from django.urls import path, register_converter

from markets import numbers, views


class CurrencyCode:
    regex = "[A-Za-z]{3}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CurrencyCode, "currency")

app_name = "markets"
urlpatterns = [
    path("", views.markets, name="markets"),
    path("rates.json", numbers.rates_json, name="rates_json"),
    path("<currency:code>/", views.of_currency, name="currency"),
    path("<currency:code>/rates.json", numbers.history_json, name="history_json"),
    path("<currency:code>/rates.csv", numbers.history_csv, name="history_csv"),
    path("<currency:code>/feed.xml", numbers.feed, name="feed"),
]
