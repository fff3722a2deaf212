extension Screen {
    /// Everything that can be done on this screen, and by which keys: its own commands, then those that work everywhere.
    ///
    /// - Parameter reason: Why one of the latter cannot be carried out.
    func everyCommand(_ setting: Setting, against reason: (Command) -> String?) -> [Binding<Command>] {
        let own = offered(setting)
        let global = Command.allCases.filter { command in
            GlobalCommand.works(command, on: presentation) && !own.contains { $0.command == command }
        }
        let keys = keys(setting)
        return (own + global.map { Binding($0, unavailable: reason($0)) }).map { binding in
            var binding = binding
            binding.keys = keys.of(binding.command)
            return binding
        }
    }
}
