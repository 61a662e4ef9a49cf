/** What `withDeadline` throws when the time is over. The operation itself can't be stopped and may still end. */
export class DeadlineExceeded extends Error {
  constructor(readonly milliseconds: number) {
    super(`no answer within ${milliseconds / 1000} seconds`);
    this.name = 'DeadlineExceeded';
  }
}

/** Waits for an operation, but not for ever: a keyring that waits for its password can hang without an end. */
export function withDeadline<T>(operation: PromiseLike<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DeadlineExceeded(milliseconds)), milliseconds);
    operation.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
