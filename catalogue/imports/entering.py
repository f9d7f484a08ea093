"""How the goods of a file enter: approved at once, submitted, or as drafts.

What the operator of the house imports is approved by that. What a cooperative imports goes the way of all
its goods: new ones are drafts or wait for the Alliance, and changes of approved ones wait.
"""

import datetime
from typing import Any

from catalogue.approval.pending import fold, wished_values, write_values
from catalogue.imports.fields import product_texts
from catalogue.imports.notes import Note, NotSubmitted, NotSubmittedShared, NotSubmittedWithdrawn
from catalogue.models import ApprovalKind, Certificate, Product, ProductState, Variant

_SHOWN = (ProductState.SUBMITTED, ProductState.APPROVED)
_UNSEEN = (ProductState.DRAFT, ProductState.REJECTED, ProductState.WITHDRAWN)
_ASKED_FOR = {ProductState.APPROVED: ApprovalKind.APPROVED, ProductState.SUBMITTED: ApprovalKind.SUBMITTED}


class Entrance:
    """Writes goods as ``enter_as`` (approved, submitted or draft) asks; nothing is saved."""

    def __init__(self, enter_as: ProductState, now: datetime.datetime, actor: str) -> None:
        self._enter_as = enter_as
        self._by_alliance = enter_as == ProductState.APPROVED
        self._now = now
        self._actor = actor

    def known_texts(self, product: Product) -> dict[str, Any]:
        """Return the texts that a row of ``product`` adds its languages to."""
        return product_texts(product) if self._by_alliance else wished_values(product)

    def enter(self, product: Product, variant: Variant, *, published: bool | None) -> ApprovalKind | None:
        """Set the state of new goods, and return the step that this is."""
        wanted = ProductState.DRAFT if published is False else self._enter_as
        kind = self._move(product, wanted)
        variant.approved = product.state == ProductState.APPROVED
        return kind

    def bring_back(self, product: Product, variant: Variant) -> bool:
        """Undelete goods that the file names again; return whether there was anything to undelete."""
        restored = product.deleted_at is not None or variant.deleted_at is not None
        product.deleted_at = variant.deleted_at = None
        if restored and product.state != ProductState.APPROVED and fold(variant):
            variant.approved = False
        return restored

    def write(self, product: Product, variant: Variant, of_product: Any, of_variant: Any) -> None:
        """Set the fields; those that the Alliance reviews wait where the public sees the goods."""
        waits = product.state == ProductState.APPROVED and not self._by_alliance
        write_values(product, of_product, waits=waits)
        content = wished_values(variant)
        write_values(variant, of_variant, waits=waits and variant.approved)
        if product.state != ProductState.APPROVED and content != wished_values(variant):
            variant.approved = False

    def settle(
        self, product: Product, variant: Variant, *, published: bool | None, restored: bool, siblings: int
    ) -> ApprovalKind | None:
        """Set the state as the row asks for it, and return the step that this is, if any.

        What is there keeps its state unless the row says otherwise; by the Alliance, what is brought back
        is approved. A cooperative cannot approve: its goods are submitted, when the file is to submit; not
        those of several variants (``siblings``), for no row speaks for all of them.
        """
        kind = None
        if published is False and product.state in _SHOWN:
            product.state, product.submitted_at = ProductState.WITHDRAWN, None
            fold(product)
            if fold(variant):
                variant.approved = False
            kind = ApprovalKind.WITHDRAWN
        elif published is not False and self._is_asked_for(
            product, published=published, restored=restored, siblings=siblings
        ):
            kind = self._move(product, self._enter_as)
        if self._by_alliance and product.state == ProductState.APPROVED:
            variant.approved = True
        return kind

    def note_unsubmitted(self, product: Product, *, published: bool | None, siblings: int) -> Note | None:
        """Return why ``product``, as it is left, was not submitted by a file that is to submit; else None."""
        if self._enter_as != ProductState.SUBMITTED or product.state not in _UNSEEN:
            return None
        if published is False:
            return NotSubmitted()
        return NotSubmittedShared(count=siblings) if siblings > 1 else NotSubmittedWithdrawn()

    def vouch(self, certificates: list[Certificate]) -> None:
        """Let certificates that are written count as checked, or as yet to be checked."""
        for certificate in certificates:
            certificate.checked_at = self._now if self._by_alliance else None
            certificate.checked_by = self._actor if self._by_alliance else ""
            certificate.refusal_reason = ""

    def _is_asked_for(
        self, product: Product, *, published: bool | None, restored: bool, siblings: int
    ) -> bool:
        if self._by_alliance:
            return published is True or restored
        if self._enter_as == ProductState.DRAFT or siblings > 1:
            return False
        open_states = [ProductState.DRAFT, ProductState.REJECTED]
        return product.state in open_states or (published is True and product.state == ProductState.WITHDRAWN)

    def _move(self, product: Product, wanted: ProductState) -> ApprovalKind | None:
        if product.state == wanted:
            return None
        product.state = wanted
        product.submitted_at = self._now if wanted == ProductState.SUBMITTED else None
        if wanted == ProductState.APPROVED:
            product.published_at = product.published_at or self._now
        return _ASKED_FOR.get(wanted)
