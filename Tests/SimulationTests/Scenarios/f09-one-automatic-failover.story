   5.00  WORLD        power off a for 20s
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
  10.42  people       are paged: app1: active region a is failed
  11.51  controller1  votes for proposal 1 of app1
  11.51  controller3  votes for proposal 1 of app1
  11.51  controller2  votes for proposal 1 of app1
  11.51  controller1  epoch 2: app1 is active in b, by the votes of controller1, controller3
  11.51  controller1  app1-1: runbook region-failure begins (automatic, a to b, epoch 2)
  11.51  controller1  app1-1: deploy begins, try 1 on b1
  11.52  b1           runs deploy for app1-1
  11.64  b1           lets app1 be written in b
  11.82  b1           has done deploy for app1-1
  11.83  controller1  app1-1: deploy succeeded
  11.83  controller1  app1-1: activate begins, try 1
  11.83  controller1  app1 activated under epoch 2
  11.83  controller1  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  11.83  controller1  app1-1: dns begins, try 1
  11.85  controller1  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  11.96  controller1  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  11.96  controller1  app1-1: smoke begins, try 1
  11.97  controller1  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  11.97  controller1  app1-1 ended, succeeded: every step is done
  11.98  people       are told: app1 runs in b (app1-1, succeeded)
  12.37  b2           lets app1 be written in b
  14.30  customers    1 acknowledged writes of 0s of app1 are not in b
  14.30  customers    write app1 in b again, after 9s500ms without
  25.00  a1           starts
  25.00  a2           starts
  25.00  WORLD        over: power off a for 20s
  25.42  controller1  a is unreachable for app1
                       - 1 of 2 agents report
                       - agent a2 not heard for 21s273ms
                       - b abstains: checks not decided
                       - c abstains: checks not decided
  25.42  controller1  a is unknown for app1
                       - 1 of 2 agents report
                       - agent a2 not heard for 21s273ms
                       - b abstains: checks not decided
                       - c abstains: checks not decided
  35.81  controller1  a is healthy for app1
                       - 2 of 2 agents report
                       - b votes up: 2 of 2 agents see it up
                       - c votes up: 2 of 2 agents see it up
  35.82  people       are told: resolved: app1: active region a is failed
  45.00  WORLD        power off b
  45.00  b1           is gone
  45.00  b1           fences app1 in b
  45.00  b2           is gone
  45.00  b2           fences app1 in b
  50.32  controller1  b is failed for app1
                       - 0 of 2 agents report
                       - agent b1 not heard for 5s668ms
                       - agent b2 not heard for 5s935ms
                       - a votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  50.32  controller1  failover of app1 to a held: coolDown: the last automatic attempt was at 2023-11-14T22:30:14.642Z; the next may start at 2023-11-14T23:00:14.642Z
  50.32  people       are paged: app1: active region b is failed
  50.32  people       are paged: app1: failover held
  70.00  WORLD        order failover of app1 to a
  70.00  controller1  proposal 2: app1 from b to a, failover by ada: as ordered
  70.00  ada          is told: moving app1 to a
  70.00  controller1  votes for proposal 2 of app1
  70.00  controller3  votes for proposal 2 of app1
  70.00  controller2  votes for proposal 2 of app1
  70.01  controller1  epoch 3: app1 is active in a, by the votes of controller1, controller3
  70.01  controller1  app1-2: runbook region-failure begins (manual, b to a, epoch 3)
  70.01  controller1  app1-2: deploy begins, try 1 on a1
  70.01  a1           runs deploy for app1-2
  70.03  a1           has done deploy for app1-2
  70.04  controller1  app1-2: deploy succeeded
  70.04  controller1  app1-2: activate begins, try 1
  70.04  controller1  app1 activated under epoch 3
  70.04  controller1  app1-2: activate succeeded: /active answers 200 in a under epoch 3
  70.04  controller1  app1-2: dns begins, try 1
  70.05  controller1  writes DNS: app1.example.com is 192.0.2.1, epoch 3
  70.30  a2           lets app1 be written in a
  70.37  controller1  app1-2: dns succeeded: every authoritative server that can be reached answers the new values
  70.37  controller1  app1-2: smoke begins, try 1
  70.38  controller1  app1-2: smoke succeeded: http://app1.example.com/health answers as expected
  70.38  controller1  app1-2 ended, succeeded: every step is done
  70.39  people       are told: app1 runs in a (app1-2, succeeded)
  70.95  a1           lets app1 be written in a
  71.30  customers    1 acknowledged writes of 0s of app1 are not in a
  71.30  customers    write app1 in a again, after 26s500ms without

held    expect app1 moves to b between 9s and 20s
held    expect "held: coolDown" between 49s and 60s
held    expect a page about "coolDown"
held    expect app1 stays in b between 20s and 70s
held    expect app1 moves to a between 70s and 75s
held    expect app1 is served in the end by a
held    every rule of the safety contract
