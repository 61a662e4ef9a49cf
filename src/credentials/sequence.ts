/** Runs operations one after another, whether they end well or not. */
export class Sequence {
  private last: Promise<unknown> = Promise.resolve();

  run<T>(operation: () => PromiseLike<T>): Promise<T> {
    const result = this.last.then(operation);
    this.last = result.catch(() => undefined);
    return result;
  }
}
