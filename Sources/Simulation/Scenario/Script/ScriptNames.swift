import Domain

/// The names that the lines of a scenario may use.
struct ScriptNames {
    let setting: Setting

    init(_ setting: Setting) { self.setting = setting }

    var sites: [Site] {
        let places = (setting.regions.map(\.id) + setting.controllers.map(\.region)).map { Site.region($0) }
        return Set(places).sorted() + [.store, .nameServer, .customers]
    }

    func site(_ line: inout ScriptLine) throws(ScriptError) -> Site {
        try choose("a place", from: sites, &line)
    }

    func region(_ line: inout ScriptLine) throws(ScriptError) -> RegionID {
        try choose("a region", from: setting.regions.map(\.id), &line)
    }

    /// A region, or the place of a controller.
    func place(_ line: inout ScriptLine) throws(ScriptError) -> RegionID {
        let regions = setting.regions.map(\.id)
        return try choose(
            "a region",
            from: regions + setting.controllers.map(\.region).filter { !regions.contains($0) },
            &line
        )
    }

    func application(_ line: inout ScriptLine) throws(ScriptError) -> ApplicationID {
        try choose("an application", from: setting.applications, &line)
    }

    /// One by its name, or `every application`.
    func applications(_ line: inout ScriptLine) throws(ScriptError) -> [ApplicationID] {
        line.take("every application") ? setting.applications : [try application(&line)]
    }

    func agent(_ line: inout ScriptLine) throws(ScriptError) -> AgentID {
        try choose("an agent", from: setting.agents.map(\.id), &line)
    }

    func controller(_ line: inout ScriptLine) throws(ScriptError) -> ControllerID {
        try choose("a controller", from: setting.controllers.map(\.id), &line)
    }

    func target(_ line: inout ScriptLine) throws(ScriptError) -> ProcessTarget {
        if line.take("the leader") { return .leader }
        if line.take("every controller") { return .controllers(setting.controllers.map(\.id)) }
        if line.take("every agent of") {
            let region = try region(&line)
            return .agents(setting.agents.filter { $0.region == region }.map(\.id))
        }
        let controllers = setting.controllers.map { ProcessTarget.controllers([$0.id]) }
        let agents = setting.agents.map { ProcessTarget.agents([$0.id]) }
        return try choose("a process", from: [.leader] + controllers + agents, &line)
    }

    private func choose<Name: CustomStringConvertible>(
        _ what: String,
        from names: [Name],
        _ line: inout ScriptLine
    ) throws(ScriptError) -> Name {
        let word = try line.word(what)
        guard let name = names.first(where: { $0.description == word }) else {
            let known = names.map(\.description).joined(separator: ", ")
            throw line.error("there is no \"\(word)\" here: \(what) is one of \(known)")
        }
        return name
    }
}
