   5.00  WORLD        order switchover of app1 to b
   5.00  controller1  proposal 1: app1 from a to b, switchover by ada: as ordered
   5.00  ada          is told: moving app1 to b
   5.13  a2           fences app1 in a
   5.33  a1           fences app1 in a
   5.33  controller2  votes for proposal 1 of app1
   5.33  controller3  votes for proposal 1 of app1
   5.33  controller1  votes for proposal 1 of app1
   5.33  controller1  epoch 2: app1 is active in b, by the votes of controller1, controller2, controller3
   5.33  controller1  app1-1: runbook region-failure begins (manual, a to b, epoch 2)
   5.33  controller1  app1-1: deploy begins, try 1 on b1
   5.34  b1           runs deploy for app1-1
   5.64  b1           has done deploy for app1-1
   5.65  controller1  app1-1: deploy succeeded
   5.65  controller1  app1-1: activate begins, try 1
   5.65  controller1  app1 activated under epoch 2
   5.65  controller1  app1-1: activate succeeded: /active answers 200 in b under epoch 2
   5.65  controller1  app1-1: dns begins, try 1
   5.66  controller1  writes DNS: app1.example.com is 192.0.2.2, epoch 2
   5.66  WORLD        cut c from dns for 3s
   5.70  b2           lets app1 be written in b
   5.96  b1           lets app1 be written in b
   8.30  customers    write app1 in b again, after 3s without
   8.66  WORLD        over: cut c from dns for 3s
   9.66  controller1  app1-1: dns failed: its answer was lost (the name server did not answer); inspection: the name server did not answer
  10.71  controller1  app1-1: dns begins, try 2
  10.73  controller1  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  10.73  controller1  app1-1: smoke begins, try 1
  10.73  controller1  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  10.73  controller1  app1-1 ended, succeeded: every step is done
  10.74  people       are told: app1 runs in b (app1-1, succeeded)

held    expect app1 moves to b between 5s and 15s
held    expect "app1-1 ended, succeeded"
held    expect app1 is served in the end by b
held    every rule of the safety contract
