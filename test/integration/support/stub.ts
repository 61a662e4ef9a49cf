type Restore = () => void;

let restores: Restore[] = [];

/** Puts another function in the place of a method until the end of the test. */
export function stub<Target extends object, Name extends keyof Target>(
  target: Target,
  name: Name,
  replacement: Target[Name],
): void {
  const own = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { value: replacement, configurable: true, writable: true });
  restores.push(() => {
    if (own) {
      Object.defineProperty(target, name, own);
    } else {
      Reflect.deleteProperty(target, name);
    }
  });
}

/** Lets something happen at the end of the test. */
export function atEnd(restore: Restore): void {
  restores.push(restore);
}

afterEach('put everything back', () => {
  const latestFirst = restores.reverse();
  restores = [];
  for (const restore of latestFirst) {
    restore();
  }
});
