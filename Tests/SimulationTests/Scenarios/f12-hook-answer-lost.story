   5.00  WORLD        order switchover of app1 to b
   5.00  controller1  proposal 1: app1 from a to b, switchover by ada: as ordered
   5.00  ada          is told: moving app1 to b
   5.13  a2           fences app1 in a
   5.32  a1           fences app1 in a
   5.33  controller2  votes for proposal 1 of app1
   5.33  controller3  votes for proposal 1 of app1
   5.33  controller1  votes for proposal 1 of app1
   5.33  controller1  epoch 2: app1 is active in b, by the votes of controller1, controller2, controller3
   5.33  controller1  app1-1: runbook region-failure begins (manual, a to b, epoch 2)
   5.33  controller1  app1-1: deploy begins, try 1 on b1
   5.34  b1           runs deploy for app1-1
   5.64  b1           has done deploy for app1-1
   5.64  WORLD        cut b from everything for 3s
   8.64  WORLD        over: cut b from everything for 3s
   8.72  b1           lets app1 be written in b
   9.45  b2           lets app1 be written in b
  15.41  controller1  app1-1: deploy succeeded: done by b1
  15.41  controller1  app1-1: activate begins, try 1
  15.41  controller1  app1 activated under epoch 2
  15.41  controller1  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  15.41  controller1  app1-1: dns begins, try 1
  15.42  controller1  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  15.54  controller1  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  15.54  controller1  app1-1: smoke begins, try 1
  15.55  controller1  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  15.55  controller1  app1-1 ended, succeeded: every step is done
  15.55  people       are told: app1 runs in b (app1-1, succeeded)
  17.30  customers    write app1 in b again, after 12s without

held    expect app1 moves to b between 5s and 15s
held    expect never "deploy begins, try 2"
held    expect "app1-1 ended, succeeded"
held    expect app1 is served in the end by b
held    every rule of the safety contract
