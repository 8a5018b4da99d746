"""Asking for a time in a form: a day and an hour of the newsroom's clock, and which, where an hour comes twice."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from articles.desk import clock

# Days outside these are slips of the finger.
FIRST_YEAR, LAST_YEAR = 1900, 2199
Asked = tuple[datetime | None, tuple[datetime, ...]]


def _widget(kind: type[forms.DateInput] | type[forms.TimeInput], type_: str, form_of: str) -> forms.Widget:
    return kind(attrs={"type": type_}, format=form_of)


DAY: dict[str, Any] = {
    "label": "Day", "required": False, "widget": _widget(forms.DateInput, "date", "%Y-%m-%d")
}  # fmt: skip
HOUR: dict[str, Any] = {
    "label": "Hour", "required": False, "widget": _widget(forms.TimeInput, "time", "%H:%M")
}  # fmt: skip
WHICH: dict[str, Any] = {"required": False, "choices": [("0", "first"), ("1", "second")]}


def asked_time(form: forms.Form, name: str) -> Asked:
    """Read `name`_on, `name`_time and `name`_fold in the form's `clean`: the moment, and the two that an hour may be.

    What is no moment, or not surely one, is said at its field; an hour that never was is shown back as what would be.
    """
    day, hour = form.cleaned_data.get(f"{name}_on"), form.cleaned_data.get(f"{name}_time")
    if day and hour:
        return _read(form, name, day, hour)
    if day or hour:
        form.add_error(f"{name}_on" if hour else f"{name}_time", "A time needs both a day and an hour.")
    return None, ()


def _read(form: forms.Form, name: str, day: date, hour: time) -> Asked:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        form.add_error(f"{name}_on", "This is no day that we know.")
        return None, ()
    reading = clock.read(day, hour)
    moment = reading.moments[0]
    if reading.is_gap:
        shown = timezone.localtime(moment)
        form.data = form.data.copy()
        form.data[form.add_prefix(f"{name}_on")] = f"{shown:%Y-%m-%d}"
        form.data[form.add_prefix(f"{name}_time")] = f"{shown:%H:%M}"
        form.add_error(
            f"{name}_time",
            f"{hour:%H:%M} is not on that day: the clocks jump over it. The hour is now {shown:%H:%M}; "
            "press again if that is meant.",
        )
    if len(reading.moments) == 1:
        return moment, ()
    chosen = form.cleaned_data.get(f"{name}_fold")
    if chosen not in {"0", "1"}:
        form.add_error(f"{name}_time", f"{hour:%H:%M} comes twice on that day: say which one is meant.")
        return moment, reading.moments
    return reading.moments[int(chosen)], reading.moments


def time_of(at: datetime | None, name: str) -> dict[str, Any]:
    """Return what the three fields show of a moment."""
    at = timezone.localtime(at) if at else None
    return {
        f"{name}_on": at.date() if at else None,
        f"{name}_time": at.time() if at else None,
        f"{name}_fold": str(at.fold) if at else "",
    }


class PlanForm(forms.Form):
    """The time of one plan for a live story, in fields that begin with its name; it stands inside the room's form."""

    def __init__(self, name: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name
        self.moment: datetime | None = None
        self.folds: tuple[datetime, ...] = ()
        self.fields |= {
            f"{name}_on": forms.DateField(**DAY),
            f"{name}_time": forms.TimeField(**HOUR),
            f"{name}_fold": forms.ChoiceField(**WHICH),
        }

    def clean(self) -> dict[str, Any]:
        self.moment, self.folds = asked_time(self, self.name)
        if self.errors:
            return self.cleaned_data
        if self.moment is None:
            self.add_error(f"{self.name}_on", "Say on which day, and at what hour.")
        elif self.moment <= timezone.now():
            self.add_error(f"{self.name}_on", "This time has passed. Choose a later one.")
        return self.cleaned_data

    @property
    def day(self) -> forms.BoundField:
        return self[f"{self.name}_on"]

    @property
    def hour(self) -> forms.BoundField:
        return self[f"{self.name}_time"]

    @property
    def which(self) -> forms.BoundField:
        return self[f"{self.name}_fold"]
