import Foundation

/// The environment that the program was started with.
public enum ProgramEnvironment {
    /// Taken once: Foundation makes a table of all variables each time it is asked, and a start asks a dozen times.
    public static let variables = ProcessInfo.processInfo.environment
}
