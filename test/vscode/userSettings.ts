import * as fs from 'node:fs';
import * as path from 'node:path';

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
  'window.menuBarVisibility': 'compact',
  'window.confirmBeforeClose': 'never',
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'npm.autoDetect': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
};

/** What has the same id, and looks the same, from VS Code 1.105 on. */
const themeNames: Readonly<Record<Theme, string>> = {
  light: 'Visual Studio Light',
  dark: 'Visual Studio Dark',
  'high contrast': 'Default High Contrast',
  'high contrast light': 'Default High Contrast Light',
};

/** The settings that choose a theme, and no other, whatever the system prefers. */
export function themeSettings(theme: Theme): Settings {
  return {
    'workbench.colorTheme': themeNames[theme],
    'window.autoDetectColorScheme': false,
    'window.autoDetectHighContrast': false,
  };
}

/** Writes the whole user settings file; a running VS Code takes it up at once. */
export function writeSettings(file: string, settings: Settings): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(settings, undefined, 2)}\n`);
}
