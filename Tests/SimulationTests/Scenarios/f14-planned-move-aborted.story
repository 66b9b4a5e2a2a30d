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
   5.35  WORLD        order abort of app1
   5.35  b1           runs deploy for app1-1
   5.35  controller1  app1-1 aborted by ada: enough
   5.35  ada          is told: execution app1-1 is told
   5.65  b1           has done deploy for app1-1
   5.66  controller1  app1-1: deploy succeeded
   5.66  controller1  app1-1 ended, aborted: enough
   5.66  people       are paged: app1-1 ended: aborted
   5.70  b2           lets app1 be written in b
   5.97  b1           lets app1 be written in b
   7.81  controller1  DNS public of app1 drifted: app1.example.com A is 192.0.2.1 under token v=1;app=app1;epoch=1;region=a, wanted is 192.0.2.2
   7.81  people       are paged: app1: DNS public is left as it is
  40.00  WORLD        order switchover of app1 to a
  40.00  controller1  proposal 2: app1 from b to a, switchover by ada: as ordered
  40.00  ada          is told: moving app1 to a
  40.71  b2           fences app1 in b
  40.97  b1           fences app1 in b
  40.98  controller3  votes for proposal 2 of app1
  40.98  controller2  votes for proposal 2 of app1
  40.98  controller1  votes for proposal 2 of app1
  40.98  controller1  epoch 3: app1 is active in a, by the votes of controller2, controller3
  40.98  controller1  app1-2: runbook region-failure begins (manual, b to a, epoch 3)
  40.98  controller1  app1-2: deploy begins, try 1 on a1
  40.99  a1           runs deploy for app1-2
  41.01  a1           has done deploy for app1-2
  41.01  controller1  app1-2: deploy succeeded
  41.01  controller1  app1-2: activate begins, try 1
  41.01  controller1  app1 activated under epoch 3
  41.01  controller1  app1-2: activate succeeded: /active answers 200 in a under epoch 3
  41.01  controller1  app1-2: dns begins, try 1
  41.03  controller1  writes DNS: app1.example.com is 192.0.2.1, epoch 3
  41.04  controller1  app1-2: dns succeeded: every authoritative server that can be reached answers the new values
  41.04  controller1  app1-2: smoke begins, try 1
  41.05  controller1  app1-2: smoke succeeded: http://app1.example.com/health answers as expected
  41.05  controller1  app1-2 ended, succeeded: every step is done
  41.06  people       are told: app1 runs in a (app1-2, succeeded)
  41.15  a2           lets app1 be written in a
  41.30  customers    write app1 in a again, after 36s without
  41.36  a1           lets app1 be written in a
  47.81  controller1  DNS public of app1 repaired under epoch 3
  47.82  people       are told: resolved: app1: DNS public is left as it is

held    expect app1 moves to b between 5s and 10s
held    expect a page about "app1-1 ended: aborted"
held    expect a page about "DNS public is left as it is"
held    expect app1 moves to a between 40s and 45s
held    expect app1 is served in the end by a
held    every rule of the safety contract
