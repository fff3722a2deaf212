extension ChangeScreen {
    /// What is about to be sent can be had as a line for a shell.
    func twin(of asked: Asked, _ texts: Texts) -> [Binding<Action>] {
        guard case .toSend(let intended) = asked else { return [] }
        let refusal = CommandTwin.line(intended.change) == nil ? texts.noCommandDoesIt : nil
        return [Binding(.copy, .twin, name: texts.sameByCommand, unavailable: refusal)]
    }
}
