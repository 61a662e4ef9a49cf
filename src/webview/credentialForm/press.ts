/**
 * Tells whether a button or a link is being pressed with a pointer. What is drawn in that time could move it from under the pointer, and
 * the click would be lost: leaving a field draws its problem, and it is the press that leaves it. `onDidRelease` is the time to draw.
 */
export function watchPress(onDidRelease: () => void): () => boolean {
  let pressed = false;
  document.addEventListener('pointerdown', ({ target }) => {
    pressed = target instanceof Element && target.closest('button, a') !== null;
  });
  const release = (): void => {
    if (pressed) {
      pressed = false;
      // The click comes after the release, in the same task.
      setTimeout(onDidRelease);
    }
  };
  document.addEventListener('pointerup', release);
  document.addEventListener('pointercancel', release);
  window.addEventListener('blur', release);
  return () => pressed;
}
