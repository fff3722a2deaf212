import Testing

/// What a billing system does for its callers, whichever way they come.
@Suite(.timeLimit(.minutes(30)))
struct InstallationTests {}
