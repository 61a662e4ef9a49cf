import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import type { LaunchOptions } from 'playwright-core';
import { installOnce, type Report } from './installOnce';

export interface Browser {
  readonly executable: string;
  /** What the browser needs in its environment, beside what is there already. */
  readonly environment: Readonly<Record<string, string>>;
}

const installedBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Finds the browser that shows the workbench. `CHROME_PATH` wins; else Linux x64 always takes the one from the npm
 * registry with its own fonts, so that pictures are the same on every machine; else an installed one.
 */
export async function findBrowser({ report }: { readonly report: Report }): Promise<Browser> {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) {
    return { executable: chosen, environment: {} };
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    return installChromium(report);
  }
  const installed = installedBrowsers.find((file) => fs.existsSync(file));
  if (installed === undefined) {
    throw new Error('No Chrome or Chromium was found. Set CHROME_PATH to its executable.');
  }
  return { executable: installed, environment: {} };
}

/** How to launch it: headless, quiet on a closed network, and as root too. */
export function browserLaunchOptions(browser: Browser): LaunchOptions {
  return {
    executablePath: browser.executable,
    headless: true,
    env: { ...definedEnvironment(), ...browser.environment },
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // The page talks to this machine alone; anything else fails at once, on every network alike.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
      '--disable-dev-shm-usage',
      '--font-render-hinting=none',
    ],
    // Chromium's own sandbox refuses to run as root, and bare machines rarely allow user namespaces.
    chromiumSandbox: false,
  };
}

async function installChromium(report: Report): Promise<Browser> {
  const folder = await installOnce(
    { folder: 'chromium', target: 'chromium', title: 'Chromium', megabytes: 75, finish: unpackChromium },
    report,
  );
  const unpacked = path.join(folder, 'unpacked');
  return {
    executable: path.join(unpacked, 'chromium'),
    environment: {
      LD_LIBRARY_PATH: path.join(unpacked, 'lib'),
      FONTCONFIG_FILE: writeFontConfiguration(folder),
    },
  };
}

/** The package would unpack itself to one fixed folder in /tmp, where two versions collide; hence by hand. */
async function unpackChromium(folder: string): Promise<void> {
  const archives = path.join(folder, 'node_modules', '@sparticuz', 'chromium', 'bin');
  const unpacked = path.join(folder, 'unpacked');
  fs.mkdirSync(unpacked);
  fs.writeFileSync(path.join(unpacked, 'chromium'), await decompress(path.join(archives, 'chromium.br')), {
    mode: 0o755,
  });
  for (const name of ['al2023', 'fonts', 'swiftshader']) {
    const tar = await decompress(path.join(archives, `${name}.tar.br`));
    execFileSync('tar', ['-x', '--no-same-owner', '-C', unpacked], { input: tar });
  }
}

async function decompress(file: string): Promise<Buffer> {
  return promisify(brotliDecompress)(fs.readFileSync(file));
}

/** Open Sans for the workbench and DejaVu for code: only these, whatever the machine has. */
function writeFontConfiguration(folder: string): string {
  const file = path.join(folder, 'fonts.conf');
  const prefer = (family: string, font: string): string =>
    `<alias binding="same"><family>${family}</family><prefer><family>${font}</family></prefer></alias>`;
  const content = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${path.join(folder, 'unpacked', 'fonts')}</dir>
  <dir>${path.join(folder, 'node_modules', 'dejavu-fonts-ttf', 'ttf')}</dir>
  <cachedir>${path.join(folder, 'font-cache')}</cachedir>
  ${prefer('sans-serif', 'Open Sans')}
  ${prefer('system-ui', 'Open Sans')}
  ${prefer('monospace', 'DejaVu Sans Mono')}
  ${prefer('serif', 'DejaVu Serif')}
</fontconfig>
`;
  if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== content) {
    fs.writeFileSync(file, content);
  }
  return file;
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
