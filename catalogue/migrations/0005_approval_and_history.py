"""Approval of goods, and records of every change.

What was published counts as approved, with all its variants; certificates count as checked. Each row gets a
first record, so that the first change after this can be compared with something.
"""

import importlib

import catalogue.models.texts
import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone


ledger = importlib.import_module("catalogue.migrations.0003_ledger_triggers")

SYSTEM = "system"
RECORDED = (
    *("Category", "Certificate", "CompanyPrefix", "Cooperative", "Gtin", "InStoreNumber"),
    *("Product", "ScanAlias", "Storefront", "Variant"),
)
BATCH = 2_000


def lift_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite rebuilds tables and will not rename one that a trigger speaks of."""
    if schema_editor.connection.vendor == "sqlite":
        ledger.uninstall(apps, schema_editor)


def put_triggers_back(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        ledger.install_on_sqlite(schema_editor)


def approve_what_is_published(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    products = apps.get_model("catalogue", "Product").objects
    products.filter(state="published").update(state="approved")
    apps.get_model("catalogue", "Variant").objects.filter(product__state="approved").update(approved=True)
    apps.get_model("catalogue", "Certificate").objects.update(checked_at=timezone.now(), checked_by=SYSTEM)


def publish_what_is_approved(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    products = apps.get_model("catalogue", "Product").objects
    products.filter(state="approved").update(state="published")
    products.exclude(state="published").update(state="draft")


def tell_of_approvals(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    event = apps.get_model("catalogue", "ApprovalEvent")
    approved = apps.get_model("catalogue", "Product").objects.filter(state="approved")
    event.objects.bulk_create(
        (
            event(product_id=pk, kind="approved", actor=SYSTEM, at=published_at)
            for pk, published_at in approved.order_by("pk").values_list("pk", "published_at")
        ),
        batch_size=BATCH,
    )


def record_every_row(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Copied by the database itself, column by column."""
    connection = schema_editor.connection
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    quote = connection.ops.quote_name
    for name in RECORDED:
        model, records = apps.get_model("catalogue", name), apps.get_model("catalogue", f"Historical{name}")
        own = {field.column for field in records._meta.local_concrete_fields}
        columns = ", ".join(quote(field.column) for field in model._meta.local_concrete_fields if field.column in own)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {quote(records._meta.db_table)} ({columns}, history_date, history_type, history_user_id)"
                f" SELECT {columns}, %s, '+', %s FROM {quote(model._meta.db_table)} ORDER BY id",
                [now, SYSTEM],
            )


def keep_events(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the database keep the events of approval as they were written."""
    table, reason = "approvalevent", "an event stays as it was written"
    if schema_editor.connection.vendor == "postgresql":
        events = (("update", "UPDATE", "ROW"), ("delete", "DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT"))
        schema_editor.execute(
            f"CREATE FUNCTION ledger_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION 'ledger: {reason}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            None,
        )
        for name, event, each in events:
            schema_editor.execute(
                f"CREATE TRIGGER ledger_{table}_{name} BEFORE {event} ON catalogue_{table} "
                f"FOR EACH {each} EXECUTE FUNCTION ledger_{table}()",
                None,
            )
        return
    when = {"update": "1", "delete": "1", "insert": f"EXISTS (SELECT 1 FROM catalogue_{table} WHERE id = NEW.id)"}
    for event, condition in when.items():
        schema_editor.execute(
            f"CREATE TRIGGER ledger_{table}_{event} BEFORE {event.upper()} ON catalogue_{table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, 'ledger: {reason}'); END",
            None,
        )


def let_events_go(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION ledger_approvalevent() CASCADE")
            return
        for event in ("update", "delete", "insert"):
            cursor.execute(f"DROP TRIGGER IF EXISTS ledger_approvalevent_{event}")


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0004_search_index'),
    ]

    operations = [
        migrations.RunPython(lift_triggers, put_triggers_back),
        migrations.CreateModel(
            name='ApprovalEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('submitted', 'Đã gửi duyệt'), ('approved', 'Đã duyệt'), ('rejected', 'Bị từ chối'), ('withdrawn', 'Đã rút'), ('changes_submitted', 'Đã gửi duyệt thay đổi'), ('changes_approved', 'Đã duyệt thay đổi'), ('changes_rejected', 'Thay đổi bị từ chối')], max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('actor', models.CharField(max_length=80)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='HistoricalCategory',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('slug', models.SlugField(db_index=False, max_length=60)),
                ('name', catalogue.models.texts.TextsField(default=dict)),
                ('position', models.PositiveIntegerField(default=0)),
                ('history_user_id', models.CharField(max_length=80)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical category',
                'verbose_name_plural': 'historical categories',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalCertificate',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ocop', 'OCOP'), ('vietgap', 'VietGAP'), ('organic', 'Hữu cơ'), ('geographical_indication', 'Chỉ dẫn địa lý'), ('food_safety', 'An toàn thực phẩm')], max_length=30)),
                ('stars', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('number', models.CharField(blank=True, max_length=100)),
                ('issued_by', models.CharField(blank=True, max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(help_text='The last day on which it holds.')),
                ('dates_assumed', models.BooleanField(default=False, help_text='The dates were not given; 36 months from the day of entry were assumed.')),
                ('checked_at', models.DateTimeField(blank=True, help_text='When a person saw the paper.', null=True)),
                ('checked_by', models.CharField(blank=True, max_length=80)),
                ('history_user_id', models.CharField(max_length=80)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical certificate',
                'verbose_name_plural': 'historical certificates',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalCompanyPrefix',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('prefix', models.CharField(max_length=10)),
                ('capacity', models.PositiveIntegerField(help_text='Item references in all: 10 to the power 12 − length.')),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, help_text='The last day on which it may be used.', null=True)),
                ('history_user_id', models.CharField(max_length=80)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical company prefix',
                'verbose_name_plural': 'historical company prefixes',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalCooperative',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('slug', models.SlugField(db_index=False, max_length=120)),
                ('party_type', models.CharField(choices=[('cooperative', 'Hợp tác xã'), ('cooperative_union', 'Liên hiệp hợp tác xã'), ('cooperative_group', 'Tổ hợp tác'), ('household', 'Hộ kinh doanh'), ('enterprise', 'Doanh nghiệp')], default='cooperative', max_length=20)),
                ('tax_code', models.CharField(help_text='Digits only: 10, 13, or 12 for a household.', max_length=13)),
                ('story', catalogue.models.texts.TextsField(blank=True, default=dict)),
                ('commune_code', models.CharField(help_text='Statistics office code, five digits as text.', max_length=5, validators=[django.core.validators.RegexValidator('^[0-9]{5}$')])),
                ('commune_name', models.CharField(max_length=100)),
                ('province_code', models.CharField(max_length=2, validators=[django.core.validators.RegexValidator('^[0-9]{2}$')])),
                ('legacy_address', models.CharField(blank=True, help_text='The address before July 2025, as printed on older papers.', max_length=300)),
                ('phone', models.CharField(blank=True, help_text='E.164, such as +84912345678.', max_length=16)),
                ('created_at', models.DateTimeField(blank=True, editable=False)),
                ('updated_at', models.DateTimeField(blank=True, editable=False)),
                ('history_user_id', models.CharField(max_length=80)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical cooperative',
                'verbose_name_plural': 'historical cooperatives',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalGtin',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('gtin', models.CharField(help_text='14 digits, zero-filled.', max_length=14)),
                ('packaging_level', models.CharField(choices=[('each', 'Đơn vị lẻ'), ('inner', 'Hộp trong'), ('case', 'Thùng')], default='each', max_length=5)),
                ('units', models.PositiveIntegerField(default=1, help_text='Pieces inside.')),
                ('state', models.CharField(choices=[('reserved', 'Đã giữ'), ('assigned', 'Đã gán'), ('retired', 'Đã ngừng')], max_length=8)),
                ('adopted', models.BooleanField(default=False, help_text='Already on packs when it was entered here.')),
                ('reserved_at', models.DateTimeField()),
                ('assigned_at', models.DateTimeField(blank=True, null=True)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('history_user_id', models.CharField(max_length=80)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical gtin',
                'verbose_name_plural': 'historical gtins',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalInStoreNumber',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('number', models.CharField(max_length=13)),
                ('created_at', models.DateTimeField(blank=True, editable=False)),
                ('history_user_id', models.CharField(max_length=80)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical in store number',
                'verbose_name_plural': 'historical in store numbers',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalProduct',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('slug', models.SlugField(db_index=False, max_length=200)),
                ('name', catalogue.models.texts.TextsField(default=dict)),
                ('description', catalogue.models.texts.TextsField(blank=True, default=dict)),
                ('ingredients', catalogue.models.texts.TextsField(blank=True, default=dict)),
                ('storage', catalogue.models.texts.TextsField(blank=True, default=dict)),
                ('usage', catalogue.models.texts.TextsField(blank=True, default=dict)),
                ('origin', catalogue.models.texts.TextsField(blank=True, default=dict)),
                ('label_group', models.CharField(choices=[('luong-thuc', 'Lương thực'), ('thuc-pham', 'Thực phẩm'), ('thuc-pham-tuoi', 'Thực phẩm tươi sống'), ('thuc-pham-bao-ve-suc-khoe', 'Thực phẩm bảo vệ sức khỏe'), ('do-uong', 'Đồ uống'), ('ruou', 'Rượu'), ('my-pham', 'Mỹ phẩm'), ('det-may', 'Dệt may'), ('thu-cong', 'Thủ công mỹ nghệ'), ('dich-vu', 'Dịch vụ')], max_length=30)),
                ('ocop_group', models.CharField(blank=True, help_text='Group in Decision 148/QĐ-TTg.', max_length=100)),
                ('shelf_life_days', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(36500)])),
                ('state', models.CharField(choices=[('draft', 'Nháp'), ('submitted', 'Chờ duyệt'), ('approved', 'Đã duyệt'), ('rejected', 'Bị từ chối'), ('withdrawn', 'Đã rút')], default='draft', max_length=10)),
                ('pending_changes', models.JSONField(blank=True, default=dict)),
                ('submitted_at', models.DateTimeField(blank=True, help_text='Since when it, or a change of it, waits for the Alliance.', null=True)),
                ('published_at', models.DateTimeField(blank=True, help_text='When it was first approved.', null=True)),
                ('deleted_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(blank=True, editable=False)),
                ('updated_at', models.DateTimeField(blank=True, editable=False)),
                ('history_user_id', models.CharField(max_length=80)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical product',
                'verbose_name_plural': 'historical products',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalScanAlias',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.CharField(max_length=100)),
                ('history_user_id', models.CharField(max_length=80)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical scan alias',
                'verbose_name_plural': 'historical scan aliases',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalStorefront',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('kind', models.CharField(choices=[('web', 'Web'), ('mobile', 'Ứng dụng'), ('kiosk', 'Kiosk'), ('feed', 'Nguồn cấp')], max_length=10)),
                ('publishable_key', models.CharField(max_length=60)),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField(blank=True, editable=False)),
                ('history_user_id', models.CharField(max_length=80)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical storefront',
                'verbose_name_plural': 'historical storefronts',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalVariant',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('sku', models.CharField(max_length=40)),
                ('name', catalogue.models.texts.TextsField(blank=True, default=dict, help_text='What tells this variant from the others.')),
                ('sale_unit', models.CharField(blank=True, help_text='chai, lọ, hộp …', max_length=30)),
                ('net_amount', models.DecimalField(decimal_places=3, max_digits=12)),
                ('net_unit', models.CharField(help_text='g, kg, ml, l, or a counted thing such as quả.', max_length=20)),
                ('pack_count', models.PositiveIntegerField(blank=True, help_text='10 in: 10 gói x 18 g.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100000)])),
                ('pack_unit', models.CharField(blank=True, help_text='gói in: 10 gói x 18 g.', max_length=20)),
                ('specification', models.CharField(blank=True, help_text='180 x 35 cm', max_length=100)),
                ('price_vnd', models.PositiveIntegerField(help_text='One piece, in whole đồng.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000000000)])),
                ('available', models.BooleanField(default=True, help_text='Còn hàng.')),
                ('position', models.PositiveIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(1000000)])),
                ('approved', models.BooleanField(default=False)),
                ('pending_changes', models.JSONField(blank=True, default=dict)),
                ('deleted_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(blank=True, editable=False)),
                ('updated_at', models.DateTimeField(blank=True, editable=False)),
                ('history_user_id', models.CharField(max_length=80)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical variant',
                'verbose_name_plural': 'historical variants',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RemoveConstraint(
            model_name='product',
            name='product_published_has_time',
        ),
        migrations.RemoveConstraint(
            model_name='product',
            name='product_state',
        ),
        migrations.AddField(
            model_name='certificate',
            name='checked_at',
            field=models.DateTimeField(blank=True, help_text='When a person saw the paper.', null=True),
        ),
        migrations.AddField(
            model_name='certificate',
            name='checked_by',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name='product',
            name='pending_changes',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='product',
            name='submitted_at',
            field=models.DateTimeField(blank=True, help_text='Since when it, or a change of it, waits for the Alliance.', null=True),
        ),
        migrations.AddField(
            model_name='variant',
            name='approved',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='variant',
            name='pending_changes',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AlterField(
            model_name='product',
            name='published_at',
            field=models.DateTimeField(blank=True, help_text='When it was first approved.', null=True),
        ),
        migrations.AlterField(
            model_name='product',
            name='shelf_life_days',
            field=models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(36500)]),
        ),
        migrations.AlterField(
            model_name='product',
            name='state',
            field=models.CharField(choices=[('draft', 'Nháp'), ('submitted', 'Chờ duyệt'), ('approved', 'Đã duyệt'), ('rejected', 'Bị từ chối'), ('withdrawn', 'Đã rút')], default='draft', max_length=10),
        ),
        migrations.AlterField(
            model_name='variant',
            name='pack_count',
            field=models.PositiveIntegerField(blank=True, help_text='10 in: 10 gói x 18 g.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100000)]),
        ),
        migrations.AlterField(
            model_name='variant',
            name='position',
            field=models.PositiveIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(1000000)]),
        ),
        migrations.AlterField(
            model_name='variant',
            name='price_vnd',
            field=models.PositiveIntegerField(help_text='One piece, in whole đồng.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000000000)]),
        ),
        migrations.AddField(
            model_name='approvalevent',
            name='product',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approval_events', to='catalogue.product'),
        ),
        migrations.AddField(
            model_name='historicalcategory',
            name='parent',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.category'),
        ),
        migrations.AddField(
            model_name='historicalcertificate',
            name='product',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.product'),
        ),
        migrations.AddField(
            model_name='historicalcompanyprefix',
            name='cooperative',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.cooperative'),
        ),
        migrations.AddField(
            model_name='historicalgtin',
            name='company_prefix',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, help_text='None for a GTIN-8, which is issued one by one.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.companyprefix'),
        ),
        migrations.AddField(
            model_name='historicalgtin',
            name='cooperative',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.cooperative'),
        ),
        migrations.AddField(
            model_name='historicalgtin',
            name='variant',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.variant'),
        ),
        migrations.AddField(
            model_name='historicalinstorenumber',
            name='variant',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.variant'),
        ),
        migrations.AddField(
            model_name='historicalproduct',
            name='category',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.category'),
        ),
        migrations.AddField(
            model_name='historicalproduct',
            name='cooperative',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.cooperative'),
        ),
        migrations.AddField(
            model_name='historicalproduct',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.product'),
        ),
        migrations.AddField(
            model_name='historicalscanalias',
            name='variant',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.variant'),
        ),
        migrations.AddField(
            model_name='historicalvariant',
            name='cooperative',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, help_text="The product's, kept here so that the SKU is unique within it.", null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.cooperative'),
        ),
        migrations.AddField(
            model_name='historicalvariant',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.variant'),
        ),
        migrations.AddField(
            model_name='historicalvariant',
            name='product',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.product'),
        ),
        migrations.AddConstraint(
            model_name='approvalevent',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['submitted', 'approved', 'rejected', 'withdrawn', 'changes_submitted', 'changes_approved', 'changes_rejected'])), name='approval_event_kind'),
        ),
        migrations.AddConstraint(
            model_name='approvalevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('rejected', 'withdrawn', 'changes_rejected')), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='approval_event_reason'),
        ),
        migrations.AddConstraint(
            model_name='approvalevent',
            constraint=models.CheckConstraint(condition=models.Q(('actor', ''), _negated=True), name='approval_event_actor'),
        ),
        migrations.RunPython(approve_what_is_published, publish_what_is_approved),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_at__isnull', True), ('checked_by', '')), models.Q(('checked_at__isnull', False), models.Q(('checked_by', ''), _negated=True)), _connector='OR'), name='certificate_checked_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='product_approved_has_time'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'approved'), models.Q(('state', 'submitted'), ('submitted_at__isnull', False)), models.Q(models.Q(('state', 'submitted'), _negated=True), ('submitted_at__isnull', True)), _connector='OR'), name='product_submitted_has_time'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'approved'), ('pending_changes', {}), _connector='OR'), name='product_pending_when_approved'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'approved', 'rejected', 'withdrawn'])), name='product_state'),
        ),
        migrations.AddConstraint(
            model_name='variant',
            constraint=models.CheckConstraint(condition=models.Q(('approved', True), ('pending_changes', {}), _connector='OR'), name='variant_pending_when_approved'),
        ),
        migrations.RunPython(tell_of_approvals, migrations.RunPython.noop),
        migrations.RunPython(record_every_row, migrations.RunPython.noop),
        migrations.RunPython(put_triggers_back, lift_triggers),
        migrations.RunPython(keep_events, let_events_go),
    ]
