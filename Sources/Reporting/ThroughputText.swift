import Monitoring
import Programs

extension Throughput {
  /// `40/s in 1 m, 35/s in 5 m`; where more was done than is read, over the shorter span alone.
  var ratesText: String {
    let lately = "\(rateText(perSecondOverOneMinute))/s in \(durationText(min(60, coveredSeconds)))"
    guard coveredSeconds > 60 else { return lately }
    return "\(lately), \(rateText(perSecondOverFiveMinutes))/s in \(durationText(coveredSeconds))"
  }
}
