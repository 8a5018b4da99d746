from django.contrib import admin

from cms.ledger.models import Address, AuditEntry
from cms.lib.readonly import ReadOnlyAdmin


@admin.register(Address)
class AddressAdmin(ReadOnlyAdmin):
    list_display = ["path", "state", "target_kind", "target_id", "created_at"]
    list_filter = ["state", "target_kind"]
    search_fields = ["path"]
    ordering = ["-pk"]


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ["at", "actor_name", "action", "target_kind", "target_name"]
    list_filter = ["action", "target_kind"]
    search_fields = ["target_name", "actor_name"]
    ordering = ["-at"]
