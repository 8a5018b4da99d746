"""The currencies of ISO 4217, and until when those were in use that are no more."""

from datetime import date

ACTIVE = frozenset(
    {
        "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BHD", "BIF", "BMD",
        "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC",
        "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL",
        "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR",
        "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP",
        "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK",
        "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR",
        "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE",
        "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD",
        "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XDR", "XOF", "XPF",
        "YER", "ZAR", "ZMW", "ZWG",
    }
)  # fmt: skip
# The last day on which a bank could still mean it: about half a year after the exchange.
RETIRED = {
    "AZM": date(2006, 12, 31), "BGN": date(2026, 1, 31), "BYB": date(2000, 12, 31), "BYR": date(2016, 12, 31),
    "EEK": date(2011, 1, 15), "GHC": date(2007, 12, 31), "HRK": date(2023, 1, 15), "LTL": date(2015, 1, 15),
    "LVL": date(2014, 1, 15), "MRO": date(2018, 6, 30), "ROL": date(2006, 12, 31), "RUR": date(1998, 12, 31),
    "SKK": date(2009, 1, 16), "SLL": date(2024, 3, 31), "STD": date(2018, 6, 30), "TJR": date(2001, 4, 1),
    "TMM": date(2009, 12, 31), "TRL": date(2005, 12, 31), "VEF": date(2018, 8, 20), "XEU": date(1998, 12, 31),
    "ZMK": date(2013, 6, 30), "ZWL": date(2024, 8, 31), "ANG": date(2025, 6, 30), "CUC": date(2021, 6, 30),
    "ATS": date(2002, 2, 28), "BEF": date(2002, 2, 28), "DEM": date(2002, 2, 28), "ESP": date(2002, 2, 28),
    "FIM": date(2002, 2, 28), "FRF": date(2002, 2, 28), "GRD": date(2002, 2, 28), "IEP": date(2002, 2, 28),
    "ITL": date(2002, 2, 28), "NLG": date(2002, 2, 28), "PTE": date(2002, 2, 28),
}  # fmt: skip


def is_active(code: str, on: date) -> bool:
    """Tell whether `code` was a currency on that day."""
    return code in ACTIVE or on <= RETIRED.get(code, date.min)
