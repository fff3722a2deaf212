import Testing

// The real program, as it is used. What is in one suite runs one test at a time; the three run beside each other, so that
// one's waiting is the others' time. Tests are written as extensions of these suites.

/// Whole stories at the keyboard of a real terminal.
@Suite(.serialized, .timeLimit(.minutes(30)))
struct EndToEndTests {}

/// Commands that a shell would run.
@Suite(.serialized, .timeLimit(.minutes(30)))
struct CommandTests {}

/// Terminals that go, break and answer late.
@Suite(.serialized, .timeLimit(.minutes(30)))
struct TerminalTests {}
