import Domain
import Ports

/// The outside of an agent.
package struct AgentPorts: Sendable {
    package var time: any TimeSource
    package var link: any ControllerLink
    package var checks: any CheckRunner
    package var fences: [any Fence]
    package var hooks: any HookRunner
    package var memory: any GuardianMemory
    package var status: any StatusBoard
    package var supervisor: any Supervisor

    package init(
        time: any TimeSource,
        link: any ControllerLink,
        checks: any CheckRunner,
        fences: [any Fence],
        hooks: any HookRunner,
        memory: any GuardianMemory,
        status: any StatusBoard,
        supervisor: any Supervisor
    ) {
        self.time = time
        self.link = link
        self.checks = checks
        self.fences = fences
        self.hooks = hooks
        self.memory = memory
        self.status = status
        self.supervisor = supervisor
    }
}
