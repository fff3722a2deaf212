import BillingAPI
import HostFactAPI
import M4API
import TerminalCore
import Widgets

/// What a customer's page tells of the marked line, and what was done today.
extension DebtorPage {
    /// What is marked, in a few lines and whole.
    private struct Marked {
        var title: String
        var brief: [(text: String, role: StyleRole)]
        var facts: [DetailLine]
    }

    private func marked(_ setting: Setting) -> Marked? {
        let texts = setting.texts
        if let service = selectedService {
            return Marked(
                title: Desks.services.name(of: service),
                brief: Self.brief(service, keyName(.withdraw, setting), setting),
                facts: Desks.services.facts(service, texts))
        }
        if let user = selectedUser?.user {
            return Marked(
                title: UserPlans.name(user), brief: Self.brief(user, texts), facts: Desks.users.facts(user, texts))
        }
        if let mail = selectedMail {
            let to = DetailLine(label: texts.mailTo, text: mail.recipient)
            let facts = MailPlans.facts(mail, texts)
            return Marked(
                title: mail.subject,
                brief: [
                    ("\(to.label): \(to.text)", .text), (mail.lastError.isEmpty ? "" : mail.lastError, .warning),
                ], facts: facts)
        }
        if let change = selectedChange {
            let lines = Self.lines(change.entry, texts)
            return Marked(
                title: what(change, texts),
                brief: lines.map { ($0.label.isEmpty ? $0.text : "\($0.label): \($0.text)", $0.role) }, facts: lines)
        }
        return nil
    }

    private static func brief(
        _ service: Record<Subscription>, _ withdraw: String?, _ setting: Setting
    ) -> [(text: String, role: StyleRole)] {
        let texts = setting.texts
        let period = texts.period(service[Subscription.periods] ?? 1, service.text(Subscription.periodic))
        let first = [
            Subscription.amounts(of: service).map { texts.invoiced(texts.amount($0.amountIncl), period) },
            service[Subscription.startContract].map(texts.contractSince),
            service[Subscription.startPeriod].map(texts.invoicedUntil),
        ].compactMap { $0 }.joined(separator: " · ")
        guard let day = service[Subscription.terminationDate] else {
            let next = service[Subscription.nextDate].map(texts.nextInvoiceOn) ?? ""
            return [(first, .text), (next, .text)]
        }
        let hasEnded = ServiceDesk.hasEnded(service)
        let reason = service[member: Termination.reasonColumn]
        let canWithdraw =
            setting.reasonAgainst(WithdrawTermination.self) == nil
            && ServicePlans.withdrawalRefusal(service, setting) == nil
        let second = [
            texts.endsOn(day, hasEnded: hasEnded),
            Subscription.termination(of: service).map { texts.terminationAsked($0.created) },
            reason.isEmpty ? nil : texts.because(reason), canWithdraw ? withdraw.map(texts.takesItBack) : nil,
        ].compactMap { $0 }.joined(separator: " · ")
        return [(first, .text), (second, hasEnded ? .tableEnded : .tableEnding)]
    }

    private static func brief(_ user: Record<User>, _ texts: Texts) -> [(text: String, role: StyleRole)] {
        let isBlocked = user[User.isBlocked]
        let state =
            isBlocked == true
            ? texts.blocked
            : User.blockDay(of: user).map(texts.blockedFrom) ?? (isBlocked == nil ? "" : texts.notBlocked)
        let first = [
            user[User.balance].map { "\(texts.balance) \(texts.amount($0))" } ?? "", state,
            user.text(User.email), user.text(User.phone),
        ].filter { !$0.isEmpty }.joined(separator: " · ")
        return [(first, isBlocked == true ? .tableEnded : .text), (user.text(User.comment), .text)]
    }

    /// Each field with what it was and what it has become, and why.
    private static func lines(_ entry: HistoryEntry, _ texts: Texts) -> [DetailLine] {
        var lines = entry.told.map { told in
            func shown(_ text: String) -> String {
                guard let field = told.field else { return text.isEmpty ? texts.nothing : text }
                return texts.valued(text, field)
            }
            let text =
                told.change.isSecret
                ? texts.changedMark
                : texts.hasBecome(told.change.before.map(shown), shown(told.change.after ?? ""))
            return DetailLine(label: told.label(texts), text: text)
        }
        let why = [(NoteEntry.Part.reason, entry.note.reason), (.ticket, entry.note.ticket)]
        lines += why.filter { !$0.1.isEmpty }.map { DetailLine(label: texts.name(of: $0.0), text: $0.1) }
        if entry.isUndecided {
            lines.insert(DetailLine(label: "", text: "! " + texts.isUndecidedHere, role: .warning), at: 0)
        }
        if entry.isErased { lines.append(DetailLine(label: "", text: texts.isErasedHere, role: .dim)) }
        return lines
    }

    func drawMarked(in area: Rect, isWide: Bool, on canvas: inout Canvas, _ setting: Setting) {
        guard !area.isEmpty, let marked = marked(setting) else { return }
        drawHeading(marked.title, in: area.top(1), on: &canvas)
        let body = area.below(1).right(of: 2)
        guard !isWide else {
            return ContentView([.facts(Facts(marked.facts))], width: body.width).draw(in: body, on: &canvas)
        }
        // A line that is too long takes the row of one that says nothing.
        let lines = marked.brief.filter { !$0.text.isEmpty }
        let fitted = DisplayText.fitted(lines.map(\.text), to: max(1, body.width), rows: body.height)
        let rows = zip(fitted, lines).flatMap { rows, line in rows.map { ($0, line.role) } }
        for (row, line) in rows.prefix(body.height).enumerated() {
            canvas.write(line.0, at: body.row(row).origin, role: line.1, limit: body.width)
        }
    }

    private func drawHeading(_ text: String, in area: Rect, on canvas: inout Canvas) {
        canvas.fill(area, with: "─", role: .border)
        canvas.write(" \(text) ", at: area.right(of: 2).origin, role: .heading, limit: area.width - 4)
    }

    // MARK: Today

    /// The newest first.
    func changesToday(_ setting: Setting) -> [RecordEntry] {
        changes.rows.filter { setting.clock.shown(universal: $0.entry.moment)?.time.date == setting.today }
    }

    /// Which of them would be taken back now. A server elsewhere does not tell under which name it was changed: there it
    /// is the last change of the record.
    private func undoable(among changes: [RecordEntry], _ setting: Setting) -> Int? {
        guard let undoable = setting.undoable else { return nil }
        return changes.firstIndex { $0.entry.intent == undoable.intent }
            ?? changes.firstIndex { $0.entry.intent.isEmpty && $0.record == undoable.record }
    }

    func drawToday(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        guard area.height > 1 else { return }
        let (texts, changes) = (setting.texts, changesToday(setting))
        drawHeading(texts.today, in: area.top(1), on: &canvas)
        let undoable = undoable(among: changes, setting)
        let who = min(16, max(6, area.width / 5))
        for (row, told) in changes.prefix(area.height - 1).enumerated() {
            let line = area.row(row + 1).right(of: 2)
            let time = setting.clock.shown(universal: told.entry.moment)?.time
            canvas.write(time.map { texts.timeOfDay($0) } ?? "", at: line.origin, role: .dim)
            canvas.write(told.entry.author.name, at: line.right(of: 7).origin, limit: who)
            let hint = row == undoable ? keyName(.undo, setting).map(texts.undoes) : nil
            let room = line.width - 9 - who - (hint.map { DisplayText.width($0) + 2 } ?? 0)
            canvas.write(what(told, texts), at: line.right(of: 9 + who).origin, limit: room)
            if let hint {
                canvas.write(hint, at: Point(x: line.endX - DisplayText.width(hint), y: line.y), role: .keyHint)
            }
        }
    }
}
