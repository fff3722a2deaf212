import Foundation
import ProgramTesting

/// A program in a terminal of its own, used as a person would: by keys, looking at the screen.
///
/// Every session has its own tmux server, which ends with the session. After `press("Escape")` wait for what it
/// changes before pressing more: to a terminal, Escape with a key right behind it is one Alt chord.
final class TmuxSession {
    let home: TemporaryHome
    let deadline: Duration
    private let tmux: String
    private let name = "session-\(UUID().uuidString.prefix(4))"
    private var server: pid_t?
    private var shell: pid_t?

    /// Starts the console; options such as `--read-only` follow the program's name.
    static func balie(
        _ options: String..., columns: Int = 80, rows: Int = 24, home: TemporaryHome? = nil,
        environment: [String: String] = [:]
    ) async throws -> TmuxSession {
        try await TmuxSession(
            [Balie.path()] + options, columns: columns, rows: rows, home: home, environment: environment)
    }

    /// Starts a program; `environment` is laid over that of the home.
    init(
        _ command: [String], columns: Int = 80, rows: Int = 24, home: TemporaryHome? = nil,
        environment: [String: String] = [:], deadline: Duration = .seconds(180)
    ) async throws {
        self.home = try home ?? TemporaryHome()
        self.deadline = deadline
        tmux = try Self.tmuxPath()
        try Self.settings.write(toFile: "\(files).conf", atomically: true, encoding: .utf8)
        let surroundings = self.home.environment.merging(environment) { $1 }.map { "\($0)=\($1)" }.sorted()
        try await ask(
            ["-f", "\(files).conf", "-u", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"]
                + ["-c", self.home.path, "env", "-i"] + surroundings
                + ["/bin/sh", "-c", Self.shell, "shell", endMark, Self.notes, files] + command)
        let processes = try await state("#{pid} #{pane_pid}").split(separator: " ").compactMap { pid_t($0) }
        (server, shell) = (processes.first, processes.last)
    }

    deinit {
        // The shell leads the group of everything that runs in the terminal.
        if let shell, isAlive() { kill(-shell, SIGKILL) }
        if let server { kill(server, SIGTERM) }
    }

    /// Where the session's socket and notes are, each with an ending of its own.
    var files: String { home / name }

    /// The title that the terminal gets after everything the program wrote.
    var endMark: String { "\(name) has ended" }

    /// Asks this session's tmux server.
    @discardableResult
    func ask(_ arguments: [String]) async throws -> String {
        let answer = try await run(tmux, ["-S", "\(files).socket"] + arguments, environment: home.environment)
        guard answer.exitCode == 0 else {
            throw DriverError("tmux \(arguments.first ?? ""): \(answer.errors.trimmingCharacters(in: .newlines))")
        }
        return answer.output
    }

    private static let settings = """
        set -g status off
        set -g default-terminal screen-256color
        set -g escape-time 0
        set -g set-clipboard on
        """

    /// Stands in for the shell that a person starts the program from.
    ///
    /// Holds the terminal open after the program: where the last process of a terminal ends, tmux may lose what it
    /// wrote just before. On a hang-up it ends, at which the kernel tells those in the terminal's foreground.
    private static let shell = #"""
        mark=$1 notes=$2; shift 2
        /bin/sh -c "$notes" notes "$@"
        printf '\033]2;%s\033\\' "$mark"
        exec cat > /dev/null
        """#

    /// Runs the program and notes its process id, the line settings around it and its exit code, hang-up or not.
    private static let notes = #"""
        files=$1; shift
        trap : HUP INT QUIT
        stty -g > "$files.before"
        exec 3>&2 2> /dev/null
        /bin/sh -c 'echo $$ > "$0.pid"; exec "$@" 2>&3 3>&-' "$files" "$@"
        code=$?
        stty -g > "$files.after"
        echo $code > "$files.exit"
        """#

    private static func tmuxPath() throws -> String {
        let places = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/opt/homebrew/bin/tmux", "/bin/tmux"]
        guard let found = places.first(where: FileManager.default.isExecutableFile) else {
            throw DriverError("These tests need tmux, which is not installed. `make test` installs it.")
        }
        return found
    }
}
