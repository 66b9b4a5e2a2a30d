   5.00  WORLD        power off a
   5.00  a1           is gone
   5.00  a1           fences app1 in a
   5.00  a2           is gone
   5.00  a2           fences app1 in a
   5.00  controller1  is gone
   5.00  controller2  is gone
   5.00  WORLD        stop the store
  35.01  people       are paged: nothing can be decided
  60.00  WORLD        break the glass at controller3
  60.00  controller3  is gone
  60.00  controller3  restored up to the record before this one by ada and grace, controllers are controller3: without a quorum
  60.00  controller3  starts
  60.02  controller3  leads, term 1700001065
  63.11  people       are paged: app1: the control plane was restored; say which region is active
  65.21  controller3  a is failed for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s200ms
                       - agent a2 not heard for 5s200ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  65.22  people       are paged: app1: active region a is failed
  70.00  WORLD        order declaration of app1 in b
  70.00  controller3  proposal 1700001065: app1 from a to b, declared by ada: writes are to go there
  70.00  ada          is told: app1 will be active in b when every lease of before has run out (at most 12s242ms from now)
  72.31  controller3  votes for proposal 1700001065 of app1
  72.31  controller3  epoch 1700001065: app1 is active in b, by the votes of controller3
  72.31  controller3  app1 activated under epoch 1700001065
  72.32  people       are told: resolved: app1: the control plane was restored; say which region is active
  72.42  controller3  writes DNS: app1.example.com is 192.0.2.2, epoch 1700001065
  72.70  b1           lets app1 be written in b
  72.77  b2           lets app1 be written in b
  74.30  customers    1 acknowledged writes of 0s of app1 are not in b
  74.30  customers    write app1 in b again, after 1m9s500ms without

held    expect lint error controller-placement
held    expect a page about "nothing can be decided" between 30s and 45s
held    expect never "proposal" before 60s
held    expect "restored up to the record before this one" between 60s and 61s
held    expect a page about "say which region is active" between 60s and 70s
held    expect never "lets app1 be written in b" before 70s
held    expect "declared by ada: writes are to go there" between 70s and 90s
held    expect app1 is written in b
held    expect app1 is served in the end by b
held    every rule of the safety contract
