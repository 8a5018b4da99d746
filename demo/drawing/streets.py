"""What streets are made of: blocks of flats, trees, poplars."""

from demo.drawing import hand
from demo.drawing.palette import (
    CREAM,
    INDIGO,
    UMBER,
    Ink,
    mix,
)
from demo.drawing.sheet import Sheet


def block(
    sheet: Sheet,
    x: float,
    y: float,
    wide: float,
    high: float,
    ink: Ink,
    pane: Ink,
    grid: tuple[int, int],
    side: float = 0.28,
) -> None:
    """A house of flats: a lit face with windows and a shaded side. y is its foot."""
    face = wide * (1 - side)
    sheet.fill(hand.box(x, y - high, face, high), ink, 0.7)
    sheet.fill(hand.box(x + face, y - high, wide - face, high), mix(ink, INDIGO, 0.32), 0.7)
    columns, rows = grid
    cell, storey = face / (columns + 0.5), high / (rows + 0.7)
    for row in range(rows):
        for column in range(columns):
            colour = mix(pane, CREAM, 0.3) if sheet.random.random() < 0.12 else pane
            sheet.fill(
                hand.box(x + cell * (column + 0.42), y - high + storey * (row + 0.5), cell * 0.62, storey * 0.5), colour
            )


def tree(sheet: Sheet, x: float, y: float, size: float, ink: Ink, light: Ink) -> None:
    """A round one, lit from the left."""
    crown = hand.waver(hand.circle(x, y - size * 0.8, size * 0.5, size * 0.56), size * 0.07, sheet.random, 12)
    sheet.fill(hand.box(x - size * 0.04, y - size * 0.4, size * 0.08, size * 0.4), UMBER)
    sheet.fill(crown, ink)
    with sheet.inside(crown):
        sheet.glow(x - size * 0.22, y - size * 1.02, size * 0.55, light, 0.9, 0.8)


def poplar(sheet: Sheet, x: float, y: float, high: float, ink: Ink, light: Ink) -> None:
    shape = hand.waver(
        hand.curve(
            [
                (x, y - high),
                (x + high * 0.09, y - high * 0.62),
                (x + high * 0.1, y - high * 0.25),
                (x, y),
                (x - high * 0.1, y - high * 0.25),
                (x - high * 0.09, y - high * 0.62),
            ],
            closed=True,
        ),
        high * 0.012,
        sheet.random,
        10,
    )
    sheet.fill(shape, ink)
    sheet.shade(shape, light, (x + high * 0.03, y), (x - high * 0.12, y), 0.8)


def avenue(sheet: Sheet, y: float, count: int, size: float, inks: tuple[Ink, Ink]) -> None:
    for _ in range(count):
        x = sheet.random.uniform(-20, 1520)
        tree(sheet, x, y + sheet.random.uniform(-8, 14), size * sheet.random.uniform(0.7, 1.2), *inks)
