import BillingAPI
import BillingModel
import Console
import Profiles

/// The profiles of config.toml as the console sees them: to choose from, to try, to add to.
struct ProfileDesk: ProfileSetup {
    private let systems: SystemDesk

    init(_ systems: SystemDesk) {
        self.systems = systems
    }

    func open(_ profile: String) async throws(APIError) -> OpenSystem { try await systems.open(profile) }

    /// Its disk may be elsewhere, and another program may be writing the same file.
    private static let disk = SideThreads("profiles", most: 1, mostWaiting: 1, patience: .seconds(10))

    func profiles() async throws(APIError) -> [KnownProfile] {
        let configuration = try await Self.onDisk(orElse: Self.unread) { () throws(APIError) in
            try Places.configuration.read()
        }
        return configuration.profiles.map { profile in
            // The name stands beside it already.
            let place = [profile.kind.system, profile.address?.place ?? ""].filter { !$0.isEmpty }
            return KnownProfile(name: profile.name, place: place.joined(separator: " "))
        }
    }

    /// The choice with the profile that its name leads to.
    static func settled(_ choice: DataChoice) async throws(APIError) -> DataChoice {
        try await onDisk(orElse: unread) { () throws(APIError) in
            var choice = choice
            try choice.settle()
            return choice
        }
    }

    /// - Parameter silence: What it means that the disk does not answer.
    private static func onDisk<Answer: Sendable>(
        orElse silence: APIError, _ work: @escaping @Sendable () throws(APIError) -> Answer
    ) async throws(APIError) -> Answer {
        let outcome: Result<Answer, APIError>
        do throws(SideThreads.Refusal) {
            outcome = try await disk.run { Result { () throws(APIError) in try work() } }
        } catch {
            throw silence
        }
        return try outcome.get()
    }

    func check(_ draft: NewSystem, _ tell: @escaping @Sendable (CheckStep) async -> Void) async {
        // The console has the screen.
        _ = await ProfileCheck.run(ProfileDraft(draft), mayAsk: false, tell)
    }

    /// The first system that is added opens from then on; whoever has several chooses with `--profile` or `default`.
    func save(_ draft: NewSystem) async throws(APIError) {
        try await Self.onDisk(orElse: Self.undecided) { () throws(APIError) in try Self.add(draft) }
    }

    private static func add(_ draft: NewSystem) throws(APIError) {
        var profile = ProfileDraft(draft)
        profile.isDefault = try Places.configuration.read().profiles.isEmpty
        try ProfileFile(Places.configuration).add(profile)
    }

    private static var unread: APIError {
        APIError(
            .unreachable,
            LocalizedText(
                "The disk with the profiles does not answer: \(Places.configuration.path) could not be read. Try again.",
                "De schijf met de profielen antwoordt niet: \(Places.configuration.path) is niet te lezen. Probeer het opnieuw."
            ))
    }

    private static var undecided: APIError {
        APIError(
            .unknownOutcome,
            LocalizedText(
                "The disk with the profiles does not answer, so that the profile may have been added or not. Look into \(Places.configuration.path).",
                "De schijf met de profielen antwoordt niet, zodat het profiel misschien is toegevoegd. Kijk in \(Places.configuration.path)."
            ))
    }
}

extension ProfileDraft {
    init(_ draft: NewSystem) {
        let kind: Profile.Kind =
            switch draft.kind {
            case .hostFact: .hostfact
            case .weFact: .wefact
            case .m4: .m4
            }
        self.init(name: draft.name, kind: kind)
        url = draft.url
        user = draft.user
        banner = draft.bannerColour.isEmpty ? nil : draft.bannerColour
        isReadOnly = draft.isReadOnly
        key =
            switch draft.secret {
            case .key(let key): .typed(Secret(key))
            case .command(let command): .command(command)
            }
    }
}
