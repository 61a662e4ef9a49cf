import { startSandbox } from './startSandbox';

/** `tsx test/sandbox/main.ts [port]`: runs a sandbox until it is interrupted, and says where it is. */
async function main(): Promise<void> {
  const port = Number(process.argv[2] ?? 0);
  const sandbox = await startSandbox({ port });
  process.stdout.write(`Pendo sandbox: ${sandbox.baseUrl}\n`);
  for (const { label, key } of sandbox.keys) process.stdout.write(`  ${label}: ${key}\n`);
  process.once('SIGINT', () => void sandbox.close());
  process.once('SIGTERM', () => void sandbox.close());
}

void main();
