import type { Translate } from '../pendo/translate';

/** What VS Code keeps secrets with, which decides what mends it. */
export type SecretKeeper = 'browser' | 'linux' | 'macos' | 'windows';

export type Installation = {
  readonly keeper: SecretKeeper;
  /** The window shows a remote machine or container (`vscode.env.remoteName`). */
  readonly remote: boolean;
};

/** Which keeper an installation has, from `vscode.env.uiKind` and `process.platform`. */
export function secretKeeper(inBrowser: boolean, platform: string): SecretKeeper {
  if (inBrowser) {
    return 'browser';
  }
  return platform === 'darwin' ? 'macos' : platform === 'win32' ? 'windows' : 'linux';
}

/** What to do where secrets do not last, for this kind of installation. Facts: VS Code documentation, "Settings Sync", "Troubleshooting keychain issues". */
export function describeStorageRemedy({ keeper, remote }: Installation, t: Translate): string {
  const remedy = remedies[keeper](t);
  return remote
    ? t('{0} Secrets are kept on the machine where this window runs, not on the remote one.', remedy)
    : remedy;
}

const remedies: { readonly [Keeper in SecretKeeper]: (t: Translate) => string } = {
  browser: (t) =>
    t(
      'VS Code in a browser keeps secrets in the storage of that browser. Use a normal window instead of a private one, allow this site to keep data, do not clear it, and open VS Code at the same address each time. A server without a secret key route (VS Code’s own "serve-web" over http, some containers) keeps them in memory alone.',
    ),
  linux: (t) =>
    t(
      'VS Code needs a keyring: install gnome-keyring or KWallet, unlock it, and start VS Code again. If it picks the wrong one, set "password-store" with the command “Preferences: Configure Runtime Arguments”, to "gnome-libsecret" or "kwallet6". In a container without a keyring, "basic" keeps secrets on disk, hardly protected.',
    ),
  macos: (t) =>
    t(
      'VS Code keeps its secrets with the help of the Keychain. Open Keychain Access, unlock the login keychain, and allow VS Code to use the item “Code Safe Storage”.',
    ),
  windows: (t) =>
    t(
      'VS Code keeps its secrets with the help of your Windows account. A reset password or a copied profile makes old secrets unreadable: enter the keys again.',
    ),
};
