from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "cms.ledger"
    verbose_name = "Ledger"
