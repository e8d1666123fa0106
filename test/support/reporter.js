/** The last line of a test run, alone: `N passed, N failed`; before it, how many were skipped, if some were. */
export default class TotalsReporter {
  onRunComplete(_contexts, results) {
    // A suite that cannot be loaded has no tests to count, and must not pass for that.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const totals = `${results.numPassedTests} passed, ${failed} failed\n`;
    // Jest writes its own summary after all reporters; only at exit is nothing left to follow.
    process.once('exit', () => process.stdout.write(skipped > 0 ? `${skipped} skipped\n${totals}` : totals));
  }
}
