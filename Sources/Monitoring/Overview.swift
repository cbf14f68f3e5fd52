/// What alarms and graphs are made from: all of one instant, over one connection.
package struct Overview: Sendable {
  package let status: StatusReport
  /// Without the cases behind them.
  package let levels: ServiceLevelReport
  /// Of the next day.
  package let forecast: Forecast
}

extension Monitor {
  package func overview() async throws -> Overview {
    try await snapshot {
      Overview(
        status: try await $0.status(), levels: try await $0.serviceLevels(ClockFilter(limit: 0)),
        forecast: try await $0.forecast(horizon: .seconds(86_400)))
    }
  }
}
