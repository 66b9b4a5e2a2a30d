  10.00  WORLD        cut a to b store for 40s
  11.50  controller2  leads, term 2
  18.51  controller2  a is unknown for app1
                       - the controllers do not agree
                       - controller controller1 says nothing
                       - controller controller2 says isolated
                       - controller controller3 says healthy
                       - 0 of 2 agents report
                       - agent a1 not heard for 9s179ms
                       - agent a2 not heard for 9s381ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes up: 2 of 2 agents see it up
  19.51  people       are paged: app1: active region a is unknown
  40.01  people       are paged: nothing can be decided
  50.00  WORLD        over: cut a to b store for 40s
  51.61  controller2  a is healthy for app1
                       - 2 of 2 agents report
                       - b abstains: checks not decided
                       - c votes up: 2 of 2 agents see it up
  51.62  people       are told: resolved: app1: active region a is unknown
  52.01  people       are told: resolved: nothing can be decided

held    expect app1 stays in a
held    expect never "proposal"
held    expect app1 is served in the end by a
held    every rule of the safety contract
