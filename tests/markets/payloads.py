"""Answers of the banks in the shapes that they publish, written by us, with every quirk that is known of them.

PAYLOADS maps a name to the bank, the bytes, the day that was asked for (or None), and some of the exact numbers in it:
{pair: (nominal, printed value, day)}.
"""

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from markets.sources import cbr, cbt, cbu, ecb, frankfurter, imf, nbk, nbkr, nbt
from markets.sources.source import Table

# ruff: noqa: E501  the shapes are easier to compare as they are sent
CYRILLIC = "windows-1251"


class Payload(NamedTuple):
    body: bytes
    parse: Callable[[bytes], Table]
    holds: dict[str, tuple[int, str, date]]
    rows: int
    refused: int = 0


def nbkr_xml(
    day: str, rows: dict[str, tuple[int, str]], name: str = "Daily Exchange Rates", encoding: str = CYRILLIC
) -> bytes:
    items = "".join(
        f'<Currency ISOCode="{code}">\r\n<Nominal>{nominal}</Nominal>\r\n<Value>{value}</Value>\r\n</Currency>\r\n'
        for code, (nominal, value) in rows.items()
    )
    text = f'<?xml version="1.0" encoding="{encoding}"?>\r\n<CurrencyRates Name="{name}" Date="{day}">\r\n{items}</CurrencyRates>'
    return text.encode(encoding)


NBKR_ROWS = {
    "USD": (1, "87,4500"), "EUR": (1, "101,3171"), "CNY": (1, "12,3456"), "KZT": (1, "0,1827"), "RUB": (1, "1,0791"),
}  # fmt: skip


def nbkr_weekly() -> bytes:
    items = "".join(
        f'<Currency ISOCode="{code}"><Nominal>{nominal}</Nominal><ValidFor>7</ValidFor><Value>{value}</Value></Currency>'
        for code, (nominal, value) in {
            "UZS": (1, "0,0073"), "JPY": (10, "5,6012"), "AMD": (10, "2,2876"), "BYN": (1, "26,7010"), "BYR": (100, "0,3801"),
            "TJS": (1, "9,3578"), "TMT": (1, "24,9857"),
        }.items()
    )  # fmt: skip
    text = f'<?xml version="1.0" encoding="windows-1251"?><CurrencyRates Name="Weekly Exchange Rates" Date="21.11.2026">{items}</CurrencyRates>'
    return text.encode(CYRILLIC)


NBKR_PAST = b"""<!DOCTYPE html><html><body><table><tr><th>Date</th><th>Rate</th></tr>
<tr><td><!--date-->19.11.2026<!--date--></td><td><!--value-->87,4480<!--value--></td></tr>
<tr><td><!--date-->20.11.2026<!--date--></td><td><!--value-->87,4500<!--value--></td></tr>
<tr><td>Total</td><td>2</td></tr></table></body></html>"""


def nbk_xml(day: str, items: list[tuple[str, str, str, str, str]]) -> bytes:
    listed = "".join(
        f"<item><fullname>{name}</fullname><title>{code}</title><description>{rate}</description><quant>{quant}</quant>"
        f"<index>{'UP' if change.startswith('+') else ''}</index><change>{change}</change></item>"
        for name, code, rate, quant, change in items
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rates><generator>Alternate RSS Builder</generator><title>Official</title>'
        f"<date>{day}</date>{listed}</rates>"
    ).encode()


NBK_ITEMS = [
    ("ДОЛЛАР США", "USD", "478.77", "1", "-0.13"), ("ЕВРО", "EUR", "554.7", "1", "+1.2"),
    ("УЗБЕКСКИХ СУМОВ", "UZS", "3.93", "100", "0"), ("ИРАНСКИЙ РИАЛ", "IRR", "3", "1000", ""),
    ("КЫРГЫЗСКИЙ СОМ", "KGS", "5.47", "1", "+0.01"), ("ДРАМ", "AMD", "12.5", "10", "+0.02"),
]  # fmt: skip


def cbu_json(rows: list[tuple[str, str, str, str, str]]) -> bytes:
    listed = [
        {"id": n, "Code": "840", "Ccy": code, "CcyNm_RU": "Доллар", "CcyNm_UZ": "AQSH dollari", "CcyNm_UZC": "АҚШ доллари",
         "CcyNm_EN": "Dollar", "Nominal": nominal, "Rate": rate, "Diff": diff, "Date": on}
        for n, (code, nominal, rate, diff, on) in enumerate(rows, start=1)
    ]  # fmt: skip
    return json.dumps(listed, ensure_ascii=True).encode()


CBU_ROWS = [
    ("USD", "1", "12194.25", "-13.04", "20.11.2026"), ("EUR", "1", "14130.70", "5.21", "20.11.2026"),
    ("IDR", "10", "7.29", "0.01", "20.11.2026"), ("KGS", "1", "139.44", "0", "20.11.2026"),
    ("TMT", "1", "4037.83", "108.25", "20.11.2026"),
]  # fmt: skip


def nbt_xml(day: str, encoding: str = "utf-8") -> bytes:
    rows = [("840", "USD", 1, "9.3450"), ("978", "EUR", 1, "10.8271"), ("860", "UZS", 100, "0.0766"), ("810", "RUB", 1, "0.1153"),
            ("417", "KGS", 10, "1.0686")]  # fmt: skip
    items = "".join(
        f'<Valute ID="{number}"><CharCode>{code}</CharCode><Nominal>{nominal}</Nominal><Name>Доллар</Name><Value>{value}</Value></Valute>'
        for number, code, nominal, value in rows
    )
    text = f'<?xml version="1.0" encoding="{encoding}"?><ValCurs Date="{day}" name="Official exchange rate">{items}</ValCurs>'
    return text.encode(encoding)


NBT_PAST = (
    '<?xml version="1.0" encoding="windows-1251"?><ValCurs name="Динамика" DateRange1="19.11.2026" DateRange2="20.11.2026">'
    '<Record Date="19.11.2026" Id="840"><Nominal>1</Nominal><Value>9.3460</Value></Record>'
    '<Record Date="20.11.2026" Id="840"><Nominal>1</Nominal><Value>9.3450</Value></Record>'
    '<Record Date="25.11.2026" Id="840"><Nominal>1</Nominal><Value>9.9999</Value></Record></ValCurs>'
).encode(CYRILLIC)


def cbt_xml(day: str) -> bytes:
    rows = [
        ("USD", "3.5", "1", "1"),
        ("EUR", "4.0551", "1.1586", "1"),
        ("UZS", "2.8702", "12194", "10000"),
        ("IRR", "0.8316", "42087", "10000"),
    ]
    items = "".join(
        f'<rate code="{code}"><rate_tmt>{tmt}</rate_tmt><rate_usd>{usd}</rate_usd><multiplier>{many}</multiplier></rate>'
        for code, tmt, usd, many in rows
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><cbt_currency_rate><date>{day}</date>{items}</cbt_currency_rate>'.encode()


def ecb_xml(*days: str) -> bytes:
    cubes = "".join(
        f"<Cube time='{day}'><Cube currency='USD' rate='1.1586'/><Cube currency='JPY' rate='180.52'/>"
        f"<Cube currency='CNY' rate='8.2154'/><Cube currency='IDR' rate='19386.6'/></Cube>"
        for day in days
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" '
        'xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><gesmes:subject>Reference rates</gesmes:subject>'
        f"<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender><Cube>{cubes}</Cube></gesmes:Envelope>"
    ).encode()


ECB_CSV = (
    b"KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS\r\n"
    b"EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2026-11-19,1.1592,A\r\nEXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2026-11-20,1.1586,A\r\n"
    b"EXR.D.CNY.EUR.SP00.A,D,CNY,EUR,SP00,A,2026-11-20,,M\r\n"
)


def cbr_xml(day: str, encoding: str = CYRILLIC) -> bytes:
    rows = [("R01235", "840", "USD", 1, "81,0421"), ("R01239", "978", "EUR", 1, "93,8896"), ("R01335", "398", "KZT", 100, "16,9272"),
            ("R01370", "417", "KGS", 100, "92,6725"), ("R01717", "860", "UZS", 10000, "66,4594"), ("R01710A", "934", "TMT", 1, "23,1549"),
            ("R01670", "972", "TJS", 10, "86,7224")]  # fmt: skip
    items = "".join(
        f'<Valute ID="{key}"><NumCode>{number}</NumCode><CharCode>{code}</CharCode><Nominal>{nominal}</Nominal>'
        f"<Name>Доллар США</Name><Value>{value}</Value><VunitRate>{value}</VunitRate></Valute>"
        for key, number, code, nominal, value in rows
    )
    return f'<?xml version="1.0" encoding="{encoding}"?><ValCurs Date="{day}" name="Foreign Currency Market">{items}</ValCurs>'.encode(
        encoding
    )


IMF_TSV = (
    b"Representative Exchange Rates for Selected Currencies for November 2026\r\n\r\n"
    b"Currency\tNovember 19, 2026\tNovember 20, 2026\r\nKazakhstani tenge\t478.9000\t478.7700\r\n"
    b"Euro(1)\t1.1592\t1.1586\r\nMongolian tugrik\t3,571.2300\tNA\r\nU.S. dollar\t1.0000\t1.0000\r\n"
)

FRANKFURTER = b'[{"date":"2026-11-20","base":"USD","quote":"KGS","rate":87.4500}]'
D19, D20, D21 = date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21)
SUNDAY = date(2026, 5, 24)

PAYLOADS: dict[str, Payload] = {
    "nbkr daily": Payload(nbkr_xml("20.11.2026", NBKR_ROWS), nbkr.parse, {"USD/KGS": (1, "87.4500", D20), "KZT/KGS": (1, "0.1827", D20)}, 5),
    # Saved on a Saturday: in force on Sunday.
    "nbkr weekend": Payload(nbkr_xml("24.05.2026", NBKR_ROWS), nbkr.parse, {"USD/KGS": (1, "87.4500", SUNDAY)}, 5),
    "nbkr weekly": Payload(nbkr_weekly(), nbkr.parse, {"JPY/KGS": (10, "5.6012", D21), "UZS/KGS": (1, "0.0073", D21)}, 7),
    "nbkr past": Payload(NBKR_PAST, partial(nbkr.parse_past, code="USD"), {"USD/KGS": (1, "87.4480", D19)}, 2),
    "nbk daily": Payload(nbk_xml("20.11.2026", NBK_ITEMS), nbk.parse, {"USD/KZT": (1, "478.77", D20), "IRR/KZT": (1000, "3", D20)}, 6),
    "nbk holiday, answered with the day before": Payload(nbk_xml("19.11.2026", NBK_ITEMS), nbk.parse, {"EUR/KZT": (1, "554.7", D19)}, 6),
    "nbk with a row that is no rate": Payload(
        nbk_xml("20.11.2026", [*NBK_ITEMS, ("?", "XAU", "", "1", ""), ("?", "usd", "1", "1", "")]), nbk.parse, {"UZS/KZT": (100, "3.93", D20)}, 6, 2
    ),
    "cbu daily": Payload(cbu_json(CBU_ROWS), cbu.parse, {"USD/UZS": (1, "12194.25", D20), "IDR/UZS": (10, "7.29", D20)}, 5),
    "cbu weekend, under Friday's date": Payload(cbu_json(CBU_ROWS), cbu.parse, {"TMT/UZS": (1, "4037.83", D20)}, 5),
    "cbu before 2018, weekly": Payload(cbu_json([("USD", "1", "4210.35", "0", "29.08.2017"), ("USD", "1", "8100", "3889.65", "05.09.2017")]), cbu.parse, {"USD/UZS": (1, "8100", date(2017, 9, 5))}, 2),
    "nbt daily": Payload(nbt_xml("2026-11-20"), partial(nbt.parse, asked_for=D20), {"USD/TJS": (1, "9.3450", D20), "RUB/TJS": (1, "0.1153", D20)}, 5),
    "nbt weekend, the same again": Payload(nbt_xml("2026-11-21"), partial(nbt.parse, asked_for=D21), {"UZS/TJS": (100, "0.0766", D21)}, 5),
    "nbt past": Payload(NBT_PAST, partial(nbt.parse_past, code="USD", first=D19, last=D20), {"USD/TJS": (1, "9.3460", D19)}, 2),
    "cbt daily": Payload(cbt_xml("20.11.2026"), partial(cbt.parse, asked_for=D20), {"USD/TMT": (1, "3.5", D20), "UZS/TMT": (10000, "2.8702", D20)}, 4),
    "cbt before 2024": Payload(cbt_xml("2023-11-20"), cbt.parse, {"EUR/TMT": (1, "4.0551", date(2023, 11, 20))}, 4),
    "ecb daily": Payload(ecb_xml("2026-11-20"), ecb.parse, {"EUR/USD": (1, "1.1586", D20), "EUR/IDR": (1, "19386.6", D20)}, 4),
    "ecb ninety days": Payload(ecb_xml("2026-11-20", "2026-11-19"), ecb.parse, {"EUR/USD": (1, "1.1586", D20)}, 8),
    "ecb past": Payload(ECB_CSV, ecb.parse_past, {"EUR/USD": (1, "1.1586", D20)}, 2, 1),
    "cbr daily": Payload(cbr_xml("20.11.2026"), cbr.parse, {"USD/RUB": (1, "81.0421", D20), "UZS/RUB": (10000, "66.4594", D20)}, 7),
    "imf month": Payload(IMF_TSV, imf.parse, {"USD/KZT": (1, "478.7700", D20), "EUR/USD": (1, "1.1586", D20)}, 5),
    "frankfurter": Payload(FRANKFURTER, frankfurter.parse, {"USD/KGS": (1, "87.4500", D20)}, 1),
}  # fmt: skip
