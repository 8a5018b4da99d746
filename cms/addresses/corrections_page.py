"""Bulk corrections on the desk: pasted or uploaded, looked at line by line, taken, and undone as a batch."""

import csv
from collections import Counter
from dataclasses import replace

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from cms.addresses import corrections, sheet
from cms.addresses.corrections import Outcome
from cms.addresses.targets import targets_of
from cms.ledger.models import Address, AddressState, AuditEntry

LARGEST = 1024 * 1024
BATCHES_SHOWN = 10


class CorrectionPages:
    """The views of one admin class, which says who may."""

    def __init__(self, owner: admin.ModelAdmin) -> None:
        self.owner = owner

    def urls(self) -> list[URLPattern]:
        view = self.owner.admin_site.admin_view
        return [
            path("corrections/", view(self.begin), name="ledger_address_corrections"),
            path("corrections/<int:pk>/", view(self.batch), name="ledger_address_corrections_batch"),
        ]

    def begin(self, request: HttpRequest) -> HttpResponse:
        """The form; what each line would do; and, with `take`, the writing of those that were chosen."""
        self._guard(request)
        context: dict[str, object] = {"batches": self._batches(), "most": sheet.MOST_LINES}
        if request.method == "POST":
            try:
                lines = sheet.read(self._text(request))
            except (ValidationError, sheet.TooMany, csv.Error) as fault:
                words = fault.messages[0] if isinstance(fault, ValidationError) else str(fault)
                return self._page(request, context | {"fault": words, "typed": request.POST.get("lines", "")})
            if not lines:
                return self._page(request, context | {"fault": "There are no lines in it."})
            if "take" in request.POST:
                return self._take(request, lines)
            context |= self._preview(lines, may_change=self.owner.has_change_permission(request))
        return self._page(request, context)

    def batch(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._guard(request)
        entry = get_object_or_404(AuditEntry, pk=pk, action=corrections.TAKEN)
        may_undo = entry.actor_id == request.user.pk or self.owner.has_change_permission(request)
        if request.method == "POST":
            if not may_undo:
                raise PermissionDenied
            try:
                back, stays = corrections.undo(request.user, entry)
            except ValidationError as fault:
                self.owner.message_user(request, fault.messages[0], messages.ERROR)
            else:
                self.owner.message_user(request, f"{_addresses(back)} put back as before.", messages.SUCCESS)
                if stays:
                    said = f"{_addresses(len(stays))} changed since, and left: {', '.join(stays[:10])}"
                    self.owner.message_user(request, said, messages.WARNING)
            return redirect("admin:ledger_address_corrections_batch", pk)
        context = {
            "entry": entry,
            "led": _led(entry),
            "is_undone": corrections.is_undone(entry),
            "may_undo": may_undo,
            "title": "Bulk corrections",
        }
        return TemplateResponse(request, "admin/addresses/batch.html", self._frame(request) | context)

    def _guard(self, request: HttpRequest) -> None:
        if not self.owner.has_add_permission(request):
            raise PermissionDenied
        if request.method not in ("GET", "HEAD", "POST"):
            raise Http404

    def _text(self, request: HttpRequest) -> str:
        file = request.FILES.get("file")
        if file is None:
            return request.POST.get("lines", "")
        if file.size > LARGEST:
            raise ValidationError("The file is larger than 1 MB: take it in parts.")
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError("The file is no text in UTF-8. Save it as CSV, UTF-8.") from None

    def _preview(self, lines: list[sheet.Line], *, may_change: bool) -> dict[str, object]:
        # From here on the lines are numbered as they are sent back.
        lines = [replace(line, number=number) for number, line in enumerate(lines, 1)]
        proposed = corrections.propose(lines, may_change=may_change)
        counts = Counter(each.outcome for each in proposed)
        return {
            "proposed": proposed,
            "lines": sheet.written(lines),
            "counts": [(corrections.OF_SEVERAL[Outcome(outcome)], count) for outcome, count in counts.most_common()],
            "ready": sum(each.does_something for each in proposed),
        }

    def _take(self, request: HttpRequest, lines: list[sheet.Line]) -> HttpResponse:
        chosen = set(request.POST.getlist("chosen"))
        wanted = [line for line in lines if str(line.number) in chosen]
        entry, nothing = corrections.take(request.user, wanted, may_change=self.owner.has_change_permission(request))
        if nothing:
            said = "; ".join(f"{each.line.old}: {each.said or each.outcome.label}" for each in nothing[:5])
            self.owner.message_user(request, f"{_addresses(len(nothing))} not led: {said}", messages.WARNING)
        if entry is None:
            self.owner.message_user(request, "Nothing was changed: no line was chosen that does something.")
            return redirect("admin:ledger_address_corrections")
        self.owner.message_user(request, f"{_addresses(len(entry.details['lines']))} led.", messages.SUCCESS)
        return redirect("admin:ledger_address_corrections_batch", entry.pk)

    def _batches(self) -> list[AuditEntry]:
        taken = AuditEntry.objects.filter(target_kind="address", target_id=0, action=corrections.TAKEN)
        return list(taken.defer("details").order_by("-at")[:BATCHES_SHOWN])

    def _page(self, request: HttpRequest, context: dict[str, object]) -> HttpResponse:
        context = self._frame(request) | {"title": "Bulk corrections"} | context
        return TemplateResponse(request, "admin/addresses/corrections.html", context)

    def _frame(self, request: HttpRequest) -> dict[str, object]:
        return self.owner.admin_site.each_context(request) | {"opts": Address._meta}


def _led(entry: AuditEntry) -> list[dict[str, object]]:
    """The rows of a batch with what they lead to and led to before, by name where it is a thing of ours."""
    lines = entry.details["lines"]
    rows = [Address(pk=number, **line["now"]) for number, line in enumerate(lines)]
    before = [Address(pk=len(lines) + n, **line["before"]) for n, line in enumerate(lines) if line["before"]]
    targets = targets_of([*rows, *before])
    return [
        {
            "path": row.path,
            "to": targets.get(row.pk),
            "before": targets.get(len(lines) + row.pk),
            "was_gone": bool(line["before"]) and line["before"]["state"] == AddressState.GONE,
        }
        for row, line in zip(rows, lines, strict=True)
    ]


def _addresses(count: int) -> str:
    return "One address is" if count == 1 else f"{count} addresses are"
