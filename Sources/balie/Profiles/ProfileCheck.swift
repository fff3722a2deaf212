import BillingAPI
import BillingClient
import BillingModel
import Console
import HostFactAPI
import M4API
import Profiles
import ProgramOutput

/// Tries a profile, step by step up to the first that fails; changes nothing.
struct ProfileCheck: Sendable {
    private let mayAsk: Bool
    private let tell: @Sendable (CheckStep) async -> Void
    private(set) var steps: [CheckStep] = []
    /// How a program that only checks ends; nil where all is well.
    private(set) var status: ExitStatus?

    /// - Parameters:
    ///   - key: In place of the profile's own source of the key, for one that is not stored yet.
    ///   - mayAsk: Whether the key's command may use the terminal.
    ///   - tell: Told each step as soon as it is taken.
    static func run(
        _ profile: Profile, key: Secret? = nil, warnings: [LocalizedText] = [], mayAsk: Bool = true,
        _ tell: @escaping @Sendable (CheckStep) async -> Void = { _ in }
    ) async -> ProfileCheck {
        var check = ProfileCheck(mayAsk: mayAsk, tell: tell)
        for warning in warnings { await check.note(.doubtful, warning) }
        do throws(APIError) {
            try await check.run(profile, key)
        } catch {
            for sentence in error.sentences { await check.note(.failed, sentence) }
            check.status = check.status ?? ExitStatus(opening: error)
        }
        return check
    }

    /// A draft as it would be stored.
    static func run(
        _ draft: ProfileDraft, mayAsk: Bool = true, _ tell: @escaping @Sendable (CheckStep) async -> Void = { _ in }
    ) async -> ProfileCheck {
        do throws(APIError) {
            let profile = try draft.profile(keyFile: "/")
            let warnings = profile.address.map { $0.isSecure || $0.isLoopback } == false ? [Self.unencrypted] : []
            return await run(profile, key: draft.typedKey, warnings: warnings, mayAsk: mayAsk, tell)
        } catch {
            var check = ProfileCheck(mayAsk: mayAsk, tell: tell, status: .usage)
            for sentence in error.sentences { await check.note(.failed, sentence) }
            return check
        }
    }

    private static let unencrypted = LocalizedText(
        "The connection is not encrypted: everybody on the way can read the key and the customers' data.",
        "De verbinding is niet versleuteld: iedereen onderweg kan de sleutel en de klantgegevens lezen.")

    private mutating func note(_ judgement: CheckStep.Judgement, _ sentence: LocalizedText) async {
        let step = CheckStep(judgement, sentence)
        steps.append(step)
        await tell(step)
    }

    private mutating func run(_ profile: Profile, _ given: Secret?) async throws(APIError) {
        guard profile.kind.isRemote else { return try await openDatabase(profile) }
        var key = given
        if key == nil, let source = profile.key {
            key = try await source.secret(mayAsk: mayAsk)
            await note(
                .done,
                LocalizedText(
                    "The key could be read; it is not shown.", "De sleutel is gelezen; hij wordt niet getoond."))
        }
        let system = RemoteSystem(profile, key: key)
        let service = try await system.service()
        switch await system.budgetStanding() {
        case .process(let trouble)?: await note(.doubtful, BudgetStanding.process(trouble).sentence)
        case let standing?: await note(.done, standing.sentence)
        case nil: break
        }
        let place = profile.address?.place ?? ""
        do throws(APIError) {
            await note(.done, try await answer(from: service, profile, place))
        } catch {
            status = ExitStatus(error.kind)
            throw Self.explained(error, profile)
        }
    }

    private func answer(
        from service: any BillingService, _ profile: Profile, _ place: String
    ) async throws(APIError) -> LocalizedText {
        let system = profile.kind.system
        if profile.kind == .m4 {
            // The administrator's own account is no customer; whether M4 shows it or not, it has checked who asks.
            var list = ListUsers()
            list[ListUsers.user] = "0"
            do throws(APIError) {
                _ = try await service.send(list)
            } catch  where error.kind == .notFound {
                // The hash and the caller stood before the search for a user.
            }
            return LocalizedText(
                "\(system) at \(place) answered and accepts the key of “\(profile.user)”.",
                "\(system) op \(place) antwoordde en accepteert de sleutel van “\(profile.user)”.")
        }
        var list = ListDebtors()
        list[ListParameters.limit] = 1
        let total = try await service.send(list).total ?? 0
        let debtors = LocalizedText.counting(
            total, one: LocalizedText("it has one debtor", "er is één debiteur"),
            many: LocalizedText("it has \(total) debtors", "er zijn \(total) debiteuren"))
        return LocalizedText(
            "\(system) at \(place) answered and accepts the key; \(debtors.english).",
            "\(system) op \(place) antwoordde en accepteert de sleutel; \(debtors.dutch).")
    }

    /// What commonly lies behind a refusal. Source: HostFact reference, 2.1; M4 reference, section 3.
    private static func explained(_ error: APIError, _ profile: Profile) -> APIError {
        guard error.kind == .forbidden else { return error }
        let hint =
            profile.kind == .m4
            ? LocalizedText(
                "Check the API Secret Key, the user, and that the API is allowed in M4's settings.",
                "Controleer de API Secret Key, de gebruiker, en of de API in de instellingen van M4 aan staat.")
            : LocalizedText(
                "Check the key, and that this machine's address is on the API's list in the settings.",
                "Controleer de sleutel, en of het adres van deze machine op de lijst van de API staat in de instellingen."
            )
        return APIError(
            error.kind,
            LocalizedText("\(error.message.english) \(hint.english)", "\(error.message.dutch) \(hint.dutch)"))
    }

    private mutating func openDatabase(_ profile: Profile) async throws(APIError) {
        var choice = DataChoice()
        choice.take(profile)
        choice.isReadOnlyByOption = true
        choice.mayAsk = mayAsk
        do {
            _ = try await choice.store(for: .readOnly)
        } catch let error as APIError where error.kind == .invalidInput && choice.isOwn {
            return await note(.doubtful, error.message)
        } catch {
            throw (error as? APIError) ?? .unforeseen(error)
        }
        await note(
            .done, LocalizedText("The database “\(choice.shownURL)” opens.", "De database “\(choice.shownURL)” opent."))
    }
}
