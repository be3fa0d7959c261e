/** When a bot that runs knows of what was changed in its database: `does`, what it then does, as "takes it in". */
export function runningHint(does: string): string {
  return `a bot that runs ${does} within a few seconds`;
}
