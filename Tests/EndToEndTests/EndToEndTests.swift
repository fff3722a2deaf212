import Testing

/// The real program in a real terminal, one test at a time.
///
/// Stories are written as extensions of this suite, so that all of them share its order.
@Suite(.serialized, .timeLimit(.minutes(30)))
struct EndToEndTests {}
