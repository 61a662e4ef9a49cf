/** A key of the sandbox, and what it may do. */
export type SandboxKey = {
  readonly label: string;
  readonly key: string;
  readonly writeAccess: boolean;
  readonly revoked: boolean;
};

/** The three keys every sandbox starts with: one with a region suffix, two plain. Fake, but of a valid shape. */
export const sandboxKeys = {
  readWrite: '11111111-1111-4111-8111-111111111111.us',
  readOnly: '22222222-2222-4222-8222-222222222222',
  revoked: '33333333-3333-4333-8333-333333333333',
} as const;

/** The keys one sandbox knows; keys come and go while it runs. */
export class KeyRing {
  private readonly keys = new Map<string, SandboxKey>();
  private made = 3;

  constructor() {
    this.keep({ label: 'read and write', key: sandboxKeys.readWrite, writeAccess: true, revoked: false });
    this.keep({ label: 'read-only', key: sandboxKeys.readOnly, writeAccess: false, revoked: false });
    this.keep({ label: 'revoked', key: sandboxKeys.revoked, writeAccess: true, revoked: true });
  }

  all(): readonly SandboxKey[] {
    return [...this.keys.values()];
  }

  /** The key if it is known and not revoked. */
  accept(key: string | undefined): SandboxKey | undefined {
    const known = key === undefined ? undefined : this.keys.get(key);
    return known?.revoked === false ? known : undefined;
  }

  /** Adds a key; without `key` it makes a new one, with the `.us` suffix. */
  add(wish: { label: string; writeAccess: boolean; key?: string }): SandboxKey {
    this.made += 1;
    const key = wish.key ?? `${String(this.made).padStart(8, '0')}-0000-4000-8000-000000000000.us`;
    return this.keep({ label: wish.label, key, writeAccess: wish.writeAccess, revoked: false });
  }

  /** Revokes at once, for all who use the key; throws if there is no such key. */
  revoke(key: string): void {
    const known = this.keys.get(key);
    if (known === undefined) throw new Error('The sandbox has no such key.');
    this.keep({ ...known, revoked: true });
  }

  private keep(key: SandboxKey): SandboxKey {
    this.keys.set(key.key, key);
    return key;
  }
}
