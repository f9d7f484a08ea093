"""Addresses of the staff pages."""

from django.urls import path, re_path

from desk.account import account, new_token, password, revoke_token, second_factor
from desk.approvals import queue, review
from desk.certificate_form import certificate_step, new_certificate
from desk.certificate_form import edit as edit_certificate
from desk.certificates import certificate, certificates, decision, paper
from desk.cooperatives import cooperatives, new_cooperative
from desk.cooperatives import edit as edit_cooperative
from desk.door import enter, forgotten, leave, set_password
from desk.frame import desk_page, not_found
from desk.goods import home
from desk.goods_list import goods
from desk.histories import history, removed, restoration
from desk.imports import export, import_job, imports, template
from desk.label_papers import label_paper, new_label_paper
from desk.label_templates import label_template, new_label_template
from desk.media_steps import add_media, media_step
from desk.members import member_step, members
from desk.prefixes import prefix_removal, prefix_term, prefixes
from desk.printers import calibration_page, new_printer, printer
from desk.printing import print_variant
from desk.prints import print_file, print_job, prints
from desk.product_form import edit as edit_product
from desk.product_form import new_product
from desk.product_page import product, product_step
from desk.profiles import profiles, removal
from desk.secret_keys import revoke_key, secret_keys
from desk.storefronts import new_key, storefront, storefronts
from desk.users import new_user, user, user_step, users
from desk.variant_form import edit as edit_variant
from desk.variant_form import new_variant
from desk.variant_steps import variant_step

app_name = "desk"
urlpatterns = [
    path("", home, name="home"),
    path("log-in", enter, name="log_in"),
    path("log-out", leave, name="log_out"),
    path("password", forgotten, name="forgotten"),
    path("password/<str:uid>/<str:token>", set_password, name="set_password"),
    path("queue", queue, name="queue"),
    path("queue/<int:key>", review, name="review"),
    path("imports", imports, name="imports"),
    path("imports/template.xlsx", template, name="template"),
    path("imports/<int:key>", import_job, name="import"),
    path("exports/goods.xlsx", export, {"ending": "xlsx"}, name="export_xlsx"),
    path("exports/goods.csv", export, {"ending": "csv"}, name="export_csv"),
    path("account", account, name="account"),
    path("account/password", password, name="own_password"),
    path("account/tokens", new_token, name="new_token"),
    path("account/tokens/<int:key>/revoke", revoke_token, name="revoke_token"),
    path("account/second-factor/<slug:step>", second_factor, name="second_factor"),
    path("cooperatives", cooperatives, name="cooperatives"),
    path("cooperatives/new", new_cooperative, name="new_cooperative"),
    path("cooperatives/<int:key>/edit", edit_cooperative, name="edit_cooperative"),
    path("cooperatives/<int:key>/prefixes", prefixes, name="prefixes"),
    path("prefixes/<int:key>", prefix_term, name="prefix_term"),
    path("prefixes/<int:key>/remove", prefix_removal, name="prefix_removal"),
    path("storefronts", storefronts, name="storefronts"),
    path("storefronts/<int:key>", storefront, name="storefront"),
    path("storefronts/<int:key>/new-key", new_key, name="new_storefront_key"),
    path("users", users, name="users"),
    path("users/new", new_user, name="new_user"),
    path("users/<int:key>", user, name="user"),
    path("users/<int:key>/do/<slug:step>", user_step, name="user_step"),
    path("members", members, name="members"),
    path("members/<int:key>/do/<slug:step>", member_step, name="member_step"),
    path("keys", secret_keys, name="secret_keys"),
    path("keys/<int:key>/revoke", revoke_key, name="revoke_key"),
    path("certificates", certificates, name="certificates"),
    path("certificates/<int:key>", certificate, name="certificate"),
    path("certificates/<int:key>/edit", edit_certificate, name="edit_certificate"),
    path("certificates/<int:key>/decision", decision, name="certificate_decision"),
    path("certificates/<int:key>/do/<slug:step>", certificate_step, name="certificate_step"),
    path("goods/<int:key>/certificates/new", new_certificate, name="new_certificate"),
    path("papers/<int:key>", paper, name="paper"),
    path("goods", goods, name="goods"),
    path("goods/new", new_product, name="new_product"),
    path("goods/<int:key>/edit", edit_product, name="edit_product"),
    path("goods/<int:key>/variants/new", new_variant, name="new_variant"),
    path("goods/<int:key>/media", add_media, name="add_media"),
    path("variants/<int:key>/print", print_variant, name="print_variant"),
    path("labels", profiles, name="profiles"),
    path("labels/papers/new", new_label_paper, name="new_label_paper"),
    path("labels/papers/<int:key>", label_paper, name="label_paper"),
    path("labels/printers/new", new_printer, name="new_printer"),
    path("labels/printers/<int:key>", printer, name="printer"),
    path("labels/printers/<int:key>/page", calibration_page, name="calibration_page"),
    path("labels/templates/new", new_label_template, name="new_label_template"),
    path("labels/templates/<int:key>", label_template, name="label_template"),
    path("labels/<int:key>/remove", removal, name="remove_profile"),
    path("prints", prints, name="prints"),
    path("prints/<int:key>", print_job, name="print_job"),
    path("prints/<int:key>/file", print_file, name="print_file"),
    path("variants/<int:key>/edit", edit_variant, name="edit_variant"),
    path("media/<int:key>/do/<slug:step>", media_step, name="media_step"),
    path("goods/<int:key>", product, name="product"),
    path("goods/<int:key>/do/<slug:step>", product_step, name="product_step"),
    path("variants/<int:key>/do/<slug:step>", variant_step, name="variant_step"),
    path("history/<slug:kind>/<int:key>", history, name="history"),
    path("history/<slug:kind>/<int:key>/<int:change>", restoration, name="restoration"),
    path("removed/<slug:kind>", removed, name="removed"),
    re_path(r"", desk_page(not_found)),
]
