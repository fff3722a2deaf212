import BillingAPI
import BillingModel

/// A billing system that is open, as whoever opened it hands it over.
public struct OpenSystem: Sendable {
    public var id: SystemID
    /// As staff choose it: the profile's name, or the database's.
    public var name: String
    public var banner: Banner
    public var service: any BillingService
    public var backend: Backend
    /// The language of whoever works on it.
    public var texts: Texts
    /// By which its days begin; nil when nothing is known of it beyond the machine's.
    public var clock: LocalClock?
    /// Told once, when staff come to it.
    public var greeting: String?
    /// Whether it tells which records have changed, those that were changed from here among them.
    public var tellsRecords: Bool
    /// Tells who changed what in it; nil where nothing is written down.
    public var history: SystemHistory?
    /// Who has which of its records open; nil where nobody tells, and where nothing may be written.
    public var presence: (any PresenceBook)?
    /// Who works on it.
    public var author = OwnAuthor.ofThisProgram
    /// How often the record of an open form is read again; nil where the system tells by itself what has changed.
    public var refresh: (@Sendable () -> Duration)?
    /// Whether a change may be carried out without its answer ever coming: an engine in this very program always answers,
    /// unless its database is on a server.
    public var losesAnswers: Bool
    /// Whether real customers are at stake, so that no review is sent by Enter alone, and many changes at once need more
    /// than a key.
    public var isProduction = false
    /// How many requests a bulk run may send; nil where there may be as many as come.
    public var pace: BulkPace?
    /// What names it to `balie call`, such as `--profile work`; nothing where that opens it by itself.
    public var callOptions: [String] = []
    /// Tells what happens to it by itself, for as long as it is open.
    public var news: Watching?

    public typealias Watching = @Sendable (_ tell: @escaping @Sendable (SystemNews) async -> Void) async -> Void

    public init(
        id: SystemID, name: String, banner: Banner, service: any BillingService, backend: Backend, texts: Texts,
        clock: LocalClock? = nil, greeting: String? = nil, tellsRecords: Bool = false,
        losesAnswers: Bool? = nil, history: SystemHistory? = nil,
        news: Watching? = nil
    ) {
        self.id = id
        self.name = name
        self.banner = banner
        self.service = service
        self.backend = backend
        self.texts = texts
        self.clock = clock
        self.greeting = greeting
        self.tellsRecords = tellsRecords
        self.history = history
        self.losesAnswers = losesAnswers ?? backend.isElsewhere
        self.news = news
    }
}

/// What happens to a system by itself.
public enum SystemNews: Sendable {
    /// Somebody has changed its data.
    case changed(SystemChange)
    /// How far the texts that rows are found by have been brought up to date; nil when they are.
    case preparation(SearchProgress?)
    /// Something that goes on beside the work of staff has failed, and is tried again.
    case trouble(APIError)
}
