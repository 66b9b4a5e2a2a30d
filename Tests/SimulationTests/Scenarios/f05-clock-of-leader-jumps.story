   5.00  WORLD        step the clock of the leader by 1h
  15.00  WORLD        step the clock of the leader back by 2h

held    expect app1 stays in a
held    expect no page
held    expect app1 is served in the end by a
held    every rule of the safety contract
