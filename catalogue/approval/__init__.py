"""From the cooperative's desk to the public: edited, submitted, approved, rejected, withdrawn.

The public sees approved goods alone, and of those what was approved. Each verb is one transaction, renders
the listings it changes, leaves history, and changes nothing when it refuses.
"""

from catalogue.approval.certificates import (
    add_certificate,
    certificate_fields,
    check_certificate,
    edit_certificate,
    expiring_certificates,
    refuse_certificate,
    remove_certificate,
    unchecked_certificates,
)
from catalogue.approval.decisions import (
    approve_product,
    reject_product,
    submit_product,
    withdraw_product,
)
from catalogue.approval.editing import discard_changes, edit_product, edit_variant
from catalogue.approval.looks import forget_look, last_look, note_look
from catalogue.approval.pending import Difference, pending_diff, wished_values
from catalogue.approval.queue import approval_queue, last_decision, review_mark

__all__ = [
    "Difference",
    "add_certificate",
    "approval_queue",
    "approve_product",
    "certificate_fields",
    "check_certificate",
    "discard_changes",
    "edit_certificate",
    "edit_product",
    "edit_variant",
    "expiring_certificates",
    "forget_look",
    "last_decision",
    "last_look",
    "note_look",
    "pending_diff",
    "refuse_certificate",
    "reject_product",
    "remove_certificate",
    "review_mark",
    "submit_product",
    "unchecked_certificates",
    "wished_values",
    "withdraw_product",
]
