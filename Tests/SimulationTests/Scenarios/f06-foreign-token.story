   5.00  WORLD        tamper with the token of app1
   7.81  controller1  DNS public of app1 drifted: app1.example.com A carries a token that is not this application's: v=1;app=other;epoch=7;region=elsewhere
   7.82  people       are paged: app1: DNS public drifted and may not be touched
  40.00  WORLD        power off a
  40.00  a1           is gone
  40.00  a1           fences app1 in a
  40.00  a2           is gone
  40.00  a2           fences app1 in a
  45.42  controller1  a is failed for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 6s73ms
                       - agent a2 not heard for 6s274ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  45.42  controller1  proposal 1: app1 from a to b, scenario region-failure on verdict failed
  45.42  people       are paged: app1: active region a is failed
  46.51  controller1  votes for proposal 1 of app1
  46.51  controller3  votes for proposal 1 of app1
  46.51  controller2  votes for proposal 1 of app1
  46.52  controller1  epoch 2: app1 is active in b, by the votes of controller1, controller3
  46.52  controller1  app1-1: runbook region-failure begins (automatic, a to b, epoch 2)
  46.52  controller1  app1-1: deploy begins, try 1 on b1
  46.52  b1           runs deploy for app1-1
  46.64  b1           lets app1 be written in b
  46.82  b1           has done deploy for app1-1
  46.83  controller1  app1-1: deploy succeeded
  46.83  controller1  app1-1: activate begins, try 1
  46.83  controller1  app1 activated under epoch 2
  46.83  controller1  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  46.83  controller1  app1-1: dns begins, try 1
  46.84  controller1  app1-1: dns refused: app1.example.com A carries a token that is not this application's: v=1;app=other;epoch=7;region=elsewhere
  46.85  people       are paged: app1-1: dns needs a person
  47.37  b2           lets app1 be written in b

held    expect a page about "drifted and may not be touched" between 5s and 40s
held    expect app1 moves to b between 44s and 60s
held    expect a page about "app1-1: dns" after 44s
held    expect never "writes DNS"
held    every rule of the safety contract
