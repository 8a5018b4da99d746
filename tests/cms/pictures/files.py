"""Picture files for tests, drawn or put together byte by byte."""

import io
import struct
import zlib

from PIL import Image, ImageDraw

COLOURS = [(196, 88, 54), (38, 92, 120), (232, 196, 120), (60, 104, 72)]


def drawn(width: int = 900, height: int = 600, mode: str = "RGB") -> Image.Image:
    """A gradient with a disc: many colours, so that it counts as a photograph."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    image = Image.merge("RGB", (across, down, Image.blend(across, down, 0.5)))
    ImageDraw.Draw(image).ellipse((width * 0.7, height * 0.2, width * 0.9, height * 0.5), fill=COLOURS[0])
    return image.convert(mode)


def photo(width: int = 900, height: int = 600, **saved: object) -> bytes:
    return encoded(drawn(width, height), "JPEG", **saved)


def encoded(image: Image.Image, kind: str, **saved: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **saved)
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + _chunk(b"IEND")
    )


def _chunk(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def with_iptc(jpeg: bytes, records: dict[int, bytes]) -> bytes:
    """Put application records (2:n) of the IIM into a JPEG, as agencies send them."""
    block = b"".join(
        b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(value)) + value for number, value in records.items()
    )
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block + b"\0" * (len(block) % 2)
    content = b"Photoshop 3.0\0" + resource
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(content) + 2) + content + jpeg[2:]
