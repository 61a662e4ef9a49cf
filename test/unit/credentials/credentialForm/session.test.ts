import assert from 'node:assert/strict';
import type {
  FormIntent,
  FormState,
  VisibleDraft,
} from '../../../../src/credentials/credentialForm/protocol';
import { emptyFields, fieldsOf } from '../../../../src/credentials/credentialForm/fields';
import { CredentialFormSession, type FormTarget } from '../../../../src/credentials/credentialForm/session';
import type { Verify } from '../../../../src/credentials/connectionMonitor';
import type { Face } from '../../../../src/credentials/credential';
import type { CredentialDraft } from '../../../../src/credentials/credentialDraft';
import type { CredentialChange } from '../../../../src/credentials/storeResults';
import type { Verification } from '../../../../src/pendo/verifyKey';
import { survives } from '../../../survives';
import { ensure } from '../../fakes/ensure';
import { formatMessage } from '../../fakes/formatMessage';
import { settle } from '../../fakes/settle';
import { change, keyOf, openWindow, seen, type Window } from '../openWindow';
import { sampleKey } from '../sampleCredentials';

type Asked = {
  readonly baseUrl: string;
  readonly key: string;
  readonly signal: AbortSignal;
  answer(verification: Verification): void;
  fail(error: Error): void;
};

const well: Verification = { ok: true, access: 'readWrite' };
const typed: CredentialDraft = {
  name: 'New one',
  description: '',
  region: 'us',
  baseUrl: '',
  key: sampleKey(7),
};
const kept: CredentialDraft = { ...typed, name: 'Production', key: '' };

describe('CredentialFormSession', () => {
  let window: Window;
  let asked: Asked[];
  let published: FormState[];
  let saved: Face[];
  let closed: number;
  let sessions: CredentialFormSession[];

  const verify: Verify = ({ baseUrl, key, signal }) =>
    new Promise((answer, fail) => asked.push({ baseUrl, key, signal, answer, fail }));

  function open(target: FormTarget): CredentialFormSession {
    const session = new CredentialFormSession(target, {
      store: window.store,
      verify,
      t: formatMessage,
      translations: undefined,
      onSaved: (face) => saved.push(face),
      onClose: () => (closed += 1),
    });
    session.onDidChange((state) => published.push(state));
    sessions.push(session);
    return session;
  }
  const add = () => open({ mode: 'add', id: 'new', fields: emptyFields });
  const edit = () => open({ mode: 'edit', id: 'a', fields: fieldsOf(window.store.face('a')!) });
  const last = () => published.at(-1)!;
  /** Does what the page asks for, and lets everything happen that needs no answer of Pendo's. */
  const handle = async (
    session: CredentialFormSession,
    intent: FormIntent,
  ): Promise<{ work: Promise<void> }> => {
    const work = session.handle(intent);
    work.catch(() => undefined);
    await settle();
    return { work };
  };

  beforeEach(async () => {
    asked = [];
    published = [];
    saved = [];
    closed = 0;
    sessions = [];
    window = openWindow();
    await window.store.save(change());
    await settle();
  });
  afterEach(() => {
    for (const session of sessions) session.dispose();
    window.store.dispose();
    for (const state of published) {
      for (const number of [1, 2, 7]) {
        ensure(!JSON.stringify(state).includes(sampleKey(number)), 'a key was sent to the page');
      }
    }
  });

  describe('opening', () => {
    it('sends the whole state when the page is ready, a new form empty', async () => {
      await handle(add(), { type: 'ready' });
      assert.deepEqual(published, [
        {
          type: 'state',
          mode: 'add',
          fields: emptyFields,
          unedited: emptyFields,
          keyLost: false,
          hasKey: false,
          keyEnding: '',
          storedOrigin: undefined,
          takenNames: ['Production'],
          keyOwner: undefined,
          test: { kind: 'idle' },
          save: { kind: 'idle' },
          translations: undefined,
        },
      ]);
    });

    it('fills a form for an edit with all but the key', async () => {
      await handle(edit(), { type: 'ready' });
      const { fields, hasKey, keyEnding, takenNames, mode, storedOrigin } = last();
      assert.deepEqual(
        { fields, hasKey, keyEnding, takenNames, mode, storedOrigin },
        {
          fields: { name: 'Production', description: '', region: 'us', baseUrl: '' },
          hasKey: true,
          keyEnding: '0001',
          takenNames: [],
          mode: 'edit',
          storedOrigin: 'https://app.pendo.io',
        },
      );
    });

    it('shows a base URL of one’s own', () => {
      const face = { name: 'n', description: 'd', baseUrl: 'https://x.example' };
      assert.deepEqual(fieldsOf(face), {
        name: 'n',
        description: 'd',
        region: 'custom',
        baseUrl: 'https://x.example',
      });
    });

    it('asks for the key where it is missing', async () => {
      window.secrets.values.clear();
      await window.store.reconcile();
      await handle(edit(), { type: 'ready' });
      assert.equal(last().hasKey, false);
    });
  });

  describe('testing', () => {
    const test = (session: CredentialFormSession, draft: CredentialDraft, targetRevision = 1) =>
      handle(session, { type: 'test', draft, targetRevision });

    it('asks Pendo with what is typed, and says what it told, for that input', async () => {
      const session = add();
      const { work } = await test(session, { ...typed, region: 'eu', key: ` "${sampleKey(7)}"\n` }, 5);
      assert.deepEqual([asked[0]!.baseUrl, asked[0]!.key], ['https://app.eu.pendo.io', sampleKey(7)]);
      assert.deepEqual(last().test, { kind: 'running' });
      asked[0]!.answer(well);
      await work;
      assert.deepEqual(last().test, {
        kind: 'done',
        targetRevision: 5,
        verdict: { tone: 'success', summary: 'Connected', detail: 'This key can read and write.' },
      });
      assert.deepEqual(seen(window), { Production: 'present' });
    });

    for (const [verification, tone, words] of [
      [{ ok: true, access: 'readOnly' }, 'success', /can read.*write access/],
      [
        { ok: false, failure: { code: 'keyRejected', host: 'h', status: 403 } },
        'error',
        /does not accept this key/,
      ],
      [{ ok: false, failure: { code: 'dns', host: 'h' } }, 'warning', /could not look up/],
      [{ ok: false, failure: { code: 'notPendo', host: 'h', content: 'html' } }, 'warning', /web page/],
    ] as const) {
      it(`shows ${JSON.stringify(verification)} as ${tone}`, async () => {
        const { work } = await test(add(), typed);
        asked[0]!.answer(verification);
        await work;
        const state = last().test;
        ensure(state.kind === 'done');
        assert.equal(state.verdict.tone, tone);
        assert.match(state.verdict.detail, words);
      });
    }

    it('needs no name', async () => {
      await test(add(), { ...typed, name: '' });
      assert.equal(asked.length, 1);
    });

    it('is cancelled by the user, and overlooks what comes then', async () => {
      const session = add();
      const { work } = await test(session, typed);
      await handle(session, { type: 'cancelTest' });
      ensure(asked[0]!.signal.aborted);
      asked[0]!.answer(well);
      await work;
      assert.deepEqual(last().test, { kind: 'idle' });
    });

    it('lets the newest of two win', async () => {
      const session = add();
      const { work: first } = await test(session, typed, 1);
      const { work: second } = await test(session, { ...typed, key: sampleKey(2) }, 2);
      ensure(asked[0]!.signal.aborted);
      asked[1]!.answer({ ok: true, access: 'readOnly' });
      asked[0]!.answer(well);
      await Promise.all([first, second]);
      const state = last().test;
      ensure(state.kind === 'done');
      assert.equal(state.targetRevision, 2);
      assert.match(state.verdict.detail, /can read\./);
    });

    it('says what is wrong with the fields, and asks nobody', async () => {
      for (const [draft, problems] of [
        [{ ...typed, key: '' }, { key: 'empty' }],
        [{ ...typed, key: 'a b' }, { key: 'notAHeaderValue' }],
        [{ ...typed, region: 'custom', baseUrl: 'http://x.example' }, { baseUrl: 'insecure' }],
      ] as const) {
        await test(add(), draft);
        assert.deepEqual(last().save, { kind: 'invalid', problems });
        assert.deepEqual(last().test, { kind: 'idle' });
      }
      assert.equal(asked.length, 0);
    });

    it('uses the stored key where none is typed', async () => {
      const { work } = await test(edit(), kept);
      assert.equal(asked[0]!.key, sampleKey());
      asked[0]!.answer(well);
      await work;
      assert.equal(last().test.kind, 'done');
    });

    for (const [kind, words] of [
      ['reject', /did not give the key \(the keyring is locked\)/],
      ['hang', /did not give the key \(no answer/],
      ['undecryptable', /no longer has the key/],
    ] as const) {
      survives(
        {
          area: 'storage',
          fault: 'The stored key can’t be read when the form tests it',
          userSees:
            'The form warns: “The secret storage of VS Code did not give the key …” or “The secret storage of VS Code no longer has the key of this credential.”',
        },
        `says so where the stored key can’t be read (${kind})`,
        async () => {
          window.secrets.failNext('get', kind);
          const { work } = await test(edit(), kept);
          await work;
          const state = last().test;
          ensure(state.kind === 'done');
          assert.equal(state.verdict.tone, 'warning');
          assert.match(state.verdict.detail, words);
          assert.equal(asked.length, 0);
        },
      );
    }

    it('does not stay running where the check itself breaks, and passes the error on', async () => {
      const { work } = await test(add(), typed);
      asked[0]!.fail(new Error('a part of the extension is gone'));
      await assert.rejects(work, /part of the extension/);
      assert.deepEqual(last().test, { kind: 'idle' });
    });

    it('is ended by saving, by a page that is loaded anew, and by closing', async () => {
      for (const end of [
        (session: CredentialFormSession) =>
          handle(session, { type: 'save', draft: { ...typed, name: `n${asked.length}` } }),
        (session: CredentialFormSession) => handle(session, { type: 'ready' }),
        async (session: CredentialFormSession) => session.dispose(),
      ]) {
        const session = open({ mode: 'add', id: `id${asked.length}`, fields: emptyFields });
        await test(session, typed);
        await end(session);
        ensure(asked.at(-1)!.signal.aborted);
      }
    });
  });

  describe('saving', () => {
    const save = (session: CredentialFormSession, draft: CredentialDraft) =>
      handle(session, { type: 'save', draft });

    it('stores a new credential, cleaned, and says so once', async () => {
      await save(add(), { ...typed, name: '  New   one ', key: `"${sampleKey(7)}"` });
      assert.deepEqual(seen(window), { 'New one': 'present', Production: 'present' });
      assert.equal(await keyOf(window, 'new'), sampleKey(7));
      assert.deepEqual(
        saved.map(({ id }) => id),
        ['new'],
      );
      ensure(published.some((state) => state.save.kind === 'saving'));
    });

    it('stores one credential where Save is pressed twice', async () => {
      const session = add();
      await Promise.all([
        session.handle({ type: 'save', draft: typed }),
        session.handle({ type: 'save', draft: typed }),
      ]);
      assert.equal(saved.length, 1);
      await save(session, typed);
      assert.deepEqual(Object.keys(seen(window)), ['New one', 'Production']);
    });

    it('keeps the stored key where it is left blank', async () => {
      await save(edit(), { ...kept, name: 'Renamed', region: 'eu' });
      assert.deepEqual(seen(window), { Renamed: 'present' });
      assert.equal(await keyOf(window), sampleKey());
      assert.equal(window.store.face('a')?.baseUrl, 'https://app.eu.pendo.io');
    });

    it('replaces the key where one is typed', async () => {
      await save(edit(), { ...kept, key: sampleKey(2) });
      assert.equal(await keyOf(window), sampleKey(2));
    });

    it('says what is wrong, field by field, and stores nothing', async () => {
      await save(add(), {
        name: '',
        description: 'd'.repeat(501),
        region: 'custom',
        baseUrl: 'x/y',
        key: '',
      });
      const problems = { name: 'empty', description: 'tooLong', baseUrl: 'path', key: 'empty' };
      assert.deepEqual(last().save, { kind: 'invalid', problems });
      assert.equal(window.secrets.values.size, 1);
      assert.equal(saved.length, 0);
    });

    survives(
      {
        area: 'windows',
        fault: 'Another window takes the name while it is being saved here',
        userSees: 'The form says that another credential has this name; nothing is lost',
      },
      'refuses a name that is taken, also where another window took it this moment',
      async () => {
        await save(add(), { ...typed, name: 'production' });
        assert.deepEqual(last().save, { kind: 'invalid', problems: { name: 'taken' } });
        const other = openWindow({ state: window.state });
        await other.store.save(change({ id: 'b', name: 'Just now' }));
        await save(add(), { ...typed, name: 'Just now' });
        assert.deepEqual(last().save, { kind: 'invalid', problems: { name: 'taken' } });
        other.store.dispose();
      },
    );

    for (const [kind, words] of [
      ['reject', /refused to save \(the keyring is locked\), so nothing was saved/],
      ['hang', /did not answer \(no answer within 0\.02 seconds\), so nothing was saved/],
    ] as const) {
      survives(
        {
          area: 'storage',
          fault: 'The keyring refuses or does not answer when Save is pressed',
          userSees:
            'The form says “VS Code’s secret storage refused to save …” or “VS Code’s secret storage did not answer …”; Save works once it is unlocked',
        },
        `says so where the keyring ${kind}s, and saves at the second try`,
        async () => {
          const session = add();
          window.secrets.failNext('store', kind);
          const { work } = await save(session, typed);
          await work;
          const state = last().save;
          ensure(state.kind === 'failed');
          assert.match(state.message, words);
          assert.equal(saved.length, 0);
          await save(session, typed);
          assert.deepEqual(seen(window), { 'New one': 'present', Production: 'present' });
          assert.equal(saved.length, 1);
        },
      );
    }
  });

  describe('closing while it saves', () => {
    const fields = { ...emptyFields, name: typed.name };
    const closeWhileSaving = async (fault: 'reject' | 'hang' | undefined): Promise<CredentialFormSession> => {
      const session = add();
      await handle(session, { type: 'edited', fields, keyTyped: true });
      if (fault) {
        window.secrets.failNext('store', fault);
      }
      void session.handle({ type: 'save', draft: typed });
      session.dispose();
      return session;
    };

    it('lets the save go on, and says so as ever', async () => {
      const session = await closeWhileSaving(undefined);
      assert.equal(await session.saveEnded(), undefined);
      assert.deepEqual(
        saved.map(({ name }) => name),
        ['New one'],
      );
    });

    for (const [fault, words] of [
      ['reject', /refused to save/],
      ['hang', /did not answer/],
    ] as const) {
      it(`tells why nothing was saved where the storage ${fault}s, and what was typed`, async () => {
        const session = await closeWhileSaving(fault);
        assert.match((await session.saveEnded()) ?? '', words);
        assert.deepEqual(session.unsaved()?.typed, fields);
        assert.deepEqual(saved, []);
      });
    }

    it('tells nothing of a save that had ended before', async () => {
      window.secrets.failNext('store', 'reject');
      const session = add();
      await session.handle({ type: 'save', draft: typed });
      assert.equal(await session.saveEnded(), undefined);
    });
  });

  describe('typing', () => {
    it('names the other credential that has the key already, for the input that was looked up', async () => {
      await handle(add(), { type: 'keyEntered', key: ` ${sampleKey()} `, keyRevision: 4 });
      assert.deepEqual(last().keyOwner, { name: 'Production', keyRevision: 4 });
      for (const key of [sampleKey(2), '', 'a b']) {
        await handle(add(), { type: 'keyEntered', key, keyRevision: 5 });
        assert.equal(last().keyOwner, undefined);
      }
      await handle(edit(), { type: 'keyEntered', key: sampleKey(), keyRevision: 6 });
      assert.equal(last().keyOwner, undefined);
    });

    it('names who has the key as that one is called now, as long as it has it', async () => {
      const session = add();
      await handle(session, { type: 'keyEntered', key: sampleKey(), keyRevision: 4 });
      await window.store.save(change({ name: 'Renamed', key: undefined }));
      assert.equal(last().keyOwner?.name, 'Renamed');
      await window.store.save(change({ key: sampleKey(2) }));
      assert.equal(last().keyOwner, undefined);
      await window.store.save(change());
      assert.equal(last().keyOwner?.name, 'Production');
      await window.store.delete('a');
      assert.equal(last().keyOwner, undefined);
    });

    it('is brought back to a page that is loaded anew, but for the key, and that is said', async () => {
      const session = add();
      await handle(session, { type: 'ready' });
      const fields = { ...emptyFields, name: 'Half done' };
      await handle(session, { type: 'edited', fields, keyTyped: true });
      await handle(session, { type: 'ready' });
      assert.deepEqual([last().fields, last().keyLost], [fields, true]);
      await handle(session, { type: 'edited', fields, keyTyped: false });
      await handle(session, { type: 'cancelTest' });
      assert.equal(last().keyLost, true);
      await handle(session, { type: 'edited', fields, keyTyped: true });
      await handle(session, { type: 'cancelTest' });
      assert.equal(last().keyLost, false);
    });

    it('of a key stays lost when the page is loaded anew again, until another is typed', async () => {
      const session = edit();
      const { fields } = session.state();
      await handle(session, { type: 'ready' });
      await handle(session, { type: 'edited', fields, keyTyped: true });
      await handle(session, { type: 'ready' });
      await handle(session, { type: 'edited', fields, keyTyped: false });
      await handle(session, { type: 'ready' });
      assert.equal(last().keyLost, true);
    });

    it('of a key is not said to be lost where none was typed', async () => {
      const session = add();
      await handle(session, { type: 'ready' });
      await handle(session, { type: 'edited', fields: { ...emptyFields, name: 'x' }, keyTyped: false });
      await handle(session, { type: 'ready' });
      assert.equal(last().keyLost, false);
    });

    it('is unsaved when something differs or a key was typed, and never has the key', async () => {
      const session = add();
      assert.equal(session.unsaved(), undefined);
      await handle(session, { type: 'edited', fields: emptyFields, keyTyped: true });
      assert.deepEqual(session.unsaved()?.typed, emptyFields);
      await handle(session, { type: 'edited', fields: emptyFields, keyTyped: false });
      assert.equal(session.unsaved(), undefined);
      for (const wish of [{ name: 'x' }, { description: 'x' }, { region: 'eu' }, { baseUrl: 'x' }] as const) {
        const fields = { ...emptyFields, ...wish };
        await handle(session, { type: 'edited', fields, keyTyped: false });
        assert.deepEqual(session.unsaved()?.typed, fields);
      }
    });

    it('is brought back by a form that is opened with it, and unsaved there, too', async () => {
      const fields = { ...emptyFields, description: 'long' };
      const first = add();
      await handle(first, { type: 'edited', fields, keyTyped: false });
      const second = open(first.unsaved()!);
      await handle(second, { type: 'ready' });
      assert.deepEqual([last().fields, last().unedited], [fields, emptyFields]);
      assert.deepEqual(second.unsaved(), first.unsaved());
    });

    it('is brought back together with what was changed elsewhere meanwhile', async () => {
      const first = edit();
      const fields = { ...fieldsOf(change()), description: 'typed' };
      await handle(first, { type: 'edited', fields, keyTyped: false });
      first.dispose();
      await window.store.save(change({ name: 'Renamed', key: undefined }));
      const again = open(first.unsaved()!);
      assert.deepEqual(again.state().fields, { ...fields, name: 'Renamed' });
      await handle(again, { type: 'edited', fields: again.state().unedited, keyTyped: false });
      assert.equal(again.unsaved(), undefined);
    });
  });

  describe('closing', () => {
    it('happens when the user cancels', async () => {
      await handle(add(), { type: 'cancel' });
      assert.equal(closed, 1);
    });

    it('happens when the credential is deleted, and not to a form for a new one', async () => {
      edit();
      add();
      await window.store.delete('a');
      await settle();
      ensure(closed >= 1, 'the form stays open');
      const before = closed;
      await window.store.save(change({ id: 'b' }));
      await settle();
      ensure(closed >= before);
      assert.deepEqual(last().takenNames, ['Production']);
    });

    it('sends nothing any more', async () => {
      const session = add();
      session.dispose();
      await window.store.save(change({ id: 'b', name: 'x' }));
      await settle();
      assert.deepEqual(published, []);
    });
  });

  describe('a credential that changes while its form is open', () => {
    const edited = (session: CredentialFormSession, fields: VisibleDraft) =>
      handle(session, { type: 'edited', fields, keyTyped: false });
    const elsewhere = async (wish: Partial<CredentialChange>): Promise<void> => {
      await window.store.save(change({ key: undefined, ...wish }));
      await settle();
    };

    it('is followed in the fields that the user left alone, and there is nothing to lose then', async () => {
      const session = edit();
      await handle(session, { type: 'ready' });
      await elsewhere({ name: 'Renamed', baseUrl: 'https://app.eu.pendo.io' });
      const now = { name: 'Renamed', description: '', region: 'eu', baseUrl: '' };
      assert.deepEqual([last().fields, last().unedited], [now, now]);
      assert.equal(session.unsaved(), undefined);
    });

    it('keeps what the user typed, and what was changed elsewhere when that is saved', async () => {
      const session = edit();
      await edited(session, { ...fieldsOf(change()), description: 'typed' });
      await elsewhere({ description: 'other', baseUrl: 'https://app.eu.pendo.io' });
      const { fields } = last();
      assert.deepEqual(fields, { name: 'Production', description: 'typed', region: 'eu', baseUrl: '' });
      await handle(session, { type: 'save', draft: { ...fields, key: '' } });
      const { description, baseUrl } = window.store.face('a')!;
      assert.deepEqual(
        { description, baseUrl },
        { description: 'typed', baseUrl: 'https://app.eu.pendo.io' },
      );
    });

    it('leaves a key that was typed with the host that the form showed', async () => {
      const session = edit();
      await handle(session, { type: 'edited', fields: fieldsOf(change()), keyTyped: true });
      await elsewhere({ name: 'Renamed', baseUrl: 'https://app.eu.pendo.io' });
      assert.deepEqual(last().fields, { name: 'Renamed', description: '', region: 'us', baseUrl: '' });
    });

    const testOf = (session: CredentialFormSession) =>
      handle(session, { type: 'test', draft: kept, targetRevision: 1 });

    it('takes back a verdict about a key that was replaced, or is lost', async () => {
      for (const end of [
        () => elsewhere({ key: sampleKey(2) }),
        async () => {
          window.secrets.values.clear();
          await window.store.reconcile();
        },
      ]) {
        const session = edit();
        const { work } = await testOf(session);
        asked.at(-1)!.answer(well);
        await work;
        assert.equal(session.state().test.kind, 'done');
        await end();
        assert.deepEqual(session.state().test, { kind: 'idle' });
      }
    });

    it('ends the test of a key that was replaced', async () => {
      const session = edit();
      const { work } = await testOf(session);
      await elsewhere({ key: sampleKey(2) });
      ensure(asked[0]!.signal.aborted);
      asked[0]!.answer(well);
      await work;
      assert.deepEqual(last().test, { kind: 'idle' });
    });

    it('takes back that its key can’t be read, once it has another', async () => {
      window.secrets.values.clear();
      const session = edit();
      const { work } = await testOf(session);
      await work;
      assert.equal(last().test.kind, 'done');
      await elsewhere({ key: sampleKey() });
      assert.deepEqual(last().test, { kind: 'idle' });
    });

    it('keeps a verdict about the typed key, and one about the stored key where that stays', async () => {
      for (const [draft, wish] of [
        [{ ...kept, key: sampleKey(7) }, { key: sampleKey(2) }],
        [kept, { name: 'Renamed' }],
      ] as const) {
        const session = edit();
        const { work } = await handle(session, { type: 'test', draft, targetRevision: 1 });
        await elsewhere(wish);
        asked.at(-1)!.answer(well);
        await work;
        await elsewhere(wish);
        assert.equal(session.state().test.kind, 'done');
      }
    });

    it('changes nothing in a form for a new one', async () => {
      const session = open({ mode: 'add', id: 'a copy', fields: fieldsOf(change()) });
      await elsewhere({ name: 'Renamed' });
      assert.equal(session.state().fields.name, 'Production');
    });
  });

  it('follows the store: names that are taken, and keys that are lost', async () => {
    edit();
    await window.store.save(change({ id: 'b', name: 'Other' }));
    await settle();
    assert.deepEqual(last().takenNames, ['Other']);
    window.secrets.values.delete('credential/a');
    await window.store.reconcile();
    assert.equal(last().hasKey, false);
  });
});
