from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "cms.pictures"
    verbose_name = "Pictures"

    def ready(self) -> None:
        from cms.ledger import things
        from cms.pictures.served import original_of

        # A picture has no page; the old address of its file leads to the file.
        things.register("picture", things.Kind(original_of))
