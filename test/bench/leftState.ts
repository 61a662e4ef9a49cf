import { ActiveCredential } from '../../src/credentials/activeCredential';
import { faceOf } from '../../src/credentials/credential';
import { FaceList } from '../../src/credentials/faceList';
import { VerdictMemory } from '../../src/credentials/verdictMemory';
import { FakeKeyValueStore } from '../unit/fakes/fakeKeyValueStore';

/** What a session with this many credentials leaves in `globalState`: all were checked and work, and the first is in use. */
export async function leftState(count: number): Promise<Readonly<Record<string, unknown>>> {
  const globalState = new FakeKeyValueStore();
  const faces = new FaceList(globalState);
  const verdicts = new VerdictMemory(globalState);
  const at = Date.now();
  for (let number = 1; number <= count; number += 1) {
    const face = faceOf({
      id: `client-${number}`,
      name: `Client ${number}`,
      description: 'Reads usage for the weekly report; refreshed hourly.',
      baseUrl: 'https://app.pendo.io',
      key: `bench-key-of-client-${number}.us`,
      savedAt: at,
      keySavedAt: at,
    });
    await faces.put(face);
    await verdicts.remember(
      face,
      { kind: 'connected', access: 'readWrite', at, milliseconds: 120 },
      faces.unsorted(),
    );
  }
  const active = new ActiveCredential({
    workspaceState: new FakeKeyValueStore(),
    globalState,
    exists: () => true,
  });
  await active.use('client-1');
  return Object.fromEntries(globalState.disk);
}
