import BillingModel
import CCrash

/// What a crash leaves: a report without anything of what was in memory, and nothing else.
public enum CrashReports {
    /// To be called first of all.
    ///
    /// From here on no core is written, nobody but root may look into the process, and a fault leaves a report of mode
    /// 0600 that says what ended which version when, and the addresses of the calls that led there.
    ///
    /// - Parameters:
    ///   - program: Its name and version.
    ///   - folder: An absolute path. It is made with the first report; at most twenty are kept there.
    public static func begin(_ program: String, in folder: String, _ language: Language) {
        crash_guard_memory()
        _ = crash_arm(folder, program.inert, told[language])
    }

    private static let told = LocalizedText(
        "Balie met a fault and has ended. Where it was, without any data, is in ",
        "Balie liep op een fout en is geëindigd. Waar het was, zonder gegevens, staat in ")
}
