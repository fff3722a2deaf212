import BillingAPI
import BillingModel
import Console

/// Profiles that are only remembered, and checks that come out as a test says.
public actor StubSetup: ProfileSetup {
    private let known: [KnownProfile]
    private let steps: [CheckStep]
    private let refusal: APIError?
    public private(set) var checked: [ProfileDraft] = []
    public private(set) var saved: [ProfileDraft] = []

    public init(
        _ known: [KnownProfile] = [],
        steps: [CheckStep] = [CheckStep(.done, LocalizedText("The system answers.", "Het systeem antwoordt."))],
        refusing refusal: APIError? = nil
    ) {
        self.known = known
        self.steps = steps
        self.refusal = refusal
    }

    public func profiles() -> [KnownProfile] { known }

    public func check(_ draft: ProfileDraft) -> [CheckStep] {
        checked.append(draft)
        return steps
    }

    public func save(_ draft: ProfileDraft) throws(APIError) {
        if let refusal { throw refusal }
        saved.append(draft)
    }
}
