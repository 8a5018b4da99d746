"""The change form of a picture, and the form for many files."""

from __future__ import annotations

from typing import Any

from django import forms

from cms.pictures import intake
from cms.pictures.models import Picture


class PictureForm(forms.ModelForm):
    replacement = forms.FileField(
        label="Another file", required=False, widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text="It takes this one's place everywhere; words stay.",
    )  # fmt: skip

    class Meta:
        model = Picture
        fields = ["alt", "is_decorative", "caption", "credit", "source", "focus_x", "focus_y"]
        labels = {"alt": "What does it show?", "focus_x": "From the left", "focus_y": "From the top"}
        help_texts = {
            "alt": "The alternative text: for those who cannot see the picture.",
            "credit": "Stands under the picture.",
        }
        widgets = {
            "alt": forms.Textarea(attrs={"rows": 2}),
            "caption": forms.Textarea(attrs={"rows": 3}),
            "focus_x": forms.NumberInput(attrs={"min": 0, "max": 1000, "step": 1}),
            "focus_y": forms.NumberInput(attrs={"min": 0, "max": 1000, "step": 1}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def clean_alt(self) -> str:
        return " ".join(self.cleaned_data["alt"].split())

    def _focus(self, name: str) -> int:
        value = self.cleaned_data[name]
        if value > 1000:
            raise forms.ValidationError("At most 1000, which is the far edge.")
        return value

    def clean_focus_x(self) -> int:
        return self._focus("focus_x")

    def clean_focus_y(self) -> int:
        return self._focus("focus_y")

    def clean(self) -> dict[str, Any]:
        """The new file is stored only once everything else is right; what it was called stays with it."""
        cleaned = super().clean()
        sent = cleaned.get("replacement")
        if sent and not self.errors:
            try:
                intake.attach(self.instance, intake.take_in(sent, sent.name))
            except intake.Refused as refused:
                self.add_error("replacement", str(refused))
        return cleaned


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class UploadForm(forms.Form):
    files = forms.FileField(
        label="Pictures", widget=ManyFilesInput(attrs={"multiple": True, "accept": "image/*"}), required=False
    )
    credit = forms.CharField(
        label="Credit for all", max_length=300, required=False, help_text="Where a file names nobody itself."
    )
    source = forms.CharField(label="Source for all", max_length=300, required=False, help_text="For the newsroom only.")
