   5.00  WORLD        power off a
   5.00  a1           is gone
   5.00  a1           fences app1 in a
   5.00  a2           is gone
   5.00  a2           fences app1 in a
  10.42  controller1  a is failed for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 6s73ms
                       - agent a2 not heard for 6s273ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.42  controller1  proposal 1: app1 from a to b, scenario region-failure on verdict failed
  10.42  WORLD        unready app1 in b for 5s
  10.42  people       are paged: app1: active region a is failed
  12.71  controller1  proposal 1 of app1 closed: readiness: checks of b are down: ready
  12.71  controller1  failover of app1 to b held: coolDown: the last automatic attempt was at 2023-11-14T22:30:14.642Z, 1 in a row came to nothing; the next may start at 2023-11-14T22:30:23.932Z; readiness: checks of b are down: ready
  12.71  people       are paged: app1: move from a to b given up
  12.72  people       are paged: app1: failover held
  15.42  WORLD        over: unready app1 in b for 5s
  19.71  controller1  failover of app1 to b held: readiness: checks of b are down: ready
  19.72  people       are paged: app1: failover held
  25.01  controller1  proposal 2: app1 from a to b, scenario region-failure on verdict failed
  25.01  WORLD        unready app1 in b for 5s
  28.71  controller1  proposal 2 of app1 closed: readiness: checks of b are down: ready
  28.71  people       are paged: app1: move from a to b given up
  28.71  controller1  failover of app1 to b held: coolDown: the last automatic attempt was at 2023-11-14T22:30:29.232Z, 2 in a row came to nothing; the next may start at 2023-11-14T22:30:39.932Z; readiness: checks of b are down: ready
  28.72  people       are paged: app1: failover held
  30.01  WORLD        over: unready app1 in b for 5s
  35.71  controller1  failover of app1 to b held: readiness: checks of b are down: ready
  35.72  people       are paged: app1: failover held
  39.01  controller1  proposal 3: app1 from a to b, scenario region-failure on verdict failed
  39.01  WORLD        unready app1 in b for 5s
  42.71  controller1  proposal 3 of app1 closed: readiness: checks of b are down: ready
  42.71  controller1  failover of app1 to b held: coolDown: the last automatic attempt was at 2023-11-14T22:30:43.232Z, 3 in a row came to nothing; the next may start at 2023-11-14T22:32:13.232Z; readiness: checks of b are down: ready
  42.71  people       are paged: app1: move from a to b given up
  42.71  people       are paged: app1: failover held
  44.01  WORLD        over: unready app1 in b for 5s
  53.01  controller1  failover of app1 to b held: coolDown: the last automatic attempt was at 2023-11-14T22:30:43.232Z, 3 in a row came to nothing; the next may start at 2023-11-14T22:32:13.232Z
  53.02  people       are paged: app1: failover held
 129.01  controller1  proposal 4: app1 from a to b, scenario region-failure on verdict failed
 129.01  controller1  votes for proposal 4 of app1
 129.02  controller2  votes for proposal 4 of app1
 129.02  controller3  votes for proposal 4 of app1
 129.02  controller1  epoch 2: app1 is active in b, by the votes of controller1, controller2, controller3
 129.02  controller1  app1-1: runbook region-failure begins (automatic, a to b, epoch 2)
 129.02  controller1  app1-1: deploy begins, try 1 on b1
 129.03  b1           runs deploy for app1-1
 129.33  b1           has done deploy for app1-1
 129.34  controller1  app1-1: deploy succeeded
 129.34  controller1  app1-1: activate begins, try 1
 129.34  controller1  app1 activated under epoch 2
 129.34  controller1  app1-1: activate succeeded: /active answers 200 in b under epoch 2
 129.34  controller1  app1-1: dns begins, try 1
 129.35  controller1  writes DNS: app1.example.com is 192.0.2.2, epoch 2
 129.47  controller1  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
 129.47  controller1  app1-1: smoke begins, try 1
 129.48  controller1  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
 129.48  controller1  app1-1 ended, succeeded: every step is done
 129.49  people       are told: app1 runs in b (app1-1, succeeded)
 129.70  b2           lets app1 be written in b
 129.97  b1           lets app1 be written in b
 131.30  customers    1 acknowledged writes of 0s of app1 are not in b
 131.30  customers    write app1 in b again, after 2m6s500ms without

held    expect a page about "3 in a row came to nothing"
held    expect app1 stays in a until 120s
held    expect app1 moves to b between 120s and 170s
held    expect app1 is served in the end by b
held    every rule of the safety contract
