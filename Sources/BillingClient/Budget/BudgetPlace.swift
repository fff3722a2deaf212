import BillingAPI
import BillingModel
import Foundation

/// Where the requests to a system are counted, and so with whom.
///
/// A file that any user of the machine may write is one that any of them can hold or spoil. So the consoles of several
/// users count together only where the administrator has made a group for them.
public struct BudgetPlace: Sendable {
    /// Its members count together.
    public static let group = "balie"
    /// Made by the administrator: of root and the group, mode 2770.
    public static let groupFolder = "/var/lib/balie/budget"

    private enum Choice: Sendable {
        case usual(name: String, groupFolder: String, userFolder: String)
        case file(String)
    }

    private let choice: Choice
    /// The number of the group, if there is one and this user belongs to it.
    private let membership: @Sendable () -> Result<gid_t, BudgetTrouble>

    /// One file for scheme, host and port, whatever path or key is used.
    ///
    /// - Parameter userFolder: Where this user alone counts, outside of the group.
    public static func usual(
        for address: ServerAddress, userFolder: String, groupFolder: String = Self.groupFolder,
        membership: @escaping @Sendable () -> Result<gid_t, BudgetTrouble> = Self.membershipOfGroup
    ) -> BudgetPlace {
        let name = String(ContentHash.digits(of: address.origin).prefix(16))
        return BudgetPlace(
            choice: .usual(name: name, groupFolder: groupFolder, userFolder: userFolder), membership: membership)
    }

    /// A file that somebody chose, in a folder that others may not write in.
    public static func file(_ path: String) -> BudgetPlace {
        BudgetPlace(choice: .file(path), membership: { .failure(noGroup) })
    }

    /// The open file, and who counts in it.
    func open() throws(BudgetTrouble) -> (file: BudgetFile, standing: BudgetStanding) {
        switch choice {
        case .file(let path):
            let parts = path as NSString
            let folder = try BudgetFolder(parts.deletingLastPathComponent, for: .chosen)
            return (try BudgetFile(parts.lastPathComponent, in: folder, path: path), .chosen(path))
        case .usual(let name, let groupFolder, let userFolder):
            let reason: BudgetTrouble
            do throws(BudgetTrouble) {
                let folder = try BudgetFolder(groupFolder, for: .group(try membership().get()))
                return (try BudgetFile(name, in: folder, path: "\(groupFolder)/\(name)"), .group)
            } catch {
                reason = error
            }
            let folder = try BudgetFolder(userFolder, for: .user)
            return (try BudgetFile(name, in: folder, path: "\(userFolder)/\(name)"), .user(reason))
        }
    }

    @Sendable public static func membershipOfGroup() -> Result<gid_t, BudgetTrouble> {
        var entry = group_()
        var buffer = [CChar](repeating: 0, count: 65_536)
        var found: UnsafeMutablePointer<group_>?
        guard getgrnam_r(group, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
            return .failure(noGroup)
        }
        var groups = [gid_t](repeating: 0, count: max(0, Int(getgroups(0, nil))))
        let count = getgroups(Int32(groups.count), &groups)
        guard entry.gr_gid == getegid() || groups.prefix(max(0, Int(count))).contains(entry.gr_gid) else {
            return .failure(
                BudgetTrouble(
                    "This user is not in the group \(group).", "Deze gebruiker zit niet in de groep \(group)."))
        }
        return .success(entry.gr_gid)
    }

    private static let noGroup = BudgetTrouble(
        "This machine has no group \(group).", "Deze machine heeft geen groep \(group).")
}

#if canImport(Glibc)
    private typealias group_ = Glibc.group
#else
    private typealias group_ = Darwin.group
#endif

/// With whom the requests to a system are counted.
public enum BudgetStanding: Equatable, Sendable {
    case group
    /// With this user's other consoles; and why not with everybody's.
    case user(BudgetTrouble)
    case chosen(String)
    /// With nobody.
    case process(BudgetTrouble)

    public var sentence: LocalizedText {
        switch self {
        case .group:
            LocalizedText(
                "Requests are counted together with those of everybody in the group \(BudgetPlace.group).",
                "Verzoeken worden samen geteld met die van iedereen in de groep \(BudgetPlace.group).")
        case .user(let reason):
            LocalizedText(
                "Requests are counted for your user alone, not with those of others here. \(reason.sentence.english)",
                "Verzoeken worden alleen voor uw gebruiker geteld, niet samen met die van anderen hier. \(reason.sentence.dutch)"
            )
        case .chosen(let path):
            LocalizedText("Requests are counted in “\(path)”.", "Verzoeken worden geteld in “\(path)”.")
        case .process(let reason):
            LocalizedText(
                "Requests are counted for this console alone. \(reason.sentence.english)",
                "Verzoeken worden alleen voor deze console geteld. \(reason.sentence.dutch)")
        }
    }
}
