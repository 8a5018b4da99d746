"""Taking a file into the library: what comes in is looked at, never believed, and written anew.

`take_in` decides by content whether a file is a picture and returns it clean: upright, in a colour space that every
browser shows, without place, camera or anything else that its writer hid in it or hung on its end. What is kept is a
JPEG; a PNG where there is transparency or a drawing of few colours. Nothing is stored until `attach`.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
import warnings
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.conf import settings
from PIL import Image, ImageCms

from cms.lib.richtext import without_controls
from cms.pictures import embedded, files
from cms.pictures.models import Picture

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# Only a JPEG can be decoded at a smaller scale; the others need memory for their whole size, WebP five times over.
MAX_MEGAPIXELS = {"JPEG": 80}
MAX_OTHER_MEGAPIXELS = 24
LONGEST_EDGE = 6000
# A JPEG that can be decoded at half its size and still has this is kept at that: whole it would need too much memory.
LONG_ENOUGH = 4000
# More colours than this and an opaque picture is a photograph.
DRAWING_COLOURS = 4096
LONGEST_PROFILE = 64 * 1024
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_UNREADABLE = (*embedded.BAD_BLOCK, zlib.error, MemoryError)
# Pillow only warns of a picture between its limit and twice that.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


class Refused(ValueError):
    """The file is not taken; the message says why in words for an editor, without the file's name."""


class NotKept(Refused):
    """The picture is good, but the disk does not take it."""


@dataclass(frozen=True, slots=True)
class Intake:
    """A clean picture that is not stored yet. `content_hash` is of the file as it was sent, `size` of what is kept."""

    content: bytes
    extension: str
    width: int
    height: int
    content_hash: str
    colour: str
    file_name: str
    words: embedded.Words
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def alt(self) -> str:
        return self.words.alt

    @property
    def caption(self) -> str:
        return self.words.caption

    @property
    def credit(self) -> str:
        return self.words.credit

    @property
    def source(self) -> str:
        return self.words.source

    @property
    def taken_at(self) -> datetime | None:
        return self.words.taken_at


def take_in(file: BinaryIO, name: str) -> Intake:
    """Read, check and clean one file; `name` is only remembered. Raises Refused."""
    sent = read_sent(file)
    image, kind = _opened(sent)
    try:
        words, turn, profile = embedded.words_of(image), _turn(image), _profile(image)
        is_moving = kind != "JPEG" and bool(getattr(image, "is_animated", False))
        if is_moving:
            image.seek(0)
        image = _shrunk(image)
        if turn is not None:
            image = image.transpose(turn)
        image = _in_plain_colours(image)
        content, extension = _written(image, profile, may_be_drawing=kind in ("PNG", "GIF"))
        colour = average_colour(image)
    except _UNREADABLE as error:
        raise Refused(f"The file is damaged or incomplete and cannot be read as a picture ({_said(error)}).") from error
    return Intake(
        content=content, extension=extension, width=image.width, height=image.height,
        content_hash=hash_of(sent), colour=colour, file_name=clean_name(name), words=words,
        notes=("Of an animation the first picture was kept.",) if is_moving else (),
    )  # fmt: skip


def attach(picture: Picture, intake: Intake) -> None:
    """Store the file and set what it is on `picture`, without saving the row. The same content is one file.

    Raises NotKept where the disk does not take it; then nothing is left behind.
    """
    name = original_name(intake.content_hash, intake.extension)
    if not files.is_there(name):
        try:
            files.write(name, intake.content)
        except OSError as error:
            raise NotKept(f"The server could not keep the picture: {error.strerror or error}.") from error
    picture.original.name = name
    picture.width, picture.height = intake.width, intake.height
    picture.content_hash, picture.size, picture.colour = intake.content_hash, intake.size, intake.colour
    picture.file_name = intake.file_name
    picture.taken_at = picture.taken_at or intake.taken_at


def original_name(content_hash: str, extension: str) -> str:
    return f"originals/{content_hash[:2]}/{content_hash}.{extension}"


def hash_of(sent: bytes) -> str:
    """Return the key by which the same file is known again."""
    return hashlib.sha256(sent).hexdigest()


def read_sent(file: BinaryIO) -> bytes:
    """Return the bytes of a file that is no larger than the newsroom takes. Raises Refused."""
    most = settings.PICTURE_MAX_MEGABYTES
    sent = file.read(most * 1_000_000 + 1)
    if len(sent) > most * 1_000_000:
        raise Refused(f"The file is larger than {most} MB.")
    if not sent:
        raise Refused("The file is empty.")
    return sent


def clean_name(name: str) -> str:
    """Return the file's own name for people to read: no folders, nothing invisible. It names no file of ours."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(letter for letter in without_controls(last) if unicodedata.category(letter)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", shown).split())[:200]


def average_colour(image: Image.Image) -> str:
    """Return "#rrggbb"; what is transparent counts as white, as the page behind it nearly is."""
    small = image.resize((8, 8), Image.Resampling.BOX).convert("RGBA")
    on_white = Image.alpha_composite(Image.new("RGBA", small.size, "white"), small).convert("RGB")
    return "#{:02x}{:02x}{:02x}".format(*on_white.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)))


def _opened(sent: bytes) -> tuple[Image.Image, str]:
    """Open by content and judge by the header, before anything is decoded. Return the picture and its kind."""
    try:
        image = Image.open(io.BytesIO(sent), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("The picture has too many pixels.") from error
    except _UNREADABLE as error:
        raise Refused(_what_it_is(sent)) from error
    kind = "JPEG" if image.format == "MPO" else image.format
    most = MAX_MEGAPIXELS.get(kind, MAX_OTHER_MEGAPIXELS)
    if image.width * image.height > most * 1_000_000:
        raise Refused(
            f"The picture has {image.width} × {image.height} pixels: more than the {most} megapixels "
            f"that a {kind} may have. Send it smaller{', or as JPEG' if kind != 'JPEG' else ''}."
        )
    return image, kind


_OTHER_KINDS = (
    (b"%PDF", "This is a PDF. Export the picture from it as JPEG or PNG."),
    (b"8BPS", "This is a Photoshop file. Export it as JPEG or PNG."),
    (b"%!PS", "This is a PostScript drawing. Export it as PNG."),
    (b"II*\0", "This is a TIFF or a camera's raw file. Export it as JPEG."),
    (b"MM\0*", "This is a TIFF or a camera's raw file. Export it as JPEG."),
    (b"PK\x03\x04", "This is a ZIP archive or an office document. Send the pictures themselves."),
    (b"BM", "This is a BMP. Export it as PNG."),
    (b"SIMPLE", "This is a FITS file. Export it as PNG."),
)
_ISO_MEDIA = {
    **dict.fromkeys((b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"), "HEIC"),
    **dict.fromkeys((b"isom", b"iso2", b"mp41", b"mp42", b"qt  ", b"M4V ", b"3gp4"), "film"),
}


def _what_it_is(sent: bytes) -> str:
    """Say what a file that is no picture of ours seems to be, and what to do about it."""
    for start, words in _OTHER_KINDS:
        if sent.startswith(start):
            return words
    if sent[4:8] == b"ftyp" and _ISO_MEDIA.get(sent[8:12]) == "HEIC":
        return "This is a HEIC photograph. Send it as JPEG: on an iPhone, Settings, Camera, Formats, Most Compatible."
    if sent[4:8] == b"ftyp" and _ISO_MEDIA.get(sent[8:12]) == "film":
        return "This is a film. Upload it to a video site and embed it."
    opening = sent[:1000].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t").lower()
    if b"<svg" in opening:
        return "This is an SVG drawing, which can carry programs. Export it as PNG."
    if opening.startswith((b"<!doctype", b"<html", b"<?xml", b"<script", b"<")):
        return "This is a web page, not a picture, whatever its name says."
    return "This is no picture that can be read. JPEG, PNG, WebP, AVIF and GIF are taken."


def _shrunk(image: Image.Image) -> Image.Image:
    """Decode, at no more than the longest edge that is kept. No more than two copies are held at once."""
    factor = LONGEST_EDGE / max(image.size)
    if factor >= 1:
        image.load()
        return image
    longest = max(image.size)
    image.draft(image.mode, tuple(max(1, round(edge * LONG_ENOUGH / longest)) for edge in image.size))
    image.load()
    factor = min(1.0, LONGEST_EDGE / max(image.size))
    size = tuple(max(1, round(edge * factor)) for edge in image.size)
    image = image if image.mode == "CMYK" else _in_plain_colours(image)
    is_transparent = image.mode == "RGBA"
    if is_transparent:
        image = image.convert("RGBa")
    image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return image.convert("RGBA") if is_transparent else image


def _turn(image: Image.Image) -> Image.Transpose | None:
    """Return how a camera held otherwise is set right."""
    try:
        return _TURNS.get(image.getexif().get(_ORIENTATION))
    except embedded.BAD_BLOCK:
        return None


def _profile(image: Image.Image) -> bytes | None:
    """Return the colour profile to keep with the picture. An ordinary one is known to every browser and left out."""
    profile = image.info.get("icc_profile")
    if not isinstance(profile, bytes) or len(profile) > LONGEST_PROFILE or image.mode in ("CMYK", "LAB"):
        return None
    try:
        name = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
    return None if "sRGB" in name else profile


def _in_plain_colours(image: Image.Image) -> Image.Image:
    """Return the picture as L, RGB or RGBA."""
    if image.mode in ("L", "RGB") and "transparency" not in image.info:
        return image
    if image.mode == "CMYK":
        return _from_ink(image)
    if image.mode.startswith("I") or image.mode == "F":
        # 16 bits a pixel, of which a screen shows eight
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        whole = image.convert("RGBA")
        return whole if whole.getchannel("A").getextrema()[0] < 255 else whole.convert("RGB")
    return image.convert("RGB")


def _from_ink(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if isinstance(profile, bytes):
        try:
            return ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a profile that is broken: the plain rule is better than none
    return image.convert("RGB")


def _written(image: Image.Image, profile: bytes | None, *, may_be_drawing: bool) -> tuple[bytes, str]:
    """Return the bytes that are kept and their file extension."""
    # Whatever stands in here some writer might copy: comments, positions, thumbnails.
    image.info = {}
    extra = {"icc_profile": profile} if profile else {}
    out = io.BytesIO()
    if image.mode == "RGBA" or (may_be_drawing and image.getcolors(DRAWING_COLOURS) is not None):
        image.save(out, "PNG", **extra)
        return out.getvalue(), "png"
    # The camera's own tables, where nothing was changed, lose next to nothing.
    quality = {"quality": "keep"} if image.format == "JPEG" else {"quality": 93, "subsampling": 0}
    image.save(out, "JPEG", **quality, **extra)
    return out.getvalue(), "jpg"


def _said(error: BaseException) -> str:
    return str(error)[:120] or type(error).__name__
