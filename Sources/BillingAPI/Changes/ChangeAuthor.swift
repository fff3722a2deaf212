import BillingModel
import Foundation

/// Who changes something, and from where.
public struct ChangeAuthor: Hashable, Sendable {
    /// How the name is known.
    public enum Proof: String, Hashable, Sendable, CaseIterable {
        /// The operating system says whose program it is.
        case user
        /// The API key of that name was shown.
        case key
        /// The call was signed with the secret of that M4 account.
        case account
        /// Nothing proves it.
        case claimed
    }

    /// `anna`; of a call to a server the name of the key or the account.
    public var name: String
    public var proof: Proof
    /// The operating system's user and machine, `anna@desk-2`; of a call to a server what its program claims, if anything.
    public var origin: String
    /// Where the line comes from that they work over; of a call to a server where that came from. Empty of somebody at the
    /// machine itself.
    public var address: String
    /// Empty of a program that runs without one.
    public var terminal: String

    public init(
        _ name: String, by proof: Proof, origin: String = "", address: String = "", terminal: String = ""
    ) {
        self.name = name
        self.proof = proof
        self.origin = origin
        self.address = address
        self.terminal = terminal
    }

    /// As staff know them: `anna@desk-2`, or a key with who says to have used it.
    public var shown: String {
        switch proof {
        case .user: origin.isEmpty ? name : origin
        case .key, .account, .claimed: origin.isEmpty ? name : "\(name) (\(origin))"
        }
    }

    /// Whether it is whom somebody asks for by a name: the user, the key or the account, or the user with the machine.
    public func isNamed(_ asked: String) -> Bool {
        [name, origin, String(origin.prefix { $0 != "@" })].contains(asked)
    }
}

extension ChangeAuthor {
    /// Whoever runs this program: by the number of the user, since anybody may set `USER`. May wait for a directory of
    /// users that is elsewhere.
    public static func here(_ environment: [String: String]) -> ChangeAuthor {
        let line = environment["SSH_CONNECTION"]?.split(separator: " ").first.map(String.init)
        let name = userName
        return ChangeAuthor(
            name, by: .user, origin: "\(name)@\(hostName)",
            address: line.flatMap { IPAddress($0) == nil ? nil : $0 } ?? "",
            terminal: [STDIN_FILENO, STDERR_FILENO].lazy.compactMap(terminalName).first ?? "")
    }

    private static var userName: String {
        var entry = passwd()
        var buffer = [CChar](repeating: 0, count: 65_536)
        var found: UnsafeMutablePointer<passwd>?
        let user = geteuid()
        guard getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, found != nil, let name = entry.pw_name
        else { return String(user) }
        return String(cString: name)
    }

    private static var hostName: String {
        text { gethostname($0, $1) == 0 } ?? "localhost"
    }

    private static func terminalName(_ file: Int32) -> String? {
        text { ttyname_r(file, $0, $1) == 0 }
    }

    /// What the system writes into a place for 255 characters.
    private static func text(_ fill: (UnsafeMutablePointer<CChar>, Int) -> Bool) -> String? {
        var buffer = [CChar](repeating: 0, count: 256)
        let isFilled = buffer.withUnsafeMutableBufferPointer { place in
            place.baseAddress.map { fill($0, place.count - 1) } ?? false
        }
        guard isFilled else { return nil }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
