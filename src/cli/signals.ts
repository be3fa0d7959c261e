/**
 * Aborts on the first SIGINT or SIGTERM, so that what is under way can be finished. A second one ends the
 * process at once, as it would without this.
 */
export function untilSignal(): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => {
    process.off('SIGINT', abort);
    process.off('SIGTERM', abort);
    controller.abort();
  };
  process.on('SIGINT', abort);
  process.on('SIGTERM', abort);
  return controller.signal;
}
