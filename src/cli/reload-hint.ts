/** When a bot knows of what was changed in its database: `does`, what it then does, as "takes it in". */
export function reloadHint(does: string): string {
  return `a bot that runs ${does} on SIGHUP (kill -HUP PID), any other when it starts`;
}
