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
        try Places.configuration.read().profiles.map { profile in
            // The name stands beside it already.
            let place = [profile.kind.system, profile.address?.place ?? ""].filter { !$0.isEmpty }
            return KnownProfile(name: profile.name, place: place.joined(separator: " "))
        }
    }

    func check(_ draft: NewSystem, _ tell: @escaping @Sendable (CheckStep) async -> Void) async {
        // The console has the screen.
        _ = await ProfileCheck.run(ProfileDraft(draft), mayAsk: false, tell)
    }

    /// The first system that is added opens from then on; whoever has several chooses with `--profile` or `default`.
    func save(_ draft: NewSystem) async throws(APIError) {
        let outcome: Result<Void, APIError>
        do throws(SideThreads.Refusal) {
            outcome = try await Self.disk.run { Result { () throws(APIError) in try Self.add(draft) } }
        } catch {
            throw Self.undecided
        }
        try outcome.get()
    }

    private static func add(_ draft: NewSystem) throws(APIError) {
        var profile = ProfileDraft(draft)
        profile.isDefault = try Places.configuration.read().profiles.isEmpty
        try ProfileFile(Places.configuration).add(profile)
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
