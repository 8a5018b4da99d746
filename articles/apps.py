from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        from articles.planning import register_kinds
        from articles.whereabouts import register

        register_kinds()
        register()
