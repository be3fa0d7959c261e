import { closeSync, openSync } from 'node:fs';

/**
 * Calls `reload` for each SIGHUP, once `ready` has been given it; those that come before are one call then. A SIGHUP
 * because the terminal is gone that the process was started from is an end, and is passed on as SIGTERM.
 * @returns gives what to call from now on, and goes on listening until the process ends.
 */
export function onHangUp(): (reload: () => void) => void {
  const fromTerminal = hasTerminal();
  let early = false;
  let act = (): void => {
    early = true;
  };
  process.on('SIGHUP', () => {
    if (fromTerminal && !hasTerminal()) process.kill(process.pid, 'SIGTERM');
    else act();
  });
  return (reload) => {
    act = reload;
    if (early) reload();
  };
}

/** Whether there is a terminal that this process is controlled from. */
function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}
