import BillingModel
import Foundation

/// Who did something, and from where.
public struct JournalAuthor: Hashable, Sendable {
    /// The operating system's user and machine: `anna@desk-2`.
    public var name: String
    /// Where the line comes from that they work over, as sshd says; nil of somebody at the machine itself.
    public var address: String?
    /// Nil of a program that runs without one.
    public var terminal: String?

    public init(name: String, address: String? = nil, terminal: String? = nil) {
        self.name = name
        self.address = address
        self.terminal = terminal
    }

    /// Whoever runs this program: by the number of the user, since anybody may set `USER`.
    public static func here(_ environment: [String: String]) -> JournalAuthor {
        let line = environment["SSH_CONNECTION"]?.split(separator: " ").first.map(String.init)
        return JournalAuthor(
            name: "\(userName)@\(hostName)", address: line.flatMap { IPAddress($0) == nil ? nil : $0 },
            terminal: [STDIN_FILENO, STDERR_FILENO].lazy.compactMap(terminalName).first)
    }

    /// The user alone, without the machine.
    public var user: String { String(name.prefix { $0 != "@" }) }

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
