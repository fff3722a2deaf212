import Testing

// The real program, as it is used. What is in one suite runs one test at a time; the suites run beside each other, so that
// one's waiting is the others' time. Tests are written as extensions of these suites.

/// Whole stories at the keyboard of a real terminal.
@Suite(.serialized, .timeLimit(.minutes(30)))
struct EndToEndTests {}

/// Those of a working day, in every system.
@Suite(.serialized, .timeLimit(.minutes(30)))
struct WorkdayStoryTests {}

/// Those of several at one record.
@Suite(.serialized, .timeLimit(.minutes(30)))
struct SharedWorkTests {}

/// Those of what was not sent or has no known outcome.
@Suite(.serialized, .timeLimit(.minutes(30)))
struct UnsentWorkTests {}

/// Commands that a shell would run.
@Suite(.serialized, .timeLimit(.minutes(30)))
struct CommandTests {}

/// Those that are refused.
@Suite(.serialized, .timeLimit(.minutes(30)))
struct RefusedCommandTests {}

/// Terminals that go, break and answer late.
@Suite(.serialized, .timeLimit(.minutes(30)))
struct TerminalTests {}
