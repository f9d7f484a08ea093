"""Who writes which field: every body that a staff address reads, and what is sensitive in them.

A new address or field without an entry here fails ``test_fields.py``: write down who may write it, and think
about whether it is one of those that give rights, identity or a state away.
"""

from dataclasses import dataclass

from people.models import Grant

GOODS = "staff owner key alliance"
PEOPLE = "staff owner alliance"
OWNERS = "owner alliance"
OFFICERS = "alliance"

PRODUCT = (
    "category name description ingredients storage usage origin warnings nutrition nutrition_exempt "
    "alcohol_percent label_group ocop_group shelf_life_days"
)
VARIANT = "sku name sale_unit net_amount net_unit pack_count pack_unit specification price available position"
CERTIFICATE = "kind stars number issued_by valid_from valid_to"
COOPERATIVE = (
    "name tax_code party_type story commune_code commune_name province_code address legacy_address phone gln"
)
LABELS = "stock printer template format start_cell skip items"
PAPER = (
    "name_vi name_en page_width_mm page_height_mm columns rows label_width_mm label_height_mm left_mm top_mm "
    "pitch_x_mm pitch_y_mm roll letter_mm safety_mm needs_calibration"
)
PRINTER = (
    "name_vi name_en dpi feed language margin_mm on_demand head_mm paper_mm offset_x_mm offset_y_mm "
    "scale_x_percent scale_y_percent"
)
TEMPLATE = "name fields sizes languages ruled logo logo_mm"


@dataclass(frozen=True)
class Rule:
    """Who writes these fields by one operation, and the grant that a key needs for it."""

    who: str
    fields: str
    grant: str = Grant.CATALOGUE_WRITE

    @property
    def names(self) -> set[str]:
        return set(self.fields.split())


RULES = {
    "create_product": Rule(GOODS, f"{PRODUCT} cooperative"),
    "edit_product": Rule(GOODS, PRODUCT),
    "merge_product": Rule(GOODS, "into"),
    "create_variant": Rule(GOODS, f"{VARIANT} product"),
    "edit_variant": Rule(GOODS, VARIANT),
    "copy_variant": Rule(GOODS, "sku"),
    "merge_variant": Rule(GOODS, "into"),
    "add_certificate": Rule(GOODS, f"{CERTIFICATE} product"),
    "edit_certificate": Rule(GOODS, CERTIFICATE),
    "add_paper": Rule(GOODS, "file"),
    "add_media": Rule(GOODS, "product kind language alt_text file"),
    "edit_media": Rule(GOODS, "alt_text position"),
    "stage_import": Rule(GOODS, "file"),
    "apply_import": Rule(GOODS, "submit"),
    "add_company_prefix": Rule(OFFICERS, "prefix cooperative valid_from valid_to", Grant.GTIN_ASSIGN),
    "change_company_prefix": Rule(OFFICERS, "valid_from valid_to", Grant.GTIN_ASSIGN),
    "assign_gtin": Rule(GOODS, "variant packaging_level units gtin", Grant.GTIN_ASSIGN),
    "assign_in_store_number": Rule(GOODS, "variant", Grant.GTIN_ASSIGN),
    "add_scan_alias": Rule(GOODS, "variant code", Grant.GTIN_ASSIGN),
    "add_logistic_unit": Rule(GOODS, "cooperative reference contents", Grant.GTIN_ASSIGN),
    "label_preflight": Rule(GOODS, LABELS, Grant.LABELS_PRINT),
    "print_labels": Rule(GOODS, LABELS, Grant.LABELS_PRINT),
    "label_preview": Rule(GOODS, f"{LABELS} changes", Grant.LABELS_PRINT),
    "add_label_stock": Rule(GOODS, f"{PAPER} key cooperative", Grant.LABELS_PRINT),
    "edit_label_stock": Rule(GOODS, PAPER, Grant.LABELS_PRINT),
    "add_printer": Rule(GOODS, f"{PRINTER} key cooperative based_on", Grant.LABELS_PRINT),
    "edit_printer": Rule(GOODS, PRINTER, Grant.LABELS_PRINT),
    "calibrate_printer": Rule(GOODS, "stock cross_x_mm cross_y_mm ruler_x_mm ruler_y_mm", Grant.LABELS_PRINT),
    "add_label_template": Rule(GOODS, f"{TEMPLATE} key cooperative based_on", Grant.LABELS_PRINT),
    "edit_label_template": Rule(GOODS, TEMPLATE, Grant.LABELS_PRINT),
    "reprint_labels": Rule(GOODS, "labels start_cell skip", Grant.LABELS_PRINT),
    "present_cooperative": Rule(OWNERS, "story address legacy_address phone"),
    "invite_member": Rule(OWNERS, "cooperative role email username name language"),
    "change_member": Rule(OWNERS, "role"),
    "issue_secret_key": Rule(OWNERS, "name grants cooperative days"),
    "issue_token": Rule(PEOPLE, "name days password otp"),
    "change_password": Rule(PEOPLE, "password otp new_password revoke_tokens"),
    "confirm_second_factor": Rule(PEOPLE, "otp"),
    "begin_second_factor": Rule(PEOPLE, "password otp"),
    "remove_second_factor": Rule(PEOPLE, "password otp"),
    # Doors: whoever comes shows by the fields themselves who they are.
    "log_in": Rule(GOODS, "username password otp"),
    "forget_password": Rule(GOODS, "username email"),
    "reset_password": Rule(GOODS, "uid token password"),
    "approve_product": Rule(OFFICERS, "reason seen"),
    "reject_product": Rule(OFFICERS, "reason seen"),
    "withdraw_product": Rule(OFFICERS, "reason"),
    "check_certificate": Rule(OFFICERS, "seen"),
    "refuse_certificate": Rule(OFFICERS, "reason seen"),
    "create_cooperative": Rule(OFFICERS, COOPERATIVE),
    "change_cooperative": Rule(OFFICERS, COOPERATIVE),
    "open_storefront": Rule(OFFICERS, "name kind origins grants is_active"),
    "change_storefront": Rule(OFFICERS, "name origins grants is_active"),
    "open_account": Rule(OFFICERS, "username email name language is_alliance password otp"),
    "change_user": Rule(OFFICERS, "name email language is_alliance is_active password otp"),
    # By the officer's own proof.
    "close_account": Rule(OFFICERS, "password otp"),
    "remove_second_factor_of_user": Rule(OFFICERS, "password otp"),
    "send_password_link": Rule(OFFICERS, "password otp"),
}

# What gives away rights, identity or a state, and the only operations that take it.
SENSITIVE = {
    "role": "invite_member change_member",
    "grants": "issue_secret_key open_storefront change_storefront",
    "is_alliance": "open_account change_user",
    "is_active": "change_user open_storefront change_storefront",
    "cooperative": "create_product add_company_prefix add_logistic_unit invite_member issue_secret_key "
    "add_label_stock add_printer add_label_template",
    "prefix": "add_company_prefix",
    "gtin": "assign_gtin",
    "username": "invite_member open_account log_in forget_password",
    "password": "change_password begin_second_factor remove_second_factor log_in reset_password open_account "
    "issue_token change_user close_account remove_second_factor_of_user send_password_link",
    "origins": "open_storefront change_storefront",
    "tax_code": "create_cooperative change_cooperative",
    "product": "create_variant add_certificate add_media",
    "variant": "assign_gtin assign_in_store_number add_scan_alias",
    "token": "reset_password",
}
# What nobody writes: it is given by the system or follows from a decision.
NOBODY = (
    "id pk slug state approved approved_at pending_changes submitted_at published_at checked_at checked_by "
    "refusal_reason dates_assumed generation capacity used remaining next_item_reference adopted digest "
    "shown publishable_key created_at updated_at deleted_at revoked_at expires_at last_used_on last_login "
    "password_changed_at second_factor_since created_by actor status is_staff is_superuser cooperative_id "
    "product_id variant_id user_id user memberships in_store_number merged_into merged_into_id review_mark"
)
