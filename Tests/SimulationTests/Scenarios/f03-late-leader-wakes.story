   5.00  WORLD        power off a for 10s
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
  11.63  b1           lets app1 be written in b
  11.82  b1           has done deploy for app1-1
  11.82  controller1  app1-1: deploy succeeded
  11.82  controller1  app1-1: activate begins, try 1
  11.82  controller1  app1 activated under epoch 2
  11.82  controller1  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  11.82  controller1  app1-1: dns begins, try 1
  11.83  WORLD        freeze the leader for 40s
  12.36  b2           lets app1 be written in b
  13.54  controller2  leads, term 2
  13.55  controller2  app1-1: dns interrupted
  13.55  controller2  app1-1: dns begins, try 2
  13.56  controller2  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  13.68  controller2  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  13.68  controller2  app1-1: smoke begins, try 1
  13.69  controller2  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  13.69  controller2  app1-1 ended, succeeded: every step is done
  13.70  people       are told: app1 runs in b (app1-1, succeeded)
  14.30  customers    1 acknowledged writes of 0s of app1 are not in b
  14.30  customers    write app1 in b again, after 9s500ms without
  15.00  a1           starts
  15.00  a2           starts
  15.00  WORLD        over: power off a for 10s
  15.42  controller2  a is unknown for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 11s77ms
                       - agent a2 not heard for 11s276ms
                       - b abstains: checks not decided
                       - c votes down: 2 of 2 agents see it down
  25.92  controller2  a is healthy for app1
                       - 2 of 2 agents report
                       - b votes up: 2 of 2 agents see it up
                       - c votes up: 2 of 2 agents see it up
  25.92  people       are told: resolved: app1: active region a is failed
  28.62  people       are paged: one more loss fences b
  35.00  WORLD        order failback of app1
  35.00  controller2  proposal 2: app1 from b to a, failback by ada: as ordered
  35.00  ada          is told: moving app1 to a
  35.36  b2           fences app1 in b
  35.63  b1           fences app1 in b
  35.64  controller2  votes for proposal 2 of app1
  35.64  controller3  votes for proposal 2 of app1
  35.64  controller2  epoch 3: app1 is active in a, by the votes of controller2, controller3
  35.64  controller2  app1-2: runbook region-failure begins (manual, b to a, epoch 3)
  35.64  controller2  app1-2: deploy begins, try 1 on a1
  35.65  a1           runs deploy for app1-2
  35.67  a1           has done deploy for app1-2
  35.67  controller2  app1-2: deploy succeeded
  35.67  controller2  app1-2: activate begins, try 1
  35.67  controller2  app1 activated under epoch 3
  35.67  controller2  app1-2: activate succeeded: /active answers 200 in a under epoch 3
  35.67  controller2  app1-2: dns begins, try 1
  35.68  controller2  writes DNS: app1.example.com is 192.0.2.1, epoch 3
  35.72  people       are told: resolved: one more loss fences b
  36.01  controller2  app1-2: dns succeeded: every authoritative server that can be reached answers the new values
  36.01  controller2  app1-2: smoke begins, try 1
  36.02  controller2  app1-2: smoke succeeded: http://app1.example.com/health answers as expected
  36.02  controller2  app1-2 ended, succeeded: every step is done
  36.03  people       are told: app1 runs in a (app1-2, succeeded)
  36.30  a2           lets app1 be written in a
  36.33  a1           lets app1 be written in a
  38.30  customers    write app1 in a again, after 3s without
  51.31  people       are paged: one more loss fences a
  51.83  WORLD        over: freeze the leader for 40s
  51.83  people       are paged: nothing can be decided
  51.83  dns          refuses what controller1 writes: app1.example.com is 192.0.2.2, epoch 2
                       - a record or token of app1.example.com. is no longer what was read
  51.93  people       are told: resolved: nothing can be decided
  53.42  people       are told: resolved: one more loss fences a

held    expect app1 moves to b before 15s
held    expect app1 moves to a between 35s and 45s
held    expect "refuses what" after 50s
held    expect app1 is served in the end by a
held    every rule of the safety contract
