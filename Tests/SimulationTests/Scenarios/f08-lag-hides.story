   5.00  WORLD        stall app1 to b
  35.00  WORLD        power off a
  35.00  a1           is gone
  35.00  a1           fences app1 in a
  35.00  a2           is gone
  35.00  a2           fences app1 in a
  35.00  controller1  is gone
  36.30  controller2  leads, term 2
  40.42  controller2  a is failed for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 6s80ms
                       - agent a2 not heard for 6s282ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  40.42  controller2  failover of app1 to b held: dataLoss: would lose 42s758ms of writes, from a sample 1s725ms old; the objective is 20s (accept it with --accept-loss)
  40.42  people       are paged: app1: active region a is failed
  40.42  people       are paged: app1: failover held
  60.00  WORLD        order failover of app1 to b
  60.00  ada          is told: denied: dataLoss: would lose 1m2s338ms of writes, from a sample 1s306ms old; the objective is 20s (accept it with --accept-loss)
  65.00  WORLD        order failover of app1 to b accepting 2m
  65.00  controller2  proposal 1: app1 from a to b, failover by ada: as ordered
  65.00  ada          is told: moving app1 to b
  65.00  controller2  votes for proposal 1 of app1
  65.00  controller3  votes for proposal 1 of app1
  65.01  controller2  epoch 2: app1 is active in b, by the votes of controller2, controller3
  65.01  controller2  app1-1: runbook region-failure begins (manual, a to b, epoch 2)
  65.01  controller2  app1-1: deploy begins, try 1 on b1
  65.01  b1           runs deploy for app1-1
  65.03  b1           has done deploy for app1-1
  65.04  controller2  app1-1: deploy succeeded
  65.04  controller2  app1-1: activate begins, try 1
  65.04  controller2  app1 activated under epoch 2
  65.04  controller2  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  65.04  controller2  app1-1: dns begins, try 1
  65.05  controller2  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  65.17  controller2  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  65.17  controller2  app1-1: smoke begins, try 1
  65.17  controller2  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  65.17  controller2  app1-1 ended, succeeded: every step is done
  65.18  people       are told: app1 runs in b (app1-1, succeeded)
  65.37  b2           lets app1 be written in b
  65.63  b1           lets app1 be written in b
  65.80  customers    61 acknowledged writes of 30s of app1 are not in b
  65.80  customers    write app1 in b again, after 31s without
  80.22  people       are paged: app1: the loss of b would cost 46s86ms of writes now; the objective is 20s
  80.42  people       are paged: one more loss fences b

held    expect app1 stays in a until 64s
held    expect "held: dataLoss: would lose" between 39s and 55s
held    expect a page about "would lose"
held    expect app1 moves to b between 65s and 70s
held    expect app1 loses at most 2m
held    expect app1 is served in the end by b
held    every rule of the safety contract
