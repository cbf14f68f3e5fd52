package import JobQueue

extension MigrationList {
  /// The case files, beside the queue's tables. A test holds this list against the folder.
  package static let casework = MigrationList(
    schema: "casework",
    [
      Migration(
        "c0001_business_time",
        up: PackageResources.c0001_business_time_up_sql, down: PackageResources.c0001_business_time_down_sql),
      Migration(
        "c0002_orders", up: PackageResources.c0002_orders_up_sql, down: PackageResources.c0002_orders_down_sql
      ),
      Migration(
        "c0003_cases", up: PackageResources.c0003_cases_up_sql, down: PackageResources.c0003_cases_down_sql),
      Migration(
        "c0004_money", up: PackageResources.c0004_money_up_sql, down: PackageResources.c0004_money_down_sql),
      Migration(
        "c0005_clocks_and_messages",
        up: PackageResources.c0005_clocks_and_messages_up_sql,
        down: PackageResources.c0005_clocks_and_messages_down_sql),
      Migration(
        "c0006_queues", up: PackageResources.c0006_queues_up_sql, down: PackageResources.c0006_queues_down_sql
      ),
      Migration(
        "c0007_instants", up: PackageResources.c0007_instants_up_sql,
        down: PackageResources.c0007_instants_down_sql),
      Migration(
        "c0010_statements", up: PackageResources.c0010_statements_up_sql,
        down: PackageResources.c0010_statements_down_sql),
      Migration(
        "c0020_pauses", up: PackageResources.c0020_pauses_up_sql, down: PackageResources.c0020_pauses_down_sql
      ),
      Migration(
        "c0021_delivery", up: PackageResources.c0021_delivery_up_sql,
        down: PackageResources.c0021_delivery_down_sql),
      Migration(
        "c0022_order_news", up: PackageResources.c0022_order_news_up_sql,
        down: PackageResources.c0022_order_news_down_sql),
      Migration(
        "c0023_promises", up: PackageResources.c0023_promises_up_sql,
        down: PackageResources.c0023_promises_down_sql),
      Migration(
        "c0030_handlers", up: PackageResources.c0030_handlers_up_sql,
        down: PackageResources.c0030_handlers_down_sql),
      Migration(
        "c0031_staff_notices", up: PackageResources.c0031_staff_notices_up_sql,
        down: PackageResources.c0031_staff_notices_down_sql),
      Migration(
        "c0032_first_contact", up: PackageResources.c0032_first_contact_up_sql,
        down: PackageResources.c0032_first_contact_down_sql),
      Migration(
        "c0040_tasks", up: PackageResources.c0040_tasks_up_sql, down: PackageResources.c0040_tasks_down_sql),
      Migration(
        "c0041_item_category", up: PackageResources.c0041_item_category_up_sql,
        down: PackageResources.c0041_item_category_down_sql),
      Migration(
        "c0042_goodwill_month", up: PackageResources.c0042_goodwill_month_up_sql,
        down: PackageResources.c0042_goodwill_month_down_sql),
      Migration(
        "c0043_payouts_confirmed", up: PackageResources.c0043_payouts_confirmed_up_sql,
        down: PackageResources.c0043_payouts_confirmed_down_sql),
      Migration(
        "c0050_option_formula", up: PackageResources.c0050_option_formula_up_sql,
        down: PackageResources.c0050_option_formula_down_sql),
      Migration(
        "c0060_append_only", up: PackageResources.c0060_append_only_up_sql,
        down: PackageResources.c0060_append_only_down_sql),
      Migration(
        "c0070_attachments", up: PackageResources.c0070_attachments_up_sql,
        down: PackageResources.c0070_attachments_down_sql),
      Migration(
        "c0071_erasure", up: PackageResources.c0071_erasure_up_sql,
        down: PackageResources.c0071_erasure_down_sql),
      Migration(
        "c0072_mediation", up: PackageResources.c0072_mediation_up_sql,
        down: PackageResources.c0072_mediation_down_sql),
      Migration(
        "c0073_conversations", up: PackageResources.c0073_conversations_up_sql,
        down: PackageResources.c0073_conversations_down_sql),
      Migration(
        "c0080_survey", up: PackageResources.c0080_survey_up_sql,
        down: PackageResources.c0080_survey_down_sql),
      Migration(
        "c0081_causes", up: PackageResources.c0081_causes_up_sql,
        down: PackageResources.c0081_causes_down_sql),
      Migration(
        "c0090_review_rates", up: PackageResources.c0090_review_rates_up_sql,
        down: PackageResources.c0090_review_rates_down_sql),
      Migration(
        "c0105_reports", up: PackageResources.c0105_reports_up_sql,
        down: PackageResources.c0105_reports_down_sql),
      Migration(
        "c0110_reversals", up: PackageResources.c0110_reversals_up_sql,
        down: PackageResources.c0110_reversals_down_sql),
      Migration(
        "c0111_preference", up: PackageResources.c0111_preference_up_sql,
        down: PackageResources.c0111_preference_down_sql),
      Migration(
        "c0112_promised_zone", up: PackageResources.c0112_promised_zone_up_sql,
        down: PackageResources.c0112_promised_zone_down_sql),
      Migration(
        "c0120_order_news", up: PackageResources.c0120_order_news_up_sql,
        down: PackageResources.c0120_order_news_down_sql),
      Migration(
        "c0130_lookups", up: PackageResources.c0130_lookups_up_sql,
        down: PackageResources.c0130_lookups_down_sql),
      Migration(
        "c0140_clock_rollup", up: PackageResources.c0140_clock_rollup_up_sql,
        down: PackageResources.c0140_clock_rollup_down_sql),
      Migration(
        "c0141_monitor_indexes", up: PackageResources.c0141_monitor_indexes_up_sql,
        down: PackageResources.c0141_monitor_indexes_down_sql),
    ])
}
