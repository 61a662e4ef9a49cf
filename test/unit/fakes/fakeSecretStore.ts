import { Emitter } from '../../../src/credentials/emitter';
import type { SecretStore } from '../../../src/credentials/ports';

export type SecretOperation = 'get' | 'store' | 'delete' | 'keys';

/**
 * What can befall an operation. `forget`: it ends well and did nothing. `undecryptable`: as VS Code does with a secret that it can't
 * decrypt, the secret is deleted and undefined is returned. `value`: what `get` returns instead.
 */
export type SecretFault =
  | { readonly kind: 'reject' | 'hang' | 'forget' | 'undecryptable' }
  | { readonly kind: 'value'; readonly value: string };

/** An operation that hangs; `land` ends it late. */
export type Hanging = { land(): Promise<void> };

type Planned = { readonly operation: SecretOperation; readonly fault: SecretFault; always: boolean };

/** VS Code's secret storage, all windows of a machine sharing one: answers after some turns, and does what it is told to go wrong. */
export class FakeSecretStore implements SecretStore {
  readonly values = new Map<string, string>();
  /** Each operation with its key, oldest first. */
  readonly calls: string[] = [];
  readonly hanging: Hanging[] = [];
  /** How often a change is told. */
  eventsPerChange = 1;
  private readonly changed = new Emitter<{ readonly key: string }>();
  private planned: Planned[] = [];

  readonly onDidChange = this.changed.event;

  get(key: string): Promise<string | undefined> {
    return this.run('get', key, 3, (fault) => {
      if (fault?.kind === 'value') {
        return fault.value;
      }
      if (fault?.kind === 'undecryptable') {
        this.remove(key);
      }
      return this.values.get(key);
    });
  }

  store(key: string, value: string): Promise<void> {
    return this.run('store', key, 5, () => {
      this.values.set(key, value);
      this.tell(key);
    });
  }

  delete(key: string): Promise<void> {
    return this.run('delete', key, 4, () => this.remove(key));
  }

  keys(): Promise<string[]> {
    return this.run('keys', '', 2, () => [...this.values.keys()]);
  }

  /** Spoils the next operation of a kind. */
  failNext(operation: SecretOperation, fault: SecretFault['kind'] | SecretFault): void {
    this.planned.push({ operation, fault: asFault(fault), always: false });
  }

  /** Spoils every operation of a kind until `clearFaults`. */
  failAlways(operation: SecretOperation, fault: SecretFault['kind'] | SecretFault): void {
    this.planned.push({ operation, fault: asFault(fault), always: true });
  }

  clearFaults(): void {
    this.planned = [];
  }

  /** Tells of a change that may not have happened. */
  tell(key: string): void {
    for (let time = 0; time < this.eventsPerChange; time += 1) {
      void turns(2).then(() => this.changed.fire({ key }));
    }
  }

  /** The reads so far. */
  reads(): string[] {
    return this.calls.filter((call) => call.startsWith('get '));
  }

  private remove(key: string): void {
    if (this.values.delete(key)) {
      this.tell(key);
    }
  }

  private async run<T>(
    operation: SecretOperation,
    key: string,
    duration: number,
    work: (fault: SecretFault | undefined) => T,
  ): Promise<T> {
    this.calls.push(`${operation} ${key}`.trim());
    const fault = this.takeFault(operation);
    await turns(duration);
    switch (fault?.kind) {
      case 'reject':
        throw new Error('the keyring is locked');
      case 'hang':
        return new Promise<T>((resolve) => {
          this.hanging.push({
            land: async () => {
              resolve(work(undefined));
              await Promise.resolve();
            },
          });
        });
      case 'forget':
        return undefined as T;
      case 'undecryptable':
      case 'value':
      case undefined:
        return work(fault);
    }
  }

  private takeFault(operation: SecretOperation): SecretFault | undefined {
    const planned = this.planned.find((candidate) => candidate.operation === operation);
    if (planned && !planned.always) {
      this.planned = this.planned.filter((candidate) => candidate !== planned);
    }
    return planned?.fault;
  }
}

function asFault(fault: SecretFault['kind'] | SecretFault): SecretFault {
  if (typeof fault !== 'string') {
    return fault;
  }
  return fault === 'value' ? { kind: 'value', value: '' } : { kind: fault };
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    await Promise.resolve();
  }
}
