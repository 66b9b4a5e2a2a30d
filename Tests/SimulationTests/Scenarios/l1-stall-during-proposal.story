   5.00  WORLD        power off a
   5.00  a1           is gone
   5.00  a1           fences app1 in a
   5.00  a2           is gone
   5.00  a2           fences app1 in a
   5.00  controller1  is gone
   6.44  controller3  leads, term 2
  10.42  controller3  a is failed for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 6s76ms
                       - agent a2 not heard for 6s282ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.42  controller3  proposal 1: app1 from a to b, scenario region-failure on verdict failed
  10.42  WORLD        freeze controller2 for 3s
  10.43  people       are paged: app1: active region a is failed
  13.42  WORLD        over: freeze controller2 for 3s
  13.51  controller3  proposal 1 of app1 closed: a majority of the controllers no longer holds the verdict
  13.52  people       are paged: app1: move from a to b given up
  18.43  controller3  failover of app1 to b held: coolDown: the last automatic attempt was at 2023-11-14T22:30:14.636Z, 1 in a row came to nothing; the next may start at 2023-11-14T22:30:24.728Z
  20.51  controller3  proposal 2: app1 from a to b, scenario region-failure on verdict failed
  20.51  controller2  votes for proposal 2 of app1
  20.52  controller3  votes for proposal 2 of app1
  20.52  controller3  epoch 2: app1 is active in b, by the votes of controller2, controller3
  20.52  controller3  app1-1: runbook region-failure begins (automatic, a to b, epoch 2)
  20.52  controller3  app1-1: deploy begins, try 1 on b1
  20.53  b1           runs deploy for app1-1
  20.63  b1           lets app1 be written in b
  21.37  b2           lets app1 be written in b
  22.53  b1           has done deploy for app1-1
  22.53  controller3  app1-1: deploy succeeded
  22.53  controller3  app1-1: activate begins, try 1
  22.53  controller3  app1 activated under epoch 2
  22.53  controller3  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  22.53  controller3  app1-1: dns begins, try 1
  22.54  controller3  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  22.67  controller3  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  22.67  controller3  app1-1: smoke begins, try 1
  22.68  controller3  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  22.68  controller3  app1-1 ended, succeeded: every step is done
  22.68  people       are told: app1 runs in b (app1-1, succeeded)
  23.30  customers    1 acknowledged writes of 0s of app1 are not in b
  23.30  customers    write app1 in b again, after 18s500ms without
  35.72  people       are paged: one more loss fences b

held    expect "closed: a majority of the controllers no longer holds the verdict" between 10s and 20s
held    expect app1 moves to b between 15s and 35s
held    expect app1 is served in the end by b
held    every rule of the safety contract
