import BillingAPI

extension PresenceCaller {
    /// Somebody who comes by an API key: it is known by its name, and one that may only read writes nothing here either.
    public init(_ caller: HostFactCaller) {
        switch caller.access {
        case .full: self = .known(caller.name, mayWrite: true)
        case .readOnly: self = .known(caller.name, mayWrite: false)
        case .refusedAddress: self = .refused(caller.name)
        case .unknownKey: self = .unknown
        }
    }
}
