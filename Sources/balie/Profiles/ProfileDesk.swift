import BillingAPI
import Console
import Profiles

/// The profiles of config.toml as the console sees them: to choose from, to try, to add to.
struct ProfileDesk: ProfileSetup {
    func profiles() async -> [KnownProfile] {
        // A configuration that cannot be read has kept the console from starting, or is being changed at this moment.
        guard let known = try? Places.configuration.read().profiles else { return [] }
        return known.map { KnownProfile(name: $0.name, place: $0.place) }
    }

    func check(_ draft: Console.ProfileDraft) async -> [CheckStep] {
        // The console has the screen.
        await ProfileCheck.run(Profiles.ProfileDraft(draft), mayAsk: false).steps.map { step in
            let outcome: CheckStep.Outcome =
                switch step.outcome {
                case .done: .done
                case .doubtful: .doubtful
                case .failed: .failed
                }
            return CheckStep(outcome, step.sentence)
        }
    }

    /// The first system that is added opens from then on; whoever has several chooses with `--profile` or `default`.
    func save(_ draft: Console.ProfileDraft) async throws(APIError) {
        var profile = Profiles.ProfileDraft(draft)
        profile.isDefault = try Places.configuration.read().profiles.isEmpty
        try ProfileFile(Places.configuration).add(profile)
    }
}

extension Profiles.ProfileDraft {
    init(_ draft: Console.ProfileDraft) {
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
