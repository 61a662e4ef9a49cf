import { day } from './time';

export type App = {
  id: number;
  name: string;
  displayName: string;
  kind: 'Application';
  platform: 'web' | 'ios';
  createdAt: number;
  trackingEnabled: boolean;
};

/** The id of the default web app, the same in every default sample of Pendo's documentation. */
export const defaultAppId = -323232;
export const iosAppId = 5629499534213120;
export const adminAppId = 4785074604081152;

/** The three apps of Fernhill Notes, a note-taking service that does not exist. */
export function createApps(now: number): App[] {
  const app = (id: number, name: string, platform: App['platform'], age: number): App => ({
    id,
    name,
    displayName: name,
    kind: 'Application',
    platform,
    createdAt: now - age * day,
    trackingEnabled: true,
  });
  return [
    app(defaultAppId, 'Fernhill Notes', 'web', 700),
    app(iosAppId, 'Fernhill Notes for iOS', 'ios', 400),
    app(adminAppId, 'Fernhill Admin', 'web', 300),
  ];
}
