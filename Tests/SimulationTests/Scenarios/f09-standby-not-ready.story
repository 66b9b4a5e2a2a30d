   4.00  WORLD        unready app1 in b for 26s
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
  10.42  controller1  failover of app1 to b held: readiness: checks of b are down: ready
  10.43  people       are paged: app1: active region a is failed
  10.43  people       are paged: app1: failover held
  30.00  WORLD        over: unready app1 in b for 26s
  39.01  controller1  proposal 1: app1 from a to b, scenario region-failure on verdict failed
  39.01  controller3  votes for proposal 1 of app1
  39.01  controller2  votes for proposal 1 of app1
  39.01  controller1  votes for proposal 1 of app1
  39.02  controller1  epoch 2: app1 is active in b, by the votes of controller1, controller2, controller3
  39.02  controller1  app1-1: runbook region-failure begins (automatic, a to b, epoch 2)
  39.02  controller1  app1-1: deploy begins, try 1 on b1
  39.03  b1           runs deploy for app1-1
  39.33  b1           has done deploy for app1-1
  39.33  controller1  app1-1: deploy succeeded
  39.33  controller1  app1-1: activate begins, try 1
  39.33  controller1  app1 activated under epoch 2
  39.33  controller1  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  39.33  controller1  app1-1: dns begins, try 1
  39.34  controller1  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  39.46  controller1  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  39.46  controller1  app1-1: smoke begins, try 1
  39.47  controller1  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  39.47  controller1  app1-1 ended, succeeded: every step is done
  39.47  people       are told: app1 runs in b (app1-1, succeeded)
  39.70  b2           lets app1 be written in b
  39.97  b1           lets app1 be written in b
  41.30  customers    1 acknowledged writes of 0s of app1 are not in b
  41.30  customers    write app1 in b again, after 36s500ms without

held    expect "held: readiness: checks of b are down: ready" between 9s and 20s
held    expect a page about "checks of b are down: ready"
held    expect app1 stays in a until 30s
held    expect app1 moves to b between 30s and 45s
held    expect app1 is served in the end by b
held    every rule of the safety contract
