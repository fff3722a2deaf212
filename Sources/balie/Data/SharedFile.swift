import BillingModel
import Foundation

/// A database file that several people of one machine work on: what would keep one of them out, or let others in.
///
/// SQLite makes files beside it, with its mode and each person's own group: only a folder that hands its group on lets
/// everybody open them.
enum SharedFile {
    /// The bit of a folder by which what is made in it gets its group.
    private static let handsItsGroupOn: mode_t = 0o2000

    /// Nil where nothing is wrong, and where nobody else is meant to open it.
    static func problem(of path: String) -> LocalizedText? {
        let folder = (path as NSString).deletingLastPathComponent
        guard let file = state(of: path), let place = state(of: folder.isEmpty ? "." : folder) else { return nil }
        let name = groupName(file.st_gid)
        if file.st_mode & 0o002 != 0 { return anybody(path) }
        let isShared = place.st_mode & 0o020 != 0 && place.st_mode & handsItsGroupOn != 0
        guard file.st_mode & 0o020 != 0 else {
            // Made under a umask that leaves the group nothing.
            return isShared && place.st_mode & 0o001 == 0 ? unreadable(path, groupName(place.st_gid)) : nil
        }
        guard place.st_mode & 0o020 != 0 else { return closed(folder, name) }
        guard place.st_mode & handsItsGroupOn != 0, place.st_gid == file.st_gid else { return mixed(folder, name) }
        return nil
    }

    private static func state(of path: String) -> stat? {
        var state = stat()
        return stat(path, &state) == 0 ? state : nil
    }

    /// By its number where it has no name.
    private static func groupName(_ number: gid_t) -> String {
        var entry = group()
        var buffer = [CChar](repeating: 0, count: 65_536)
        var found: UnsafeMutablePointer<group>?
        guard getgrgid_r(number, &entry, &buffer, buffer.count, &found) == 0, found != nil, let name = entry.gr_name
        else { return String(number) }
        return String(cString: name)
    }

    private static func anybody(_ path: String) -> LocalizedText {
        LocalizedText(
            "Everybody on this machine may change “\(path)”. Run: chmod o-rwx '\(path)'",
            "Iedereen op deze machine mag “\(path)” wijzigen. Voer uit: chmod o-rwx '\(path)'")
    }

    private static func unreadable(_ path: String, _ group: String) -> LocalizedText {
        LocalizedText(
            "Its folder is shared by the group \(group), but “\(path)” was made under a umask that keeps the group out. Run: chgrp \(group) '\(path)'; chmod g+rw '\(path)'",
            "De map wordt gedeeld door de groep \(group), maar “\(path)” is gemaakt met een umask die de groep buitensluit. Voer uit: chgrp \(group) '\(path)'; chmod g+rw '\(path)'"
        )
    }

    private static func closed(_ folder: String, _ group: String) -> LocalizedText {
        LocalizedText(
            "The database is shared by the group \(group), but its folder is not, so that colleagues cannot open it. Run: chgrp \(group) '\(folder)'; chmod g+rwxs '\(folder)'",
            "De database wordt gedeeld door de groep \(group), maar de map niet, zodat collega's haar niet kunnen openen. Voer uit: chgrp \(group) '\(folder)'; chmod g+rwxs '\(folder)'"
        )
    }

    private static func mixed(_ folder: String, _ group: String) -> LocalizedText {
        LocalizedText(
            "The database is shared by the group \(group), but what is made beside it is not, so that whoever comes second cannot open it. Run: chgrp \(group) '\(folder)'; chmod g+rwxs '\(folder)'",
            "De database wordt gedeeld door de groep \(group), maar wat ernaast komt te staan niet, zodat wie daarna komt haar niet kan openen. Voer uit: chgrp \(group) '\(folder)'; chmod g+rwxs '\(folder)'"
        )
    }
}

extension DataChoice {
    /// What is wrong with the rights of a database file that several people work on; nil of any other place.
    var sharingProblem: LocalizedText? {
        let start = "sqlite:"
        guard !isRemote, url.hasPrefix(start) else { return nil }
        return SharedFile.problem(of: String(url.dropFirst(start.count)))
    }
}
