import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * Makes an extension count as installed where it lies, without packing it. Unlike a development host, VS Code then treats
 * it as it does a user's: production mode, and notifications that show.
 */
export function registerExtensionFolder(extensionsFolder: string, extension: string): void {
  const manifest = JSON.parse(fs.readFileSync(path.join(extension, 'package.json'), 'utf8')) as {
    readonly publisher: string;
    readonly name: string;
    readonly version: string;
  };
  const installed = {
    identifier: { id: `${manifest.publisher}.${manifest.name}` },
    version: manifest.version,
    location: { $mid: 1, path: path.resolve(extension), scheme: 'file' },
  };
  fs.mkdirSync(extensionsFolder, { recursive: true });
  fs.writeFileSync(path.join(extensionsFolder, 'extensions.json'), JSON.stringify([installed]));
}
