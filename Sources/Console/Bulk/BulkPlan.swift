import BillingAPI
import BillingModel
import HostFactAPI

/// Which records are to be changed, and how.
struct BulkOrder: Sendable {
    enum Records: Sendable {
        case marked(BulkKind, [Int])
        /// The running services of a product.
        case services(of: Record<Product>)
    }

    var records: Records
    var change: BulkChange
    /// Whether the services that use a product take part in its new price.
    var servicesFollow = false
    /// What is done, without to how many.
    var deed: LocalizedText
}

/// What sending would do, worked out row by row before anything is sent.
struct BulkPlan: Sendable {
    /// A record that stays as it is, and why.
    struct Refusal: Equatable, Sendable {
        var subject: String
        var reason: String
    }

    let deed: LocalizedText
    private(set) var rows: [BulkRow] = []
    private(set) var refusals: [Refusal] = []
    /// Records that are so already.
    private(set) var unchanged = 0
    /// Of all rows that come to something.
    private(set) var money: BulkMoney?
    private(set) var counts: [RecordKind: Int] = [:]

    init(_ deed: LocalizedText) { self.deed = deed }

    /// Nothing of it could be sent.
    var isEmpty: Bool { rows.isEmpty && refusals.isEmpty }

    mutating func add(_ proposal: BulkProposal, for read: any RecordAnswer, _ subject: String, in system: SystemID) {
        switch proposal {
        case .same: unchanged += 1
        case .refused(let reason): refuse(subject, reason)
        case .change(let change, let money):
            rows.append(BulkRow(subject, Self.intent(change, read, system)))
            counts[Self.kind(of: read), default: 0] += 1
            if let money { self.money = self.money.map { $0 + money } ?? money }
        }
    }

    mutating func refuse(_ subject: String, _ reason: String) {
        refusals.append(Refusal(subject: subject, reason: reason))
    }

    private static func kind(of read: any RecordAnswer) -> RecordKind { type(of: read).kind }

    private static func intent<Change: WritingAction>(
        _ change: Change, _ read: any RecordAnswer, _ system: SystemID
    ) -> Intent {
        // What changes no record is bound to no state of it.
        let base = if case .shown = change.target(read.identifier) { read.tag } else { nil as EntityTag? }
        return Intent(
            system: system, action: Change.declaration.name, target: read.ref(in: system),
            changes: change.changes(from: read), base: base)
    }

    /// `Price +5%: 12 products, 40 services`.
    var title: LocalizedText {
        func title(_ language: Language) -> String {
            let kinds = [RecordKind.debtor, .product, .service, .user].compactMap { kind in
                counts[kind].map { Texts(language).counted($0, kind) }
            }
            return kinds.isEmpty ? deed[language] : "\(deed[language]): \(kinds.joined(separator: ", "))"
        }
        return LocalizedText(title(.english), title(.dutch))
    }

    /// As it is begun.
    func run(_ setting: Setting) -> BulkRun {
        BulkRun(
            title, in: setting.system, place: setting.bulk.place, begun: setting.clock.now().universalText, rows)
    }

    /// How many requests it takes at most.
    func requests(_ setting: Setting) -> Int { rows.count * (setting.keepsNames() ? 1 : 2) }
}

/// What a system asks of many changes at once.
struct BulkTerms: Sendable {
    /// The system's name as staff know it.
    var place = ""
    /// Nil where it takes as many requests as come.
    var pace: BulkPace?
    /// The system at that pace, one for everything that is worked out and sent in bulk.
    var paced: (any BillingService)?
    /// Whether the number of rows is typed before they are sent.
    var asksForNumber = false

    init() {}

    init(of system: OpenSystem) {
        (place, pace, asksForNumber) = (system.name, system.pace, system.isProduction)
        paced = system.pace.map { PacedService(system.service, at: $0) }
    }
}
