/// How long bytes that belong together may be apart.
struct Patience: Equatable, Sendable {
    /// How long a lone Escape may be the start of a sequence; nothing else is ambiguous.
    var escape: Duration
    /// How long anything else that is unfinished waits for its next byte before it is dropped whole. A line that
    /// repeats a lost packet takes a second or so.
    var sequence = Duration.seconds(2)
    /// The silence after which a paste without its end mark is taken to be over.
    var paste: Duration
    /// How long the terminal's answer to the question of the start may take, for whoever leaves before it.
    var answer: Duration
    /// How long bytes may come no faster than by hand where a paste or an answer should be: whoever types there has
    /// been typing into nothing.
    var trickle = Duration.seconds(10)
    /// The silence that ends what is longer than anything a terminal has to say.
    var oversized = Duration.milliseconds(100)

    /// The standards for this session.
    ///
    /// A sequence may come byte by byte over a serial line or a busy machine, tens of milliseconds apart; over SSH it
    /// may come in two packets, which needs more. Inside tmux or screen the session may well be an SSH one, but there the multiplexer
    /// has waited for the line itself (tmux by `escape-time`, screen by `maptimeout`) and hands over whole keys.
    /// ESCDELAY, in milliseconds as ncurses has it, beats them all; what is no such number is passed over.
    init(environment: (String) -> String?) {
        func isSet(_ name: String) -> Bool { environment(name)?.isEmpty == false }
        let isMultiplexed = isSet("TMUX") || isSet("STY")
        let isRemote = !isMultiplexed && (isSet("SSH_CONNECTION") || isSet("SSH_TTY"))
        let asked = environment("ESCDELAY").flatMap { Int($0) }.flatMap {
            (0...Self.longestDelay).contains($0) ? $0 : nil
        }
        escape = .milliseconds(asked ?? (isRemote ? 250 : 100))
        paste = .seconds(isRemote ? 3 : 1)
        answer = .milliseconds(isRemote ? 1500 : 300)
    }

    /// With a longer one Escape would seem to be broken.
    private static let longestDelay = 10_000
}
