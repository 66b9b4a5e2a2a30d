   5.00  WORLD        break app1 in a
   5.00  WORLD        break app1 in b
   9.72  controller1  a is degraded for app1
                       - 2 of 2 agents report
                       - agent a1: web down, 503
                       - agent a2: web down, 503
                       - b votes down: 2 of 2 agents see it down
                       - c abstains: sees no other region up
   9.72  people       are paged: app1: active region a is degraded
  10.01  controller1  b is degraded for app1
                       - 2 of 2 agents report
                       - agent b1: web down, 503
                       - agent b2: web down, 503
                       - a votes down: 2 of 2 agents see it down
                       - c abstains: sees no other region up

held    expect app1 stays in a
held    expect never "proposal"
held    expect a page about "active region a is degraded"
held    expect no page about "failover held"
held    every rule of the safety contract
