import Domain
import Ports

/// The outside of a controller.
package struct ControllerPorts: Sendable {
    package var time: any TimeSource
    package var store: any CoordinationStore
    package var gateway: any AgentGateway
    package var plans: any PlanParser
    package var dns: any DNSProviderFactory
    package var notifiers: any NotifierFactory
    package var web: any WebProbe
    /// The store, if it can be backed up.
    package var backups: (any BackupSource)?
    package var supervisor: any ServiceManager

    package init(
        time: any TimeSource,
        store: any CoordinationStore,
        gateway: any AgentGateway,
        plans: any PlanParser,
        dns: any DNSProviderFactory,
        notifiers: any NotifierFactory,
        web: any WebProbe,
        backups: (any BackupSource)? = nil,
        supervisor: any ServiceManager = NoServiceManager()
    ) {
        self.time = time
        self.store = store
        self.gateway = gateway
        self.plans = plans
        self.dns = dns
        self.notifiers = notifiers
        self.web = web
        self.backups = backups
        self.supervisor = supervisor
    }
}
