import type { Translate } from '../../pendo/translate';
import type { CredentialStore } from '../credentialStore';
import type { StorageDurability, StorageHealth, StorageTest } from '../storageHealth';
import { describeStorageRemedy, type Installation } from '../storageRemedy';
import type { ReportConclusion } from './protocol';
import type { ReportPlan, StepReport } from './session';

type StorageDeps = {
  readonly store: CredentialStore;
  readonly health: StorageHealth;
  readonly installation: Installation;
  readonly facts: readonly string[];
  readonly t: Translate;
};

/** The report "Check Secret Storage": whether VS Code can keep keys here, and what to do where it can't. */
export function planStorageCheck(deps: StorageDeps): ReportPlan {
  const { store, health, t } = deps;
  return {
    title: t('Check Secret Storage'),
    intro: t(
      'Writes, reads and erases a test secret, and looks whether secrets outlive a restart. No key of yours is read.',
    ),
    steps: [
      { id: 'test', label: t('Write, read and erase a secret') },
      { id: 'lasting', label: t('Outlive a restart') },
      { id: 'keys', label: t('Keys of your credentials') },
    ],
    facts: deps.facts,
    run: async (observer, signal) => {
      const cancelled = (): boolean => signal.aborted;
      observer.onStart('test');
      const test = await health.test();
      if (cancelled()) {
        return undefined;
      }
      observer.onResult('test', testReport(test, t));
      observer.onStart('lasting');
      const durability = await health.confirmDurability();
      if (cancelled()) {
        return undefined;
      }
      observer.onResult('lasting', durabilityReport(durability, t));
      observer.onStart('keys');
      await store.reconcile();
      if (cancelled()) {
        return undefined;
      }
      const missing = store.list().filter(({ id }) => store.keyPresence(id) === 'missing').length;
      observer.onResult('keys', keysReport(store, missing, t));
      return conclude(test, durability, missing, deps);
    },
  };
}

function testReport({ write, read, erase }: StorageTest, t: Translate): StepReport {
  if (write) {
    return same('failed', t('A secret could not be written: {0}', write.cause));
  }
  if (read === 'differs') {
    return same('failed', t('The secret that came back is not the one that was written.'));
  }
  if (read) {
    return same('failed', t('The secret could not be read back: {0}', read.cause));
  }
  return erase
    ? same('warning', t('The secret could not be erased: {0}', erase.cause))
    : same('ok', t('All three work.'));
}

function durabilityReport(durability: StorageDurability, t: Translate): StepReport {
  switch (durability) {
    case 'lasting':
      return same('ok', t('A secret of an earlier session is still there.'));
    case 'lost':
      return same('failed', t('A secret of an earlier session is gone.'));
    case 'unknown':
      return same(
        'skipped',
        t('Not known yet: that shows after the first credential is saved and VS Code is restarted.'),
      );
  }
}

function keysReport(store: CredentialStore, missing: number, t: Translate): StepReport {
  const total = store.list().length;
  const trouble = store.trouble();
  if (trouble.kind === 'unreachable') {
    return same('warning', t('The storage can’t say which secrets it has: {0}', trouble.cause));
  }
  return missing === 0
    ? same('ok', t('All {0} are there.', total))
    : same('failed', t('{0} of {1} are missing. The list shows which; enter them again.', missing, total));
}

function conclude(
  test: StorageTest,
  durability: StorageDurability,
  missing: number,
  { installation, t }: StorageDeps,
): ReportConclusion {
  const works = !test.write && !test.read;
  if (!works || durability === 'lost') {
    return {
      tone: 'error',
      summary: works ? t('Secrets do not last here') : t('Secrets can’t be kept here'),
      detail: describeStorageRemedy(installation, t),
      actions: [],
    };
  }
  if (missing > 0) {
    return {
      tone: 'warning',
      summary: t('Secret storage works, but keys are missing'),
      detail: t('Enter them again: each of these credentials asks for its key alone.'),
      actions: [],
    };
  }
  return durability === 'lasting'
    ? {
        tone: 'success',
        summary: t('Secret storage works'),
        detail: t('Keys are kept, and they last.'),
        actions: [],
      }
    : {
        tone: 'success',
        summary: t('Secret storage works'),
        detail: t('Whether keys outlive a restart shows after the next one: run this check again then.'),
        actions: [],
      };
}

function same(outcome: StepReport['outcome'], detail: string): StepReport {
  return { outcome, detail, shared: detail };
}
