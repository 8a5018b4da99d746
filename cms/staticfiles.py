"""How static files are named and served."""

from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from cms.lib.stylesheets import fold

# The sheets that readers load. In the tree they are lists of imports; a reader gets one file.
FOLDED = ("css/paper.css",)
Paths = dict[str, tuple[Storage, str]]


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed, compressed names after `collectstatic`; the plain name for a file that was never collected.

    So a clone works with nothing but `migrate` and `runserver`.
    """

    # Our scripts are modules that name each other by relative paths.
    support_js_module_import_aggregation = True
    # Each pass settles one more step of a chain of modules that ask for each other.
    max_post_process_passes = 20

    def stored_name(self, name: str) -> str:
        return self.hashed_files.get(self.hash_key(self.clean_name(name)), name)

    def post_process(self, paths: Paths, dry_run: bool = False, **options: object) -> Iterator[tuple]:
        """Folds first, so that the addresses in the folded sheet are hashed with all others."""
        if not dry_run:
            paths = paths | {name: (self, self._store_folded(name, paths)) for name in FOLDED if name in paths}
        yield from super().post_process(paths, dry_run, **options)

    def _store_folded(self, name: str, paths: Paths) -> str:
        """Puts the folded sheet in the place of the copied one, from the sources: a second run does the same."""

        def read(wanted: str) -> str:
            storage, path = paths[wanted]
            with storage.open(path) as file:
                return file.read().decode()

        folded = fold(name, read)
        self.delete(name)
        return self.save(name, ContentFile(folded.encode()))
