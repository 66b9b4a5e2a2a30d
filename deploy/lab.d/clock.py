"""The wall clock of one program, which can be stepped while it runs; the clocks that only count stay as they are."""

LIBRARY = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"


class Clock:
    def __init__(self, units, name):
        self.units, self.name = units, name
        self.file = units.directory / f"{name}.clock"
        self.step(0)

    def wear(self):
        """Starts the program anew with this clock."""
        self.units.kill(self.name)
        self.units.named(self.name).environment |= {
            "LD_PRELOAD": LIBRARY, "FAKETIME_TIMESTAMP_FILE": str(self.file), "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        self.units.start(self.name)

    def step(self, seconds):
        """The clock is so far ahead of the true one from now on."""
        aside = self.file.with_suffix(".new")
        aside.write_text(f"{seconds:+d}s\n")
        aside.rename(self.file)
