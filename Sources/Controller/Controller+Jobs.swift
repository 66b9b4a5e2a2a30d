import Decision
import Domain
import Ports
import Runbook

// Carrying out what takes time. Every job ends by telling the machine how it went.
extension Controller {
    func carryOutJobs() async {
        await withDiscardingTaskGroup { group in
            for await job in jobs.items {
                group.addTask { await self.carryOut(job) }
            }
        }
    }

    private func carryOut(_ job: Job) async {
        switch job {
        case .lease(let application, let order): await carryOut(order, for: application)
        case .recordOldGrantsEnded(let version): await recordOldGrantsEnded(before: version)
        case .leave(let handOver): handle(.left(isStored: await leave(handOver)))
        case .forget(let handOver): await forget(handOver)
        case .perform(let order, let part):
            handle(.stepEnded(order.key, await perform(order, part)))
        case .inspect(let order, let part):
            handle(.stepInspected(order.key, await StepWork(ports: ports, part: part).inspect(order)))
        case .lookAtDNS(let task): handle(.dnsSeen(task, await DNSWork(ports.dns, task).sight(), isAfterRepair: false))
        case .repairDNS(let task): handle(.dnsSeen(task, await DNSWork(ports.dns, task).repair(), isAfterRepair: true))
        case .adoptDNS(let request, let name, let adoption):
            let failure = await DNSWork(ports.dns, adoption.task).adopt(override: adoption.override)
            handle(.dnsAdopted(request, by: name, adoption, failure: failure))
        case .measureDNSClock(let task):
            handle(.dnsClockMeasured(task, await DNSWork(ports.dns, task).clock()))
        case .notify(let pending): handle(.notificationEnded(pending, failure: await deliver(pending)))
        case .notifyWithoutQuorum(let pending):
            handle(.notifiedWithoutQuorum(pending, failure: (await send(pending)).deliveryFailure))
        }
    }

    /// What nothing outside refuses when it comes late is done within the effect window only (DESIGN S3).
    func perform(_ order: StepOrder, _ part: PlanPart) async -> Execution.TryResult {
        let work = StepWork(ports: ports, part: part)
        guard let entry = StepKind(rawValue: order.action.uses)?.entry, entry.actsOutside, !entry.isFenced else {
            return await work.perform(order)
        }
        switch await whileLeading({ .success(await work.perform(order)) }) {
        case .success(let result): return result
        case .failure(let error): return error.tryResult
        }
    }

    func deliver(_ pending: PendingNotification) async -> DeliveryFailure? {
        await whileLeading { await self.send(pending) }.deliveryFailure
    }

    private nonisolated func send(_ pending: PendingNotification) async -> Result<Void, PortError> {
        do throws(PortError) {
            return .success(try await ports.notifiers.notifier(for: pending.channel).deliver(pending.notification))
        } catch {
            return .failure(error)
        }
    }

    // MARK: Votes

    private func carryOut(_ order: LeaseKeeper.Effect, for application: ApplicationID) async {
        guard let process else { return }
        switch order {
        case .cast(let vote): handle(.leaseStoreAnswered(application, .voteEnded(vote, await cast(vote))))
        case .withdraw(let epoch):
            let result = await withdraw(process, application, epoch)
            handle(.leaseStoreAnswered(application, .withdrawalEnded(result)))
        case .raiseTerms(let terms):
            let stored = await raise(to: terms)
            handle(.leaseStoreAnswered(application, .raiseEnded(stored)))
        case .wake: break
        }
    }

    /// The machine orders it again until the board shows it.
    private func recordOldGrantsEnded(before version: ControllerSetVersion) async {
        guard let process else { return }
        do throws(PortError) {
            try await ports.store.recordOldGrantsEnded(by: process, before: version)
        } catch {
            logger.warning("the end of old grants is not stored", metadata: ["reason": "\(error)"])
        }
    }

    private func cast(_ vote: Vote) async -> LeaseKeeper.StoreResult {
        do throws(PortError) {
            try await ports.store.cast(vote)
            return .stored
        } catch {
            logger.warning("vote not stored", metadata: ["reason": "\(error)"])
            return error.isCertainlyNotDone ? .refused : .unknown
        }
    }

    private func withdraw(
        _ process: ControllerProcess,
        _ application: ApplicationID,
        _ epoch: Epoch
    ) async -> LeaseKeeper.WithdrawalResult {
        do throws(PortError) {
            return .stored(try await ports.store.withdraw(process, application: application, epoch: epoch))
        } catch {
            logger.warning("vote not withdrawn", metadata: ["reason": "\(error)"])
            return error.isCertainlyNotDone ? .refused : .unknown
        }
    }

    private func raise(to terms: LeaseTerms) async -> LeaseTerms? {
        do throws(PortError) {
            try await ports.store.raiseLeaseTerms(to: terms)
            return terms
        } catch {
            logger.warning("lease terms not stored", metadata: ["reason": "\(error)"])
            return nil
        }
    }
}

extension PortError {
    fileprivate var isCertainlyNotDone: Bool {
        switch code {
        case .conditionFailed, .rejected: true
        case .unavailable, .outcomeUnknown, .damaged: false
        }
    }
}

extension Result<Void, PortError> {
    /// Why people were not told, if they were not.
    fileprivate var deliveryFailure: DeliveryFailure? {
        switch self {
        case .success: nil
        case .failure(let error): DeliveryFailure(reason: error.message, mayRetry: error.code != .rejected)
        }
    }
}
