import type { Disposable, Event } from './ports';

/** An event source that needs no `vscode`; `event` has the shape of VS Code's events. */
export class Emitter<T> implements Disposable {
  private readonly listeners = new Set<(event: T) => unknown>();

  readonly event: Event<T> = (listener) => {
    // A listener of its own for each subscription, so that the same function can be subscribed twice.
    const subscription = (event: T): unknown => listener(event);
    this.listeners.add(subscription);
    return { dispose: () => this.listeners.delete(subscription) };
  };

  fire(event: T): void {
    for (const listener of [...this.listeners]) {
      listener(event);
    }
  }

  dispose(): void {
    this.listeners.clear();
  }
}
