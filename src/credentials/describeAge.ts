const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago something was, as people say it: "now", "3 hours ago", "last week". A clock that was set back counts as now. */
export function describeAge(at: number, now: number, locale: string): string {
  const age = Math.max(0, now - at);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (age < minute) {
    return words.format(0, 'second');
  }
  if (age < hour) {
    return words.format(-Math.floor(age / minute), 'minute');
  }
  if (age < day) {
    return words.format(-Math.floor(age / hour), 'hour');
  }
  return age < 60 * day
    ? words.format(-Math.floor(age / day), 'day')
    : words.format(-Math.floor(age / (30 * day)), 'month');
}
