import type { Face } from './credential';

const day = 24 * 60 * 60_000;

/** How old a key is, counted from when it was entered, in whole days. */
export function keyAgeDays(face: Face, now: number): number {
  return Math.max(0, Math.floor((now - face.keySavedAt) / day));
}

/** Whether a key is as old as the user wants to be reminded of; 0 turns that off. */
export function isKeyOld(face: Face, now: number, reminderDays: number): boolean {
  return reminderDays > 0 && keyAgeDays(face, now) >= reminderDays;
}

/** An age in days as people say it, short enough for a row: "98 days". */
export function describeDays(days: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days);
}
