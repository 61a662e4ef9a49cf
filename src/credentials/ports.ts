type Listener<T> = (event: T) => unknown;

export type Disposable = { dispose(): unknown };

export type Event<T> = (listener: Listener<T>) => Disposable;

/** What is needed of `vscode.SecretStorage`; `context.secrets` fits as it is. */
export type SecretStore = {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  /** Names what exists without decrypting anything; rejects where a web host lacks it. */
  keys(): PromiseLike<string[]>;
  readonly onDidChange: Event<{ readonly key: string }>;
};

/** What is needed of `vscode.Memento`; `context.globalState` and `context.workspaceState` fit as they are. */
export type KeyValueStore = {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
};
