import BillingAPI

/// How staff go from one system to another; nothing that either holds is lost by it.
extension Program {
    /// A system that was opened belongs to this program from now on. It comes into view where staff still wait for it.
    func enter(_ system: OpenSystem, from id: ScreenID, isAwaited: Bool) {
        if systems[system.id] == nil {
            var place = Systems.Place(system, clock: clock, keys: setting.keys, area: setting.area)
            place.setting.views = setting.views
            systems.add(place)
            listen(to: system)
        }
        guard isAwaited else {
            notice = Notice(.info, setting.texts.systemIsOpen(system.name))
            return
        }
        leave(id, with: .nothing)
        turn(to: system.id)
    }

    func turn(to id: SystemID) {
        guard id != systems.main.system.id else { return }
        let area = setting.area
        guard systems.turn(to: id) else { return }
        onTurn?(id)
        systems.main.setting.area = area
        notice = nil
        if systems.main.isNew {
            systems.main.isNew = false
            if let greeting = systems.main.system.greeting { notice = Notice(.info, greeting) }
            hand(.started, to: top.id)
        } else {
            // It may have changed while nobody looked.
            for entry in stack.present { hand(.resized, to: entry.id) }
            dataChanged()
        }
        needsFrame()
    }
}
