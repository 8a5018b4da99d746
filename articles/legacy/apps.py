from django.apps import AppConfig


class LegacyConfig(AppConfig):
    name = "articles.legacy"
    verbose_name = "The old site"
