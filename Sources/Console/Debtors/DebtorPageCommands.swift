import BillingAPI
import HostFactAPI
import M4API

/// What can be done on a customer's page, and with what.
extension DebtorPage {
    func bindings(_ setting: Setting) -> [Binding<Action>] {
        let waiting = customer == nil ? setting.texts.notThere(problem) : nil
        let others: [Binding<Action>] = [
            Binding(.nextSection, .nextSection), Binding(.back, .leave), Binding(.previousSection, .previousSection),
            Binding(.refresh, .refresh), Binding(.copy, .copy, waiting: waiting),
        ]
        return deeds(setting, waiting) + others
            + [Command.up, .down, .first, .last, .pageUp, .pageDown].map { Binding($0, .move($0)) }
    }

    /// What the desk of the marked thing offers comes first; without one it is the customer's own desk.
    private func deeds(_ setting: Setting, _ waiting: String?) -> [Binding<Action>] {
        let own = Desks.debtors.commands.filter { $0.command != .open }.map { command in
            command.binding(customer?.debtor, setting, nothing: nil, waiting: waiting)
                .map { Action.performOnCustomer($0) }
        }
        let nothing = customer == nil ? nil : nothingMarked(setting.texts)
        let marked =
            section == .users
            ? userDeeds(setting, nothing, waiting)
            : deeds(Desks.services, selectedService, setting, nothing, waiting)
        let isMarked = customer == nil || selectedService != nil || selectedUser != nil
        let (first, second) = isMarked ? (marked, own) : (ownLines(setting) + own, marked)
        let all = first + second.filter { other in !first.contains { $0.command == other.command } }
        return all.sorted { Self.place($0.command) < Self.place($1.command) }
    }

    private func nothingMarked(_ texts: Texts) -> String {
        switch section {
        case .services, .users: texts.nothingSelected
        case .mails, .history, .customer: texts.markServiceOrUser
        }
    }

    /// Of lines that are no records with a desk.
    private func ownLines(_ setting: Setting) -> [Binding<Action>] {
        let texts = setting.texts
        switch section {
        case .services, .users: return []
        case .mails:
            let nothing = state != nil && selectedMail == nil ? texts.nothingSelected : nil
            let waiting = state == nil ? texts.notThere(stateProblem) : nil
            return [
                Binding(
                    .open, .perform(.open), name: CommandName("Read the mail", "E-mail lezen"),
                    unavailable: setting.reasonAgainst(ReadCustomerMail.self) ?? nothing, waiting: waiting),
                Binding(
                    .resend, .perform(.resend), unavailable: MailPlans.refusal(selectedMail, setting) ?? nothing,
                    waiting: waiting),
            ]
        case .history:
            let name = CommandName("Open the history of the marked record", "Geschiedenis van de regel openen")
            return [
                Binding(
                    .open, .perform(.open), name: name,
                    unavailable: selectedChange == nil && changes.isTold ? texts.nothingSelected : nil,
                    waiting: selectedChange == nil ? texts.loading : nil)
            ]
        case .customer:
            let name = CommandName("Open the customer's groups", "Groepen van de klant openen")
            let waiting = customer == nil ? texts.notThere(problem) : nil
            return [
                Binding(
                    .open, .perform(.open), name: name, unavailable: GroupPage.refusal(groups, setting),
                    waiting: waiting)
            ]
        }
    }

    private func deeds<Kind: Desk>(
        _ desk: Kind, _ row: Kind.Row?, _ setting: Setting, _ nothing: String?, _ waiting: String?
    ) -> [Binding<Action>] {
        // The customer is here.
        desk.commands.filter { $0.concernsRecord && $0.command != .customer }.map { command in
            command.binding(row, setting, nothing: nothing, waiting: waiting).map { .perform($0) }
        }
    }

    /// What is done with a user of another system is done there.
    private func userDeeds(_ setting: Setting, _ nothing: String?, _ waiting: String?) -> [Binding<Action>] {
        let own = deeds(Desks.users, selectedUser?.user, setting, nothing, waiting)
        guard let place = selectedUser?.place else { return own }
        let reason = setting.texts.isElsewhere(place.name, keyName: setting.keys.name(of: .open))
        return own.map { binding in
            Binding(
                binding.command, binding.action, name: binding.name,
                unavailable: binding.command == .open ? nil : reason)
        }
    }

    /// A command keeps its place in the key bar, whatever is marked.
    private static func place(_ command: Command) -> Int {
        let order: [Command] = [.edit, .password, .new, .terminate, .withdraw]
        return order.firstIndex(of: command) ?? (command == .open ? order.count + 1 : order.count)
    }
}
