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
   5.35  b1           runs deploy for app1-1
   5.65  b1           has done deploy for app1-1
   5.66  controller1  app1-1: deploy succeeded
   5.66  controller1  app1-1: activate begins, try 1
   5.66  controller1  app1 activated under epoch 2
   5.66  controller1  app1-1: activate succeeded: /active answers 200 in b under epoch 2
   5.66  controller1  app1-1: dns begins, try 1
   5.67  controller1  writes DNS: app1.example.com is 192.0.2.2, epoch 2
   5.70  b2           lets app1 be written in b
   5.79  controller1  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
   5.79  controller1  app1-1: smoke begins, try 1
   5.79  controller1  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
   5.79  controller1  app1-1 ended, succeeded: every step is done
   5.80  people       are told: app1 runs in b (app1-1, succeeded)
   5.97  b1           lets app1 be written in b
   8.30  customers    write app1 in b again, after 3s without
  30.00  WORLD        lose the control plane for 10s with a backup of 28s before
  30.00  controller1  is gone
  30.00  controller2  is gone
  30.00  controller3  is gone
  34.70  b2           fences app1 in b
  34.97  b1           fences app1 in b
  40.00  controller1  restored up to the record before this one by ada, controllers are controller1, controller2, controller3: all was lost
  40.00  controller1  starts
  40.00  controller2  starts
  40.00  controller3  starts
  40.00  WORLD        over: lose the control plane for 10s with a backup of 28s before
  40.02  controller3  leads, term 1700001045
  43.11  people       are paged: app1: the control plane was restored; say which region is active
  46.00  controller3  proposal 1700001045: app1 from a to b, declared by ada: writes go there
  46.00  ada          is told: app1 will be active in b when every lease of before has run out (at most 12s242ms from now)
  52.00  ada          is told: that was said already: see holdfast status
  52.31  controller3  votes for proposal 1700001045 of app1
  52.31  controller2  votes for proposal 1700001045 of app1
  52.31  controller1  votes for proposal 1700001045 of app1
  52.32  controller3  epoch 1700001045: app1 is active in b, by the votes of controller2, controller3
  52.32  controller3  app1 activated under epoch 1700001045
  52.33  people       are told: resolved: app1: the control plane was restored; say which region is active
  52.42  controller3  writes DNS: app1.example.com is 192.0.2.2, epoch 1700001045
  52.58  b2           lets app1 be written in b
  52.67  b1           lets app1 be written in b
  52.80  customers    write app1 in b again, after 18s without
  80.00  WORLD        order switchover of app1 to a
  80.00  controller3  proposal 1700001046: app1 from b to a, switchover by ada: as ordered
  80.00  ada          is told: moving app1 to a
  80.58  b2           fences app1 in b
  80.68  b1           fences app1 in b
  80.69  controller3  votes for proposal 1700001046 of app1
  80.69  controller1  votes for proposal 1700001046 of app1
  80.69  controller2  votes for proposal 1700001046 of app1
  80.70  controller3  epoch 1700001046: app1 is active in a, by the votes of controller1, controller3
  80.70  controller3  app1-1700001045: runbook region-failure begins (manual, b to a, epoch 1700001046)
  80.70  controller3  app1-1700001045: deploy begins, try 1 on a1
  80.71  a1           runs deploy for app1-1700001045
  81.55  a2           lets app1 be written in a
  81.66  a1           lets app1 be written in a
  82.71  a1           has done deploy for app1-1700001045
  82.71  controller3  app1-1700001045: deploy succeeded
  82.71  controller3  app1-1700001045: activate begins, try 1
  82.71  controller3  app1 activated under epoch 1700001046
  82.71  controller3  app1-1700001045: activate succeeded: /active answers 200 in a under epoch 1700001046
  82.71  controller3  app1-1700001045: dns begins, try 1
  82.72  controller3  writes DNS: app1.example.com is 192.0.2.1, epoch 1700001046
  83.05  controller3  app1-1700001045: dns succeeded: every authoritative server that can be reached answers the new values
  83.05  controller3  app1-1700001045: smoke begins, try 1
  83.06  controller3  app1-1700001045: smoke succeeded: http://app1.example.com/health answers as expected
  83.06  controller3  app1-1700001045 ended, succeeded: every step is done
  83.06  people       are told: app1 runs in a (app1-1700001045, succeeded)
  83.30  customers    write app1 in a again, after 3s without

held    expect app1 moves to b before 15s
held    expect "restored up to the record before this one" between 39s and 41s
held    expect a page about "say which region is active" between 41s and 60s
held    expect never "lets app1 be written in a" before 80s
held    expect "declared by ada: writes go there" between 41s and 60s
held    expect app1 is written in b
held    expect app1 moves to a after 80s
held    expect app1 is served in the end by a
held    every rule of the safety contract
