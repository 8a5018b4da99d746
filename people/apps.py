from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Our People"

    def ready(self) -> None:
        from cms.ledger import things
        from people.models import where_it_lives

        things.register("person", where_it_lives())
