import TerminalCore

/// How the console ends: not before a change is answered, and not without a word about what was begun.
extension Program {
    /// Staff want to leave.
    func end(_ way: End, losing: Bool = false) {
        guard underWay.changes == 0 else { return refuse(setting.texts.writeUnderWay) }
        whenDraftsAreKept { [weak self] in self?.endUnlessLosing(way, losing: losing) }
    }

    /// What lies on a disk is not lost, and yet told of: whoever leaves knows what they leave behind.
    private func endUnlessLosing(_ way: End, losing: Bool) {
        // A key that came while the disk was waited for may have sent something.
        guard underWay.changes == 0 else { return refuse(setting.texts.writeUnderWay) }
        let left = left
        guard losing || left == LeaveDialog.Left() else { return open(AnyScreen(LeaveDialog(left, setting.texts))) }
        guard bulk.isRunning else { return finish(way) }
        // The row that is under way comes to its end first.
        endsAfterBulk = way
        bulk.stop()
        notice = Notice(.info, setting.texts.endsAfterRow)
        needsFrame()
    }

    /// What is not finished, of all systems.
    private var left: LeaveDialog.Left {
        let lost = drafts.perishable.map(\.draft)
        var left = LeaveDialog.Left()
        left.undecided = lost.count { $0.undecided != nil }
        left.unsent = lost.count - left.undecided
        left.drafts = drafts.stored.count { $0.draft.undecided == nil }
        let forgotten = Set(lost.compactMap { $0.undecided?.intent.id })
        left.writes = outbox.hasPlace ? outbox.count(besides: forgotten) : 0
        left.bulkRows = bulk.isRunning ? bulk.last?.progress.run.counts.waiting : nil
        return left
    }

    /// The terminal is gone, or the program is told to end. What was sent is waited for, since its outcome is known to
    /// nobody else; but not for ever.
    func hangUp() {
        guard !isHungUp else { return }
        isHungUp = true
        bulk.stop()
        guard underWay.changes > 0 || bulk.isRunning else { return finish(.hangUp) }
        lastWords = setting.texts.changeWithoutAnswer
        notice = Notice(.info, setting.texts.endsWhenAnswered)
        needsFrame()
        Task { [weak self, pause] in
            await pause(Self.longestWait)
            self?.finish(.hangUp)
        }
    }

    /// Longer than a system elsewhere usually may take for an answer.
    private static var longestWait: Duration { .seconds(60) }

    func finish(_ way: End) {
        let isUndecided = systems.all.contains { place in
            place.stack.present.contains { $0.screen.content.draft(place.setting)?.undecided != nil }
        }
        if isHungUp, underWay.changes == 0, lastWords == setting.texts.changeWithoutAnswer, !isUndecided {
            lastWords = notice?.level == .done ? notice?.text : setting.texts.changeWasNotDone
        }
        stopListening()
        forms.leaveAll()
        let onEnd = onEnd
        self.onEnd = nil
        whenDraftsAreKept { onEnd?(way) }
    }
}
