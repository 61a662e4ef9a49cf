import { jsonAnswer, type Answer } from './answer';
import type { SandboxKey } from './keys';

/** What `GET /` shows to somebody who opens the sandbox in a browser: what it is, and the keys it takes. */
export function frontPage(keys: readonly SandboxKey[]): Answer {
  const rows = keys.map(
    ({ label, key, revoked }) =>
      `<li>${escapeHtml(label)}: <code>${escapeHtml(key)}</code>${revoked ? ' (revoked)' : ''}</li>`,
  );
  const body = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Pendo sandbox</title></head>
<body><h1>Pendo sandbox</h1>
<p>This server answers as Pendo's integration API does, for a company that does not exist. It is not Pendo.</p>
<ul>
${rows.join('\n')}
</ul></body></html>
`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** The feed of a status page, in Statuspage's shape, with every component up. */
export function statusSummary(now: number): Answer {
  const time = new Date(now).toISOString();
  const names = [
    'US environment',
    'EU environment',
    'US1 environment',
    'JPN environment',
    'AU environment',
    'API',
  ];
  return jsonAnswer({
    page: { id: 'sandbox', name: 'Pendo sandbox', url: '/', time_zone: 'Etc/UTC', updated_at: time },
    components: names.map((name, index) => ({
      id: `component-${index}`,
      name,
      status: 'operational',
      position: index + 1,
      updated_at: time,
    })),
    incidents: [],
    scheduled_maintenances: [],
    status: { indicator: 'none', description: 'All Systems Operational' },
  });
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
