import BillingAPI
import HostFactAPI
import TerminalCore

/// How many services of a customer run, and one sign for what becomes of them.
extension ListColumn where Row == Record<Debtor> {
    static let services = ListColumn(
        title: \.servicesShort, sortKey: nil, minimum: 5, ideal: 5, alignment: .trailing, priority: 3,
        role: { $0.services?.state.role }, isTold: { $0.services != nil }
    ) { row, _ in row.services.map { "\($0.running) \($0.state.sign)" } ?? "" }
}

extension ServiceCount.State {
    var sign: String {
        switch self {
        case .none: "○"
        case .running: "●"
        case .ending: "!"
        case .ended: "✗"
        }
    }

    /// Nil for what looks as the row does: the sign says enough, and a planned ending in every tenth row is no alarm.
    var role: StyleRole? { self == .ended ? .tableEnded : nil }

    private func meaning(_ texts: Texts) -> String {
        switch self {
        case .none: texts.hasNoServices
        case .running: texts.allServicesRun
        case .ending: texts.aServiceEnds
        case .ended: texts.allServicesEnded
        }
    }

    static func legend(_ texts: Texts) -> [LegendItem] {
        [ServiceCount.State.running, .ending, .ended, .none].map {
            LegendItem(sign: $0.sign, role: $0.role ?? .text, meaning: $0.meaning(texts))
        }
    }
}
