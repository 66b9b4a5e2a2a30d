   5.00  WORLD        order freeze of app1 for 20s
   5.00  controller1  app1 frozen by ada until 2023-11-14T22:30:29.223Z: an audit
   5.00  ada          is told: app1 is frozen until 2023-11-14T22:30:29.223Z
   7.00  WORLD        break app1 in a for 14s
  12.41  controller1  a is failed for app1
                       - 2 of 2 agents report
                       - agent a1: web down, 503
                       - agent a2: web down, 503
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  12.41  controller1  failover of app1 to b held: freeze: frozen by ada: an audit
  12.42  people       are paged: app1: failover held
  12.42  people       are paged: app1: active region a is failed
  21.00  WORLD        over: break app1 in a for 14s
  21.30  customers    write app1 in a again, after 14s500ms without
  21.52  controller1  a is unreachable for app1
                       - 2 of 2 agents report
                       - agent a1: web down, 503
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  21.52  people       are paged: app1: active region a is unreachable
  25.01  controller1  app1 unfrozen: its time is over
  31.62  controller1  a is healthy for app1
                       - 2 of 2 agents report
                       - b votes up: 2 of 2 agents see it up
                       - c votes up: 2 of 2 agents see it up
  31.63  people       are told: resolved: app1: active region a is failed

held    expect app1 stays in a
held    expect never "proposal"
held    expect a page about "failover held"
held    expect app1 is served in the end by a
held    every rule of the safety contract
