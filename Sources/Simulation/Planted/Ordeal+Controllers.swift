import Domain

// A change of the controllers of which those who held the leases of old, or their guardians, hear nothing.
extension Ordeal {
    /// The controller that has a say from the start; the others get one.
    private var founder: ControllerID { world.setting.founders.first ?? "" }
    private var joiners: [ControllerID] { world.setting.controllers.map(\.id).filter { $0 != founder } }
    private func sites(of controllers: [ControllerID]) -> [Site] {
        controllers.compactMap { world.controller($0)?.site }
    }

    /// - Returns: when to strike again; `nil` where the bug is not about the controller set.
    func strikeForControllers() -> Duration? {
        switch bug {
        case .controllersChangeAtOnce, .newSetDecidesAlone, .oldSetIsDroppedAtOnce, .newSetLeasesAlone,
            .guardiansKeepTheirSet:
            order(.add(joiners))
        case .oldGrantsEndAtOnce:
            // What the others granted has ended by the time at which the founder says the same.
            silence(source, to: sites(of: joiners), for: .seconds(40))
            after(.seconds(7) + some(0...2000)) { self.order(.add(self.joiners)) }
        default: return nil
        }
        return .seconds(95)
    }

    func react(to set: ControllerSetDescription) {
        switch bug {
        case .controllersChangeAtOnce, .newSetDecidesAlone, .oldSetIsDroppedAtOnce:
            if set.members.count > 1, set.outgoing != nil || isPlanted(.controllersChangeAtOnce) { splitFromFounder() }
        case .guardiansKeepTheirSet:
            if set.members.count > 1, set.outgoing == nil { splitFromFounder() }
        case .oldGrantsEndAtOnce:
            guard set.outgoing != nil else { return }
            deafen(source, to: controllerSites, for: .seconds(40))
            silence(source, to: controllerSites, for: .seconds(40))
            move(in: some(500...1500), tries: 12)
        case .newSetLeasesAlone:
            // When the guardians have heard of the change, the founder alone goes back to how it was.
            guard set.outgoing != nil else { return }
            after(.seconds(1) + some(0...500)) {
                self.cutOffFromStore(self.joiners)
                self.part(self.source, from: self.sites(of: [self.founder]))
                self.order(.cancel)
            }
            move(in: .seconds(2), tries: 12)
        default: break
        }
    }

    /// The founder goes on granting, because it hears of nothing; the guardians hear nobody else.
    private func splitFromFounder() {
        cutOffFromStore([founder])
        part(source, from: sites(of: joiners))
        move(in: .seconds(3), tries: 12)
    }

    private func part(_ region: RegionID, from sites: [Site]) {
        silence(region, to: sites, for: .seconds(40))
        deafen(region, to: sites, for: .seconds(40))
    }

    private func cutOffFromStore(_ controllers: [ControllerID]) {
        for site in sites(of: controllers) {
            for (from, to) in [(site, Site.store), (Site.store, site)] {
                world.strike(TimedFault(at: .zero, lasting: .seconds(40), .cut(from: from, to: to)))
            }
        }
    }

    private func order(_ change: ControllerChange) {
        world.strike(TimedFault(at: .zero, .controllersOrdered(.exactly(change))))
    }
}
