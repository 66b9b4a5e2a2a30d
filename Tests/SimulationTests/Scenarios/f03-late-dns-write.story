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
   5.65  WORLD        slow c from dns by 40s for 1s
   5.70  b2           lets app1 be written in b
   5.96  b1           lets app1 be written in b
   6.65  WORLD        over: slow c from dns by 40s for 1s
   7.66  controller1  app1-1: dns failed: its answer was lost (the name server did not answer); inspection: it was not done
   8.71  controller1  app1-1: dns begins, try 2
   8.72  controller1  writes DNS: app1.example.com is 192.0.2.2, epoch 2
   8.84  controller1  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
   8.84  controller1  app1-1: smoke begins, try 1
   8.85  controller1  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
   8.85  controller1  app1-1 ended, succeeded: every step is done
   8.86  people       are told: app1 runs in b (app1-1, succeeded)
  11.30  customers    write app1 in b again, after 6s without
  30.00  WORLD        order failback of app1
  30.00  controller1  proposal 2: app1 from b to a, failback by ada: as ordered
  30.00  ada          is told: moving app1 to a
  30.70  b2           fences app1 in b
  30.97  b1           fences app1 in b
  30.97  controller2  votes for proposal 2 of app1
  30.97  controller3  votes for proposal 2 of app1
  30.97  controller1  votes for proposal 2 of app1
  30.98  controller1  epoch 3: app1 is active in a, by the votes of controller2, controller3
  30.98  controller1  app1-2: runbook region-failure begins (manual, b to a, epoch 3)
  30.98  controller1  app1-2: deploy begins, try 1 on a1
  30.98  a1           runs deploy for app1-2
  31.00  a1           has done deploy for app1-2
  31.01  controller1  app1-2: deploy succeeded
  31.01  controller1  app1-2: activate begins, try 1
  31.01  controller1  app1 activated under epoch 3
  31.01  controller1  app1-2: activate succeeded: /active answers 200 in a under epoch 3
  31.01  controller1  app1-2: dns begins, try 1
  31.02  controller1  writes DNS: app1.example.com is 192.0.2.1, epoch 3
  31.14  a2           lets app1 be written in a
  31.34  a1           lets app1 be written in a
  31.35  controller1  app1-2: dns succeeded: every authoritative server that can be reached answers the new values
  31.35  controller1  app1-2: smoke begins, try 1
  31.36  controller1  app1-2: smoke succeeded: http://app1.example.com/health answers as expected
  31.36  controller1  app1-2 ended, succeeded: every step is done
  31.36  people       are told: app1 runs in a (app1-2, succeeded)
  32.30  customers    write app1 in a again, after 1s500ms without
  45.66  dns          refuses what controller1 writes: app1.example.com is 192.0.2.2, epoch 2
                       - a record or token of app1.example.com. is no longer what was read

held    expect app1 moves to b before 15s
held    expect app1 moves to a between 30s and 40s
held    expect "refuses what" after 40s
held    expect app1 is served in the end by a
held    every rule of the safety contract
