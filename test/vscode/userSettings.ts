import * as fs from 'node:fs';
import * as path from 'node:path';
import type { VSCodeVersion } from './install';

export type Settings = Readonly<Record<string, unknown>>;

export type Theme = 'light' | 'dark' | 'high contrast' | 'high contrast light';

/** Nothing that phones home, greets, suggests or moves: what is on the screen comes from the extension under test. */
export const quietSettings: Settings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'workbench.layoutControl.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.reduceMotion': 'on',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'window.dialogStyle': 'custom',
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'window.confirmBeforeClose': 'never',
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'npm.autoDetect': 'off',
  'remote.autoForwardPorts': false,
  'typescript.disableAutomaticTypeAcquisition': true,
};

/** What each version shows to a new user whose system is light or dark. */
const themeNames: Readonly<Record<VSCodeVersion, Readonly<Record<Theme, string>>>> = {
  newest: {
    light: 'Light 2026',
    dark: 'Dark 2026',
    'high contrast': 'Default High Contrast',
    'high contrast light': 'Default High Contrast Light',
  },
  oldest: {
    light: 'Default Light Modern',
    dark: 'Default Dark Modern',
    'high contrast': 'Default High Contrast',
    'high contrast light': 'Default High Contrast Light',
  },
};

/** The settings that choose a theme, and no other, whatever the system prefers. */
export function themeSettings(theme: Theme, version: VSCodeVersion): Settings {
  return {
    'workbench.colorTheme': themeNames[version][theme],
    'window.autoDetectColorScheme': false,
    'window.autoDetectHighContrast': false,
  };
}

/** The name by which a person chooses a theme. */
export function themeLabel(theme: Theme, version: VSCodeVersion): string {
  if (theme.startsWith('high contrast')) {
    return theme === 'high contrast' ? 'Dark High Contrast' : 'Light High Contrast';
  }
  return themeNames[version][theme].replace('Default ', '');
}

/** Writes the whole user settings file. A browser's VS Code reads it when a window loads, and does not watch it. */
export function writeSettings(file: string, settings: Settings): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(settings, undefined, 2)}\n`);
}
