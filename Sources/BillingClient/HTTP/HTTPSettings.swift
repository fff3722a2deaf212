import BillingAPI

/// How a system is reached over HTTP.
public struct HTTPSettings: Sendable {
    public var address: ServerAddress
    /// A PEM file with authorities to trust beside those of this machine; certificates are always verified.
    public var authorities: String?
    /// How long a request may take in all, from looking up the host to the last byte of the answer.
    public var deadline: Duration
    public var connectTimeout: Duration
    public var proxy: ProxyChoice
    public var limits: WireLimits

    public init(
        _ address: ServerAddress, authorities: String? = nil, deadline: Duration = .seconds(30),
        connectTimeout: Duration = .seconds(10), proxy: ProxyChoice = .direct, limits: WireLimits = .answer
    ) {
        self.address = address
        self.authorities = authorities
        self.deadline = deadline
        self.connectTimeout = connectTimeout
        self.proxy = proxy
        self.limits = limits
    }
}
