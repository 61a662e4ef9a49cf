import assert from 'node:assert/strict';
import { createTooltip } from '../../src/editor/tooltip';
import { renderMarkdown, squeeze } from './support/renderMarkdown';

const hostile = [
  '[click me](command:pendo.deleteCredential)',
  '[click me](https://example.com)',
  '![picture](https://example.com/pixel.png)',
  '<img src="https://example.com/pixel.png">',
  '<a href="command:pendo.deleteCredential">click me</a>',
  '<script>alert(1)</script>',
  '<command:pendo.deleteCredential>',
  '**bold** _italic_ ~~gone~~ `code`',
  '# heading',
  '> quotation',
  '- list',
  '1. list',
  '```js',
  '| a | b |',
  '$(error) $(loading~spin)',
  '&lt;b&gt; &copy; &amp;',
  '\\[back\\](slashes)',
  '[reference]: https://example.com',
  '**',
  'ends with a backslash \\',
  'https://example.com/a-long_path?with=(all)&sorts#of~signs',
  'www.example.com and someone@example.com',
  'καλημέρα 👩‍👩‍👧 日本語 a\u0301',
];

describe('a tooltip', () => {
  it('shows names as text, whatever they look like', async () => {
    for (const text of hostile) {
      const expected = { tags: ['p', 'strong'], text: squeeze(text) };
      assert.deepEqual(await renderMarkdown(createTooltip(text, [])), expected, text);
    }
  });

  it('shows what stands beside a label as text, on one line or on several', async () => {
    for (const text of hostile) {
      const lines = [{ label: 'Description', text: `first\n${text}\nlast` }];
      const { text: shown, tags } = await renderMarkdown(createTooltip('Name', lines));
      assert.deepEqual(tags, ['em', 'p', 'p', 'p', 'p', 'strong'], text);
      assert.equal(shown, squeeze(`Name Description: first ${text} last`), text);
    }
  });

  it('trusts the commands of its own links and no other', () => {
    const link = { title: 'Show Log', command: 'pendo.showLog', arguments: [] } as const;
    assert.deepEqual(createTooltip('Name', [], [link]).isTrusted, { enabledCommands: ['pendo.showLog'] });
    assert.deepEqual(createTooltip('Name', []).isTrusted, { enabledCommands: [] });
  });

  it('keeps arguments of a link whole, whatever is in them', () => {
    const argument = 'a)b"c d%20[e]';
    const link = { title: 'Edit', command: 'pendo.editCredential', arguments: [argument] } as const;
    const { value } = createTooltip('Name', [], [link]);
    const query = /\(command:pendo\.editCredential\?([^\s]*)\)$/.exec(value)?.[1] ?? '';
    assert.deepEqual(JSON.parse(decodeURIComponent(query)), [argument]);
  });

  it('allows neither HTML nor icons in what it shows', () => {
    const tooltip = createTooltip('Name', []);
    assert.ok(!tooltip.supportHtml);
    assert.ok(!tooltip.supportThemeIcons);
  });
});
