import { t } from '@vscode/l10n';
import { element, link, showText } from '../dom';

export type Help = {
  readonly element: HTMLElement;
  /** Lets the link to Pendo's settings follow the origin that is chosen. */
  showOrigin(origin: string | undefined): void;
};

const aboutKeys = 'https://support.pendo.io/hc/en-us/articles/9491198203547-Pendo-Integration-Key';
const aboutApi = 'https://engageapi.pendo.io/';
const settingsPath = '/admin/integrationkeys';

/** Creates what stands beside the form: how to get a key, where it is kept, and what to do when it leaks. */
export function createHelp(): Help {
  const settings = element('a', { hidden: true });
  return {
    element: element('aside', { className: 'help', ariaLabel: t('Help') }, [
      heading(t('How to get a key')),
      element(
        'ol',
        {},
        [
          t(
            'In Pendo, open Settings → Integrations → Integration Keys. Only administrators with access to integration keys see it.',
          ),
          t('Add a key and say what it is for.'),
          t('Choose what it may do: read alone, or write as well (“Allow Write Access”).'),
          t('Copy the key at once: Pendo shows it only this time.'),
        ].map(listItem),
      ),
      element('p', {}, [settings]),
      heading(t('Where the key is kept')),
      element('p', {}, [
        t(
          'In VS Code’s secret storage; never in settings or files. It is sent as x-pendo-integration-key with each request to the host you chose, and to no other.',
        ),
      ]),
      heading(t('If a key leaks')),
      element('p', {}, [
        t('Delete it in Pendo, which ends its use at once. Then create a new one and replace it here.'),
      ]),
      heading(t('More from Pendo')),
      element('ul', { className: 'links' }, [
        listItem(link(aboutKeys, t('About integration keys'))),
        listItem(link(aboutApi, t('API reference'))),
      ]),
    ]),
    showOrigin(origin) {
      if (origin !== undefined) {
        settings.href = origin + settingsPath;
      }
      showText(
        settings,
        origin === undefined ? undefined : t('Open integration settings on {0}', new URL(origin).host),
      );
    },
  };
}

function heading(text: string): HTMLElement {
  return element('h2', {}, [text]);
}

function listItem(child: Node | string): HTMLElement {
  return element('li', {}, [child]);
}
