import { isJsonObject } from '../pendo/json';
import type { Translate } from '../pendo/translate';
import type { Face } from './credential';
import type { KeyValueStore } from './ports';

/** What to do when others may have seen a key, in this order: first its use ends, then work goes on. */
export const exposureSteps = ['revoke', 'create', 'replace', 'check', 'others'] as const;

export type ExposureStep = (typeof exposureSteps)[number];

/** How far a user got with one exposed key. */
export type Exposure = {
  /** The fingerprint of the exposed key; the credential may have another one by now. */
  readonly fingerprint: string;
  readonly done: readonly ExposureStep[];
};

const stateKey = 'exposures';

/** Remembers exposures in `globalState`, so that the steps can be left and taken up again. */
export class ExposureMemory {
  constructor(private readonly state: KeyValueStore) {}

  recall(id: string): Exposure | undefined {
    return parseExposure(this.load()[id]);
  }

  async remember(id: string, exposure: Exposure): Promise<void> {
    await this.state.update(stateKey, { ...this.load(), [id]: exposure });
  }

  async forget(id: string): Promise<void> {
    const rest = Object.entries(this.load()).filter(([other]) => other !== id);
    await this.state.update(stateKey, Object.fromEntries(rest));
  }

  private load(): Readonly<Record<string, unknown>> {
    const stored = this.state.get(stateKey);
    return isJsonObject(stored) ? stored : {};
  }
}

/**
 * Where to go on with a credential that has this key now. Whether the exposed key was replaced, the credential itself tells, whoever did it.
 * Once all is done, the next exposure is another one.
 */
export function takeUp(recalled: Exposure | undefined, keyFingerprint: string): Exposure {
  if (recalled) {
    const { fingerprint } = recalled;
    const isDone = (step: ExposureStep): boolean =>
      step === 'replace' ? fingerprint !== keyFingerprint : recalled.done.includes(step);
    const done = exposureSteps.filter(isDone);
    if (done.length < exposureSteps.length) {
      return { fingerprint, done };
    }
  }
  return { fingerprint: keyFingerprint, done: [] };
}

/** Notes a step. */
export function withStep(exposure: Exposure, step: ExposureStep): Exposure {
  return {
    ...exposure,
    done: exposureSteps.filter((known) => known === step || exposure.done.includes(known)),
  };
}

/** The credentials that had the exposed key as well. */
export function othersWithKey(exposure: Exposure, id: string, credentials: readonly Face[]): readonly Face[] {
  return credentials.filter((face) => face.id !== id && face.keyFingerprint === exposure.fingerprint);
}

/** A step in words: what to do, and how. */
export function describeExposureStep(
  step: ExposureStep,
  others: readonly Face[],
  t: Translate,
): { readonly label: string; readonly detail: string } {
  switch (step) {
    case 'revoke':
      return {
        label: t('Revoke the key in Pendo'),
        detail: t(
          'Opens Settings > Integrations > Integration Keys. Delete the key there: that ends its use at once.',
        ),
      };
    case 'create':
      return {
        label: t('Create a new key in Pendo'),
        detail: t(
          'On the same page. Give it write access only if it needs it, and copy it: it is shown once.',
        ),
      };
    case 'replace':
      return {
        label: t('Replace the key here'),
        detail: t('Asks for the new key and checks it before it is stored.'),
      };
    case 'check':
      return {
        label: t('Check the connection'),
        detail: t('Tells whether Pendo accepts the key that is stored now.'),
      };
    case 'others':
      return {
        label: t('See who else used the key'),
        detail:
          others.length === 0
            ? t(
                'No other credential here has it. Think of build pipelines, scripts, other tools and other people.',
              )
            : t('These credentials here have it too: {0}', others.map(({ name }) => name).join(', ')),
      };
  }
}

function parseExposure(value: unknown): Exposure | undefined {
  if (!isJsonObject(value)) {
    return undefined;
  }
  const { fingerprint, done } = value;
  return typeof fingerprint === 'string' && Array.isArray(done)
    ? { fingerprint, done: exposureSteps.filter((step) => done.includes(step)) }
    : undefined;
}
