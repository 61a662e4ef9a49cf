import assert from 'node:assert/strict';
import {
  accessLabel,
  connectionIcon,
  connectionLabel,
  describeConnection,
  tooltipLines,
  type Wording,
} from '../../../src/credentials/connectionWords';
import { knownAccess, type ConnectionState } from '../../../src/credentials/connectionState';
import { explainSaveFailure } from '../../../src/credentials/explainSaveFailure';
import { describeRow } from '../../../src/credentials/rowWords';
import { describeStatus } from '../../../src/credentials/statusWords';
import { describeTrouble } from '../../../src/credentials/troubleWords';
import type { Translate } from '../../../src/pendo/translate';
import { ensure } from '../fakes/ensure';
import { formatMessage, pseudoTranslate, untranslated } from '../fakes/formatMessage';
import { sampleFace, sampleKey } from './sampleCredentials';
import { failedStates, sampleState, sampleStates, stateNames, type StateName } from './sampleStates';

const now = 1000 + 3 * 60 * 60 * 1000;
const wording: Wording = { t: formatMessage, locale: 'en', now };
const face = sampleFace({
  name: 'My credential',
  description: 'For dashboards',
  baseUrl: 'https://app.eu.pendo.io',
});

type Words = {
  readonly icon: string;
  readonly label: string;
  readonly row: string;
  readonly severity: string;
  readonly click: string;
  readonly says: RegExp;
};
const table: { readonly [Name in Exclude<StateName, 'none'>]: Words } = {
  keyMissing: {
    icon: 'key',
    label: 'key missing',
    row: 'EU · key missing',
    severity: 'warning',
    click: 'enterKey',
    says: /key is missing.*Enter it again/,
  },
  unchecked: {
    icon: 'circle-large-outline',
    label: 'not checked',
    row: 'EU',
    severity: 'none',
    click: 'check',
    says: /^Not checked yet\.$/,
  },
  checkingFirst: {
    icon: 'loading~spin',
    label: 'checking',
    row: 'EU · checking',
    severity: 'none',
    click: 'cancel',
    says: /^Checking…$/,
  },
  checkingAgain: {
    icon: 'loading~spin',
    label: 'checking',
    row: 'EU · read and write · checking',
    severity: 'none',
    click: 'cancel',
    says: /^Checking…$/,
  },
  readOnly: {
    icon: 'pass',
    label: 'connected',
    row: 'EU · read-only',
    severity: 'none',
    click: 'check',
    says: /^Connected, read-only\. Checked 3 hours ago, took 42 ms\.$/,
  },
  readWrite: {
    icon: 'pass',
    label: 'connected',
    row: 'EU · read and write',
    severity: 'none',
    click: 'check',
    says: /^Connected, read and write\./,
  },
  rejected: {
    icon: 'error',
    label: 'key rejected',
    row: 'EU · key rejected',
    severity: 'error',
    click: 'check',
    says: /^Key rejected\. .*\(403\).*Checked 3 hours ago, took 42 ms\.$/,
  },
  unreachable: {
    icon: 'warning',
    label: 'unreachable',
    row: 'EU · unreachable',
    severity: 'warning',
    click: 'check',
    says: /^Host not found\. .*Checked 3 hours ago, took 42 ms\.$/,
  },
  unreachableWorked: {
    icon: 'warning',
    label: 'unreachable',
    row: 'EU · read-only · unreachable',
    severity: 'warning',
    click: 'check',
    says: /Checked 3 hours ago, took 42 ms\. It last worked 3 hours ago\.$/,
  },
  unreachableRefused: {
    icon: 'warning',
    label: 'unreachable',
    row: 'EU · unreachable',
    severity: 'warning',
    click: 'check',
    says: /The key was rejected 3 hours ago\.$/,
  },
  unexpected: {
    icon: 'question',
    label: 'unexpected answer',
    row: 'EU · unexpected answer',
    severity: 'warning',
    click: 'check',
    says: /web page.*Checked 3 hours ago, took 42 ms\.$/,
  },
  unexpectedWorked: {
    icon: 'question',
    label: 'unexpected answer',
    row: 'EU · read-only · unexpected answer',
    severity: 'warning',
    click: 'check',
    says: /It last worked 3 hours ago\.$/,
  },
};

for (const name of stateNames) {
  if (name === 'none') continue;
  const words = table[name];
  const state = sampleState(name);

  describe(`the words for ${name}`, () => {
    it('show icon and label', () => {
      assert.equal(connectionIcon(state), words.icon);
      assert.equal(connectionLabel(state, formatMessage), words.label);
    });

    it('say all that is known', () => assert.match(describeConnection(state, wording), words.says));

    it('make a row, active or not', () => {
      const row = describeRow(face, state, undefined, wording);
      assert.deepEqual([row.label, row.description, row.icon], ['My credential', words.row, words.icon]);
      assert.equal(describeRow(face, state, 'here', wording).description, `active · ${words.row}`);
      assert.equal(
        describeRow(face, state, 'lastUsed', wording).description,
        `active, last used · ${words.row}`,
      );
    });

    it('tell a screen reader name, activity, region, state and age', () => {
      const idle = describeRow(face, state, undefined, wording).accessibleName;
      ensure(idle.startsWith('My credential, EU, '), idle);
      ensure(idle.includes(words.label), idle);
      assert.doesNotMatch(idle, /active in/);
      assert.equal(idle.endsWith('checked 3 hours ago'), 'at' in state);
      for (const [chosen, activity] of [
        ['here', 'active in this workspace'],
        ['lastUsed', 'active in this workspace, last used'],
      ] as const) {
        const { accessibleName } = describeRow(face, state, chosen, wording);
        ensure(accessibleName.startsWith(`My credential, ${activity}, EU, `), accessibleName);
      }
    });

    it('make a status that tells name, state and what a press does', () => {
      const status = describeStatus(face, state, wording);
      assert.equal(status.text, `Pendo: My credential · ${words.label}`);
      assert.deepEqual(
        [status.icon, status.severity, status.click],
        [words.icon, words.severity, words.click],
      );
      ensure(status.accessibleName.startsWith('Pendo Connection: My credential. '), status.accessibleName);
      ensure(status.accessibleName.includes(describeConnection(state, wording)));
      const hint = {
        cancel: /Press to cancel\.$/,
        enterKey: /Press to enter the key\.$/,
        check: /Press to check\.$/,
      };
      assert.match(status.accessibleName, hint[words.click as keyof typeof hint]);
    });

    it('make a tooltip with description, host, key ending and state, and no key', () => {
      const lines = tooltipLines(face, state, wording);
      const labels = [
        'Description',
        'Host',
        'Key',
        'Connection',
        ...(name === 'unreachableWorked' || name === 'unexpectedWorked' ? ['Access'] : []),
        ...(name === 'checkingAgain' ? ['Before'] : []),
      ];
      assert.deepEqual(
        lines.map(({ label }) => label),
        labels,
      );
      assert.deepEqual(
        lines.slice(0, 3).map(({ text }) => text),
        ['For dashboards', 'app.eu.pendo.io', 'ends in 0001, entered 3 hours ago'],
      );
      ensure(!JSON.stringify(lines).includes(sampleKey()));
      ensure(lines.every(({ text }) => text !== ''));
    });

    it('tell in the tooltip what the key may do, as far as is known', () => {
      const access = knownAccess(state);
      const tooltip = tooltipLines(face, state, wording).map(({ text }) => text);
      const known = access && accessLabel(access, formatMessage);
      assert.equal(known === undefined || tooltip.join().includes(known), true, tooltip.join('\n'));
    });

    it('all go through the translation', () => assertTranslated(state));
  });
}

describe('the words for every failure', () => {
  for (const state of failedStates) {
    it(`are whole, translated and never an error: ${JSON.stringify(state).slice(0, 90)}`, () => {
      assert.doesNotMatch(describeConnection(state, wording), /undefined|\[object|\{\d\}|\.\./);
      assert.equal(describeStatus(face, state, wording).severity, 'warning');
      assertTranslated(state);
    });
  }
});

describe('the words for a credential', () => {
  it('tell what the key may do while it is checked after an outage', () => {
    const previous = { ...sampleStates.unreachableWorked };
    const lines = tooltipLines(face, { kind: 'checking', previous }, wording);
    assert.deepEqual(
      lines.slice(3).map(({ label }) => label),
      ['Connection', 'Access', 'Before'],
    );
    assert.equal(lines[4]?.text, 'read-only');
  });

  it('leave out a description and a key ending that are not there', () => {
    const bare = sampleFace({ description: '', key: 'short' });
    const lines = tooltipLines(bare, sampleState('unchecked'), wording);
    assert.deepEqual(
      lines.map(({ label, text }) => `${label}: ${text}`),
      ['Host: app.pendo.io', 'Key: entered 3 hours ago', 'Connection: Not checked yet.'],
    );
  });

  it('call a base URL of one’s own custom, and show its host', () => {
    const custom = sampleFace({ baseUrl: 'https://pendo.example:8443' });
    assert.equal(describeRow(custom, sampleState('unchecked'), undefined, wording).description, 'Custom');
    const host = tooltipLines(custom, sampleState('unchecked'), wording).find(
      ({ label }) => label === 'Host',
    );
    assert.equal(host?.text, 'pendo.example:8443');
  });

  it('shorten a long name in the status bar, and say it whole to a screen reader', () => {
    const long = sampleFace({ name: 'n'.repeat(60) });
    const status = describeStatus(long, sampleState('readOnly'), wording);
    assert.equal(status.text, `Pendo: ${'n'.repeat(23)}… · connected`);
    ensure(status.accessibleName.includes('n'.repeat(60)));
    const fits = sampleFace({ name: 'n'.repeat(24) });
    ensure(describeStatus(fits, sampleState('readOnly'), wording).text.includes('n'.repeat(24)));
  });

  it('do not cut a character in two', () => {
    const { text } = describeStatus(sampleFace({ name: '👩‍🚀'.repeat(30) }), sampleState('readOnly'), wording);
    assert.equal(text, `Pendo: ${'👩‍🚀'.repeat(23)}… · connected`);
  });

  it('name both kinds of access', () => {
    assert.deepEqual(
      [accessLabel('readOnly', formatMessage), accessLabel('readWrite', formatMessage)],
      ['read-only', 'read and write'],
    );
  });
});

describe('the words for no credential', () => {
  it('offer to choose one', () => {
    const status = describeStatus(undefined, { kind: 'none' }, wording);
    assert.deepEqual(
      [status.text, status.severity, status.click],
      ['Pendo: no active credential', 'none', 'choose'],
    );
    assert.match(status.accessibleName, /no credential is active.*Press to choose one/);
    assert.equal(connectionLabel({ kind: 'none' }, formatMessage), 'no credential');
    assert.equal(connectionIcon({ kind: 'none' }), 'circle-large-outline');
    assert.deepEqual(
      status.tooltip.map(({ text }) => text),
      ['No credential is active in this workspace.'],
    );
  });
});

describe('explainSaveFailure', () => {
  for (const [result, words] of [
    [{ ok: false, reason: 'nameTaken' }, /name already.*Choose another/],
    [{ ok: false, reason: 'full' }, /500 credentials already.*Delete one/],
    [{ ok: false, reason: 'deleted' }, /deleted meanwhile.*Enter its key/],
    [{ ok: false, reason: 'changed' }, /another window or profile, so nothing was saved.*then try again/],
    [
      { ok: false, reason: 'storage', failure: { kind: 'timeout', cause: 'CAUSE' } },
      /did not answer \(CAUSE\), so nothing was saved.*unlock it, then try again/,
    ],
    [
      {
        ok: false,
        reason: 'storage',
        failure: { kind: 'timeout', cause: 'CAUSE' },
        mayStillHappen: true,
      },
      /did not answer \(CAUSE\): the change may or may not be saved.*unlock it, then try again/,
    ],
    [
      { ok: false, reason: 'storage', failure: { kind: 'rejected', cause: 'CAUSE' } },
      /refused to save \(CAUSE\), so nothing was saved.*then try again/,
    ],
  ] as const) {
    it(`tells of ${JSON.stringify(result)} why, and what to do`, () => {
      assert.match(explainSaveFailure(result, formatMessage), words);
      assert.equal(untranslated(explainSaveFailure(result, pseudoTranslate)).replace(/CAUSE|500/, ''), '');
    });
  }
});

describe('describeTrouble', () => {
  const rows = [
    [{ kind: 'none' }, 'lost', /lost what it kept.*keys will not last/],
    [{ kind: 'empty' }, 'lasting', /no key of these credentials.*enter the keys again/],
    [{ kind: 'empty' }, 'lost', /no key of these credentials/],
    [{ kind: 'unreachable', cause: 'CAUSE' }, 'lasting', /can’t be looked at \(CAUSE\)/],
  ] as const;
  it('says nothing where all is well', () => {
    assert.equal(describeTrouble({ kind: 'none' }, 'lasting', formatMessage), undefined);
  });
  for (const [trouble, durability, words] of rows) {
    it(`tells of ${trouble.kind}, ${durability}`, () => {
      assert.match(describeTrouble(trouble, durability, formatMessage) ?? '', words);
      const pseudo = describeTrouble(trouble, durability, pseudoTranslate) ?? '';
      assert.equal(untranslated(pseudo).replace('CAUSE', ''), '');
    });
  }
});

/** Everything that is shown of a state, in a language that shows what was not translated. */
function assertTranslated(state: ConnectionState): void {
  const t: Translate = (message, ...args) => pseudoTranslate(message, ...args.map((arg) => `⟦${arg}⟧`));
  const texts = [
    describeRow(face, state, 'here', { ...wording, t }).description,
    describeStatus(face, state, { ...wording, t }).text,
    describeStatus(face, state, { ...wording, t }).accessibleName,
    describeConnection(state, { ...wording, t }),
    ...tooltipLines(face, state, { ...wording, t }).flatMap(({ label, text }) => [label, text]),
  ];
  for (const text of texts.filter(
    (candidate) => !['For dashboards', 'app.eu.pendo.io'].includes(candidate),
  )) {
    // Arguments that are translated themselves stand in brackets within brackets.
    let rest = text;
    for (let round = 0; round < 4; round += 1) rest = untranslated(rest);
    assert.match(rest, /^[\s·,⟧⟦]*$/, text);
  }
}
