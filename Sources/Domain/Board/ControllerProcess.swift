/// One process of one controller.
package struct ControllerProcess: Hashable, Sendable {
    package var controller: ControllerID
    package var process: ProcessNumber

    package init(controller: ControllerID, process: ProcessNumber) {
        self.controller = controller
        self.process = process
    }
}
