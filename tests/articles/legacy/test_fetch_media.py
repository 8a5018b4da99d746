"""Bringing the old site's pictures over the network, from a server that may do what it likes."""

import errno
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from articles.legacy.fetch_media import Fetching, FetchOptions, fetch_media
from articles.legacy.file_addresses import places
from articles.legacy.models import FileState, ImportItem, ImportRun, OldFile, Origin
from articles.legacy.pace import Pace, Stopped
from articles.models import Article
from articles.projection import check
from cms.lib.fetching import Fetcher, Limits
from cms.pictures import files
from cms.pictures.models import Picture
from tests.articles.legacy.exported import attachment, imported, post, shown
from tests.hostile import Hostile, bomb, drips, hostile_server, jpeg, leads_to, never_ends, raw, says, to_loopback

pytestmark = pytest.mark.django_db

UPLOADS = "/wp-content/uploads/"
PIER = f"{UPLOADS}2019/03/pier.jpg"
QUICK = Limits(seconds=0.5, read_seconds=0.3, most_bytes=300_000)
GONE, FAILED, REFUSED, WAITING, HERE = (
    FileState.GONE, FileState.FAILED, FileState.REFUSED, FileState.WAITING, FileState.HERE,
)  # fmt: skip


@pytest.fixture
def server() -> Iterator[Hostile]:
    with hostile_server() as server:
        yield server


@pytest.fixture
def move(server: Hostile, tmp_path: Path) -> "Move":
    return Move(server, tmp_path)


class Move:
    """Imports with the server as the old site, and the stage with a clock that costs no time."""

    def __init__(self, server: Hostile, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.slept: list[float] = []

    def bring(self, *records: object) -> None:
        imported(self.folder, records)
        for run in ImportRun.objects.exclude(options__has_key="fetch_media"):
            run.options["site"] = "old.example"
            run.save()

    def file(self, path: str = "2019/03/pier.jpg", number: int = 70, host: str = "old.example") -> object:
        return attachment(number, path, url=self.server.url(UPLOADS + path, host))

    def fetch(
        self, *, resolve: Callable = to_loopback, limits: Limits = QUICK, pace: Pace | None = None, **options: object
    ) -> Fetching:
        fetcher = Fetcher("Steppe", limits, resolve=resolve, own_servers=self.server.own)
        told = FetchOptions("archive", **{"pause": 0.0} | options)
        return fetch_media(told, fetcher, sleep=self.sleep, pace=pace)

    def sleep(self, seconds: float) -> None:
        """What would have become due by waiting is due."""
        self.slept.append(seconds)
        OldFile.objects.filter(next_try_at__lte=timezone.now() + timedelta(seconds=seconds + 1)).update(
            next_try_at=timezone.now()
        )


def the_file() -> OldFile:
    return OldFile.objects.get()


def test_a_picture_comes_and_the_live_page_shows_it(move: Move) -> None:
    move.server.pages[PIER] = says(jpeg(), content_type="text/html")
    move.bring(move.file(), post(**shown()))
    assert "figure__missing" in Article.objects.get().rendered.html
    done = move.fetch()
    picture = Picture.objects.get()
    assert (picture.width, picture.file_name, done.came, done.exit_code) == (40, "pier.jpg", 1, 0)
    assert picture.content_hash in Article.objects.get().rendered.html
    assert (the_file().state, the_file().found_at, the_file().tries) == (HERE, move.server.url(PIER), 1)
    assert not check([Article.objects.get().pk])
    assert "Steppe" in move.server.heads[0]


def test_what_was_imported_before_files_were_kept_track_of_is_fetched_from_its_old_path(move: Move) -> None:
    move.bring(attachment(70), post(**shown()), post(2, "Two", **shown(71, "2019/03/other.jpg")))
    OldFile.objects.all().delete()
    done = move.fetch(resolve=lambda host, port: [])
    assert done.report.has_failures
    assert {(row.url, row.path) for row in OldFile.objects.all()} == {("", "2019/03/pier.jpg"), ("", "")}
    assert places("", "2019/03/pier.jpg", "old.example")[0] == f"https://old.example{PIER}"


def test_again_nothing_is_asked_for_that_is_here(move: Move) -> None:
    move.server.pages[PIER] = says(jpeg())
    move.bring(move.file(), post(**shown()))
    move.fetch()
    before = list(move.server.asked)
    done = move.fetch()
    assert (done.asked, move.server.asked) == (0, before)
    assert ImportRun.objects.filter(options__has_key="fetch_media").count() == 1


def test_a_run_is_logged_with_what_became_of_each_file(move: Move) -> None:
    move.server.pages[PIER] = says(jpeg())
    move.bring(move.file(), move.file("2019/03/gone.jpg", 71), post(**shown()))
    done = move.fetch()
    run = ImportRun.objects.order_by("-pk")[0]
    told = set(ImportItem.objects.filter(run=run).values_list("what", "outcome", "reason"))
    assert told == {("pier.jpg", "updated", ""), ("gone.jpg", "failed", "the server answers 404")}
    assert (run.exit_code, done.exit_code) == (1, 1)


@pytest.mark.parametrize(
    ("behaviour", "state", "words"),
    [
        (says(b"", "404 Not Found"), GONE, "404"),
        (says(b"", "410 Gone"), GONE, "410"),
        (says(b"no", "403 Forbidden"), REFUSED, "403"),
        (says(b"<!doctype html><p>Not here"), REFUSED, "web page"),
        (says(b"<svg xmlns='x'><script/></svg>", content_type="image/svg+xml"), REFUSED, "SVG"),
        (says(b"GIF89a junk"), REFUSED, "no picture that can be read"),
        (says(jpeg(size=(400, 300))[:-900]), REFUSED, "damaged"),
        (says(jpeg(), content_length=9000), FAILED, "broke off"),
        (never_ends(), REFUSED, "larger than"),
        (says(b"x", content_length=10**12), REFUSED, "larger than"),
        (says(bomb(5), content_encoding="gzip"), REFUSED, "larger than"),
        (drips(b"HTTP/1.1 200 OK\r\n\r\n"), FAILED, "too slow"),
        (raw(b"nonsense\r\n\r\n"), FAILED, "no HTTP"),
        (says(b"", "429 Too Many Requests"), FAILED, "429"),
        (says(b"", "503 Service Unavailable"), FAILED, "503"),
        (leads_to("http://127.0.0.1/"), REFUSED, "not on the open internet"),
        (leads_to("http://169.254.169.254/latest/"), REFUSED, "led to 169.254.169.254, which is not"),
        (leads_to("https://cdn.example/pier.jpg"), WAITING, "--media-host cdn.example"),
        (leads_to(PIER), REFUSED, "more than 3"),
        (leads_to("file:///etc/passwd"), REFUSED, "does not begin with"),
    ],
)  # fmt: skip
def test_each_thing_that_can_happen_to_a_file_has_its_state_and_reason(
    move: Move, behaviour: object, state: str, words: str
) -> None:
    move.server.pages[PIER] = behaviour
    move.bring(move.file(), post(**shown()))
    hosts = ("127.0.0.1",) if words.startswith("not on") else ()
    move.fetch(hosts=hosts)
    file = the_file()
    assert (file.state, words in file.reason) == (state, True), file.reason
    assert not Picture.objects.get().original
    assert "figure__missing" in Article.objects.get().rendered.html
    assert (file.next_try_at is not None) == (state == FAILED)


def test_what_fails_for_the_moment_is_tried_again_in_the_same_run(move: Move) -> None:
    move.server.pages[PIER] = [says(b"", "503 Busy", retry_after="40"), says(jpeg())]
    move.bring(move.file(), post(**shown()))
    assert move.fetch().came == 1
    assert max(move.slept) > 30
    assert (the_file().state, the_file().tries) == (HERE, 2)


def test_what_goes_on_failing_is_tried_later_each_time_and_then_given_up(move: Move) -> None:
    move.server.pages[PIER] = says(b"", "503 Busy")
    move.bring(move.file())
    waits = []
    while (file := the_file()).next_try_at or not file.tries:
        OldFile.objects.update(next_try_at=timezone.now())
        move.fetch()
        if next_try := the_file().next_try_at:
            waits.append(next_try - timezone.now())
    assert waits == sorted(waits)
    assert len(waits) >= 5
    assert (the_file().state, the_file().tries) == (FAILED, 7)
    asked = len(move.server.asked)
    move.fetch()
    assert len(move.server.asked) == asked
    move.server.pages[PIER] = says(jpeg())
    assert move.fetch(again=True).came == 1


def test_a_server_that_asks_for_an_hour_is_left_alone(move: Move) -> None:
    move.server.pages[PIER] = says(b"", "429 Too Many", retry_after="3600")
    move.bring(move.file(), *(move.file(f"2019/{n}.jpg", n) for n in range(80, 90)))
    done = move.fetch()
    assert len(move.server.asked) == 1
    assert "3600 seconds" in done.left["old.example"]
    assert "3600 seconds" in OldFile.objects.get(path="2019/85.jpg").reason
    assert not OldFile.objects.filter(state=HERE)
    assert OldFile.objects.get(state=FAILED).next_try_at > timezone.now() + timedelta(minutes=59)


def test_a_server_in_trouble_is_given_up_for_this_run(move: Move) -> None:
    for number in range(80, 120):
        move.server.pages[f"{UPLOADS}2019/{number}.jpg"] = says(b"", "503 Busy", retry_after="80")
    move.bring(*(move.file(f"2019/{n}.jpg", n) for n in range(80, 120)))
    done = move.fetch()
    assert len(move.server.asked) == 10
    assert "after 10 in a row" in done.left["old.example"]


def test_without_any_network_the_stage_ends_soon_and_every_file_has_its_reason(move: Move) -> None:
    asked = []
    move.bring(*(move.file(f"2019/{n}.jpg", n) for n in range(80, 120)))
    done = move.fetch(resolve=lambda host, port: asked.append(host) or [])
    assert len(asked) == 3
    assert (done.exit_code, OldFile.objects.filter(reason__contains="no host old.example").count()) == (1, 40)
    move.server.pages[f"{UPLOADS}2019/99.jpg"] = says(jpeg())
    OldFile.objects.update(next_try_at=timezone.now())
    assert move.fetch().came == 1


def test_one_server_is_asked_one_thing_at_a_time_with_a_pause(move: Move) -> None:
    numbers = range(80, 86)
    for number in numbers:
        move.server.pages[f"{UPLOADS}2019/{number}.jpg"] = says(jpeg(size=(number, 30)))
    move.bring(*(move.file(f"2019/{n}.jpg", n) for n in numbers))
    move.fetch(pause=3.0)
    assert move.server.most_at_once == 1
    assert len([seconds for seconds in move.slept if seconds > 2]) == len(numbers) - 1


def test_another_host_is_named_with_its_count_and_asked_only_with_leave(move: Move) -> None:
    for number in (70, 71):
        move.server.pages[f"{UPLOADS}2019/{number}.jpg"] = says(jpeg(size=(number, 30)))
    move.bring(*(move.file(f"2019/{n}.jpg", n, host="img.example") for n in (70, 71)))
    done = move.fetch()
    assert (dict(done.unknown_hosts), move.server.connections) == ({"img.example": 2}, 0)
    assert "--media-host img.example" in OldFile.objects.first().reason
    assert move.fetch(hosts=("img.example",)).came == 2


def test_a_trial_asks_nobody_and_changes_nothing(move: Move) -> None:
    move.bring(move.file(), move.file("2019/other.jpg", 71, host="img.example"))
    before = list(OldFile.objects.values())
    done = move.fetch(is_dry_run=True)
    assert (dict(done.would_ask), dict(done.unknown_hosts)) == ({"old.example": 1}, {"img.example": 1})
    assert list(OldFile.objects.values()) == before
    assert move.server.connections == 0


def test_the_same_bytes_are_one_file(move: Move) -> None:
    for name in ("a", "b"):
        move.server.pages[f"{UPLOADS}2019/{name}.jpg"] = says(jpeg())
    move.bring(move.file("2019/a.jpg", 70), move.file("2019/b.jpg", 71))
    move.fetch()
    assert len(set(Picture.objects.values_list("original", flat=True))) == 1
    assert Picture.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "there", "asked_before"),
    [
        ("pier-300x200.jpg", "pier.jpg", []),
        ("pier-scaled.jpg", "pier.jpg", []),
        ("pier-scaled.jpg", "pier-scaled.jpg", ["pier.jpg"]),
        ("pier-300x200.jpg", "pier-300x200.jpg", ["pier.jpg"]),
        ("pier-300x200.jpg", "pier-scaled.jpg", ["pier.jpg", "pier-300x200.jpg"]),
        ("pier-e1552372210123-300x200.jpg", "pier-e1552372210123.jpg", []),
    ],
)
def test_the_best_copy_is_looked_for_first(move: Move, said: str, there: str, asked_before: list[str]) -> None:
    move.server.pages[f"{UPLOADS}2019/{there}"] = says(jpeg())
    move.bring(move.file(f"2019/{said}"))
    assert move.fetch().came == 1
    assert move.server.asked == [f"{UPLOADS}2019/{name}" for name in [*asked_before, there]]


def test_an_address_is_unwrapped_and_made_whole() -> None:
    plain = f"https://old.example{PIER}"
    assert places(f"https://i0.wp.com/old.example{PIER}?w=640", "", "")[0] == plain
    assert (
        places(f"https://i0.wp.com/old.example{PIER}?w=640", "", "")[-1] == f"https://i0.wp.com/old.example{PIER}?w=640"
    )
    assert places(f"//old.example{PIER}?fit=1", "", "")[0] == plain
    assert places(PIER, "", "old.example/blog")[0] == plain
    assert places("", "2019/03/pier.jpg", "old.example/blog")[0] == f"https://old.example/blog{PIER}"
    assert places("https://old.example/image.php?id=7", "", "") == ["https://old.example/image.php?id=7"]
    assert places("", "", "old.example") == []
    assert places(PIER, "", "") == []


@pytest.mark.parametrize("url", ["http://[", "ftp://", "http://old.example:99999/a.jpg", "http://a b/", "javascript:x"])
def test_what_is_no_address_is_refused_with_its_reason_and_stops_nothing(move: Move, url: str) -> None:
    move.server.pages[PIER] = says(jpeg())
    move.bring(attachment(60, "2019/bad.jpg", url=url), move.file())
    done = move.fetch()
    assert done.came == 1
    row = OldFile.objects.get(path="2019/bad.jpg")
    assert row.reason
    assert row.state in {REFUSED, WAITING}


def test_a_full_disk_stops_the_stage_clearly_and_leaves_nothing_half(
    move: Move, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(70, 75):
        move.server.pages[f"{UPLOADS}2019/{number}.jpg"] = says(jpeg("teal", (number, 31)))
    move.bring(*(move.file(f"2019/{n}.jpg", n) for n in range(70, 75)))
    written = []
    write = files.write

    def full_after_two(name: str, content: bytes) -> None:
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(name)
        write(name, content)

    monkeypatch.setattr(files, "write", full_after_two)
    done = move.fetch()
    assert "No space left" in done.stopped
    assert (done.exit_code, done.came, len(move.server.asked)) == (1, 2, 3)
    assert OldFile.objects.filter(state=WAITING).count() == 3
    monkeypatch.setattr(files, "write", write)
    assert move.fetch().came == 3


def test_broken_off_anywhere_it_goes_on_where_it_stopped(move: Move, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = range(70, 76)
    for number in numbers:
        move.server.pages[f"{UPLOADS}2019/{number}.jpg"] = says(jpeg(size=(number, 30)))
    move.bring(*(move.file(f"2019/{n}.jpg", n) for n in numbers))

    class Killed(BaseException):
        pass

    def killed(*_: object, **__: object) -> None:
        raise Killed

    for place in ("cms.pictures.intake.attach", "articles.legacy.old_files.came", "articles.projection.project"):
        with monkeypatch.context() as patch:
            patch.setattr(place, killed)
            with pytest.raises(Killed):
                move.fetch()
        assert not OldFile.objects.filter(state=HERE)
    assert move.fetch().came == len(numbers)
    assert Picture.objects.filter(original="").count() == 0


def test_a_file_that_came_by_another_way_meanwhile_stays(move: Move) -> None:
    move.server.pages[PIER] = says(jpeg("red"))
    move.bring(move.file(), post(**shown()))
    folder = move.folder / "uploads/2019/03"
    folder.mkdir(parents=True)
    (folder / "pier.jpg").write_bytes(jpeg("lime"))
    imported(move.folder, [move.file(), post(**shown())], media_dirs=(move.folder / "uploads",))
    assert the_file().state == HERE
    assert move.fetch().asked == 0
    assert move.server.connections == 0


def test_a_person_s_no_is_kept(move: Move) -> None:
    move.server.pages[PIER] = says(jpeg())
    move.bring(move.file())
    OldFile.objects.update(state=FileState.IGNORED)
    assert move.fetch(again=True).asked == 0
    assert the_file().state == FileState.IGNORED


def test_of_texts_that_name_a_file_differently_the_order_does_not_matter(move: Move, tmp_path: Path) -> None:
    posts = [
        post(number, f"Story {number}", body=f'<p>Text.</p><p><img src="https://img.example/a/pier{size}.jpg"></p>')
        for number, size in ((1, "-300x200"), (2, ""), (3, "-1024x768"))
    ]
    found = set()
    for order in (posts, posts[::-1]):
        for record in order:
            imported(tmp_path, [record])
        found.add(the_file().url)
        OldFile.objects.all().delete()
    assert found == {"https://img.example/a/pier.jpg"}


def test_a_file_whose_address_changed_at_the_source_is_asked_for_anew(move: Move) -> None:
    move.bring(move.file("2019/wrong.jpg"))
    move.fetch()
    assert the_file().state == GONE
    move.bring(move.file())
    assert the_file().state == WAITING
    move.server.pages[PIER] = says(jpeg())
    assert move.fetch().came == 1


def test_what_an_undo_takes_out_is_not_fetched_any_more(move: Move) -> None:
    move.bring(move.file())
    Origin.objects.all().delete()
    Picture.objects.all().delete()
    assert not OldFile.objects.exists()
    assert move.fetch().asked == 0


def test_ctrl_c_ends_the_stage_behind_the_picture_at_hand_and_the_next_run_takes_it_up(move: Move) -> None:
    pace = Pace()

    def stop(send: Callable[[bytes], None]) -> None:
        pace.is_to_stop = True
        says(jpeg())(send)

    move.server.pages |= {PIER: stop, f"{UPLOADS}2019/03/other.jpg": says(jpeg("red"))}
    move.bring(move.file(), move.file("2019/03/other.jpg", 71), post(**shown()))
    with pytest.raises(Stopped):
        move.fetch(pace=pace)
    run = ImportRun.objects.order_by("-pk")[0]
    assert (run.broke_off, run.counts["updated"]) == ("stopped by whoever ran it", 1)
    assert [row.state for row in OldFile.objects.order_by("pk")] == [HERE, WAITING]
    assert move.fetch().came == 1
    run.refresh_from_db()
    assert run.taken_up_by == ImportRun.objects.order_by("-pk")[0]


def test_a_picture_put_aside_while_the_stage_runs_is_not_asked_for(move: Move) -> None:
    def put_the_other_aside(_: str, done: int, total: int) -> None:
        OldFile.objects.filter(state=WAITING).update(state=FileState.IGNORED)

    move.server.pages[PIER] = says(jpeg())
    move.bring(move.file(), move.file("2019/03/other.jpg", 71), post(**shown()))
    fetcher = Fetcher("Steppe", QUICK, resolve=to_loopback, own_servers=move.server.own)
    fetch_media(FetchOptions("archive", pause=0.0), fetcher, progress=put_the_other_aside)
    assert move.server.asked == [PIER]
