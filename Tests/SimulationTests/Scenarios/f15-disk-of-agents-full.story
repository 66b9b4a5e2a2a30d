   4.00  WORLD        fill the disk of b1 for 20s
   4.00  WORLD        fill the disk of b2 for 20s
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
  10.43  people       are paged: app1: active region a is failed
  11.51  controller3  votes for proposal 1 of app1
  11.51  controller2  votes for proposal 1 of app1
  11.52  controller3  epoch 2: app1 is active in b, by the votes of controller2, controller3
  11.52  controller3  app1-1: runbook region-failure begins (automatic, a to b, epoch 2)
  11.52  controller3  app1-1: deploy begins, try 1 on b1
  11.53  controller3  app1-1: deploy refused: this agent cannot write its state to disk
  11.53  people       are paged: app1-1: deploy needs a person
  14.63  b1           is gone
  15.36  b2           is gone
  15.63  b1           starts
  16.12  controller3  a is unknown for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 11s776ms
                       - agent a2 not heard for 11s982ms
                       - b abstains: checks not decided
                       - c votes down: 2 of 2 agents see it down
  16.36  b2           starts
  18.60  b1           is gone
  19.16  b2           is gone
  20.16  b2           starts
  22.60  b1           starts
  23.05  b2           is gone
  23.10  b2           starts
  24.00  WORLD        over: fill the disk of b1 for 20s
  24.00  WORLD        over: fill the disk of b2 for 20s
  24.01  b1           lets app1 be written in b
  24.01  b2           lets app1 be written in b
  27.31  controller3  a is failed for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 22s976ms
                       - agent a2 not heard for 23s182ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  30.00  WORLD        order retry of app1
  30.00  controller3  app1-1: deploy tried again by ada: once more
  30.00  controller3  app1-1: deploy begins, try 2 on b1
  30.00  ada          is told: execution app1-1 is told
  30.00  ada          is told: step activate is waiting; only one that failed or is in doubt can be tried again
  30.00  ada          is told: step dns is waiting; only one that failed or is in doubt can be tried again
  30.00  ada          is told: step smoke is waiting; only one that failed or is in doubt can be tried again
  30.00  b1           runs deploy for app1-1
  32.00  b1           has done deploy for app1-1
  32.01  controller3  app1-1: deploy succeeded
  32.01  controller3  app1-1: activate begins, try 1
  32.01  controller3  app1 activated under epoch 2
  32.01  controller3  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  32.01  controller3  app1-1: dns begins, try 1
  32.02  controller3  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  32.13  controller3  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  32.13  controller3  app1-1: smoke begins, try 1
  32.15  controller3  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  32.15  controller3  app1-1 ended, succeeded: every step is done
  32.15  people       are told: app1 runs in b (app1-1, succeeded)
  32.15  people       are told: resolved: app1-1: deploy needs a person
  32.30  customers    1 acknowledged writes of 0s of app1 are not in b
  32.30  customers    write app1 in b again, after 27s500ms without
  39.12  people       are paged: one more loss fences b

held    expect "deploy refused: this agent cannot write its state to disk"
held    expect a page about "deploy needs a person"
held    expect app1 is not written in b before 24s
held    expect app1 is served in the end by b
held    every rule of the safety contract
