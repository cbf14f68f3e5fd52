package import Monitoring

/// All that is to be learnt from a period.
extension Page {
  package init(
    _ attainment: AttainmentReport, _ costs: CostReport, _ causes: CauseReport, _ surveys: SurveyReport
  ) {
    let period = attainment.period
    self.init(
      "Complaints from \(period.from) to \(period.to)", moment: period.line(attainment.moment),
      [Page(attainment), Page(costs), Page(causes), Page(surveys)].flatMap(\.sections))
  }
}
