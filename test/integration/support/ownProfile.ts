/** What whoever runs these tests in another way is told. */
export const ownProfile =
  'These tests change credentials, settings and files, so they run on a profile of their own: npm run test:integration.';

/** Throws unless the VS Code that this runs in was started for these tests, with a profile and a folder that are thrown away. */
export function assertOwnProfile(): void {
  if (process.env['PENDO_TEST_PROFILE'] === undefined) {
    throw new Error(ownProfile);
  }
}
