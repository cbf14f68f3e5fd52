import JobQueue
import LibPQ

/// The statements of this module; each is a file of sql/monitoring, which says how it is bounded.
extension Statement {
  static let businessTime = Statement(
    "monitor_business_time", file: PackageResources.monitor_business_time_sql)
  static let oldestJob = Statement("monitor_oldest_job", file: PackageResources.monitor_oldest_job_sql)
  static let queueDepth = Statement("monitor_queue_depth", file: PackageResources.monitor_queue_depth_sql)
  static let queues = Statement("monitor_queues", file: PackageResources.monitor_queues_sql)
  static let limits = Statement("monitor_limits", file: PackageResources.monitor_limits_sql)
  static let workers = Statement("monitor_workers", file: PackageResources.monitor_workers_sql)
  static let throughput = Statement("monitor_throughput", file: PackageResources.monitor_throughput_sql)
  static let flow = Statement("monitor_flow", file: PackageResources.monitor_flow_sql)
  static let failures = Statement("monitor_failures", file: PackageResources.monitor_failures_sql)
  static let deadLetters = Statement("monitor_dead_letters", file: PackageResources.monitor_dead_letters_sql)
  static let attention = Statement("monitor_attention", file: PackageResources.monitor_attention_sql)
  static let clockSummary = Statement(
    "monitor_clock_summary", file: PackageResources.monitor_clock_summary_sql)
  static let clocksOver = Statement("monitor_clocks_over", file: PackageResources.monitor_clocks_over_sql)
  static let clockBreaches = Statement(
    "monitor_clock_breaches", file: PackageResources.monitor_clock_breaches_sql)
  static let clockCases = Statement("monitor_clock_cases", file: PackageResources.monitor_clock_cases_sql)
  static let monitorAttainment = Statement(
    "monitor_attainment", file: PackageResources.monitor_attainment_sql)
  static let progress = Statement("monitor_progress", file: PackageResources.monitor_progress_sql)
  static let outcomeCases = Statement("outcome_cases", file: PackageResources.outcome_cases_sql)
  static let outcomeMoney = Statement("outcome_money", file: PackageResources.outcome_money_sql)
  static let outcomeMessages = Statement("outcome_messages", file: PackageResources.outcome_messages_sql)
  static let outcomeClocks = Statement("outcome_clocks", file: PackageResources.outcome_clocks_sql)
  static let outcomeReviews = Statement("outcome_reviews", file: PackageResources.outcome_reviews_sql)
  static let reportTotal = Statement("report_total", file: PackageResources.report_total_sql)
  static let reportCauses = Statement("report_causes", file: PackageResources.report_causes_sql)
  static let reportChanges = Statement("report_changes", file: PackageResources.report_changes_sql)
  static let reportSurveys = Statement("report_surveys", file: PackageResources.report_surveys_sql)
  static let reportAnswers = Statement("report_answers", file: PackageResources.report_answers_sql)
  static let reportAttainment = Statement(
    "report_attainment", file: PackageResources.report_attainment_sql)
  static let reportAttainmentTimes = Statement(
    "report_attainment_times", file: PackageResources.report_attainment_times_sql)
  static let reportCost = Statement("report_cost", file: PackageResources.report_cost_sql)
  static let healthGenerations = Statement(
    "health_generations", file: PackageResources.health_generations_sql)
  static let healthHolders = Statement("health_holders", file: PackageResources.health_holders_sql)
  static let healthTables = Statement("health_tables", file: PackageResources.health_tables_sql)
  static let healthReplication = Statement(
    "health_replication", file: PackageResources.health_replication_sql)
  static let forecastQueues = Statement("forecast_queues", file: PackageResources.forecast_queues_sql)
  static let forecastWorkers = Statement("forecast_workers", file: PackageResources.forecast_workers_sql)
  static let forecastBatches = Statement("forecast_batches", file: PackageResources.forecast_batches_sql)
  static let forecastClocks = Statement("forecast_clocks", file: PackageResources.forecast_clocks_sql)
  static let forecastReviews = Statement("forecast_reviews", file: PackageResources.forecast_reviews_sql)
  static let forecastPolicies = Statement("forecast_policies", file: PackageResources.forecast_policies_sql)
  static let server = Statement("monitor_server", file: PackageResources.monitor_server_sql)
  static let jobs = Statement("monitor_jobs", file: PackageResources.monitor_jobs_sql)
  static let jobsByNumber = Statement(
    "monitor_jobs_by_number", file: PackageResources.monitor_jobs_by_number_sql)
  static let caseView = Statement("case_view", file: PackageResources.case_view_sql)
  static let caseFacts = Statement("case_facts", file: PackageResources.case_facts_sql)
  static let caseJobs = Statement("case_jobs", file: PackageResources.case_jobs_sql)
  static let caseList = Statement("case_list", file: PackageResources.case_list_sql)
  static let caseListOpen = Statement("case_list_open", file: PackageResources.case_list_open_sql)
}
