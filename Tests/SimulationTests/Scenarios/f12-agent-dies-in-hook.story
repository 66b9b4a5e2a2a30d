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
   5.34  WORLD        kill every agent of b
   5.34  b1           is gone
   5.34  b2           is gone
   5.39  b1           starts
   6.15  b1           lets app1 be written in b
   9.34  b2           starts
   9.80  b2           lets app1 be written in b
  37.62  controller1  app1-1: deploy is in doubt: its answer was lost (the agent was restarted meanwhile); inspection: interrupted on b1
  37.62  people       are paged: app1-1: deploy needs a person
  40.00  WORLD        order skip of app1
  40.00  controller1  app1-1: deploy skipped by ada: done by hand
  40.00  controller1  app1-1: activate begins, try 1
  40.00  controller1  app1 activated under epoch 2
  40.00  controller1  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  40.00  controller1  app1-1: dns begins, try 1
  40.00  ada          is told: execution app1-1 is told
  40.00  ada          is told: step activate is succeeded; there is nothing to skip
  40.00  ada          is told: step dns is running; wait for it, or abort the execution
  40.00  ada          is told: step smoke has not begun; one that failed or is in doubt can be skipped
  40.01  controller1  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  40.13  controller1  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  40.13  controller1  app1-1: smoke begins, try 1
  40.14  controller1  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  40.14  controller1  app1-1 ended, succeededWithFailures: deploy was skipped by ada: done by hand
  40.14  people       are told: app1 runs in b (app1-1, succeededWithFailures)
  40.14  people       are told: resolved: app1-1: deploy needs a person
  41.30  customers    write app1 in b again, after 36s without

held    expect app1 moves to b between 5s and 15s
held    expect a page about "deploy" before 40s
held    expect never "deploy begins, try 2"
held    expect "deploy skipped by ada" after 40s
held    expect app1 is served in the end by b
held    every rule of the safety contract
