import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore
import Widgets

/// Two customers side by side: each half is the customer's page as it is, and commands act on the half that is active.
struct BesidePage: Screen {
    // MARK: State
    enum Side: String, CaseIterable, Sendable {
        case left, right

        var other: Side { self == .left ? .right : .left }
    }

    var left: DebtorPage
    /// Nil until it was chosen.
    var right: DebtorPage?
    /// Where it is looked for.
    var finder: FindPage
    private(set) var active: Side

    init(_ left: DebtorPage, _ right: DebtorPage? = nil, _ setting: Setting) {
        (self.left, self.right) = (left, right)
        active = right == nil ? .right : .left
        let isHere = if case .vendor = setting.backend { false } else { true }
        finder = FindPage(in: [
            FindPlace(system: setting.system, name: setting.place, desk: Desks.debtors, isHere: isHere)
        ])
    }

    func page(_ side: Side) -> DebtorPage? { side == .left ? left : right }

    /// The page that commands act on; nil while it is being chosen.
    var activePage: DebtorPage? { page(active) }

    // MARK: Actions
    enum Action: Sendable {
        case half(Side, DebtorPage.Action)
        /// What both halves are told.
        case each(DebtorPage.Action)
        case changed(Set<ChangedRecord>)
        case find(FindPage.Action)
        case start, turn
    }

    var started: Action? { .start }
    var refreshed: Action? { .each(.load) }
    func changed(_ records: Set<ChangedRecord>) -> Action? { .changed(records) }
    func returned(_ result: ScreenResult) -> Action? { result == .changed ? .each(.load) : nil }
    func title(_ setting: Setting) -> String { setting.texts.besideTitle }
    func focus(_ setting: Setting) -> Focus { activePage == nil ? finder.focus(setting) : .commands }
    func entered(_ entry: Entry) -> Action? { finder.entered(entry).map { .find($0) } }

    func pointed(_ pointing: Pointing, _ setting: Setting) -> Action? {
        if let side = pointing.id.side { return side == active ? nil : .turn }
        return activePage?.pointed(pointing, setting).map { .half(active, $0) }
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .start:
            let finding = finder.started.map { update(.find($0), setting) } ?? .none
            return update(.each(.load), setting) + (right == nil ? finding : .none)
        case .half(let side, let action): return update(side, action, setting)
        case .each(let action):
            return Side.allCases.reduce(.none) { $0 + update($1, action, setting) }
        case .changed(let records):
            return Side.allCases.reduce(.none) { effect, side in
                guard let action = page(side)?.changed(records) else { return effect }
                return effect + update(side, action, setting)
            }
        case .find(let action): return find(action, setting)
        case .turn:
            active = active.other
            return .none
        }
    }

    private mutating func update(_ side: Side, _ action: DebtorPage.Action, _ setting: Setting) -> Effect<Action> {
        guard var page = page(side) else { return .none }
        let effect = page.update(action, self.setting(of: side, setting))
        if side == .left { left = page } else { right = page }
        return effect.inSlots(of: side.rawValue).map { .half(side, $0) }
    }

    /// What is found is not opened: it takes its place here.
    private mutating func find(_ action: FindPage.Action, _ setting: Setting) -> Effect<Action> {
        let effect = finder.update(action, self.setting(of: .right, setting))
        for case .open(let screen) in effect.steps {
            guard let page = screen.content as? DebtorPage else { continue }
            guard page.id != left.id else { return .notice(Notice(.info, setting.texts.isBesideItself)) + .alert }
            right = page
            return update(.right, .load, setting)
        }
        return effect.map { .find($0) }
    }

    /// Each half asks and moves as if it were a window of its own.
    func setting(of side: Side, _ setting: Setting) -> Setting {
        var half = setting
        half.area = Self.layout(of: setting.area, active)[side] ?? setting.area
        return half
    }
}

extension RegionID {
    static func half(_ side: BesidePage.Side) -> RegionID { RegionID("half", side == .left ? 0 : 1) }
    fileprivate var side: BesidePage.Side? { kind == "half" ? (index == 0 ? .left : .right) : nil }
}

extension Effect {
    /// The same under other names: what one half reads never takes the place of what the other does.
    fileprivate func inSlots(of half: String) -> Effect {
        var effect = self
        effect.steps = steps.map { step in
            switch step {
            case .read(let slot, let system, let question): .read(slot: "\(half) \(slot)", of: system, question)
            case .stop(let slot): .stop(slot: "\(half) \(slot)")
            case .export(let slot, let work): .export(slot: "\(half) \(slot)", work)
            default: step
            }
        }
        return effect
    }
}
