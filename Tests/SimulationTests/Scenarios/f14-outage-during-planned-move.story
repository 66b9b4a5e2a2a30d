   5.00  WORLD        order switchover of app1 to b
   5.00  controller1  proposal 1: app1 from a to b, switchover by ada: as ordered
   5.00  ada          is told: moving app1 to b
   5.13  a2           fences app1 in a
   5.34  a1           fences app1 in a
   5.34  controller3  votes for proposal 1 of app1
   5.34  controller1  votes for proposal 1 of app1
   5.34  controller2  votes for proposal 1 of app1
   5.35  controller1  epoch 2: app1 is active in b, by the votes of controller1, controller3
   5.35  controller1  app1-1: runbook region-failure begins (manual, a to b, epoch 2)
   5.35  controller1  app1-1: deploy begins, try 1 on b1
   5.35  WORLD        power off b
   5.35  b1           is gone
   5.35  b2           is gone
  11.21  controller1  b is failed for app1
                       - 0 of 2 agents report
                       - agent b1 not heard for 6s239ms
                       - agent b2 not heard for 6s507ms
                       - a votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  11.21  controller1  app1-1 aborted: scenario region-failure on verdict failed takes over
  11.21  controller1  proposal 2: app1 from b to a, scenario region-failure on verdict failed
  11.22  controller1  votes for proposal 2 of app1
  11.22  people       are paged: app1: active region b is failed
  11.23  controller3  votes for proposal 2 of app1
  11.23  controller2  votes for proposal 2 of app1
  11.23  controller1  epoch 3: app1 is active in a, by the votes of controller1, controller3
  11.23  controller1  app1-1: deploy is in doubt: epoch 3 took over from epoch 2 while it ran
  11.23  controller1  app1-1 ended, aborted: scenario region-failure on verdict failed takes over; in doubt: deploy
  11.23  controller1  app1-2: runbook region-failure begins (automatic, b to a, epoch 3)
  11.23  controller1  app1-2: deploy begins, try 1 on a1
  11.24  people       are paged: app1-1 ended: aborted
  11.24  a1           runs deploy for app1-2
  11.33  a1           lets app1 be written in a
  11.54  a1           has done deploy for app1-2
  11.55  controller1  app1-2: deploy succeeded
  11.55  controller1  app1-2: activate begins, try 1
  11.55  controller1  app1 activated under epoch 3
  11.55  controller1  app1-2: activate succeeded: /active answers 200 in a under epoch 3
  11.55  controller1  app1-2: dns begins, try 1
  11.56  controller1  writes DNS: app1.example.com is 192.0.2.1, epoch 3
  11.57  controller1  app1-2: dns succeeded: every authoritative server that can be reached answers the new values
  11.57  controller1  app1-2: smoke begins, try 1
  11.58  controller1  app1-2: smoke succeeded: http://app1.example.com/health answers as expected
  11.58  controller1  app1-2 ended, succeeded: every step is done
  11.58  people       are told: app1 runs in a (app1-2, succeeded)
  11.80  customers    write app1 in a again, after 6s500ms without
  12.14  a2           lets app1 be written in a

held    expect app1 moves to b between 5s and 10s
held    expect a page about "active region b is failed"
held    expect no page about "failover held"
held    expect app1 moves to a between 9s and 15s
held    expect a page about "app1-1 ended: aborted"
held    expect app1 is served in the end by a
held    every rule of the safety contract
