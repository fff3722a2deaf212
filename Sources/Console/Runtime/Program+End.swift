import TerminalCore

/// How the console ends: not before a change is answered, and not over text that nobody has sent.
extension Program {
    /// Staff want to leave.
    func end(_ way: End, losing: Bool = false) {
        guard underWay.changes == 0 else { return refuse(setting.texts.writeUnderWay) }
        let (unsent, undecided) = whatIsLost
        guard losing || unsent + undecided == 0 else {
            return open(AnyScreen(LeaveDialog(unsent: unsent, undecided: undecided, setting.texts)))
        }
        finish(way)
    }

    /// The terminal is gone, or the program is told to end. What was sent is waited for, since its outcome is known to
    /// nobody else; but not for ever.
    func hangUp() {
        guard !isHungUp else { return }
        isHungUp = true
        guard underWay.changes > 0 else { return finish(.hangUp) }
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
        if isHungUp, underWay.changes == 0, lastWords != nil, !isUndecided {
            lastWords = notice?.level == .done ? notice?.text : setting.texts.changeWasNotDone
        }
        stopListening()
        let onEnd = onEnd
        self.onEnd = nil
        onEnd?(way)
    }

    /// How many forms, left or open, hold text that nobody has sent, and how many hold a sending without an answer.
    private var whatIsLost: (unsent: Int, undecided: Int) {
        var lost = Dictionary(drafts.drafts.map { ($0.key, $0) }, uniquingKeysWith: { _, newest in newest })
        for place in systems.all {
            for entry in place.stack.present {
                guard let key = entry.screen.content.draftKey(place.setting) else { continue }
                lost[key] = entry.screen.content.draft(place.setting)
            }
        }
        let undecided = lost.values.count { $0.undecided != nil }
        return (lost.count - undecided, undecided)
    }
}
