import BillingAPI
import BillingModel

/// Where the server listens, and how much it puts up with.
public struct ServerConfiguration: Sendable {
    public var listen: ListenAddress
    /// Nil speaks plain HTTP.
    public var tls: TLSIdentity?
    /// Where counters are read; nil counts for nobody.
    public var metrics: ListenAddress?
    /// Whose `X-Forwarded-For` is believed.
    public var trustedProxies: [IPNetwork]
    public var limits: ServerLimits

    public init(
        listen: ListenAddress, tls: TLSIdentity? = nil, metrics: ListenAddress? = nil,
        trustedProxies: [IPNetwork] = [], limits: ServerLimits = ServerLimits()
    ) {
        self.listen = listen
        self.tls = tls
        self.metrics = metrics
        self.trustedProxies = trustedProxies
        self.limits = limits
    }
}

/// The certificate chain and the key a server proves itself with, as PEM.
public struct TLSIdentity: Sendable {
    public var certificates: [UInt8]
    public var key: [UInt8]

    public init(certificates: [UInt8], key: [UInt8]) {
        self.certificates = certificates
        self.key = key
    }
}

/// How much one caller, and all of them together, may take of the server.
public struct ServerLimits: Sendable {
    /// What a body may have; the dialect refuses what is longer.
    public var bodyBytes = WireLimits.request.bytes
    /// All lines of a request's head together.
    public var headBytes = 32 << 10
    /// Those that bring no whole request make room for others; when all of these are being answered, others wait.
    public var connections = 512
    /// So many connections of one address, or requests of one caller behind a trusted proxy, at a time.
    public var perCaller = 256
    /// How long a request's head may take, the first one from the beginning of the connection.
    public var head = Duration.seconds(5)
    /// From a request's head to its answer, the body included.
    public var deadline = Duration.seconds(30)
    /// How long a connection may stay without a further request.
    public var idle = Duration.seconds(60)
    /// How long a client may go on sending what nobody reads any more.
    public var lingering = Duration.seconds(2)
    public var wrongKeys = WrongKeyLimits()

    public init() {}
}

/// How wrong keys are slowed down.
public struct WrongKeyLimits: Sendable {
    /// So many wrong keys from an address are answered at once.
    public var free = 5
    /// The delay after those; it doubles with every further one.
    public var first = Duration.milliseconds(500)
    public var longest = Duration.seconds(8)
    /// How long an address is remembered after its last wrong key.
    public var memory = Duration.seconds(900)
    /// How many addresses are remembered; the oldest make room.
    public var addresses = 10_000
    /// How many answers may be delayed at a time, altogether and for one address. What comes beyond is turned away.
    public var delayed = 128
    public var delayedPerAddress = 4

    public init() {}
}
