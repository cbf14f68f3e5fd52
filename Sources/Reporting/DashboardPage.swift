/// The pages of the dashboard, in the order of the navigation.
enum DashboardPage: String, CaseIterable, Sendable {
  case status, clocks, forecast, jobs

  var path: String { self == .status ? "/" : "/\(rawValue)" }
  var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
