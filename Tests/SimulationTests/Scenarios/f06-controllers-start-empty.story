   5.00  WORLD        kill every controller
   5.00  controller1  is gone
   5.00  controller2  is gone
   5.00  controller3  is gone
   5.05  controller2  starts
   6.00  controller1  starts
   6.03  controller1  leads, term 2
   9.00  controller3  starts

held    expect app1 stays in a
held    expect never "proposal"
held    expect never "writes DNS"
held    expect no page
held    expect app1 is served in the end by a
held    every rule of the safety contract
