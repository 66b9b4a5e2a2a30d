"""Programs that are started here, and ended by their pid."""

import os
import subprocess


class Failure(Exception):
    """Something that must happen did not; the text is for people."""


class Program:
    """One running program. The kernel kills it when the thread that started it ends, however that happens."""

    running = []

    def __init__(self, command, log, directory, network=None, is_read=False, environment={}):
        """With `is_read` its output is for the one that starts it, who sees when it ends."""
        inside = ["nsenter", f"--net={network}"] if network else []
        self.name = log.stem
        self.log = log
        # Whether somebody sees to it that it ends.
        self.may_end = is_read
        with open(log, "ab") as output:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", *inside, *map(str, command)],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE if is_read else output, stderr=output, cwd=directory,
                text=True, env=os.environ | environment,
            )
        Program.running.append(self)

    @property
    def is_running(self):
        return self.process.poll() is None

    def kill(self):
        """SIGKILL, so that nothing can be tidied up."""
        self.process.kill()
        self.process.wait()
        if self in Program.running:
            Program.running.remove(self)

    def stop(self, seconds=15):
        """SIGTERM; returns how it ended."""
        self.process.terminate()
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Failure(f"{self.name} has not stopped {seconds} s after SIGTERM:\n{self.last_words()}")
        finally:
            self.kill()

    def last_words(self):
        return self.log.read_text(errors="replace")[-1500:]

    @classmethod
    def end_all(cls):
        for program in reversed(cls.running.copy()):
            program.kill()


def run(*command, input=None, timeout=None):
    """Runs a command to its end and returns what it wrote; a failure is told with its error text."""
    try:
        done = subprocess.run([str(part) for part in command], input=input, capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        raise Failure(f"{' '.join(map(str, command))} takes longer than {timeout} s")
    if done.returncode != 0:
        words = (done.stderr or done.stdout).strip()
        raise Failure(f"{' '.join(map(str, command))} failed: {words}")
    return done.stdout
