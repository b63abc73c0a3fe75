/** Ends every run with one line that a script can read. A test that did not run is not a test that passed. */
export default class SummaryReporter {
  #filtered;
  #failed = 0;

  constructor({ testNamePattern }) {
    this.#filtered = Boolean(testNamePattern);
  }

  onTestResult(_test, result) {
    const notRun = this.#filtered ? 0 : result.numPendingTests + result.numTodoTests;
    this.#failed += result.numFailingTests + notRun + (result.testExecError ? 1 : 0);
  }

  onRunComplete(_contexts, { numPassedTests }) {
    // Jest's own summary comes after every reporter's last word.
    process.once('exit', () => console.log(`${numPassedTests} passed, ${this.#failed} failed`));
  }

  /** Makes Jest exit with 1 where it would forgive: for tests that were skipped or left to be written. */
  getLastError() {
    return this.#failed > 0 ? new Error(`${this.#failed} tests failed or did not run`) : undefined;
  }
}
