import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore

/// Something that can be chosen by name: an action, or a place to go to.
struct PaletteEntry: Sendable {
    enum Deed: Sendable {
        /// A command of the page under the palette, or one that works everywhere.
        case run(Command)
        case turn(to: SystemID)
        case open(AnyScreen)
    }

    /// By which it is known again, whatever the language: letters of commands and names of systems, never of a record.
    let id: String
    let label: String
    var key: String?
    /// Staff who choose it are told this sentence; nil while it works.
    var unavailable: String?
    let deed: Deed

    init(_ binding: Binding<Command>, _ texts: Texts) {
        id = binding.command.fileName
        label = binding.label(texts)
        key = binding.keys.first?.name
        unavailable = binding.unavailable
        deed = .run(binding.command)
    }

    private init(id: String, _ label: String, unavailable: String?, _ deed: Deed) {
        (self.id, self.label, self.unavailable, self.deed) = (id, label, unavailable, deed)
    }

    /// The systems that are open beside the one in view.
    static func systems(_ systems: Systems) -> [PaletteEntry] {
        let inView = systems.main.system.id
        return systems.all.filter { $0.system.id != inView }.map { place in
            PaletteEntry(
                id: "system \(place.system.name)", systems.main.setting.texts.goTo(place.system.name),
                unavailable: nil, .turn(to: place.system.id))
        }
    }

    /// What can be added whatever is marked, from wherever staff are.
    static func additions(_ setting: Setting) -> [PaletteEntry] {
        Desks.all.flatMap { additions(at: $0, setting) }
            + GroupsPage.types.map { type in
                PaletteEntry(
                    id: "new group \(type.rawValue)", Texts.addsGroup(of: type).label[setting.language],
                    unavailable: setting.reasonAgainst(AddGroup.self),
                    .open(AnyScreen(FormScreen(GroupPlans.add(type), language: setting.language))))
            }
    }

    private static func additions(at desk: some Desk, _ setting: Setting) -> [PaletteEntry] {
        desk.commands.compactMap { command in
            guard case .none(let open) = command.target else { return nil }
            let reason = command.binding(nil, setting, nothing: nil, waiting: nil).unavailable
            return PaletteEntry(
                id: "\(command.command.fileName) \(desk.kind.rawValue)", command.name.label[setting.language],
                unavailable: reason, .open(open(setting)))
        }
    }
}

extension [PaletteEntry] {
    /// Those of commands that do nothing for whoever looks at a list of them are left out, and what is listed twice.
    var worthChoosing: [PaletteEntry] {
        var labels: Set<String> = []
        return filter { entry in
            if case .run(let command) = entry.deed, command.isMovement || [.menu, .palette].contains(command) {
                return false
            }
            return labels.insert(entry.label).inserted
        }
    }

    /// The same with those in front that were chosen last.
    func recent(first names: [String]) -> [PaletteEntry] {
        var chosen: [PaletteEntry] = []
        for name in names where !chosen.contains(where: { $0.id == name }) {
            if let entry = first(where: { $0.id == name }) { chosen.append(entry) }
        }
        return chosen + filter { entry in !chosen.contains { $0.id == entry.id } }
    }
}
