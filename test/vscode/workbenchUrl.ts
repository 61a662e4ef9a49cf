export interface WorkbenchUrlOptions {
  readonly origin: string;
  readonly folder?: string;
  readonly extensionDevelopmentPath?: string;
  readonly extensionTestsPath?: string;
}

/** The address of a workbench window, with what the desktop takes as command line flags in its `payload`. */
export function workbenchUrl(options: WorkbenchUrlOptions): string {
  const url = new URL(options.origin);
  const remote = (file: string): string => `vscode-remote://${url.host}${file}`;
  const payload: [string, string][] = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  if (options.extensionDevelopmentPath !== undefined) {
    payload.push(['extensionDevelopmentPath', remote(options.extensionDevelopmentPath)]);
  }
  if (options.extensionTestsPath !== undefined) {
    payload.push(['extensionTestsPath', remote(options.extensionTestsPath)]);
  }
  if (options.folder !== undefined) {
    url.searchParams.set('folder', options.folder);
  } else {
    url.searchParams.set('ew', 'true');
  }
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
