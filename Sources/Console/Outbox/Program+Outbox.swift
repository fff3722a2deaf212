import BillingAPI

/// How what has no known outcome is told, wherever it matters.
extension Program {
    /// Says how many changes earlier consoles sent whose outcome nobody knows.
    func tellOfOutbox() {
        guard outbox.hasPlace else { return }
        readOutbox { [weak self] read in
            guard let self else { return }
            let texts = setting.texts
            switch read {
            case .success where outbox.count > 0:
                say(.info, texts.startsUndecided(outbox.count, key: setting.keys.name(of: .outbox)))
            case .success: break
            case .failure(let error): say(.problem, texts.outboxNotRead(error.message[texts.language]))
            }
        }
    }

    /// What the start has to say stays as well, where nobody has pressed a key that took it away.
    func say(_ level: Notice.Level, _ sentence: String) {
        let before = inputs == 0 ? notice : nil
        let level = before?.level == .problem ? .problem : level
        notice = Notice(level, [before?.text, sentence].compactMap { $0 }.joined(separator: " "))
    }

    private func readOutbox(_ then: @escaping @MainActor (Result<[OpenWrite], APIError>) -> Void = { _ in }) {
        waitingForDisk { [outbox] in
            await outbox.read()
        } then: { [weak self] read in
            then(read)
            self?.watchOutbox()
        }
    }

    /// Runs something that waits for a disk; who waits for the program to be idle waits for it too.
    func waitingForDisk<Answer: Sendable>(
        _ work: @escaping @MainActor () async -> Answer, then: @escaping @MainActor (Answer) -> Void
    ) {
        draftWaits += 1
        Task { [weak self] in
            let answer = await work()
            self?.draftWaits -= 1
            then(answer)
            self?.needsFrame()
            self?.underWay.wake()
        }
    }

    /// What another console sends may have its answer by the time that it must.
    private func watchOutbox() {
        guard !watchesOutbox, let end = outbox.nextEnd else { return }
        watchesOutbox = true
        Task { [weak self, pause] in
            await pause(end)
            self?.watchesOutbox = false
            self?.readOutbox()
        }
    }

    /// A form says so where what is typed in it was sent before and has no known outcome.
    func learn(of screen: inout AnyScreen, _ setting: Setting) {
        guard let key = screen.content.draftKey(setting) else { return }
        if let write = outbox.write(of: key) { screen.learn(of: write, setting) }
        let additions = outbox.additions(of: key)
        if !additions.isEmpty { screen.learn(ofAdditions: additions, setting) }
        noteFoundDone(by: screen)
    }

    /// A record that shows what was sent settles it.
    func noteFoundDone(by screen: AnyScreen) {
        if let id = screen.content.foundDone { note(.settled(id, wasDone: true)) }
    }

    func note(_ deed: OutboxDeed) {
        switch deed {
        case .undecided(let write): outbox.add(write)
        case .settled(let id, let wasDone):
            waitingForDisk { [outbox] () async -> Result<Void, APIError> in
                do throws(APIError) { return .success(try await outbox.settle(id, wasDone: wasDone)) } catch {
                    return .failure(error)
                }
            } then: { [weak self] settled in
                guard let self, case .failure(let error) = settled else { return }
                notice = Notice(.problem, setting.texts.notWrittenDown(error.message[setting.language]))
            }
        }
    }
}
