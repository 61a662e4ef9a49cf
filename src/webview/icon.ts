import { element } from './dom';

const svg = 'http://www.w3.org/2000/svg';

/** Outlines on a grid of 16 by 16, drawn with the colour of the text around them. */
const outlines = {
  success: ['M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z', 'M5 8.2l2.1 2.1L11 6.2'],
  warning: ['M8 2L14.5 13.5H1.5z', 'M8 6.3v3.4', 'M8 11.4v.6'],
  error: ['M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z', 'M5.7 5.7l4.6 4.6', 'M10.3 5.7l-4.6 4.6'],
  info: ['M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z', 'M8 7.2v4', 'M8 4.6v.6'],
  waiting: ['M8 4.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7z'],
  skipped: ['M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z', 'M5 8h6'],
  shown: [
    'M1.2 8S3.7 3.5 8 3.5 14.8 8 14.8 8 12.3 12.5 8 12.5 1.2 8 1.2 8z',
    'M8 6a2 2 0 1 0 0 4a2 2 0 1 0 0-4z',
  ],
  concealed: [
    'M1.2 8S3.7 3.5 8 3.5 14.8 8 14.8 8 12.3 12.5 8 12.5 1.2 8 1.2 8z',
    'M8 6a2 2 0 1 0 0 4a2 2 0 1 0 0-4z',
    'M2.5 13.5l11-11',
  ],
} as const;

export type IconName = keyof typeof outlines;

/** Creates an icon. With a label it speaks for itself; without one it is decoration beside words. */
export function icon(name: IconName, label?: string): SVGSVGElement {
  const root = document.createElementNS(svg, 'svg');
  root.setAttribute('class', `icon ${name}`);
  root.setAttribute('viewBox', '0 0 16 16');
  if (label === undefined) {
    root.ariaHidden = 'true';
  } else {
    root.role = 'img';
    root.ariaLabel = label;
  }
  for (const outline of outlines[name]) {
    const path = document.createElementNS(svg, 'path');
    path.setAttribute('d', outline);
    root.append(path);
  }
  return root;
}

/** Creates the ring that turns while something runs; decoration beside words. */
export function spinner(): HTMLElement {
  return element('span', { className: 'spinner', ariaHidden: 'true' });
}
