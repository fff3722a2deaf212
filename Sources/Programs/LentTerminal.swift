import Foundation

/// The controlling terminal, lent to a program's group as long as we wait for it, as a shell does.
///
/// The kernel stops who reads from a terminal, or changes what it echoes, without being in its foreground group.
struct LentTerminal {
    private var file: Descriptor
    private let owner = getpgrp()
    private var ours = termios()
    private var theirs: termios?
    private var isLent = false

    /// Nil where there is no terminal, or where it is not ours to lend, since we run in the background.
    init?() {
        file = Descriptor(number: open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC))
        guard file.isOpen, isOurs, tcgetattr(file.number, &ours) == 0 else {
            file.close()
            return nil
        }
    }

    private var isOurs: Bool { tcgetpgrp(file.number) == owner }

    /// Makes the group the foreground one and lets it go on; it may have met the kernel before.
    mutating func lend(to group: pid_t) {
        guard !isLent, isOurs else { return }
        if var theirs { tcsetattr(file.number, TCSADRAIN, &theirs) }
        isLent = tcsetpgrp(file.number, group) == 0
        kill(-group, SIGCONT)
    }

    /// Takes it back, echoing as before: who was ended in the middle of a question has not put that right.
    mutating func takeBack() {
        guard isLent else { return }
        isLent = false
        var settings = termios()
        if tcgetattr(file.number, &settings) == 0 { theirs = settings }
        tcsetpgrp(file.number, owner)
        tcsetattr(file.number, TCSADRAIN, &ours)
    }

    mutating func close() {
        takeBack()
        file.close()
    }
}
