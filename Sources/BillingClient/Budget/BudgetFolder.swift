import BillingModel
import Foundation
import PrivateFiles

/// Who may count requests in a folder; everybody else must be kept out of it.
enum BudgetSharing: Equatable, Sendable {
    /// The members of a group, by its number, in a folder that the administrator made.
    case group(gid_t)
    /// One user, in a folder that is made where it is missing.
    case user
    /// Whoever the owner of a folder that was chosen lets in.
    case chosen

    var fileMode: mode_t { self == .user ? 0o600 : 0o660 }
}

/// An open folder for budgets whose owner and rights have been found good; closed at the end of its life.
final class BudgetFolder {
    let descriptor: Int32
    let sharing: BudgetSharing

    /// - Throws: Why it cannot be used, as a sentence.
    init(_ path: String, for sharing: BudgetSharing) throws(BudgetTrouble) {
        if sharing == .user { PrivateFolder.make(path) }
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        self.sharing = sharing
        guard descriptor >= 0 else { throw BudgetTrouble(path, error: errno) }
        var state = stat()
        guard fstat(descriptor, &state) == 0 else { throw BudgetTrouble(path, error: errno) }
        let rights = state.st_mode & 0o7777
        let isGood =
            switch sharing {
            case .group(let group): state.st_uid == 0 && state.st_gid == group && rights == 0o2770
            case .user: state.st_uid == geteuid() && rights & 0o022 == 0
            case .chosen: (state.st_uid == 0 || state.st_uid == geteuid()) && rights & 0o002 == 0
            }
        guard isGood else { throw BudgetTrouble(folder: path, sharing) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}

/// Why a budget cannot be shared as it should.
public struct BudgetTrouble: Error, Equatable, Sendable {
    public var sentence: LocalizedText

    init(_ english: String, _ dutch: String) {
        sentence = LocalizedText(english, dutch)
    }

    init(_ path: String, error number: Int32) {
        let reason = String(cString: strerror(number))
        self.init("“\(path)” cannot be used: \(reason).", "“\(path)” is niet te gebruiken: \(reason).")
    }

    init(folder path: String, _ sharing: BudgetSharing) {
        switch sharing {
        case .group:
            self.init(
                "The folder “\(path)” must be of root and group \(BudgetPlace.group), mode 2770. Run: install -d -o root -g \(BudgetPlace.group) -m 2770 \(path)",
                "De map “\(path)” moet van root en groep \(BudgetPlace.group) zijn, mode 2770. Voer uit: install -d -o root -g \(BudgetPlace.group) -m 2770 \(path)"
            )
        case .user, .chosen:
            self.init(
                "Others may write in the folder “\(path)”. Run: chmod go-w '\(path)'",
                "Anderen kunnen in de map “\(path)” schrijven. Voer uit: chmod go-w '\(path)'")
        }
    }

    static func unsafeFile(_ path: String) -> BudgetTrouble {
        BudgetTrouble(
            "The file “\(path)” is not ours alone, or no plain file. Remove it; a new one is made.",
            "Het bestand “\(path)” is niet van ons alleen, of geen gewoon bestand. Verwijder het; er komt een nieuw.")
    }

    static func held(_ path: String) -> BudgetTrouble {
        BudgetTrouble(
            "The file “\(path)” is held by another program.",
            "Het bestand “\(path)” wordt door een ander programma vastgehouden.")
    }

    static let slow = BudgetTrouble(
        "The disk with the budget does not answer.", "De schijf met het budget antwoordt niet.")
}
