import BillingAPI
import BillingModel
import Console

/// Profiles that are only remembered, and checks and systems that come out as a test says.
public actor StubSetup: ProfileSetup {
    private let known: [KnownProfile]
    private let steps: [CheckStep]
    private let refusal: APIError?
    private let systems: [String: any BillingService]
    private var openingRefusal: APIError?
    private let pause = HeldPause()
    private var isHeld = false
    public private(set) var checked: [NewSystem] = []
    public private(set) var saved: [NewSystem] = []
    public private(set) var opened: [String] = []

    /// - Parameter systems: What the profiles lead to; those that are not told answer nothing.
    public init(
        _ known: [KnownProfile] = [],
        steps: [CheckStep] = [CheckStep(.done, LocalizedText("The system answers.", "Het systeem antwoordt."))],
        refusing refusal: APIError? = nil, opening systems: [String: any BillingService] = [:]
    ) {
        self.known = known
        self.steps = steps
        self.refusal = refusal
        self.systems = systems
    }

    public func profiles() -> [KnownProfile] { known }

    /// From now on no system can be opened.
    public func refuse(_ error: APIError) { openingRefusal = error }

    /// From now on each step of a check, and each opening, waits to be released.
    public func hold() { isHeld = true }

    /// Returns when this many steps and openings have come to wait.
    public func arrived(_ count: Int) async { await pause.arrived(count) }

    /// Lets what waits go on.
    public func release() async { await pause.end() }

    public func check(_ draft: NewSystem, _ tell: @escaping @Sendable (CheckStep) async -> Void) async {
        checked.append(draft)
        for step in steps {
            if isHeld { await pause.wait() }
            await tell(step)
        }
    }

    public func save(_ draft: NewSystem) throws(APIError) {
        if let refusal { throw refusal }
        saved.append(draft)
    }

    public func open(_ profile: String) async throws(APIError) -> OpenSystem {
        opened.append(profile)
        if isHeld { await pause.wait() }
        if let openingRefusal { throw openingRefusal }
        return OpenSystem(
            id: .profile(profile), name: profile, banner: Banner(place: profile, isDemo: false, isReadOnly: false),
            service: systems[profile] ?? StubService(), backend: .vendor("HostFact"), texts: Texts(.english))
    }
}
