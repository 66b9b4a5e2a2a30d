   5.00  WORLD        power off a
   5.00  a1           is gone
   5.00  a1           fences app1 in a
   5.00  a2           is gone
   5.00  a2           fences app1 in a
   5.00  controller1  is gone
   5.00  controller2  is gone
   6.45  controller3  leads, term 2
  14.51  people       are paged: no region is judged: too few agents are heard

held    expect lint error controller-placement
held    expect app1 stays in a
held    expect never "proposal"
held    expect a page about "no region is judged" between 10s and 30s
held    expect app1 is not written in b
held    every rule of the safety contract
